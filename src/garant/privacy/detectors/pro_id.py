"""Professionnels de santé: RPPS (11 digits, Luhn), ADELI (9), FINESS (9)."""

from stdnum import luhn

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_RPPS = Shape(r"\b1[ ]?\d{4}[ ]?\d{3}[ ]?\d{3}\b|\b\d{11}\b", 0.35, needs_context=True)
_NINE = Shape(r"\b(?:\d{2}|2[AB]|9[A-F])[ ]?\d[ ]?\d{5}[ ]?\d\b", 0.35, needs_context=True)


def _check(candidate: Candidate) -> float:
    if candidate.near < 0.5 or candidate.against > candidate.near:
        return 0.0
    valid = luhn.is_valid(candidate.digits) if candidate.compact.isdigit() else False
    return 0.45 + 0.3 * candidate.near + (0.2 if valid else 0.0)


DETECTOR = Detector(
    label=Label.PRO_ID,
    shapes=(_RPPS, _NINE),
    context=("rpps", "adeli", "finess", "am", "ordre des medecins", "numero d'ordre", "prescripteur"),
    against=("siret", "siren", "ehpad", "hopital", "etablissement", "centre hospitalier", "clinique"),
    check=_check,
)
