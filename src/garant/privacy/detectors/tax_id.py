"""Numéro fiscal (SPI, 13 digits, last three = first ten mod 511) and references of tax notices."""

import re

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_GAP = r"[ ._/\-\t\n|>]{0,3}"
_SPI = Shape(rf"\b[0-3](?:{_GAP}\d){{12}}\b", 0.4)
_BY_HAND = re.compile(r"\d{2}[ .]\d{2}[ .]\d{3}[ .]\d{3}[ .]\d{3}|\d[ .]\d{3}[ .]\d{3}[ .]\d{3}[ .]\d{3}")
_WORDS = ("fiscal", "fiscale", "fiscaux", "spi", "nif", "impot*", "imposition", "avis", "dgfip", "tresor public", "declarant*", "contribuable*", "imposable*", "fisc", "satd", "tresorerie", "taxe fonciere", "taxe d'habitation")  # fmt: skip


def is_valid(digits: str) -> bool:
    """The control digits of a SPI, as the community knows them: the tax office publishes no rule."""
    return len(digits) == 13 and int(digits[:10]) % 511 == int(digits[10:])


def _check(candidate: Candidate) -> float:
    if candidate.shape is _NOTICE:
        return _NOTICE.score + 0.3 * candidate.near
    score = 0.2 + 0.2 * (_BY_HAND.fullmatch(candidate.value) is not None) + 0.5 * candidate.near
    return score + 0.35 * is_valid(candidate.digits) - 0.3 * candidate.against


# Digits in groups, a scanner's letters among them; a notice may hold one or two letters of its own.
_ANY = re.compile(
    r"[0-9OolI](?:[ ./\-\t]{0,2}[0-9OolISB]){10,14}(?![0-9A-Za-z])"
    r"|\d{2}[ .\-]?[0-9A-Z]{1,3}[ .\-]?[0-9A-Z]{4,10}(?:[ .\-]?[0-9A-Z]{1,4}){0,3}(?![0-9A-Za-z])"
)


def _judge(value: Value) -> float:
    compact = value.compact
    if len(value.digits) < 8 or not 10 <= len(compact) <= 18:
        return 0.0
    if compact.startswith(("06", "07")) and len(compact) == 10:
        return 0.0
    return 0.9 if len(compact) == 13 else 0.8


_FIP = re.compile(r"\d{2,3}(?:[ .\-][0-9A-Z]{1,9}){1,8}(?![0-9A-Za-z])|\d{2,3}[0-9A-Z]{5,14}(?![0-9A-Za-z])")


_SHORT = re.compile(
    r"[0-9OolI]{7,13}(?![0-9A-Za-z])|\d(?:[ .-]\d){6,12}(?![0-9A-Za-z])|\d{2,4}(?:[ .-]\d{2,4}){2,3}(?![0-9A-Za-z])"
)


def _judge_short(value: Value) -> float:
    return 0.75 if value.adjoins and 6 <= len(value.digits) <= 13 else 0.0


# A notice of the tax office: year, department, seven digits, key; alone as in a table of claims.
_NOTICE = Shape(r"\b2[0-9][ ](?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d)[ ]\d{7}[ ]\d{2}\b", 0.6)


def _judge_fip(value: Value) -> float:
    return 0.8 if 6 <= len(value.compact) <= 20 and len(value.digits) >= 5 else 0.0


ANNOUNCED = (
    Announced(
        Label.TAX_ID,
        (
            "numero fiscal", "no fiscal", "num fiscal", "n fiscal", "nos fiscaux", "numeros fiscaux", "fiscal", "fiscale", "spi", "nif", "identifiant fiscal", "telepaiement", "numero d'acces en ligne",
            "declarant en ligne", "declarant", "declarant 1", "declarant 2", "reference fiscale", "avis d'impot*", "avis d'imposition", "avis de taxe fonciere", "avis de taxe d'habitation",
            "avis de taxe", "avis", "de l'avis", "reference avis", "ref avis", "taxe fonciere", "taxe d'habitation", "impots", "impot", "teledeclarant", "numero d'adherent fiscal", "reference administrative", "nfi", "numero de contribuable",
        ),
        _judge,
        shape=_ANY,
    ),
    Announced(
        Label.TAX_ID,
        ("teledeclarant", "numero d'acces en ligne", "no d'acces en ligne", "acces en ligne", "no contribuable", "no de contribuable", "numero de contribuable", "contribuable no", "acces en 1igne"),
        _judge_short,
        shape=_SHORT,
    ),
    Announced(Label.TAX_ID, ("fip", "numero fip", "role", "numero de role"), _judge_fip, shape=_FIP),
)  # fmt: skip
DETECTOR = Detector(
    label=Label.TAX_ID,
    shapes=(_SPI, _NOTICE),
    context=_WORDS,
    against=(
        "siret",
        "facture*",
        "commande*",
        "securite sociale",
        "ean",
        "isbn",
        "secu",
        "nir",
        "code-barres",
        "gtin",
    ),
    check=_check,
)
