"""Numéro fiscal (SPI, 13 digits, last three = first ten mod 511) and references of tax notices."""

from garant.privacy.codes import follows, linked
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_SPI = Shape(r"\b[0-3]\d(?:[ .]?\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}|[ .]?\d{11})\b", 0.4)
_NOTICE = Shape(
    r"\b\d{2}[ .]?[0-9A-Z]{1,2}[ .]?[0-9A-Z]{5,9}[ .]?[0-9A-Z]{1,4}(?:[ .]?[0-9A-Z]{1,3})?\b",
    0.4,
    needs_context=True,
)
_NOTICE_WORDS = linked(
    "avis d'imposition|avis d'impot|avis de taxe fonciere|avis de taxe|avis|reference de l'avis|references de l'avis|reference avis|numero de l'avis|fip|numero fiscal|no fiscal|spi|nif|identifiant fiscal|telepaiement|numero d'acces en ligne|declarant 1|declarant 2"
)


def is_valid(digits: str) -> bool:
    """The control digits of a SPI, as the community knows them: the tax office publishes no rule."""
    return len(digits) == 13 and int(digits[:10]) % 511 == int(digits[10:])


def _check(candidate: Candidate) -> float:
    if candidate.shape is _NOTICE:
        enough = len(candidate.digits) >= 9 and 11 <= len(candidate.compact) <= 16
        return 0.8 if enough and follows(candidate, _NOTICE_WORDS) else 0.0
    score = 0.4 + 0.4 * candidate.near - 0.3 * candidate.against
    return score + (0.3 if is_valid(candidate.digits) else 0.0)


DETECTOR = Detector(
    label=Label.TAX_ID,
    shapes=(_SPI, _NOTICE),
    context=("fiscal", "fiscale", "spi", "nif", "impot*", "imposition", "avis", "dgfip", "tresor public", "declarant*", "contribuable*"),
    against=("siret", "facture*", "commande*", "securite sociale", "ean", "isbn", "secu", "nir"),
    check=_check,
)  # fmt: skip
