"""What stands around a name: a street, a public role, a word that announces it, the end of a letter.

Asked for each candidate, so that each answer is a look at the few words before, and a pattern is only tried
where one of its words is there. Stdlib `re`, on windows of bounded length.
"""

import re
from enum import IntEnum

from garant.privacy.name_words import OF_PLACES, PARTICLES, ROLES, STREETS, TITLES
from garant.privacy.vocabulary import as_words

_WINDOW = 110  # characters
_WORD = re.compile("[a-z]+")
_COMPLEMENT = (
    r"(?:[ ](?:departementale?|regionale?|municipale?|communautaire|metropolitaine?|generale?|delegue\w*))*"
    r"(?:[ ](?:de la |de l'|de |du |d'|des |en charge (?:de la |de l'|de |du |des |d'))[a-z'-]+)?"
)
# Without a comma after a long complement, "le maire de la commune a reçu Mme …" would hide Mme ….
_ROLE_JUST_BEFORE = re.compile(
    rf"\b{ROLES}{_COMPLEMENT}[ ,:(]{{1,3}}\n{{0,3}}(?:chere? )?(?:m\.? |mme |monsieur |madame |mr |dr |me )?$"
)
_BETWEEN_NAMES = re.compile(r"[a-z], (?:(?:premiere?|1ere?|deuxieme|2e|ancien|ancienne) )?\Z")
_COMMA_LAST = re.compile(r", (?:m\.? |mme |monsieur |madame )?\Z")
# On the line above there is nothing but the role; "… signé par le maire hier" is the end of another message.
_ROLE_LINE_ABOVE = re.compile(
    rf"\b{ROLES}{_COMPLEMENT}[ ,:]{{0,3}}\n[ ,:\n]{{0,3}}(?:m\.? |mme |monsieur |madame |mr |dr |me )?$"
)
# Of a council, or of a club: the words around tell.
_BARE_PRESIDENT = re.compile(
    r"\b(?:(?:le |la |du |au |de la |a la |son |sa )president(?:e)?(?: de groupe| du bureau(?: de vote)?)?[ ,(]{1,2}\n{0,3}|presidence de |presidee? par |le groupe de )"
    r"(?:m\.? |mme |monsieur |madame )?$"
)
_PRESIDENT_AFTER = re.compile(
    r"[ ]?[,(\-]?[ ]{0,2}(?:president(?:e)?\b(?! (?:de l'|du |de la |des |d'))|adjointe?\b(?! (?:administrati|techni|d'animation|du patrimoine|a la direct|au direct|au chef|de direct)))"
)
_CLUBS = (
    "association",
    " asso",
    "club",
    "amicale",
    "comite des fetes",
    "copropriete",
    "conseil syndical",
    "benevole",
    "adherent",
    "tribunal",
)
_OTHER_OFFICE = re.compile(
    r",? (?:principale?|proviseure?|direct|cpe|cheffe?|responsable|tresori|gerante?|magistrate?)"
)
_AROUND = 1500  # characters
_BESIDE = 60
_OUR_PRESIDENT = re.compile(
    r"\b(?:notre|votre|leur) (?:vice-)?presidente?[ ,]{1,2}(?:m\.? |mme |monsieur |madame )?\Z"
)
_ROLE_FAR_BEFORE = re.compile(
    rf"\b{ROLES}{_COMPLEMENT}(?:[ ][^.;:\n]{{1,60}})?(?:,|:|\n| est | etait )[ ,:\n]{{0,4}}(?:m\.? |mme |monsieur |madame |mr |dr |me )?$"
)
# "Pour le maire, Y. Castelnau": who signs for somebody is not the one.
_SIGNS_FOR = re.compile(r"(?:\bpour|\bp/|\bp\.) ?\Z")
_SIGN_HINTS = ("pour", "p/", "p.")
# "L'opposition, par la voix de", "au nom du groupe Ensemble,"
_VOICE_BEFORE = re.compile(
    r"\b(?:opposition|majorite|groupe)\b[^.;:\n]{0,40}par la voix d(?:e |')(?:m\.? |mme )?\Z"
)
_VOICE_AFTER = re.compile(r", (?:pour|au nom de) (?:l'opposition|la majorite|le groupe|son groupe)\b")
# "Gilles Hamon, maire ; Fabienne Ruault, Moussa Keita, adjoints": the role of all of them.
_LISTED_AFTER = re.compile(
    r"(?:(?:, | et )(?:m\.? |mme )?[a-z'-]{2,20}(?: [a-z'-]{2,20}){0,3}){1,8}, (?:adjointe?s|maires|deputee?s|senateurs|elue?s|"
    r"conseill(?:er|ere)s (?:municip|communaut|departement|region|deleg|metropol)|vice-presidente?s)\b"
)
_PLURAL_HINTS = (
    "adjoints",
    "adjointes",
    "maires",
    "deputes",
    "senateurs",
    " elus",
    " elues",
    "conseiller",
    "vice-president",
)
_OTHER_FUNCTION = re.compile(
    r"\b(?:cheffe?|direct(?:eur|rice)|responsable|secretaire(?! d'etat| general)|agente?|instruct(?:eur|rice)|referente?|gestionnaire|chargee?|"
    r"expose|informe|rappelle|propose|presente|precise|indique|demande|explique|remercie|accueille|salue|annonce|recoit|felicite|autorise|"
    r"nomme|recrute|designe|assistante?|redact(?:eur|rice)|attachee?|technicien(?:ne)?|delegation)\b"
)
_ROLE_AFTER = re.compile(
    rf"[ ]?[,(\-]?[ ]{{0,2}}{ROLES}\b(?! (?:de l'association|du club|du comite|de l'amicale))"
)

_ROLE_HINTS = (
    "maire", "depute", "senat", "prefet", "ministre", "president", "adjoint", "conseill", "rapporteu", "recteur", "rectrice", "procureu",
    "garde des sceaux", "commissaire", "chef de l'etat", "elu", "echevin", "secretaire",
)  # fmt: skip
# Before ":" or a column's separator.
_ANNOUNCERS = (
    "nom", "noms", "prenom", "prenoms", "nom de naissance", "nom d'usage", "nom de famille", "nom de jeune fille", "nom, prenom", "nom et prenom", "prenom et nom",
    "interesse", "interessee", "patient", "patiente", "eleve", "enfant", "beneficiaire", "demandeur", "demandeuse", "requerant", "requerante", "usager", "usagere",
    "agent", "agente", "signataire", "titulaire", "destinataire", "expediteur", "contact", "victime", "temoin", "mis en cause", "allocataire", "candidat", "candidate",
    "locataire", "representant legal", "responsable legal", "pere", "mere", "tuteur", "tutrice", "auteur", "redacteur", "redactrice", "suivi par", "suivie par",
    "referent", "referente", "dossier de", "signe", "assure", "assuree", "conjoint", "conjointe", "salarie", "salariee",
)  # fmt: skip
_HEADERS = ("de", "a", "cc", "cci", "from", "to")  # of a mail: at the start of a line only
_NAMERS = (
    "je m'appelle",
    "s'appelle",
    "se nomme",
    "nomme",
    "nommee",
    "prenomme",
    "prenommee",
    "moi c'est",
    "signe",
)
_RELATIVES = (
    "mon", "ma", "son", "sa", "le petit", "la petite", "l'enfant", "jeune", "fils", "fille", "frere", "soeur", "sour", "mari", "femme", "compagne", "compagnon",
    "conjoint", "conjointe", "collegue", "voisin", "voisine", "cousin", "cousine", "oncle", "tante", "nomme", "nommee", "prenomme", "prenommee", "eleve", "enfant",
    "bebe", "ami", "amie", "neveu", "niece", "mere", "pere", "papa", "maman", "bonjour", "bonsoir", "salut", "coucou", "cher", "chere", "hello", "bises", "bisous",
    "bjr", "slt", "sieur", "dame", "consorts", "agent", "agente", "camarade", "copain", "copine", "patron", "cordialement",
)  # fmt: skip
_KIN = (
    "fils", "fille", "frere", "soeur", "sour", "mari", "femme", "compagne", "compagnon", "conjoint", "conjointe", "epoux", "epouse", "cousin", "cousine", "oncle", "tante",
    "neveu", "niece", "l'enfant", "prenomme", "prenommee", "nomme", "nommee", "appelle",
)  # fmt: skip
_CLOSINGS = (
    "cordialement", "bien a vous", "salutations", "respectueusement", "respect", "merci", "remerciant", "bonne journee", "bonne soiree", "amicalement", "cdt", "cdlt",
    "sinceres", "consideration", "distingue", "bises", "bisous", "a bientot", "devoue",
)  # fmt: skip
_LINE_END = re.compile(r"[ ,.!]{0,3}(?:\r?\n|$)")
_OPPONENT = re.compile(
    r" c/|[ .]contre "
)  # "affaire Untel c/ commune": the parties of a lawsuit, not the name of one
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s{1,3}|\n\s{0,4}[\-*]?\s{0,4})$")


def of_a_place(lower: str, start: int, titled: bool = False) -> bool:
    """Whether the word before names a street, a school, a body or a law, of which this would be the name."""
    before = _WORD.findall(lower[max(0, start - 48) : start].rsplit("\n", 1)[-1])
    if not before or _closed(lower, start) or _titled_apart(lower, start):
        return False
    if before[-1] in OF_PLACES and not titled:
        return before[-1] != "affaire" or _OPPONENT.search(lower, start, start + 60) is None
    if len(before) > 1 and before[-1] in _ADJECTIVES and before[-2] in OF_PLACES and not titled:
        return True  # "le centre social Camille Claudel"
    while before and (before[-1] in PARTICLES or before[-1] in TITLES or before[-1] in _HONOURS):
        before.pop()
    return bool(before) and before[-1] in STREETS


def _closed(lower: str, start: int) -> bool:
    """Whether a mark stands between the word before and this one: "à l'école, Karim …"."""
    mark = lower[max(0, start - 3) : start].rstrip(" ")[-1:]
    return mark != "" and not mark.isalnum() and mark not in "'-\""


def _titled_apart(lower: str, start: int) -> bool:
    """ "L'assistante du collège, Mme Perrin": the title begins another thing than the place."""
    title = _APART.search(lower, max(0, start - 16), start)
    return title is not None and title[1] in TITLES


_APART = re.compile(r"[,;:(] ?([a-z]+)\.? $")
_ADJECTIVES = as_words(
    """
    social sociale culturel culturelle municipal municipale communal communale departemental departementale regional regionale
    scolaire sportif sportive polyvalent polyvalente paroissial associatif associative intercommunal intercommunale public publique
    primaire elementaire maternelle general generale professionnel professionnelle hospitalier hospitaliere medical medicale
    universitaire omnisports nautique aquatique technique industriel commercial artisanal militaire
    """
)
_HONOURS = as_words(
    """
    general marechal president capitaine colonel commandant lieutenant abbe saint sainte st ste frere
    frederic pere soeur sour professeur docteur marquis comte
    """
)


_TELL_OF_ROLES = (*_ROLE_HINTS, "presid", "opposition", "majorite", "groupe")


def tells_of_roles(lower: str) -> bool:
    """Whether a text holds any of the words without which `public_role` and `is_private_office` find nothing in it."""
    return any(word in lower for word in _TELL_OF_ROLES)


class Role(IntEnum):
    """How a public role stands to a name."""

    NONE = 0
    FAR = 1  # some words before: "le maire de la commune, fort de son mandat, Jean Dupont", but also "et la directrice, Mme Sow"
    BESIDE = 2


def public_role(lower: str, start: int, end: int) -> Role:
    """Whether the person acts in a public role: elected, or representing the State."""
    before = lower[max(0, start - _WINDOW) : start]
    after = lower[end : end + 60]
    if any(hint in after for hint in _ROLE_HINTS) and _ROLE_AFTER.match(lower, end) is not None:
        return Role.BESIDE
    if after.startswith(", ") and _VOICE_AFTER.match(lower, end) is not None:
        return Role.BESIDE
    if after.startswith((", ", " et ")) and _is_listed_with_role(lower, end):
        return Role.BESIDE
    if (
        before.endswith(("voix de ", "voix d'", "m. ", "m ", "mme "))
        and _VOICE_BEFORE.search(before) is not None
    ):
        return Role.BESIDE
    if (
        (
            (("president" in after or "adjoint" in after) and _PRESIDENT_AFTER.match(lower, end) is not None)
            or (("presid" in before) and _BARE_PRESIDENT.search(before) is not None)
        )
        and _OTHER_OFFICE.match(lower, end) is None
        and not any(word in lower[max(0, start - _AROUND) : end + _AROUND] for word in _CLUBS)
    ):
        return Role.BESIDE
    if not any(hint in before for hint in _ROLE_HINTS):
        return Role.NONE
    beside = _ROLE_JUST_BEFORE.search(before)
    if beside is not None:
        if _is_of_the_name_before(before, beside.start()):
            return Role.NONE
        return Role.NONE if _SIGNS_FOR.search(before, 0, beside.start()) is not None else Role.BESIDE
    far = _ROLE_FAR_BEFORE.search(before)
    # "Pour le maire et par délégation, la cheffe du service, X": the name belongs to the nearer function.
    if far is None or _OTHER_FUNCTION.search(far[0]) is not None:
        return Role.NONE
    if "\n" in far[0][-12:] and _ROLE_LINE_ABOVE.search(before) is None:
        return Role.NONE
    return Role.NONE if _SIGNS_FOR.search(before, 0, far.start()) is not None else Role.FAR


def _is_of_the_name_before(before: str, role: int) -> bool:
    """ "M. Aumont, premier adjoint, |Hélène Caro": a role between two commas, without its article, ends what it follows."""
    return _BETWEEN_NAMES.search(before, 0, role) is not None and _COMMA_LAST.search(before, role) is not None


def is_private_office(lower: str, start: int, end: int) -> bool:
    """Whether what looks like a public role is that of somebody who signs for another, or who runs a club."""
    before = lower[max(0, start - _WINDOW) : start]
    if any(hint in before for hint in _SIGN_HINTS) and any(hint in before for hint in _ROLE_HINTS):
        signs = _ROLE_JUST_BEFORE.search(before) or _ROLE_FAR_BEFORE.search(before)
        if signs is not None and _SIGNS_FOR.search(before, 0, signs.start()) is not None:
            return True
    if "presid" not in lower[max(0, start - 40) : end + 40]:
        return False
    beside = lower[max(0, start - _BESIDE) : end + _BESIDE]
    return _OUR_PRESIDENT.search(before) is not None or any(word in beside for word in _CLUBS)


def _is_listed_with_role(lower: str, end: int) -> bool:
    """Whether other names and then the role of all of them follow."""
    window = lower[end : end + 240].split("\n", 1)[0]
    return any(hint in window for hint in _PLURAL_HINTS) and _LISTED_AFTER.match(window) is not None


def in_role(lower: str, start: int, end: int) -> bool:
    """Whether a public role stands beside the name or some words before."""
    return public_role(lower, start, end) is not Role.NONE


def is_announced(lower: str, start: int) -> bool:
    """ "Nom : …", "je m'appelle …", "De : …" """
    before = lower[max(0, start - 44) : start].rstrip(" \"'\t")
    if before[-1:] in {":", "=", ";", "|"}:
        head = before[:-1].rstrip(" ").removesuffix("(s)").removesuffix("(e)")
        return _ends_with(head, _ANNOUNCERS) or (
            _ends_with(head, _HEADERS) and head.rsplit("\n", 1)[-1].strip() in _HEADERS
        )
    return lower[start - 1 : start] == " " and _ends_with(before, _NAMERS)


def is_related(lower: str, start: int) -> bool:
    """ "mon fils …", "bonjour …", "l'élève …" """
    before = lower[max(0, start - 24) : start]
    stripped = before.rstrip(" ,")
    return 0 < len(before) - len(stripped) <= 2 and _ends_with(stripped, _RELATIVES)


def is_kin(lower: str, start: int) -> bool:
    """ "ma fille …", "mon mari …": after these even a word of the language is a name."""
    before = lower[max(0, start - 24) : start]
    stripped = before.rstrip(" ,")
    return 0 < len(before) - len(stripped) <= 2 and _ends_with(stripped, _KIN)


def is_signature(lower: str, start: int, end: int) -> bool:
    """Alone on its line, under the words that end a letter."""
    return ends_letter(lower, start) and _LINE_END.match(lower, end) is not None


def ends_letter(lower: str, start: int) -> bool:
    """Whether the line before ends a letter: "cordialement", "salutations distinguées"."""
    before = lower[max(0, start - _WINDOW) : start].rstrip(" -\t\r")
    if not before.endswith("\n"):
        return False
    line = before.rstrip().rsplit("\n", 1)[-1]
    return any(word in line for word in _CLOSINGS)


def opens_sentence(lower: str, start: int) -> bool:
    return _SENTENCE_START.search(lower[max(0, start - 12) : start]) is not None


def _ends_with(text: str, words: tuple[str, ...]) -> bool:
    """Whether `text` ends with one of the words, as a word of its own."""
    if not text.endswith(words):
        return False
    return any(text.endswith(word) and not text[: -len(word)][-1:].isalnum() for word in words)
