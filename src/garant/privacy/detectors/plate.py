"""Plaques: SIV (AB-123-CD, without I, O, U, never SS) and FNI before 2009 (1234 AB 04), trailers and WW alike."""

import re

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label
from garant.privacy.number_words import SCALES, TENS, UNITS, any_of

_LETTERS = "[A-HJ-NP-TV-Z]{2}"
_GAP = r"[ ._/*\-]{0,3}"
_SIV = Shape(rf"\b{_LETTERS}{_GAP}\d{{3}}{_GAP}{_LETTERS}\b", 0.7, cased=True)
_SIV_ANY_CASE = Shape(rf"\b{_LETTERS}{_GAP}\d{{3}}{_GAP}{_LETTERS}\b", 0.4)
_DEPARTMENT = r"(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])"
_FNI = Shape(rf"\b\d{{1,4}}{_GAP}[A-HJ-NP-TV-Z]{{1,3}}{_GAP}{_DEPARTMENT}\b", 0.35, needs_context=True)
_FNI_CAPITALS = Shape(rf"\b\d{{2,4}}[ .\-][A-HJ-NP-TV-Z]{{2,3}}[ .\-]{_DEPARTMENT}\b", 0.35, cased=True)
# What a scanner makes of one; one of which a witness could not read all; one sign at a time.
_SCANNED = Shape(rf"\b{_LETTERS}[ ]?[-.][ ]?[0-9OIlSBZ]{{3}}[ ]?[-.][ ]?{_LETTERS}\b", 0.6, cased=True)
_HALF_READ = Shape(
    rf"\b{_LETTERS}[ .\-]{{1,3}}(?:\d?\?{{1,3}}\d?|\d{{2}}[?*x_]|\d[?*x_]{{1,2}}|\d{{2}}[ .]{{1,3}}\d|\d[ .]{{1,3}}\d{{2}})[ .\-]{{1,3}}{_LETTERS}\b|\b{_LETTERS}[ .\-]\d{{3}}[ .\-](?:[A-Z?]\?|\?[A-Z]|\d[A-Z]\b|[A-Z]\d?\b)",
    0.35,
)
_ONE_BY_ONE = Shape(
    r"\b(?:[A-Z][ ][A-Z][ ]\d[ ]\d[ ]\d[ ][A-Z][ ][A-Z]|\d[ ]\d[ ](?:\d[ ]){0,2}[A-Z][ ][A-Z][ ](?:[A-Z][ ])?\d[ ]\d|\d[ ][A-Z][ ][A-Z][ ](?:[A-Z][ ])?\d[ ]\d[ ]\d(?:[ ]\d)?)\b",
    0.6,
    cased=True,
)
# Said in one go, and written as heard: "a w quatre cent trois k p", "deux mille huit cent quatorze x p vingt-neuf".
_SAID = any_of(*UNITS, *TENS, *SCALES)
_DICTATED = Shape(
    rf"\b[a-z][ -][a-z][ ,-]{{1,2}}(?:(?:{_SAID})[ ,-]{{1,2}}){{1,6}}[a-z][ -][a-z]\b"
    rf"|\b(?:(?:{_SAID})[ -]){{2,8}}[a-z][ ][a-z](?:[ ][a-z])?(?:[ -](?:{_SAID})){{1,3}}\b",
    0.6,
    needs_context=True,
)
_WORDS_BETWEEN = re.compile(r"([a-z]{2})[ ]\d{3}[ ]([a-z]{2})")  # "de 123 la": words, not a plate
_SHORT_WORDS = frozenset(
    ["de", "la", "le", "en", "et", "se", "ce", "ne", "me", "te", "ma", "sa", "ta", "na", "va", "je", "ra", "es", "as", "ad", "rd", "rn", "ht", "ha", "kg", "km", "cm", "mm", "ml", "av", "bd", "cp", "bp", "cs", "pv", "pc", "ag", "dt", "nb", "ab", "vs", "rv", "pk", "p", "hs", "st", "ca", "ct", "na"]
)  # fmt: skip
_YEAR_THEN = re.compile(r"(?:19|20)\d{2} [a-z]")  # "2025 réf. 25 …"
_CLOCK = re.compile(r"\d{1,2} ?h", re.IGNORECASE)
_RANGE = re.compile(
    r"\d{1,4}[ ](?:a|au|et|ou|de|en|le|la|les|ne|par|sur|x|m|km|kg)[ ]\d{2}"
)  # "places 12 à 15"
_WORDS = (
    "immatricul*", "immat", "plaque*", "vehicule*", "voiture*", "carte grise", "cartes grises", "camion*", "scooter*", "moto*", "fourriere", "stationn*", "conducteur*", "auto", "peugeot",
    "renault", "citroen", "clio", "golf", "polo", "megane", "scenic", "punto", "panda", "yaris", "corsa", "astra", "focus", "fiesta", "sandero", "logan", "captur", "picasso", "berlingo", "partner", "trafic", "master", "jumper", "tesla",
    "a bord", "au volant", "partis en", "parti en", "partie en", "mobylette", "cyclo", "kia", "hyundai", "seat", "skoda", "suzuki", "mini", "volvo", "honda", "mazda", "bagnole", "caisse", "merco", "veh", "vehic", "berlingo", "espace", "c3", "208", "207", "206", "308", "307", "fourgon*", "utilitaire", "remorque*", "caravane*", "epave*", "berline", "dacia", "toyota", "volkswagen", "ford", "fiat", "opel", "bmw",
    "audi", "mercedes", "nissan", "twingo", "kangoo", "duster", "quad", "tracteur*", "cyclomoteur*", "parking", "gare", "garee", "garer", "macaron", "verbalis*",
)  # fmt: skip


_NEIGHBOUR = re.compile(r"(?<![0-9a-z])([a-hj-np-tv-z]{2})[ .-]?\d{3}[ .-]?[a-hj-np-tv-z]{2}(?![0-9a-z])")


def _has_neighbour(candidate: Candidate) -> bool:
    """Whether another plate stands near, as in a list of a car park."""
    around = candidate.before(130) + "|" + candidate.after(70)
    return any(other[1] not in _SHORT_WORDS for other in _NEIGHBOUR.finditer(around))


def _check(candidate: Candidate) -> float:
    compact, shape = candidate.compact, candidate.shape
    if _SENTENCE_ENDS.search(candidate.value) is not None:
        return 0.0
    if shape is _SCANNED and "." in candidate.value:
        return 0.6 if candidate.near > 0.4 and candidate.digits else 0.0
    if shape is _ONE_BY_ONE or shape is _SCANNED:
        return shape.score + 0.3 * candidate.near - 0.3 * candidate.against
    if shape is _DICTATED:
        return shape.score if candidate.near > 0.3 and not candidate.value.lower().startswith("y a") else 0.0
    if shape is _HALF_READ:
        if candidate.value[:2].lower() in _SHORT_WORDS and not candidate.value[:2].isupper():
            return 0.0
        whole = "?" in candidate.value and candidate.value[:2].isupper()
        return 0.6 if whole or candidate.near > 0.4 else 0.3
    if shape is _FNI and (
        _YEAR_THEN.match(candidate.value) is not None
        or _RANGE.fullmatch(candidate.value) is not None
        or _HOUR_FOLLOWS.match(candidate.after(3)) is not None
    ):
        return 0.0
    if shape is _FNI and _CLOCK.match(candidate.value) is None:
        return 0.4 + 0.4 * candidate.near - 0.5 * candidate.against
    if _CLOCK.match(candidate.value) is not None:
        return 0.0
    if shape is _FNI_CAPITALS:
        return 0.35 + 0.4 * candidate.near - 0.5 * candidate.against + 0.3 * _has_neighbour(candidate)
    if compact[2:5] == "000":
        return 0.0
    if compact[:2] == "SS" or compact[5:] == "SS":  # none has them: one that was misread
        return 0.6 if candidate.near > 0.3 or (shape is _SIV and _has_neighbour(candidate)) else 0.0
    if shape is _SIV:
        return 0.7 + 0.3 * candidate.near - 0.4 * candidate.against
    words = _WORDS_BETWEEN.fullmatch(candidate.value.lower())
    if words is not None and (words[1] in _SHORT_WORDS or words[2] in _SHORT_WORDS) and candidate.near < 0.6:
        return 0.0
    return 0.4 + 0.2 * (words is None) + 0.4 * candidate.near - 0.4 * candidate.against


_SENTENCE_ENDS = re.compile(r"[.][ ]{1,2}[A-Z][a-z]")  # "AR-077. La …": no plate
_HOUR_FOLLOWS = re.compile(r":\d\d")  # "2025-11-20T06:12"


# After its word, any country's: letters and digits in groups.
_ANY = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"[0-9A-Z]{2}[ ._/-]{0,3}(?=[0-9OIlSZBG_]*\d)[0-9OIlSZBG_]{3}[ ._/-]{0,3}[0-9A-Z]{2}"  # a scanner's SIV
    r"|(?:[0-9A-Z][ ]){6,7}[0-9A-Z]"  # one sign at a time
    r"|\d\d[ -]\d\d[ -][A-Z]{2,3}[ -]\d\d"  # cut where none is
    r"|[0-9OIlSB]{3,4}[ -]{1,2}[A-Z]{2,3}[ -]{1,2}[0-9OIlSB]{2}"  # a scanner's FNI
    r"|\d[ .-][A-Z]{3}[ .-]\d{3}"  # Belgium
    r"|[A-Z]{1,3}[ .-][A-Z]{1,2}[ .-]?\d{1,4}"  # Germany
    r"|[A-Z]{2}[ .-]?\d{3}[ .-]\d{3}"  # Switzerland
    r"|\d{2,3}[ .]?\d{3}[ .]?(?:NC|P|PF)"  # New Caledonia, French Polynesia
    r"|[A-Z]{1,3}[ .-]{0,3}[0-9OIl]{1,4}(?:[ .-]{0,3}[A-Z]{1,3})?(?:[ .-]{0,2}\d{1,2})?|\d{1,4}[ .-]{0,3}[A-Z]{1,3}(?:[ .-]{0,3}(?:\d{1,3}[AB]?|[AB]))?)(?![0-9A-Za-z])",
    re.IGNORECASE,
)


_OF_A_MOPED = re.compile(r"[a-z]{2} \d{2,3} [b-gj-np-tv-z]")  # "ek 88 b"


def _judge(value: Value) -> float:
    compact = value.compact
    letters = len(compact) - len(value.digits)
    if _SENTENCE_ENDS.search(value.text) is not None or _HOUR_FOLLOWS.match(value.after(3)) is not None:
        return 0.0
    if not 5 <= len(compact) <= 9 or letters < 1 or _CLOCK.match(value.text) or len(value.digits) < 2:
        return 0.0
    words = value.text.lower().split()
    if (words[0] in _SHORT_WORDS and value.text.split()[0].islower()) or (
        len(words) > 1
        and value.text.islower()
        and _WORDS_BETWEEN.fullmatch(value.text) is None
        and _OF_A_MOPED.fullmatch(value.text) is None
    ):
        return 0.0  # "en 2018", "2025 réf"
    if letters < 2 and not value.adjoins:
        return 0.0
    return 0.8 if value.adjoins or value.marked else 0.7


def _near(value: Value) -> float:
    """A make or a colour may stand between, no sentence."""
    words = value.link.split()
    if "\n\n" in value.link or ". " in value.link[2:]:
        return 0.0
    if len(words) == 4 and value.marked:
        return 0.7  # "immat pour le parking : …": the last is a sign
    return 0.0 if len(words) > 3 else 1.0 - 0.1 * len(words)


# After "véhicule", only what no quantity looks like.
_CAPITALS = re.compile(
    r"(?:[0-9A-Z][ ]){6,7}[0-9A-Z](?![0-9A-Za-z])|\d{2,3}[ .]\d{3}[ .]?(?:P|NC)(?![0-9A-Za-z])|[A-Z]{2}[ \-][0-9OIlSZB]{3}[ \-][A-Z]{2}(?![0-9A-Za-z])|[A-Z]{1,3}[ \-][A-Z]{0,2}[ \-]?\d{2,4}(?:[ \-][A-Z]{1,3})?(?![0-9A-Za-z])|\d{1,4}[ \-][A-Z]{2,3}[ \-]\d{2,3}(?![0-9A-Za-z])"
)

ANNOUNCED = (
    Announced(
        Label.PLATE,
        (
            "immatricul*",
            "immat",
            "immatriculation",
            "plaque",
            "plaques",
            "plaque d'immatriculation",
            "carte grise",
            "cartes grises",
            "matriculation",
            "cyclo",
            "cyclomoteur",
            "mobylette",
            "no immat",
            "vehic",
            "veh",
            "macaron",
            "gravage",
            "irnmatricul*",
            "imrnatricul*",
            "irnmat",
            "imrnat",
            "irnrnat",
            "1mmat*",
            "lmmat*",
            "p1aque",
            "p1aques",
            "mineralogique",
        ),
        _judge,
        shape=_ANY,
        reach=_near,
    ),
    Announced(
        Label.PLATE,
        ("vehicule*", "voiture*", "camion*", "fourgon*", "moto", "scooter", "remorque"),
        _judge,
        shape=_CAPITALS,
        reach=_near,
    ),
)
DETECTOR = Detector(
    label=Label.PLATE,
    shapes=(_SIV, _SIV_ANY_CASE, _FNI, _FNI_CAPITALS, _SCANNED, _HALF_READ, _ONE_BY_ONE, _DICTATED),
    context=_WORDS,
    against=(
        "facture*",
        "reference",
        "ref",
        "norme*",
        "modele*",
        "catalogue*",
        "lot",
        "article",
        "parcelle*",
        "cadastr*",
        "section",
        "marche",
    ),
    check=_check,
)
