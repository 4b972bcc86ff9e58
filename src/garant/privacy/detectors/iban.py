"""IBAN (ISO 7064, mod 97) and RIB by fields."""

from stdnum import iban

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_IBAN = Shape(r"\b[A-Z]{2}[ ]?\d{2}(?:[ .-]{0,2}[0-9A-Z]{2,5}){3,8}(?:[ .-]{0,2}[0-9A-Z]{1,3})?\b", 0.4)
_FRENCH = Shape(
    r"\bF[ ]?R[ ]?\d{2}(?:[ .\-\n]{0,2}\d){10}(?:[ .\-\n]{0,2}[0-9A-Z]){11}(?:[ .\-\n]{0,2}\d){2}\b", 0.85
)
# Damaged or shortened by a field of the form: still someone's account.
_FRENCH_SHORT = Shape(r"\bFR[ ]?\d{2}(?:[ .-]{0,2}[0-9A-Z]{4}){4,6}(?:[ .-]{0,2}[0-9A-Z]{1,3})?\b", 0.6)
_RIB = Shape(r"\b\d{5}[ ./-]{1,3}\d{5}[ ./-]{1,3}[0-9A-Z]{11}[ ./-]{1,3}\d{2}\b", 0.6)
_FIELDS = Shape(
    r"\b(?:code )?(?:banque|etablissement)[ :]{1,4}(?P<value>\d{5}[ ,;|\n\-]{1,4}(?:code )?guichet[ :no.]{1,6}\d{5}[ ,;|\n\-]{1,4}(?:numero (?:de )?|no (?:de )?)?compte"
    r"[ :no.]{1,6}[0-9A-Z]{8,11}(?:[ ,;|\n\-]{1,4}cle(?: rib)?[ :]{1,3}\d{2})?)\b",
    0.9,
)
_LENGTHS = frozenset({15, 16, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 33})


def _check(candidate: Candidate) -> float:
    if candidate.shape in (_FRENCH, _FIELDS):
        return candidate.shape.score + (0.15 if iban.is_valid(candidate.compact) else 0.0)
    if candidate.shape is _IBAN:
        compact = candidate.compact
        if len(compact) in _LENGTHS and iban.is_valid(compact, check_country=False):
            return 0.95
        plausible = len(compact) >= 15 and sum(map(str.isdigit, compact)) >= 12
        return 0.4 + 0.3 * candidate.near if plausible and candidate.near > 0.5 else 0.0
    return candidate.shape.score + 0.3 * candidate.near - 0.3 * candidate.against


DETECTOR = Detector(
    label=Label.IBAN,
    shapes=(_IBAN, _FRENCH, _FRENCH_SHORT, _RIB, _FIELDS),
    context=("iban", "rib", "compte", "compte bancaire", "coordonnees bancaires", "virement", "prelevement", "banque", "bic", "domiciliation"),
    against=("siret", "tva"),
    check=_check,
)  # fmt: skip
