"""Numéro de carte bancaire: 13 to 19 digits, first digit 2 to 6, Luhn."""

import re

from stdnum import luhn

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_GAP = r"[ ._/\-\t\n|>]{0,3}"
_SIXTEEN = Shape(rf"\b[2-6](?:{_GAP}\d){{15}}\b", 0.3)
_AMEX = Shape(rf"\b3{_GAP}[47](?:{_GAP}\d){{13}}\b", 0.3)
# What stands on the card beside its number: until when, and three digits on its back.
_UNTIL = Shape(
    r"\d{4}[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{3,4}\b[^\n]{0,24}?\b(?P<value>(?:0[1-9]|1[0-2])[ ]?[/-][ ]?(?:20)?[2-4]\d)\b",
    0.7,
)
_EXPIRES = Shape(
    r"\b(?:exp(?:ir)?(?:e|ee|ation)?|valable jusqu'(?:en|au)|date d'expiration|valid(?:e|ite)|fin de validite)[ .:]{1,3}(?P<value>(?:0[1-9]|1[0-2])[ ]?[/-][ ]?(?:20)?[2-4]\d)\b",
    0.7,
)
_BACK = Shape(
    r"\b(?:dos|derriere|verso|(?:trois|3)(?: derniers)? chiffres)[ ,:]{1,3}(?:de la carte |c'est |cest |le |du dos )?(?P<value>\d{3})\b",
    0.7,
)
# Told in two halves, with a word or a pause between.
_HALVES = Shape(
    r"\b(?P<value>[2-6]\d{3}[ .-]?\d{4}[ ]?(?:,|puis|et|et puis|ensuite|euh)[ ]{1,2}(?:puis |euh )?\d{4}[ .-]?\d{4})\b",
    0.6,
)
_CELL_OF_A_DAY = re.compile(r" \| [0-3][0-9]/[01][0-9]/20[0-9]{2}$")
_OF_CARD = re.compile(r"\b(?:carte|cb|visa|mastercard|bancaire)\b|\d{4}[ .-]?\d{4}[ .-]?\d{4}")
_BY_FOURS = re.compile(r"\d{4}(?:[ .\-]\d{4}){3}|\d{4}[ .\-]\d{6}[ .\-]\d{5}")


def _check(candidate: Candidate) -> float:
    if candidate.shape in _BESIDE_NUMBER:
        told = _OF_CARD.search(candidate.before(120)) is not None
        if candidate.shape is _UNTIL and candidate.before(1) in {"/", "-", "."}:
            return 0.0  # the end of a date: "chute le 06/10/24"
        return candidate.shape.score if told and not candidate.after(2)[:1].isdigit() else 0.0
    if candidate.shape is _HALVES:
        return _HALVES.score + 0.3 * luhn.is_valid(candidate.digits)
    if _CELL_OF_A_DAY.search(candidate.value) is not None:
        return 0.0  # "24-00912 | 2 | 15/07/2024": a row of a table
    score = 0.1 + 0.25 * (_BY_FOURS.fullmatch(candidate.value) is not None) + 0.45 * candidate.near
    return score + 0.45 * luhn.is_valid(candidate.digits) - 0.4 * candidate.against


_BESIDE_NUMBER = (_UNTIL, _EXPIRES, _BACK)


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
# "Carte" alone, before what is grouped as only such a card is; a scanner may have taken digits for letters.
_FOURS = re.compile(r"\d{4}(?:[ .-][0-9OolISB]{4}){3}(?![0-9A-Za-z]|[ .-]\d)")
_DIGIT_NEAR = re.compile(r"[^\n\d]{0,24}\d{4}[ .-]")


def _judge_fours(value: Value) -> float:
    return 0.65 if value.adjoins and "\n" not in value.link and value.text[0] in "23456" else 0.0


ANNOUNCED_BY_FOURS = Announced(
    Label.CARD, ("carte", "cartes"), _judge_fours, shape=_FOURS, opening=_DIGIT_NEAR
)
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
    shapes=(_SIXTEEN, _AMEX, _HALVES, _UNTIL, _EXPIRES, _BACK),
    context=("carte", "carte bancaire", "carte bleue", "cb", "visa", "mastercard", "amex", "american express", "paiement", "cryptogramme", "cvv", "cvc", "expir*"),
    against=("siret", "facture*", "siren", "marche", "commande*", "compteur", "pdl", "ean", "iban", "rib", "lecteur"),
    check=_check,
)  # fmt: skip
