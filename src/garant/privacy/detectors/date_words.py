"""Dates told rather than written: "le sept du sept soixante-dix-sept", "mai 2004, le 4", "la Saint-Jean 1971".

A run of what dates are made of, in any order, with the small words between. Whether it is a whole date, `is_whole`
says: a year with something beside it, or as many numbers as a date has. Folded text, any case, OCR's letters allowed.
"""

import re

from garant.privacy.number_words import SCALES, TENS, UNITS

# What a scanner reads for a letter of these words.
_MISREAD = {"l": "[l1i|]", "i": "[i1l]", "o": "[o0]", "u": "[un]", "e": "[ec]", "m": "(?:m|rn)"}


def misread(words: str) -> str:
    """A pattern for any of `words` (given with blanks between), some letters of which a scanner misread."""
    ordered = sorted(words.split(), key=lambda word: (-len(word), word))
    return "|".join("".join(_MISREAD.get(letter, letter) for letter in word) for word in ordered)


_NUMBERS = " ".join((*UNITS, "une", *TENS, *SCALES, "mil"))
_MONTHS = (
    "janvier janv jan fevrier fevr fev mars avril avr mai juin juillet juil aout septembre sept octobre oct novembre nov decembre dec"
    " january february march april may june july august september october november december"
)
NUMBER = rf"(?:{misread(_NUMBERS)})\b"
MONTH = rf"(?:{misread(_MONTHS)})\b\.?"
_FEAST = (
    r"(?:(?:jour|lendemain|veille|lundi|nuit|dimanche|mardi|jeudi)[ ]d(?:e|u|es)[ ](?:la[ ]|l'[ ]?)?)?"
    r"(?:noel|paques|toussaint|pentecote|ascension|chandeleur|epiphanie|assomption|rameaux|saint[ -](?:jean|sylvestre|michel|martin|nicolas|valentin|joseph|pierre|louis)|armistice|liberation)\b"
)
_YEAR = r"(?:[12l|][09O][\dOIl]{2})(?![\dA-Za-z])"
_DAY = r"(?:(?:\d[\dOl]?|[Ol]\d)(?:er|eme)?)(?![\dA-Za-z])"
_ORDINAL = r"(?:premier|[a-z]{3,12}ieme)\b"
_CORE = rf"(?:{MONTH}|{NUMBER}|{_FEAST}|{_DAY}|{_ORDINAL})"
_SMALL = (
    r"(?:(?:le|la|les|du|de|des|en|et|an|annee|mois|jour|c'est-a-dire|soit|dans)[ ,-]{1,2}|[dl]'[ ]?|l'an[ ])"
)
# Not before a number that counts something else: "le 5 sept 82, 3 rue Hugo".
_COMMA = rf"[ ]?[,;][ ](?:{_SMALL}){{0,3}}(?!\d{{1,3}}(?!\d)[ ]{{0,2}}[A-Za-z0-9])"
_BETWEEN = rf"(?:(?:[ ]?[()/-]{{0,2}}[ ]|[-/.])(?:\(|{_SMALL}){{0,4}}|{_COMMA})"
# What may stand after the year: "mai 2004, le 4", "la Saint-Jean 1971 (24 juin)".
_AFTER_YEAR = rf"(?:,[ ]le[ ]{_DAY}(?:[ ]{MONTH})?|[ ,]{{1,2}}\(?(?:le[ ])?{_DAY}[ ]{MONTH}(?:[ ]{_YEAR})?|,[ ]le[ ]premier\b)"
RUN = re.compile(
    rf"(?<![0-9A-Za-z])(?!un[ ]\d){_CORE}(?:{_BETWEEN}{_CORE}){{0,12}}(?:{_BETWEEN}{_YEAR}(?:{_AFTER_YEAR})?)?",
    re.IGNORECASE,
)

_IS_MONTH = re.compile(MONTH, re.IGNORECASE)
_IS_YEAR = re.compile(_YEAR)
_IS_FEAST = re.compile(_FEAST, re.IGNORECASE)
_TOKEN = re.compile(rf"{_YEAR}|{_CORE}", re.IGNORECASE)
_OF_YEARS = re.compile(
    rf"\d\d|(?:{misread('vingt vingts trente quarante cinquante soixante septante huitante octante nonante mille mil cent cents')})",
    re.IGNORECASE,
)


def is_whole(text: str) -> bool:
    """Whether a run tells a day's year: "mai 2004, le 4", "31 du 8, 79"; not "le douze mars", "le 4 juin à 15"."""
    tokens = [token[0] for token in _TOKEN.finditer(text)]
    if any(_IS_YEAR.fullmatch(token) for token in tokens):
        # "12 en 2024" counts something.
        return len(tokens) > 2 or (len(tokens) == 2 and (not text[0].isdigit() or text[-5] in "/.-"))
    months = [
        at for at, token in enumerate(tokens) if _IS_MONTH.fullmatch(token) or _IS_FEAST.fullmatch(token)
    ]
    if months:
        # A year of two digits or of words, after the month or, told the other way round, before it.
        after = [token for token in tokens[months[0] + 1 :] if _OF_YEARS.fullmatch(token)]
        before = [token for token in tokens[: months[0]] if _OF_YEARS.fullmatch(token)]
        return bool(after) or (len(before) > 0 and len(tokens) > months[0] + 1)
    return len(tokens) >= 3 and any(_OF_YEARS.fullmatch(token) for token in tokens[2:])
