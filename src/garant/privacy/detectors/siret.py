"""SIRET, SIREN or VAT number of an individual's business. Those of public bodies and companies are public."""

import re
from typing import Any

import re2
from stdnum import luhn

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.folded import Folded
from garant.privacy.labels import Label
from garant.privacy.subject import names_someone

_NUMBER = re.compile(
    r"(?:FR[ ]?[0-9A-Z]{2}[ ]?)?\d(?:[ .\-\t]{0,2}[0-9OlISB]){8}(?:[ .\-\t]{0,3}[0-9OlISB](?:[ .]?[0-9OlISB]){4})?(?![0-9A-Za-z])"
)
# re2: each has a hundred words, and a page of a market's bidders has a hundred numbers.
# Forms and words that only a person in business bears …
_TRADER = re2.compile(
    r"\b(?:auto[- ]?entrepr|micro[- ]?entrepr|microentrepr|autoentrepr|(?:entreprise|exploitation) individuelle|entrepreneu(?:r|se) individuel|e\.?i\.?(?:[^a-z']|$)|eirl|exploitante? (?:agricole|individuel)|en nom propre|nom propre|"
    r"a (?:mon|son) nom|au nom de (?:m\.|mr|mme|monsieur|madame)|a (?:mon|son) compte|mon (?:numero (?:de )?)?(?:siret|siren|entreprise|activite)|ma (?:micro|petite )?(?:entreprise|boite)|freelance|free-lance|"
    r"artiste[- ]auteur|auteur[- ]photographe|non sedentaire|personnel\b|lmnp|loueu(?:r|se) (?:en )?meubl|bailleur (?:prive|particulier)|micro\b|mon gagne|mes clients?\b|mon commerce|ma boutique|(?:sa|son) (?:boutique|atelier|salon|entreprise|commerce|activite|affaire)\b|jbosse|je bosse|je travaille seule?|toute? seule?\b|(?:du|le|au|pour le) mien\b|mes (?:vacations|clientes|chantiers|prestations|animaux|betes|ruches|vignes)\b|(?:ma|mon) (?:vitrine|terrasse|etal|stand|camion|atelier|salon|echoppe|cabinet|camionnette)\b|a titre individuel|celui de (?:mon|ma) (?:defunte? )?(?:mari|femme|conjointe?|pere|mere|fils|fille|compagne|compagnon|epoux|epouse)\b|c'est (?:moi|le mien|a moi)|l'exploitation a|bnc\b|(?:pro )?de (?:mon|ma) (?:fils|fille|femme|mari|conjointe?|compagne|compagnon|pere|mere|epou)|profession liberale|liberal(?:e|es|aux)?\b|independante?s?\b|entreprise de mon)"
)
# … and those of a trade that one person most often plies.
_INDIVIDUAL = re2.compile(
    r"\b(?:artisane?|commercante?|je suis|j'?suis\b|chuis\b|moi c'est|c'est (?:mme |madame |m\. )?[a-z]{3,14} de(?:s)? [\"']|j'ai (?:commence|cree|lance|demarre|ouvert|monte|repris)|(?:mon|son|l'|notre) ?exploitation|je soussigne|son (?:numero (?:de )?)?(?:siret|siren)|assistante? maternelle|nourrice|assmat|exploitante?|infirmi(?:er|ere)s?\b|medecin|kine|sage-femme|psychologue|psychomotric|orthophoniste|osteopathe|podologue|"
    r"dieteticien|naturopathe|sophrologue|avocate?\b|notaire|photographe|agricult|maraich|apicult|eleveu|viticult|berger|formateur|formatrice|consultante?\b|taxi\b|taximetre|vtc\b|traducteur|traductrice|interprete|graphiste|"
    r"webdesigner|developpeu|redacteur web|peintre|plombi|menuisi|electricien|macon\b|carreleu|couvreu|paysagiste|jardini|coiffeu|barbier|estheticienne|couturi|bijouti|ceramiste|ferronni|serruri|charpenti|ebenist|vitrier|ramoneu|tapissi|brodeu|savonni|tailleur|cordonni|livreu|coursier|chauffeu|forgeron|luthier|horloger|relieu|imprimeuse|vannier|vanniere|sophro|reflexolog|kinesio|masseu|praticien|aide a domicile|repasseu|femme de menage|toletteu|maitre nageur|potier|potiere|sculpt|musicien|dj\b|"
    r"comedien|conteu|clown|magicien|professeure? de|prof de|cours de|coach|educateur sportif|moniteur|monitrice|guide\b|accompagnateur|bailleur|loueu|gite|chambres d'hotes|brocant|forain|camelot|food ?truck|"
    r"traiteur|fleuriste|veterinaire|toiletteu|ostreicult|pecheur|ecrivain|auteur|illustrat|tatoueu|ambulant|napi\b|toque\b|adeli\b|rpps\b|nee? le)"
)
_COMPANY = re2.compile(
    r"\b(?:s\.?a\.?r\.?l|s\.?a\.?s\.?u?|eurl|s\.?a\b|s\.?c\.?i|scop|scic|scp|selarl|snc|gie|gip|sem\b|spl\b|epic|epci|gaec|earl|mairie|commune|departement\w*|region|association|asso\b|communaute|societes?|metropole|syndicat|"
    r"ville\b|ccas|cias|prefecture|etablissement|college|lycee|ecole|hopital|centre|office|agence|fondation|federation|mutuelle|banque|groupe|conseil (?:municipal|departemental|regional)|collectivite|agglo\w*|universite|sdis|opac|hlm|ehpad|club|"
    r"raison sociale|denomination sociale|holding|scea|selas|caf|cpam|direction|ddfip|tresorerie|chorus|foyer|emmaus|croix-rouge|secours|admr|adie|amicale|sivom|sivu|petr|gerante?|societaire|cooperative|chambre|caisse|comite|edf|engie|orange|la poste|organisme|titulaire|attributaire|fournisseur|pouvoir adjudicateur|acheteur)\b"
)
_A_PERSON = re2.compile(
    r"(?:^|[|;\t])[ ]*(?:nom|prenom|demandeur|exposant|exploitant|titulaire|intervenante?|proprietaire|commercante?)s?(?: du| de la| et prenom)?[ ]*:[ ]*[a-z]"
)
# Not before an article: "Monsieur le Maire" is a function.
_TITLE = re2.compile(
    r"\b(?:m\.|mr|mme|monsieur|madame|mlle|m|docteur|dr|maitre)[ ]+(?:[a-km-z]|l(?:$|[^ea']|e(?:$|[^s ]|s[^ ])|a[^ ]))"
)


# SIREN of the State's services begin with 1, those of local authorities and their establishments with 2 (INSEE).
_PUBLIC = "12"
_WINDOW, _ABOVE = 150, 4  # characters of the line before the number; lines above it
UNTOLD = 0.4  # the score of a number that is announced, and of which no word says whose it is


_MISREAD = str.maketrans("OLISBZ", "011582")


def _judge(value: Value) -> float:
    digits = value.digits
    if value.compact.startswith("FR"):
        digits = value.compact[4:]
    elif len(digits) not in (9, 14):
        digits = value.compact.translate(_MISREAD)  # as a scanner read it
        if not digits.isdigit():
            return 0.0
    if len(digits) not in (9, 14) or digits[0] in _PUBLIC:
        return 0.0
    return _score(value.folded, value.start, value.end, digits, otherwise=UNTOLD)


def _score(folded: Folded, start: int, end: int, digits: str, otherwise: float) -> float:
    """Whose it is: what its own line says counts before what the lines above say, and a company before a name."""
    # La Poste: 14 digits whose sum is a multiple of 5.
    valid = luhn.is_valid(digits) or digits.startswith("356000000")
    left = max(0, start - _WINDOW)
    line = folded.lower[left:start].rsplit("\n", 1)[-1]
    after = _OTHER.split(folded.lower[end : end + 70].split("\n", 1)[0], maxsplit=1)[0]
    after = _ANOTHER_SENTENCE.split(after, maxsplit=1)[0]
    greeting = _GREETING.search(line)
    own = line if greeting is None else line[greeting.end() :]
    said = _said(own, after, folded.text[start - len(own) : start], folded.text[end : end + len(after)])
    if said is not None:
        return said + 0.1 * valid if said else 0.0
    if _NO_VAT.search(folded.lower[left : end + 160]) is not None:
        return 0.6 + 0.1 * valid
    end_of_line = start - len(line) - 1
    for _ in range(_ABOVE):
        if end_of_line < 0:
            break
        begin = folded.lower.rfind("\n", max(0, end_of_line - 120), max(0, end_of_line)) + 1
        above = folded.lower[begin:end_of_line]
        end_of_line = begin - 1
        if not above.strip():
            continue
        if "|" in above or "\t" in above:
            break  # a row of a table speaks of itself
        said = _said(above, "", folded.text[begin : begin + len(above)], "")
        if said is not None:
            return said + 0.1 * valid if said else 0.0
    end_of_line = folded.lower.find("\n", end, end + 160)
    if end_of_line < 0:
        return otherwise
    below = folded.lower[end_of_line : end_of_line + 130].split("\n\n", 1)[0]
    if "|" in below or "\t" in below:
        return otherwise
    said = _said("", below, "", folded.text[end_of_line : end_of_line + len(below)])
    if said is not None:
        return said + 0.1 * valid if said else 0.0
    return otherwise


_MANAGED = re.compile(r"\bgerante?s?\b")
_MANAGER = re.compile(
    r"\b(?:s\.?a\.?r\.?l|s\.?a\.?s|eurl|gerante?|represente|president|directeur|directrice)"
)
_NO_COMPANY = re.compile(r"\b(?:pas|non)(?: en| une| de)? societe\b[^.\n]{0,24}$")
_TOWN, _ARTICLE = re.compile(r"(?:commune|ville) d[e']"), re.compile(r"(?:\bla|\bune|\bet|par|pour) $")
_BESIDE = 16  # characters after a number in which a body's word is the number's, not the next clause's
# "Bonjour la mairie !": whom the writer speaks to.
_GREETING = re.compile(
    r"\b(?:bonjour|bonsoir|hello|salut|coucou)[ ](?:(?:a|au|aux|chere?s?|madame|monsieur|mme)[ ])?(?:la |le |les |l'|au |aux )?(?:mairie|ville|commune|ccas|service|equipe|conseil|caf|agglo|metropole)[^.!?,:;\n]{0,24}[.!?,]"
)
_OTHER = re.compile(r"\bsir(?:et|en)\b")
# "539 … 0002. Celui de la Ville …": what a new sentence says is of another number.
_ANOTHER_SENTENCE = re.compile(r"[.!?][ ](?=(?:celui|le|la|je|j'|vous|il|elle|merci)\b)")
# "SIRET 819 302 449 00015 à mon nom": what stands just after it, whatever stood before.
_AT_ONCE = re.compile(
    r"[ ,(]{1,3}(?:a (?:mon|son) nom|en nom propre|c'est (?:moi|le mien)|(?:entreprise|activite) individuelle|\(?ei\b|auto-?entrepr|micro-?entrepr)"
)
# The words that a sole trader's invoice bears by law (art. 293 B of the tax code).
_NO_VAT = re2.compile(r"\b293[ ]?b\b|tva non applicable|franchise de tva")


def _said(before: str, after: str, named_before: str, named_after: str) -> float | None:
    """What some words say: 0 for a body's, more for a person's, None for nothing."""
    if _AT_ONCE.match(after) is not None or _NO_COMPANY.search(before) is not None:
        return 0.75
    trader, company = _last(_TRADER, before), _last(_COMPANY, before)
    if trader >= 0:
        return 0.75 if trader > company else 0.0
    if company >= 0 and _is_placed(before, named_before, company):
        return 0.6
    if company >= 0:
        # A trade and a name after the body's words: "par la commune à Gaël Kerbrat, masseur-kinésithérapeute".
        named = names_someone(named_before[company:]) and _last(_INDIVIDUAL, before) > company
        return 0.6 if named and _MANAGER.search(before[company:]) is None else 0.0
    own, other = _TRADER.search(after), _COMPANY.search(after)
    if own is not None and (other is None or own.start() < other.start()):
        return 0.75
    if other is not None and (other.start() < _BESIDE or _INDIVIDUAL.search(before) is None):
        return 0.0
    if _INDIVIDUAL.search(before) is not None or _INDIVIDUAL.search(after) is not None:
        return 0.65
    if (
        _TITLE.search(before) is not None
        or _TITLE.search(after) is not None
        or _A_PERSON.search(before) is not None
    ):
        return 0.65
    if names_someone(named_before) or names_someone(named_after):
        return 0.65
    return None


def _is_placed(before: str, named: str, company: int) -> bool:
    """Whether the town is where somebody named plies a trade: "Driss EL FASSI – taxi – commune de Voiron"."""
    return (
        _TOWN.match(before, company) is not None
        and _ARTICLE.search(before, 0, company) is None
        and _last(_INDIVIDUAL, before[:company]) >= 0
        and names_someone(named[:company])
    )


def _last(words: Any, text: str) -> int:
    """Where the last of them stands, -1 for none."""
    place = -1
    for match in words.finditer(text):
        place = match.start()
    return place


def is_company(headings: str) -> bool:
    """Whether a row of headings (folded, lower case) says that its table is one of bodies.

    A column of managers says so only where another names what they manage.
    """
    return _COMPANY.search(_MANAGED.sub(" ", headings)) is not None or "enseigne" in headings


def is_persons(row: str, text: str, digits: str, *, named: bool) -> bool:
    """Whether a row of a table (`row` folded, lower case; `text` with its capitals) speaks of a sole trader.

    `named`: whether a column of the table holds persons.
    """
    if digits[0] in _PUBLIC:
        return False
    trader, company = _TRADER.search(row), _COMPANY.search(row)
    if company is not None:
        return trader is not None and trader.start() > company.start()
    return named or trader is not None or _TITLE.search(row) is not None or names_someone(text)


_ALONE = Shape(r"\b\d{3}[ .]\d{3}[ .]\d{3}[ .]\d{5}\b", 0.6)


def _check(candidate: Candidate) -> float:
    """Fourteen digits that nothing announces, grouped as on a letterhead."""
    if candidate.digits[0] in _PUBLIC:
        return 0.0
    return _score(candidate.folded, candidate.start, candidate.end, candidate.digits, otherwise=0.0)


# Overseas: the patente and the numéro Tahiti of Polynesia, the RIDET of New Caledonia; the NIC ends a SIRET.
_OVERSEAS = re.compile(r"[A-Z]?\d{5,7}(?:[ .-]?\d{3})?(?:[ .-]?[A-Z])?(?![0-9A-Za-z])")


def _judge_overseas(value: Value) -> float:
    if len(value.digits) > 10 or _COMPANY.search(value.before(80)) is not None:
        return 0.0
    return 0.65 if value.adjoins or value.word == "nic" else 0.0


ANNOUNCED_OVERSEAS = Announced(
    Label.SIRET,
    ("patente", "numero tahiti", "no tahiti", "ridet", "nic"),
    _judge_overseas,
    shape=_OVERSEAS,
)
ANNOUNCED = Announced(
    Label.SIRET,
    (
        "siret",
        "siren",
        "immatricule sous le",
        "immatriculee sous le",
        "exploitation",
        "rcs",
        "rm",
        "numero de siret",
        "tva",
        "tva intracommunautaire",
        "repertoire des metiers",
        "s.i.r.e.t",
        "siret no",
        "numero d'entreprise",
        "no d'entreprise",
        "num d'entreprise",
        "s1ren",
        "slren",
        "slret",
        "s1ret",
        "auto-entrepreneur",
        "autoentrepreneur",
        "micro-entrepreneur",
        "microentreprise",
        "entreprise individuelle",
        "autoentrepreneuse",
        "auto-entrepreneuse",
    ),
    _judge,
    shape=_NUMBER,
)
DETECTOR = Detector(label=Label.SIRET, shapes=(_ALONE,), check=_check)
