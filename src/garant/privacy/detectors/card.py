"""Numéro de carte bancaire: 13 to 19 digits, first digit 2 to 6, Luhn."""

from stdnum import luhn

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_GROUPED = Shape(r"\b[2-6]\d{3}([ .-]?)\d{4}[ .-]?\d{4}[ .-]?\d{1,7}\b", 0.3)
_AMEX = Shape(r"\b3[47]\d{2}[ .-]?\d{6}[ .-]?\d{5}\b", 0.3)


def _check(candidate: Candidate) -> float:
    digits = candidate.digits
    if not 13 <= len(digits) <= 19:
        return 0.0
    separated = len(candidate.value) > len(digits)
    score = 0.3 + 0.2 * separated * (len(digits) == 16) + 0.35 * candidate.near
    if luhn.is_valid(digits):
        score += 0.3 if len(digits) in (15, 16) else 0.15
    return score - 0.4 * candidate.against


DETECTOR = Detector(
    label=Label.CARD,
    shapes=(_GROUPED, _AMEX),
    context=("carte", "carte bancaire", "carte bleue", "cb", "visa", "mastercard", "amex", "american express", "paiement", "cryptogramme", "cvv", "cvc"),
    against=("siret", "facture*", "siren", "marche", "commande*", "compteur", "pdl", "ean", "iban", "rib"),
    check=_check,
)  # fmt: skip
