"""Whose an address or a telephone is: a person's, a body's, or nobody can tell.

Read from what stands around it, nearest first: the words before it on its line, then the lines above it in the
same block (a letterhead, a signature, the address on an envelope), then the few words after. No pattern runs over
more than a few lines; the cost is that of splitting some thirty words.
"""

import re
from dataclasses import dataclass, field
from enum import Enum

from garant.privacy.folded import Folded
from garant.privacy.gazetteer import first_name, gazetteer, is_commune, surname
from garant.privacy.vocabulary import STREETS, TITLES, as_words

_WIDTH = 130  # characters read to the left
_LABEL = 16  # characters at the head of a line that are its label
_LINES = 6  # lines read above
# Stdlib `re`: one class, one repetition, or one character; a point within a word or an address ends no sentence.
_TOKEN = re.compile(r"[A-Za-z]+|[,!?;:\n(|@]|\.(?=\s)")


class Whose(Enum):
    PERSON = "person"
    MAYBE_BODY = "maybe body"  # something public happens there: works, a meeting, a permit
    BODY = "body"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The words that decide, of one detector. Folded, lower case. `dwelling` decides from afar, the others by being the nearest."""

    persons: frozenset[str]
    dwelling: frozenset[str]
    bodies: frozenset[str]
    happenings: frozenset[str]
    counters_win: frozenset[str] = frozenset()  # bodies that a name on the same line does not make personal
    names_win: bool = False  # whether a name on the line is stronger than a body nearer by
    telling: frozenset[str] = field(init=False, repr=False, compare=False)  # all that `_on_line` asks about

    def __post_init__(self) -> None:
        asked = (self.persons, self.dwelling, self.bodies, self.happenings, _TITLES, _AT_WORK, _SECOND)
        object.__setattr__(self, "telling", frozenset({"famille", "adresse", "maison"}.union(*asked)))


_TITLES = TITLES | as_words("mrs dr docteur me maitre veuve vve epoux epouse famille consorts")
# A title before these words speaks of a function: "Monsieur le Maire", "Madame la Directrice".
_ARTICLES = frozenset({"le", "la", "l", "les"})
_OWNERS = frozenset({"mon", "ma", "mes", "notre", "nos", "sa", "son", "leur", "leurs", "ses"})
# Words that belong to somebody after a possessive, whatever they are elsewhere: "ma maison".
_HOMES = frozenset(
    {
        "maison",
        "chambre",
        "bureau",
        "local",
        "garage",
        "jardin",
        "parcelle",
        "cuisine",
        "hotel",
        "foyer",
        "parking",
        "centre",
        "cabinet",
        "commune",
        "lotisseur",
    }
)
_FORM = as_words(
    """
    nom noms prenom prenoms nee ne naissance nir allocataire demandeur demandeuse beneficiaire usager usagere interesse
    interessee requerant requerante soussigne soussignee victime temoin plaignant plaignante eleve enfant pere mere
    locataire proprietaire patient patiente assure assuree conjoint conjointe responsable tuteur tutrice titulaire
    expediteur expeditrice nationalite situation profession matricule signataire candidat candidate salarie salariee
    domicile
    """
)
_HEAD_OF_ADDRESS = as_words(
    """
    rue avenue av boulevard bd bld place pl chemin che impasse imp allee allees route rte quai cours residence res
    bat batiment appt appartement apt esc escalier etage porte lieu lieudit hameau lotissement lot quartier bp cs villa
    chez tel telephone telephones portable mobile gsm fixe mail mel courriel email fax adresse code ville port mob
    """
)
_PLACES_BEFORE_NAMES = as_words(
    """
    rue avenue av boulevard bd place chemin impasse allee route quai cours square ecole college lycee universite
    hopital clinique stade gymnase salle espace centre maison residence ehpad foyer creche mediatheque bibliotheque
    theatre musee parc jardin pont tour immeuble batiment complexe piscine maternelle elementaire primaire groupe
    scolaire sarl sas sasu eurl entreprise ets societe garage cabinet pharmacie fondation association mairie annexe antenne site pole bureau hall amphi
    amphitheatre chapelle eglise rond carrefour foyer cite villa hotel restaurant college-lycee campus auditorium station
    arret residence lotissement passage ruelle montee sentier esplanade promenade mail faubourg
    """
)
_PARTICLES = frozenset(
    {"de", "du", "des", "d", "la", "le", "l", "van", "von", "el", "al", "ben", "da", "dos", "saint", "st"}
)


# "CAF 2290417, 1 place du Foirail", "N° MDPH (si connu) : 97-1033": somebody's number there, not the body.
_OWN_NUMBER = re.compile(
    r"\b(?:CAF|MSA|MDPH|CPAM|[Ff]rance [Tt]ravail|[Pp]ole [Ee]mploi)(?: ?\([a-z ]{2,20}\))?(?: ?:| no?\.?)? ?(?!0[1-9][ .]?\d\d[ .]?\d\d)\d[\d -]{4,14}[A-Z]?\b"
)
# The word before such a number: each match of the pattern holds one of them as a token, since no letter adjoins it.
_NUMBERING = frozenset({"CAF", "MSA", "MDPH", "CPAM", "travail", "Travail", "emploi", "Emploi"})


def whose(folded: Folded, start: int, end: int, evidence: Evidence, *, above: bool = True) -> Whose:
    """Whose `folded.text[start:end]` is. `above`: whether the lines above may speak."""
    left = max(0, start - _WIDTH)
    text = folded.text[left:start]
    tokens = _TOKEN.findall(text)
    if not evidence.names_win and not _NUMBERING.isdisjoint(tokens):
        text = _OWN_NUMBER.sub(" numero", text)
        tokens = _TOKEN.findall(text)
    if left and tokens and text[0].isalnum():
        del tokens[0]  # a word cut by the window
    answer = _on_line(tokens, evidence)
    if answer is None:
        answer = _after(folded, end, evidence)
    if answer is Whose.MAYBE_BODY and start - folded.text.rfind("\n", left, start) < _LABEL:
        return answer  # "Terrain : 22 chemin …": a field that says so itself
    if above and (answer is None or answer is Whose.MAYBE_BODY):
        said = _in_block(folded, start, evidence)
        if said is not None:
            return said
    return answer or Whose.UNKNOWN


def _on_line(tokens: list[str], evidence: Evidence) -> Whose | None:
    """What the words before say, from the nearest to the start of the line or to the sentence before."""
    maybe: Whose | None = None
    ended = 0  # sentences that ended between the word and the datum
    for back in range(len(tokens) - 1, -1, -1):
        mark = tokens[back]
        if not mark.isalpha():
            if mark == "\n":
                return maybe
            if mark in ".!?" and not _is_abbreviation(tokens, back):
                ended += 1
                if ended > 1:
                    return maybe
            continue
        word = mark.lower()
        if word == mark and word not in evidence.telling:
            continue  # under a capital it may still be a name or an acronym
        if word in evidence.dwelling:
            return Whose.PERSON
        if ended:
            continue  # further back, only what says where somebody lives
        if word == "famille" and back and tokens[back - 1].lower() in _FOR_FAMILIES:
            continue  # "le guichet famille"
        if word in _TITLES and _is_title(tokens, back):
            return Whose.BODY if _is_practice(tokens, back) and not evidence.names_win else Whose.PERSON
        if word == "adresse" and back and tokens[back - 1].lower() in _OWN_ADDRESS:
            return Whose.PERSON
        if back > 1 and word in evidence.bodies and tokens[back - 2].lower() in _GREETINGS:
            continue  # "bonjour la mairie, c'est Kelly du bâtiment 4"
        if word == "maison" and mark[0].islower() and back + 1 < len(tokens):
            if _is_home(tokens[back + 1]):
                continue  # "maison Etxe Ona" is called so
            if _is_the_home(tokens, back):
                return Whose.PERSON
        if word in evidence.bodies or (
            word in _SECOND and back and tokens[back - 1].lower() in _SECOND[word]
        ):
            if not evidence.names_win and _lives_there(tokens, back, evidence):
                return Whose.PERSON
            if word in _HEADS and back > 1 and tokens[back - 2].lower() == "chez":
                return Whose.PERSON  # "au siège, chez la présidente, 8 sente aux Ânes"
            if word in _HOMES and back and tokens[back - 1].lower() in _OWNERS:
                return Whose.PERSON
            if word in evidence.counters_win:
                return Whose.BODY
            return Whose.PERSON if _has_name(tokens, back, evidence) else Whose.BODY
        if word in evidence.persons:
            if word == "fils" and back and tokens[back - 1].lower() == "et" and mark[0].isupper():
                continue  # "SARL Dupont et Fils"
            return Whose.PERSON
        if word in _AT_WORK and not evidence.names_win:
            return Whose.BODY  # "elle travaille au Carrefour, 12 route de Lyon"
        if word in evidence.happenings:
            maybe = maybe or Whose.MAYBE_BODY
            continue
        if back + 2 == len(tokens) and _is_acronym(tokens, back) and not evidence.names_win:
            return Whose.BODY
        if maybe is None and _is_name(tokens, back):
            return Whose.PERSON
    return maybe


def _is_home(following: str) -> bool:
    return following[0].isupper() or following in {"individuelle", "mitoyenne", "familiale", "louee"}


_FOR_FAMILIES = frozenset({"guichet", "espace", "portail", "pole", "service", "point", "accueil", "kiosque"})


def _is_the_home(tokens: list[str], back: int) -> bool:
    """ "à la maison, 12 rue Haute", "la maison c'est 12 rue Haute", "la maison des Roux", "la maison de la rue X"."""
    if not back or tokens[back - 1].lower() not in _THE:
        return False
    after = [token.lower() for token in tokens[back + 1 : back + 4]]
    if after in (["de", "la"], ["de", "l"], ["du"]):
        return True  # the street itself follows
    if after[0] in {",", ":", "(", "c", "est", "se"}:
        return True
    if after[0] in {"des", "de", "d"} and len(after) > 1:
        named = tokens[back + 2]
        if named[0].isupper() and not named.isupper():
            return surname(gazetteer().facts(after[1])) >= 2 and not gazetteer().is_common(after[1])
        return after[1] in {"la", "l"} and after[-1] in _STREETS
    return after[0] == "du" and len(after) > 1 and after[1] in _STREETS


_THE = frozenset({"la", "cette", "une"})
_STREETS = STREETS | {"place"}


# Bodies of which the second word tells: "France Travail", "La Poste", "Trésor public".
_SECOND = {
    "travail": frozenset({"france"}),
    "poste": frozenset({"la"}),
    "public": frozenset({"tresor"}),
    "emploi": frozenset({"pole"}),
    "vert": frozenset({"numero"}),
}
_GREETINGS = as_words("bonjour bonsoir bjr bsr slt salut coucou bonswa bonjou allo hello merci cher chere")
_OWN_ADDRESS = as_words("derniere ancienne nouvelle mon son votre ma sa leur mes actuelle propre seule")
_PRACTICES = as_words(
    "cabinet etude pharmacie garage salon secretariat bureau boulangerie boucherie restaurant entreprise menuiserie atelier magasin hotel"
)
_HEADS = frozenset({"president", "presidente", "directeur", "directrice", "maire"})
_DOORS = frozenset(
    {"ccas", "cias", "mairie", "guichet", "accueil", "association"}
)  # where one is registered, not housed


def _is_practice(tokens: list[str], title: int) -> bool:
    """Whether what a title opens is the name of a practice or a shop: "cabinet du docteur Roux", "étude de Me Roux"."""
    back = title - 1
    while (
        back >= 0
        and title - back < 4
        and (tokens[back].lower() in _LINKING or tokens[back].lower() in _TITLES)
    ):
        back -= 1
    return back >= 0 and back < title - 1 and tokens[back].lower() in _PRACTICES


def _lives_there(tokens: list[str], body: int, evidence: Evidence) -> bool:
    """ "hébergée au CHRS L'Étape", "détenu au centre pénitentiaire": the body is where somebody lives."""
    if tokens[body].lower() in _DOORS:
        return False
    for back in range(body - 1, max(-1, body - 5), -1):
        if not tokens[back][0].isalpha():
            return False
        if tokens[back].lower() in evidence.dwelling:
            return True
    return False


def _after(folded: Folded, end: int, evidence: Evidence) -> Whose | None:
    """The few words after, on the same line: "12 rue X, siège de l'association", "… (chez sa mère)"."""
    line = folded.lower[end : end + 48].split("\n", 1)[0]
    for seen, mark in enumerate(_TOKEN.findall(line)[:6]):
        if not mark[0].isalpha():
            if mark in ".;!?|" or (mark == ":" and seen):
                return None
            continue
        if mark in evidence.dwelling:
            return Whose.PERSON
        if mark in _SAID_AFTER and mark in evidence.bodies:
            return Whose.BODY
        if seen < 2 and mark in _OFFICES and mark in evidence.bodies:
            return Whose.BODY  # "8 rue Grande, service logement"
        if mark in _UNDONE and mark in evidence.happenings:
            return Whose.MAYBE_BODY
        if mark in {"mme", "monsieur", "madame", "mr"}:
            return None
    return None


_SAID_AFTER = frozenset(
    {"siege", "mairie", "ecole", "standard", "accueil", "magasin", "restaurant", "locaux"}
)
_OFFICES = frozenset({"service", "direction", "pole", "bureau", "guichet", "antenne"})
_UNDONE = frozenset(
    {"demoli", "demolie", "demolition", "travaux", "chantier", "ferme", "stationnement", "circulation"}
)


def _in_block(folded: Folded, start: int, evidence: Evidence) -> Whose | None:
    """What the lines above say, up to a blank line: the nearest that speaks decides."""
    text = folded.text
    end = text.rfind("\n", 0, start)
    blank = 0
    body: Whose | None = None  # of a signature: the name above the body has the telephone
    for _ in range(_LINES):
        if end < 0:
            return body
        begin = text.rfind("\n", max(0, end - 400), end) + 1
        line = text[begin:end].strip()
        end = begin - 1
        if not line:
            blank += 1
            if blank > 1 or begin == 0:
                return body
            continue
        if len(line) > 110:
            return body  # prose: it speaks of something else
        said = _of_line(line, evidence, after_blank=blank > 0)
        if said is Whose.PERSON or (said is not None and not evidence.names_win):
            return said
        body = body or said
        if blank:
            return body
    return body


# The seat of a small association is the home of who presides: "Odile Roux, présidente", and nothing else.
_HEADS_ONLY = re.compile(r"^[A-Z][A-Za-z -]{4,40}, (?:president|presidente|tresorier|tresoriere|secretaire)$")
_SWITCHBOARD = re.compile(r"\bstandard\b|\bligne directe\b")


def _of_line(line: str, evidence: Evidence, *, after_blank: bool) -> Whose | None:
    said = _TOKEN.findall(line)
    tokens = said[:14]
    words = [mark.lower() for mark in tokens]
    head = next(filter(str.isalpha, words), None)
    if head is None:
        return None
    if line[0].isdigit() or head in _HEAD_OF_ADDRESS:
        return None  # another line of the address itself
    if not evidence.names_win and _SWITCHBOARD.search(line.lower()):
        return Whose.BODY  # the signature of a service
    if words[0] == "foyer" and ":" in tokens[:2]:
        return Whose.PERSON  # a household
    if any(word in _FORM or word in evidence.dwelling for word in words[:4]):
        return Whose.PERSON  # a form: "N° allocataire CAF : …", "Né le …"
    if not evidence.names_win and not _NUMBERING.isdisjoint(said) and _OWN_NUMBER.search(line) is not None:
        return Whose.PERSON  # "N° dossier MDPH : 31-2044"
    if words[0] == "cabinet" and not {"dr", "docteur"}.isdisjoint(words) and not evidence.names_win:
        return Whose.PERSON  # the letterhead of somebody's practice
    person = _person_line(tokens, words)
    if person and "(" in tokens:
        at = tokens.index("(")
        tokens, words = tokens[:at], words[:at]  # "ROUX Gaëtan (plomberie)"
    body = _names_body(tokens, words, evidence)
    if person and (evidence.names_win or not body or _HEADS_ONLY.search(line) is not None):
        return Whose.PERSON
    if body:
        # After a blank line only a letterhead speaks, not the end of a paragraph.
        return Whose.BODY if not after_blank or len(line) < 60 else None
    return None


def _names_body(tokens: list[str], words: list[str], evidence: Evidence) -> bool:
    if any(word in evidence.bodies for word in words[:6]):
        return "individuelle" not in words
    return any(word in evidence.bodies and tokens[at][0].isupper() for at, word in enumerate(words[6:], 6))


def _person_line(tokens: list[str], words: list[str]) -> bool:
    at = 0
    while at < len(tokens) and (
        words[at]
        in {
            "objet",
            "ref",
            "a",
            "l",
            "attention",
            "de",
            "par",
            "suivi",
            "suivie",
            "dossier",
            "affaire",
            "contact",
            "from",
            "destinataire",
        }
        or not tokens[at][0].isalpha()
    ):
        at += 1
    if at < len(tokens) and words[at] in _TITLES:
        return _is_title(tokens, at)
    # At the head of the line or of a field ("Référente : Virginie Ott"): elsewhere a street or a hall bears the name.
    heads = [at, *(place + 1 for place in range(min(len(tokens), 8)) if tokens[place] == ":")]
    return any(
        place < len(tokens)
        and (_is_name(tokens, place) or (words[place] in _TITLES and _is_title(tokens, place)))
        for place in heads
    )


def names_person(line: str) -> bool:
    """Whether a line begins with somebody's title or name: "Mme Roux", "BENALI Inès"."""
    tokens = _TOKEN.findall(line)[:14]
    return bool(tokens) and _person_line(tokens, [mark.lower() for mark in tokens])


def _is_title(tokens: list[str], at: int) -> bool:
    """Whether the title at `at` is followed by a name rather than by a function or by nothing at all."""
    after = at + 1
    while after < len(tokens) and (
        tokens[after] == "." or tokens[after].lower() in _TITLES or tokens[after].lower() == "et"
    ):
        after += 1
    if after >= len(tokens):
        return tokens[at].lower() not in {"me", "m", "famille"} or tokens[at][0].isupper()
    following = tokens[after].lower()
    if (
        tokens[at].lower() in {"m", "me", "famille", "maitre"}
        and not tokens[at][0].isupper()
        and len(following) < 3
    ):
        return False
    if following in _ARTICLES:
        # "Mme Le Bihan" is somebody, "Monsieur le Maire" and "MADAME LA DIRECTRICE" are functions.
        return (
            tokens[after] == tokens[after].capitalize()
            and after + 1 < len(tokens)
            and tokens[after + 1][0].isupper()
        )
    return following[0].isalpha()


def _is_abbreviation(tokens: list[str], at: int) -> bool:
    """Whether the point at `at` belongs to a short word ("M.", "av.", "J.") rather than ends a sentence."""
    return (
        tokens[at] == "."
        and at > 0
        and tokens[at - 1][0].isalpha()
        and (len(tokens[at - 1]) <= 3 or tokens[at - 1].lower() in {"appt", "tel.", "boul"})
    )


def _has_name(tokens: list[str], body: int, evidence: Evidence) -> bool:
    """Whether the body only says what a person named before it does: "Mme Roux, agent de la mairie, 12 rue …".

    Where a body stands at the head of its own part of the sentence ("Mme Roux, mairie de Gap, 1 place …") it is the
    body that the address belongs to; a telephone (`names_win`) stays that of the person.
    """
    start = body
    said = False
    while start > 0 and tokens[start - 1][0].isalpha():
        start -= 1
        said = said or tokens[start].lower() not in _LINKING
    if not said and not evidence.names_win:
        return False
    if not evidence.names_win and not _GOES.isdisjoint(
        mark.lower() for mark in tokens[max(0, body - 6) : body]
    ):
        return False  # "M. Roux sera reçu au CMP, 3 rue Haute"
    for back in range((start if not evidence.names_win else body) - 1, max(-1, body - 14), -1):
        if tokens[back] in {"\n", "!", "?"} or (tokens[back] == "." and not _is_abbreviation(tokens, back)):
            return False
        if tokens[back].lower() in _TITLES and _is_title(tokens, back):
            return True
        if _is_name(tokens, back):
            return True
    return False


_GOES = as_words(
    """
    recu recue recus convoque convoquee convoques attendu attendue invite invitee presente presentee presenter rendu rendue
    rendre oriente orientee adresse adressee scolarise scolarisee inscrit inscrite hospitalise hospitalisee admis admise
    travaille travaillait employe employee affecte affectee intervient exerce suivi suivie accueilli accueillie transporte transportee
    venir passe passer rdv lieu tient permanence permanences consultation consultations
    """
)
_AT_WORK = frozenset({"travaille", "travaillait", "travaillent", "exerce", "embauche", "embauchee"})
_LINKING = frozenset(
    {
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "l",
        "les",
        "a",
        "au",
        "aux",
        "en",
        "par",
        "et",
        "notre",
        "votre",
        "une",
        "un",
    }
)


def _is_acronym(tokens: list[str], at: int) -> bool:
    """Whether capitals just before ", 200 avenue …" are those of a body ("MAIF") rather than a surname."""
    word = tokens[at]
    if tokens[at + 1] != "," or not (2 < len(word) < 7 and word.isupper()):
        return False
    if at and tokens[at - 1][0].isalpha() and tokens[at - 1].isupper():
        return False  # a line in capitals
    facts = gazetteer().facts(word.lower())
    return not facts and not gazetteer().is_common(word.lower())


_SAINTS = frozenset({"saint", "sainte", "st", "ste", "notre", "sur", "sous", "et"})


def _is_name(tokens: list[str], at: int) -> bool:
    """Whether a first name and a surname, in either order, begin at `at` and are not those of a street or a school."""
    if at + 1 >= len(tokens):
        return False
    one, other = tokens[at], tokens[at + 1]
    if not (one[0].isupper() and other[0].isupper() and len(one) > 1 and len(other) > 1):
        return False
    low, low_other = one.lower(), other.lower()
    lists = gazetteer()
    if (
        low in _ARTICLES
        or low in _SAINTS
        or low_other in _SAINTS
        or is_commune(lists.facts(f"{low} {low_other}"))
    ):
        return False  # "Le Provençal", "Saint-Fargeau", "Clermont-Ferrand"
    facts, facts_other = lists.facts(low), lists.facts(low_other)
    if max(first_name(facts), first_name(facts_other)) < 3:
        # "WANG Xiaoling": a surname in capitals beside a first name that the lists don't hold.
        apart = (
            one.isupper() != other.isupper() and not lists.is_common(low) and not lists.is_common(low_other)
        )
        return apart and (at == 0 or tokens[at - 1] == "\n") and not is_commune(facts)
    if not (surname(facts_other) or surname(facts) or one.isupper() or other.isupper()):
        return False
    back = at - 1
    while back >= 0 and (
        tokens[back].lower() in _PARTICLES
        or (tokens[back][0].isupper() and tokens[back].lower() not in _PLACES_BEFORE_NAMES and back > at - 3)
    ):
        back -= 1
    return back < 0 or tokens[back].lower() not in _PLACES_BEFORE_NAMES
