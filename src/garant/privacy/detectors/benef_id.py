"""Allocataire CAF ou MSA, France Travail, MDPH, aide sociale: no national format, so the words decide."""

import re

from garant.privacy.announced import Announced, Value, is_ordinary, is_phone
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label
from garant.privacy.subject import Subject, subject

_BODIES = (
    "caf", "c.a.f", "msa", "mdph", "mdmph", "mda", "pole emploi", "france travail", "pole-emploi", "francetravail", "cpam", "carsat", "cnav", "ccas", "cias", "ase", "agirc-arrco", "agirc arrco",
    "ircantec", "cnracl", "crous", "urssaf", "cesu", "pajemploi", "cgss", "mgen", "mutuelle", "cap emploi", "mission locale", "anef", "cafat", "cgss", "cps", "ati", "css mayotte", "cssm", "cleiss", "rsi", "ssi", "udaf", "csg-ame",
    "enim", "mutualite agricole", "mutualite sociale agricole", "cpswf", "anpe", "assedic", "assedics", "cavimac", "camieg", "onac", "onacvg", "oniam", "carmf", "cipav", "fiva", "ft", "cotisant msa", "assurance retraite",
)  # fmt: skip
_PEOPLE = (
    "allocataire", "allocataires", "alloc", "allocation", "allocations", "beneficiaire", "beneficiaires", "demandeur d'emploi", "demandeuse d'emploi", "aide sociale", "apa", "pch", "aah", "aeeh", "rsa",
    "css", "c2s", "cmu", "cmu-c", "ame", "aspa", "acs", "complementaire sante", "adherent", "adherente", "pension*", "retraite", "rente", "carte mobilite inclusion", "cmi", "carte d'invalidite",
    "carte invalidite", "identifiant france travail", "identifiant pole emploi", "ide", "rqth", "fsl", "ass", "are", "asi", "apl", "prime d'activite", "droits", "noallocataire", "dn", "numero dn", "no dn", "matricule msa", "matricule caf", "rsf", "aspa", "mdr", "atd", "asv", "mva", "mtp", "ctp", "ancien combattant", "ancien cornbattant", "carte du combattant", "carte d'ancien combattant", "soutien familial", "cotisant", "cotisante", "fsl",
)  # fmt: skip
# France Travail: 7 digits and a letter; CAF: 7 digits and at times a letter.
_ALONE = Shape(r"\b\d{7}[ ]?[A-Z]\b", 0.4, cased=True)
_LETTER_FIRST = Shape(r"\b[A-Za-z][ ]\d{7}\b", 0.45, needs_context=True, cased=True)

# The same in groups, the department before it or not: "56 0 417 221 C", "4 417 302 K".
_GROUPED = Shape(
    r"\b(?:(?:\d{2,3}[ .-]{1,3})?\d[ .]\d{3}[ .]\d{3}[ .]?|\d{2,3}[ ]\d{7}[ ]?|\d(?:[ ]\d){6}[ ])[B-Z]\b",
    0.5,
    cased=True,
)
# MDPH: department, year, number.
_BY_YEAR = Shape(r"\b(?:0?[1-9]\d|00?[1-9]|2[AB]|97\d)[-/](?:19|20)\d{2}[-/]\d{4,6}\b", 0.55)


def _check(candidate: Candidate) -> float:
    if is_ordinary(candidate.value, candidate.after(16)):
        return 0.0
    if candidate.shape is _BY_YEAR:
        text = candidate.folded.text
        within = (
            text[candidate.start - 1 : candidate.start] in _GLUED
            or text[candidate.end : candidate.end + 1] in _GLUED
        )
        if within:
            return 0.0
        page = candidate.folded.lower[max(0, candidate.start - _PAGE) : candidate.end + _PAGE]
        if not candidate.near and _HANDICAP.search(page) is None:
            return 0.0
        spoken = subject(candidate.folded, candidate.start, candidate.end)
        return {Subject.PERSON: 0.7, Subject.UNKNOWN: 0.55, Subject.THING: 0.0}[spoken]
    if candidate.shape is _LETTER_FIRST:
        # "caf c 1234567": the letter of the number, written before it and apart.
        near = candidate.near > 0.9 and _LETTER_AFTER.match(candidate.folded.text, candidate.end) is None
        return 0.9 if near else 0.0
    if candidate.shape is _GROUPED:
        return 0.5 + 0.4 * candidate.near - 0.4 * candidate.against
    following = candidate.folded.text[candidate.end : candidate.end + 2].lstrip(" ")
    if " " in candidate.value and following[:1].islower():
        return 0.0  # "1234567 A bientôt"
    # Nothing goes on after the letter: it belongs to the number.
    apart = not following[:1].isalnum()
    announced = apart and candidate.near > 0.5
    return 0.4 + 0.1 * apart + 0.1 * announced + 0.4 * candidate.near - 0.4 * candidate.against


def _judge(value: Value) -> float:
    text, compact = value.text, value.compact
    if len(value.digits) < 5 or len(compact) > 22:
        return 0.0
    if is_ordinary(text, value.after(16)) or is_phone(text):
        return 0.0
    if (
        _ACTS.search(value.before(36)) is not None
        or _OTHER_NUMBERS.search(value.before(24) + value.link) is not None
    ):
        return 0.0
    if value.word == "urssaf" and not value.marked:
        return 0.0  # a business's
    if _ROUND.fullmatch(text) is not None and not value.marked:
        return 0.0  # an amount in a table
    following = value.after(20)
    if len(compact) == 5 and not value.marked and re.match(r",?[ ]{1,2}[a-z]", following):
        return 0.0  # the postcode of the body
    sure = value.marked or value.word in _NAMED
    return (0.9 if sure else 0.72) if value.adjoins else 0.72


_LETTER_AFTER = re.compile(r"[ ]?[A-Z](?![0-9A-Za-z])")
_GLUED = frozenset("-/")
_PAGE = 700  # characters around in which a word may tell that a page is one of an MDPH
_HANDICAP = re.compile(r"\b(?:mdph|mdmph|cdaph|aesh|aeeh|pch|aah|rqth|sessad|itep|ulis)\b")
_ROUND = re.compile(r"\d{1,3}(?: \d{3})* \d00")
_ACTS = re.compile(
    r"\b(?:conventions?|deliberation|marche|facture|decret|loi|arrete|circulaire|article|budget|cerfa|avenant)\b[^.;\n]{0,20}$"
)
_OTHER_NUMBERS = re.compile(r"\bsir(?:et|en)\b")
_NAMED = frozenset(
    ("allocataire", "allocataires", "beneficiaire", "demandeur d'emploi", "demandeuse d'emploi", "ide")
)

# These speak of what such numbers are given for, without announcing one.
_AROUND = (
    "handicap",
    "cdaph",
    "aesh",
    "epe",
    "pps",
    "tsa",
    "ulis",
    "esat",
    "ime",
    "itep",
    "sessad",
    "savs",
    "ayant droit",
    "ayants droit",
    "radiation",
    "actualisation",
    "conseil departemental",
    "trop-percu",
    "indu",
    "identifiant",
)
ANNOUNCED = Announced(Label.BENEF_ID, tuple(dict.fromkeys((*_BODIES, *_PEOPLE))), _judge)
DETECTOR = Detector(
    label=Label.BENEF_ID,
    shapes=(_ALONE, _LETTER_FIRST, _GROUPED, _BY_YEAR),
    context=tuple(dict.fromkeys((*_BODIES, *_PEOPLE, *_AROUND))),
    against=("siret", "siren", "facture*", "cs", "bp", "tel", "telephone", "convention", "deliberation", "article", "cerfa", "marche", "matricule agent", "uai", "rne", "ecole", "code uai"),
    check=_check,
)  # fmt: skip
