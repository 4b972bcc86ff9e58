"""Numéro de carte bancaire: 13 to 19 digits, first digit 2 to 6, Luhn."""

import re

from stdnum import luhn

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_GAP = r"[ ._/\-\t\n|>]{0,3}"
_SIXTEEN = Shape(rf"\b[2-6](?:{_GAP}\d){{15}}\b", 0.3)
_AMEX = Shape(rf"\b3{_GAP}[47](?:{_GAP}\d){{13}}\b", 0.3)
_BY_FOURS = re.compile(r"\d{4}(?:[ .\-]\d{4}){3}|\d{4}[ .\-]\d{6}[ .\-]\d{5}")


def _check(candidate: Candidate) -> float:
    score = 0.1 + 0.25 * (_BY_FOURS.fullmatch(candidate.value) is not None) + 0.45 * candidate.near
    return score + 0.45 * luhn.is_valid(candidate.digits) - 0.4 * candidate.against


def _judge(value: Value) -> float:
    digits = len(value.compact)
    if not 12 <= digits <= 19 or len(value.digits) < digits - 3:
        return 0.0
    if luhn.is_valid(value.digits):
        return 0.9
    return 0.75 if digits >= 15 else 0.5


ANNOUNCED = Announced(
    Label.CARD,
    ("carte bancaire", "carte bleue", "carte de credit", "carte de paiement", "cb", "visa", "mastercard", "amex", "american express", "carte no", "numero de carte"),
    _judge,
    shape=re.compile(r"\d(?:[ .\-]{0,2}[0-9OolISB]){11,18}(?![0-9A-Za-z])"),
)  # fmt: skip
_LAST = re.compile(r"\d{4}(?![0-9A-Za-z])")


def _judge_last(value: Value) -> float:
    """The last four digits: "une carte bancaire finissant par 4290"."""
    return 0.6 if value.adjoins and _A_CARD.search(value.before(60)) is not None else 0.0


_A_CARD = re.compile(r"\b(?:carte|cb|visa|mastercard)\b")
ENDING = Announced(
    Label.CARD,
    ("finissant par", "se terminant par", "terminant par", "se termine par", "finit par", "termine par"),
    _judge_last,
    shape=_LAST,
)
DETECTOR = Detector(
    label=Label.CARD,
    shapes=(_SIXTEEN, _AMEX),
    context=("carte", "carte bancaire", "carte bleue", "cb", "visa", "mastercard", "amex", "american express", "paiement", "cryptogramme", "cvv", "cvc", "expir*"),
    against=("siret", "facture*", "siren", "marche", "commande*", "compteur", "pdl", "ean", "iban", "rib", "lecteur"),
    check=_check,
)  # fmt: skip
