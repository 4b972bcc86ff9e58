"""Pièces d’identité: passport, CNI old and new, titre de séjour, permis. Shapes are weak, so words are needed."""

from garant.privacy.codes import CAPITALS_CODE, CODE, follows, leading, linked
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_PASSPORT = Shape(r"\b\d{2}[ ]?[A-Z]{2}[ ]?\d{5}\b", 0.6, cased=True)
_PASSPORT_LOWER = Shape(r"\b\d{2}[ ]?[a-z]{2}[ ]?\d{5}\b", 0.4, needs_context=True)
_CARD_2021 = Shape(r"\b[A-Z0-9]{9}\b", 0.4, needs_context=True)
_WORDS = (
    "passeport", "cni", "cnie", "carte d'identite", "carte nationale d'identite", "carte identite", "carte nationale", "piece d'identite", "piece identite",
    "identite", "titre de sejour", "carte de sejour", "sejour", "agdref", "etranger", "numero etranger", "permis", "permis de conduire", "neph", "visa", "recepisse", "carte de resident", "ofpra", "ants", "titre d'identite",
)  # fmt: skip
_CONTEXT = linked("|".join(_WORDS))


def _check(candidate: Candidate) -> float:
    if candidate.against > candidate.near:
        return 0.0
    if candidate.shape in (_PASSPORT, _PASSPORT_LOWER):
        return candidate.shape.score + 0.4 * candidate.near
    if candidate.shape is _CARD_2021:
        mixed = candidate.digits and any(map(str.isalpha, candidate.value))
        return 0.65 + 0.3 * candidate.near if mixed and follows(candidate, _CONTEXT) else 0.0
    if not leading(candidate, 4) or not follows(candidate, _CONTEXT):
        return 0.0
    return 0.6 + 0.35 * candidate.near if 7 <= len(candidate.compact) <= 20 else 0.0


DETECTOR = Detector(
    label=Label.ID_DOC,
    shapes=(_PASSPORT, _PASSPORT_LOWER, _CARD_2021, CODE, CAPITALS_CODE),
    context=_WORDS,
    against=(
        "permis de construire",
        "permis d'amenager",
        "permis de demolir",
        "declaration prealable",
        "facture*",
        "marche*",
        "deliberation*",
    ),
    check=_check,
)
