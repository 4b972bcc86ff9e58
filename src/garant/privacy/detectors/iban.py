"""IBAN (ISO 7064, mod 97) and RIB, whole or by fields."""

import re

from stdnum import iban

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_GAP = r"[ .\-_/\t\n|>]{0,3}"
# French ones (Monaco's and overseas accounts are alike) are known by their form: cut anywhere, in any case.
_FRENCH = Shape(
    rf"\b(?:F{_GAP}R|M{_GAP}C)(?:{_GAP}\d){{12}}(?:{_GAP}[0-9A-Z]){{11}}(?:{_GAP}\d){{2}}(?:\b|[A-Za-z])",
    0.85,
)
# Misread, or a group short or long: still someone's account.
_DAMAGED = Shape(r"\bFR[ ]?[0-9OIlSB]{2}(?:[ .-]{0,2}[0-9A-Z]{4}){4,6}(?:[ .-]{0,2}[0-9A-Z]{1,3})?\b", 0.6)
_SCANNED = Shape(r"\bFR[ ]?[0-9OIlSB]{2}(?:[ .-]{1,2}[0-9OIlSBZG]{2,6}){4,8}\b", 0.6, cased=True)
# Its beginning alone.
_CUT_SHORT = Shape(r"\bFR[ ]?76(?:[ .-]\d{4}){2,4}(?:[ .-]\d{1,3})?\b", 0.6)
# The countries of the IBAN registry (SWIFT, release 99) without France and Monaco.
_COUNTRIES = (
    "AD|AE|AL|AT|AZ|BA|BE|BG|BH|BR|BY|CH|CR|CY|CZ|DE|DJ|DK|DO|DZ|EE|EG|ES|FI|FO|GB|GE|GI|GL|GR|GT|HR|HU|IE|IL|IQ|IS|IT|JO|KW|KZ|LB|LC|LI|LT|LU|LV|LY|MA|MD|ME|MK|MN|MR|MT|MU|"
    "NL|NO|OM|PK|PL|PS|PT|QA|RO|RS|RU|SA|SC|SD|SE|SI|SK|SM|SN|ST|SV|TL|TN|TR|UA|VA|VG|XK|BJ|CI|CM|ML|BF|NE|TG|MG|KM|CG|GA|TD|CF|GQ|AO|CV|MZ"
)
_FOREIGN = Shape(
    rf"\b(?:{_COUNTRIES})[ ]?\d{{2}}(?:(?:[ .-][0-9A-Z]{{4}}){{2,7}}(?:[ .-][0-9A-Z]{{1,3}})?|[0-9A-Z]{{11,30}})\b",
    0.4,
)
_FOREIGN_DIGITS = Shape(rf"\b(?:{_COUNTRIES})(?:{_GAP}\d){{14,26}}\b", 0.4)
_RIB = Shape(
    r"\b\d{5}[ ./\t|\-]{1,3}\d{5}[ ./\t|\-]{1,3}[0-9A-Z]{11}(?:[ ./\t|\-]{1,3}|[ ,;(]{1,3}clef?(?: rib)?[ :=]{1,3})\d{2}\b",
    0.6,
)
# Under the headings of its fields, however a scanner read both.
_UNDER_HEADINGS = Shape(
    r"gu[i1l]chet[^\n]{0,80}\n[ \t|;]{0,12}(?P<value>[0-9OIlSBZ]{5}[ \t|;]{1,14}[0-9OIlSBZ]{5}[ \t|;]{1,14}[0-9A-Za-z]{4,11}(?:[ ][0-9A-Za-z]{2,7}){0,2}(?:[ \t|;]{1,14}[0-9OIlSBZ]{2})?)\b",
    0.8,
)
# Of La Poste: seven digits, a letter, three digits.
_CCP = Shape(r"\b\d{4}[ ]?\d{3}[ ]?[A-Z][ ]?0\d{2}\b", 0.35, needs_context=True)
_RIB_JOINED = Shape(r"\b\d{10}[0-9A-Z]{11}\d{2}\b", 0.35)
# "banque 20041 guichet 01012 compte 0344871K033 clé 46": one account.
_FIELDS = Shape(
    r"\b\d{5}[ ,;/]{1,3}(?:code )?guichet[ :]{1,3}\d{5}[ ,;/]{1,3}(?:n[a-z]{0,6}[. ]{0,2}(?:de )?)?c(?:om)?pte[ :no]{1,5}[0-9A-Z]{10,11}(?:[ ,;/]{1,3}clef?(?: rib)?[ :]{1,3}\d{2})?\b",
    0.9,
)
_VALUES = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_WORDS = ("iban", "rib", "ccp", "la poste", "banque postale", "livret", "compte", "compte bancaire", "coordonnees bancaires", "virement", "prelevement", "banque", "bic", "domiciliation", "ib an")  # fmt: skip


def has_rib_key(rib: str) -> bool:
    """Whether 23 characters, capitals, end with their key: 97 - (89 bank + 15 branch + 3 account) mod 97."""
    number = rib.translate(_VALUES)
    if len(number) != 23 or not number.isdigit():
        return False
    bank, branch, account, key = int(number[:5]), int(number[5:10]), int(number[10:21]), int(number[21:])
    return key == 97 - (89 * bank + 15 * branch + 3 * account) % 97


def _bounds(candidate: Candidate) -> tuple[int, int]:
    """Without a letter glued to the end; not on over a line once the number is whole."""
    start, end = candidate.start, candidate.end
    if candidate.shape is _FRENCH and len(candidate.compact) > 27:
        end -= 1
    return start, end


# The Banque de France keeps the accounts of public accountants, the Treasury those of their till-keepers; no household's.
_PUBLIC_BANKS = ("30001", "10071")
_FRENCH_LENGTH = 27
_OF_PUBLIC_BANK = re.compile(rf"(?:FR..)?(?:{'|'.join(_PUBLIC_BANKS)})")


_BY_FOURS = re.compile(r"[A-Z]{2}\d{2}(?: \d{4}){4,6}(?: \d{1,3})?")


def _check(candidate: Candidate) -> float:
    shape = candidate.shape
    if shape is _FIELDS:
        return 0.2 if candidate.value.startswith(_PUBLIC_BANKS) else _FIELDS.score
    if _OF_PUBLIC_BANK.match(candidate.compact.upper()) is not None:
        return 0.2
    if shape is _FRENCH:
        return 1.0 if iban.is_valid(candidate.compact) else 0.85
    compact = candidate.compact
    if shape is _FOREIGN or shape is _FOREIGN_DIGITS:
        if iban.is_valid(compact, check_country=False):
            return 0.95
        digits = sum(map(str.isdigit, compact))
        if _BY_FOURS.fullmatch(candidate.value) is not None:
            return 0.6 + 0.3 * candidate.near
        if len(compact) < 15 or digits < 10 or (candidate.value != candidate.value.upper() and digits < 14):
            return 0.0
        return 0.4 + 0.4 * candidate.near
    if shape is _UNDER_HEADINGS:
        return shape.score if len(candidate.digits) >= 12 else 0.0
    if shape is _CUT_SHORT or shape is _CCP:
        return shape.score + 0.3 * candidate.near - 0.4 * candidate.against
    if shape is _DAMAGED or shape is _SCANNED:
        if len(compact) > _FRENCH_LENGTH and iban.is_valid(compact[:_FRENCH_LENGTH]):
            return 0.0  # a whole one, and the next column
        return 0.6 + 0.3 * candidate.near if len(candidate.digits) >= 12 else 0.0
    score = 0.9 if has_rib_key(compact) else shape.score + 0.3 * candidate.near
    return score - 0.3 * candidate.against


# Groups with a digit each, so that the words after it stay out.
_ANY = re.compile(
    r"(?<![0-9A-Za-z])[Ff][Rr](?:[ .\-/\t|]{0,3}[0-9A-Za-z]){25}(?![0-9A-Za-z])|"
    r"(?<![0-9A-Za-z])(?:[A-Za-z]{2}[ ]?)?(?=[0-9A-Za-z]*\d)[0-9A-Za-z]+(?:[ .\-/\t|]{1,3}(?=[0-9A-Za-z]*\d)[0-9A-Za-z]+){0,16}"
)


def _judge(value: Value) -> float:
    compact = value.compact
    if not 12 <= len(compact) <= 34 or len(value.digits) < 10:
        return 0.0
    if compact.startswith("0") and len(compact) <= 14 and len(value.digits) == len(compact):
        return 0.0  # a phone number, a SIRET of the same length
    if _OF_PUBLIC_BANK.match(compact) is not None:
        return 0.2
    return 0.8 if len(compact) >= 20 else 0.6


_FIELD = re.compile(r"(?=[A-Z]{0,3}\d)[0-9A-Za-z]{2,12}(?![0-9A-Za-z])")


def _judge_field(value: Value) -> float:
    """A field of a RIB: bank and branch have 5 digits, the account 11 characters, the key 2 digits."""
    compact = value.compact
    if not value.adjoins or len(value.digits) < 2:
        return 0.0
    around = value.folded.lower[max(0, value.start - 110) : value.end + 70]
    if (
        value.word in ("compte", "cpte")
        and len(compact) == 11
        and _OWNED.search(around + value.link) is not None
    ):
        return 0.65
    if (
        value.word
        in ("compte", "cpte", "cpt", "cle", "clef", "cl", "banque", "etablissement", "etabl", "etab")
        and "guich" not in around
    ):
        return 0.0
    lengths = {"cle rib": (2,), "cle": (2,), "clef": (2,), "cl": (2,)}.get(
        value.word, (5, 11) if not value.word.startswith("guich") else (5,)
    )
    if value.word in (*_ACCOUNT, "compte", "cpte", "cpt"):
        lengths = (10, 11)
    return 0.75 if len(compact) in lengths else 0.0


_OWNED = re.compile(
    r"\b(?:mon|son|votre|notre|banqu|postale?|credit|caisse d'epargne|virement|bancaire|livret|ccp)"
)
# Postal accounts: "1 187 72 F 033", "1187 72 F Marseille".
_POSTAL = re.compile(
    r"\d(?:[ .]?\d){4,7}[ ]?[A-Z](?:[ ]?\d{3}(?![0-9])|(?=[ ][A-Z]))|[0-9A-Z]{8,11}(?![0-9A-Za-z])"
)


def _judge_postal(value: Value) -> float:
    lettered = any(map(str.isalpha, value.text)) and len(value.digits) >= 9
    return 0.75 if (value.adjoins or lettered) and len(value.digits) >= 6 else 0.0


_ACCOUNT = (
    "no de compte",
    "no compte",
    "numero de compte",
    "numero compte",
    "compte no",
    "no de cpte",
    "no cpte",
)
ANNOUNCED = (
    Announced(Label.IBAN, ("iban", "rib", "compte bancaire", "coordonnees bancaires", "virement sur le compte", "no de compte", "numero de compte", "prelevement sur le compte"), _judge, shape=_ANY),
    Announced(
        Label.IBAN,
        ("code banque", "banque", "code etablissement", "etablissement", "etabl", "code guichet", "guichet", "cle rib", "clef rib", "compte", "cpte", "cle", "clef", "etab", "guich", "cpt", "cl", *_ACCOUNT),
        _judge_field,
        shape=_FIELD,
    ),
    Announced(Label.IBAN, ("ccp", "compte cheque postal", "compte cheques postaux", "livret a", "livret", "ldd", "ldds", "pel", "compte epargne"), _judge_postal, shape=_POSTAL),
)  # fmt: skip
DETECTOR = Detector(
    label=Label.IBAN,
    shapes=(
        _FRENCH,
        _DAMAGED,
        _SCANNED,
        _CUT_SHORT,
        _UNDER_HEADINGS,
        _CCP,
        _FOREIGN,
        _FOREIGN_DIGITS,
        _RIB,
        _RIB_JOINED,
        _FIELDS,
    ),
    context=_WORDS,
    against=("siret", "tva"),
    check=_check,
    bounds=_bounds,
)
