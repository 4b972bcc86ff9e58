"""Allocataire CAF ou MSA, France Travail, MDPH, aide sociale: no national format, so the words decide."""

import re

from garant.privacy.announced import Announced, Value, is_ordinary, is_phone
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_BODIES = (
    "caf", "c.a.f", "msa", "mdph", "mdmph", "mda", "pole emploi", "france travail", "pole-emploi", "francetravail", "cpam", "carsat", "cnav", "ccas", "cias", "ase", "agirc-arrco", "agirc arrco",
    "ircantec", "cnracl", "crous", "urssaf", "cesu", "pajemploi", "cgss", "mgen", "mutuelle", "cap emploi", "mission locale", "anef", "cafat", "cgss", "cps", "ati", "css mayotte", "cssm", "cleiss", "rsi", "ssi", "udaf", "csg-ame",
)  # fmt: skip
_PEOPLE = (
    "allocataire", "allocataires", "alloc", "allocation", "allocations", "beneficiaire", "beneficiaires", "demandeur d'emploi", "demandeuse d'emploi", "aide sociale", "apa", "pch", "aah", "aeeh", "rsa",
    "css", "c2s", "cmu", "cmu-c", "ame", "aspa", "acs", "complementaire sante", "adherent", "adherente", "pension*", "retraite", "rente", "carte mobilite inclusion", "cmi", "carte d'invalidite",
    "carte invalidite", "identifiant france travail", "identifiant pole emploi", "ide", "rqth", "fsl", "ass", "are", "asi", "apl", "prime d'activite", "droits", "noallocataire", "dn", "numero dn", "no dn", "matricule msa", "matricule caf", "rsf", "aspa", "mdr", "atd", "asv", "mva", "mtp", "ctp",
)  # fmt: skip
# France Travail: 7 digits and a letter; CAF: 7 digits and at times a letter.
_ALONE = Shape(r"\b\d{7}[ ]?[A-Z]\b", 0.4, cased=True)
_LETTER_FIRST = Shape(r"\b[A-Za-z][ ]\d{7}\b", 0.45, needs_context=True, cased=True)


def _check(candidate: Candidate) -> float:
    if is_ordinary(candidate.value, candidate.after(16)):
        return 0.0
    if candidate.shape is _LETTER_FIRST:
        # "caf c 1234567": the letter of the number, written before it and apart.
        return 0.9 if candidate.near > 0.9 else 0.0
    following = candidate.folded.text[candidate.end : candidate.end + 2].lstrip(" ")
    if " " in candidate.value and following[:1].islower():
        return 0.0  # "1234567 A bientôt"
    # Nothing goes on after the letter: it belongs to the number.
    apart = not following[:1].isalnum()
    return 0.4 + 0.1 * apart + 0.4 * candidate.near - 0.4 * candidate.against


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


_ROUND = re.compile(r"\d{1,3}(?: \d{3})* \d00")
_ACTS = re.compile(
    r"\b(?:conventions?|deliberation|marche|facture|decret|loi|arrete|circulaire|article|budget|cerfa|avenant)\b[^.;\n]{0,20}$"
)
_OTHER_NUMBERS = re.compile(r"\bsir(?:et|en)\b")
_NAMED = frozenset(
    ("allocataire", "allocataires", "beneficiaire", "demandeur d'emploi", "demandeuse d'emploi", "ide")
)

ANNOUNCED = Announced(Label.BENEF_ID, tuple(dict.fromkeys((*_BODIES, *_PEOPLE))), _judge)
DETECTOR = Detector(
    label=Label.BENEF_ID,
    shapes=(_ALONE, _LETTER_FIRST),
    context=tuple(dict.fromkeys((*_BODIES, *_PEOPLE))),
    against=("siret", "siren", "facture*", "cs", "bp", "tel", "telephone", "convention", "deliberation", "article", "cerfa", "marche", "matricule agent", "uai", "rne", "ecole", "code uai"),
    check=_check,
)  # fmt: skip
