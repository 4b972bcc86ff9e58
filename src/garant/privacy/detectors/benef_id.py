"""Allocataire CAF ou MSA, France Travail, MDPH, aide sociale: no national format, so the words decide."""

from garant.privacy.codes import CAPITALS_CODE, CODE, follows, leading, linked
from garant.privacy.context import words
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_BODIES = (
    "caf",
    "msa",
    "mdph",
    "mdmph",
    "mda",
    "pole emploi",
    "france travail",
    "pole-emploi",
    "cpam",
    "carsat",
    "cnav",
    "ccas",
    "cias",
    "ase",
)
_PEOPLE = ("allocataire", "allocataires", "allocation", "beneficiaire", "demandeur d'emploi", "demandeuse d'emploi", "identifiant de", "aide sociale", "apa", "pch", "aah", "aeeh", "rsa", "css", "c2s", "cmu", "ame", "complementaire sante", "adherent", "pension*", "retraite")  # fmt: skip
_CONTEXT = linked("|".join((*_BODIES, *_PEOPLE)).replace("*", "[a-z]*"))
# The letter of a CAF number, written before it and apart: "caf c 1234567".
_LETTER_FIRST = Shape(r"\b[A-Za-z][ ]\d{7}\b", 0.45, needs_context=True, cased=True)
# France Travail: 7 digits and a letter, or 11 digits; CAF: 7 digits and at times a letter.
_ALONE = Shape(r"\b\d{7}[ ]?[A-Z]\b", 0.45, cased=True)


def _check(candidate: Candidate) -> float:
    if not leading(candidate, 5):
        return 0.0
    if candidate.shape is _ALONE:
        return candidate.shape.score + 0.4 * candidate.near
    if candidate.against > candidate.near or not follows(candidate, _CONTEXT):
        return 0.0
    return 0.6 + 0.3 * candidate.near


DETECTOR = Detector(
    label=Label.BENEF_ID,
    shapes=(CODE, CAPITALS_CODE, _LETTER_FIRST, _ALONE),
    context=words(_BODIES, _PEOPLE),
    against=("siret", "siren", "facture*", "cs", "bp", "tel", "telephone", "convention", "deliberation", "article", "cerfa", "marche", "matricule agent"),
    check=_check,
)  # fmt: skip
