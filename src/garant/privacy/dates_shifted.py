"""Dates moved by a constant number of days, each written as it was: intervals and weekdays hold.

The shift is a whole number of weeks, 5 to 52, before or after, derived from the key: who knows one true date of a
conversation knows them all. A date without a year is moved within a year of 365 days. What is not precise to the
day ("mars 2024") is not moved: the shift would show, or change what it says.
"""

import datetime as dt
import hashlib
import hmac
import re

from garant.privacy.number_words import TENS, UNITS

_FEWEST_WEEKS, _MOST_WEEKS = 5, 52
_LONGEST = 80
_ANY_COMMON_YEAR = 2001
_CENTURY_FROM = 30  # "12/03/29" is 2029, "12/03/30" is 1930

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_SHORT = ("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc")
_PLAIN = str.maketrans("éèêûîôàÉÈÊÛÎÔÀ", "eeeuioaEEEUIOA")

# Stdlib `re`, on a span of at most 80 characters.
_DIGITS = re.compile(
    r"(?P<day>\d{1,2})(?P<gap>\s?[/.\-]\s?|\s)(?P<month>\d{1,2})(?P=gap)(?P<year>\d{4}|\d{2})", re.ASCII
)
_ISO = re.compile(r"(?P<year>\d{4})(?P<gap>[-/.])(?P<month>\d{2})(?P=gap)(?P<day>\d{2})", re.ASCII)
_WRITTEN = re.compile(
    r"(?P<before>(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?\s{0,2})"
    r"(?P<day>\d{1,2}(?:er)?|[a-z]+(?:[ -](?:et[ -])?[a-z]+)?)(?P<gap>\s{1,2})"
    r"(?P<month>janv(?:ier)?|f[eé]vr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept?(?:embre)?|"
    r"oct(?:obre)?|nov(?:embre)?|d[eé]c(?:embre)?)(?P<dot>\.?)"
    r"(?:(?P<gap2>\s{1,2})(?P<year>\d{4}|\d{2}|[a-z]+(?:[ -][a-z]+){1,8}))?",
    re.IGNORECASE,
)
_NUMBERS = UNITS | TENS | {"premier": 1}


class DateShift:
    """The shift of one key. `moved` gives a date back in its own format, or None for what is no whole date."""

    def __init__(self, key: bytes) -> None:
        digest = hmac.digest(key, b"dates", hashlib.sha256)
        weeks = _FEWEST_WEEKS + int.from_bytes(digest[:8], "big") % (_MOST_WEEKS - _FEWEST_WEEKS + 1)
        self.days = 7 * weeks * (1 if digest[8] & 1 else -1)

    def moved(self, surface: str) -> str | None:
        if len(surface) > _LONGEST:
            return None
        for pattern, write in ((_DIGITS, self._digits), (_ISO, self._digits), (_WRITTEN, self._written)):
            found = pattern.fullmatch(surface)
            if found is not None:
                return write(found)
        return None

    def _digits(self, found: re.Match[str]) -> str | None:
        moved = self._moved(_year(found["year"]), int(found["month"]), int(found["day"]))
        if moved is None:
            return None
        values = {"day": moved.day, "month": moved.month, "year": moved.year}
        parts = sorted(values, key=found.start)
        return found["gap"].join(_as_wide(values[part], found[part]) for part in parts)

    def _written(self, found: re.Match[str]) -> str | None:
        month = _month(found["month"])
        day, spelled_day = _number(found["day"])
        year, spelled_year = _number(found["year"] or str(_ANY_COMMON_YEAR))
        if month is None or day is None or year is None:
            return None
        if found["year"] and not spelled_year:
            year = _year(found["year"])
        moved = self._moved(year, month, day)
        if moved is None:
            return None
        plain = found["month"].translate(_PLAIN) == found["month"] and month in (2, 8, 12)
        short = found["month"].lower().translate(_PLAIN) != _MONTHS[month - 1].translate(_PLAIN)
        name = (_SHORT if short else _MONTHS)[moved.month - 1]
        name = name.translate(_PLAIN) if plain else name
        if found["month"].isupper():
            name = name.upper()
        elif found["month"][0].isupper():
            name = name.capitalize()
        day_written = str(moved.day) if spelled_day else _as_wide(moved.day, found["day"])
        if moved.day == 1:
            day_written = "1er"
        dot = "" if name.lower() in _MONTHS else found["dot"]
        written = f"{found['before']}{day_written}{found['gap']}{name}{dot}"
        if found["year"]:
            written += found["gap2"] + (
                str(moved.year) if spelled_year else _as_wide(moved.year, found["year"])
            )
        return written

    def _moved(self, year: int, month: int, day: int) -> dt.date | None:
        try:
            return dt.date(year, month, day) + dt.timedelta(days=self.days)
        except (ValueError, OverflowError):
            return None


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= _CENTURY_FROM else 2000)


def _as_wide(value: int, before: str) -> str:
    """`value` in as many digits as stood there: "07" for "03", "1er" is without a zero."""
    if len(before) == 4 and before.isdigit():
        return f"{value:04}"
    if len(before) == 2 and before.isdigit():
        return f"{value % 100:02}"
    return str(value)


def _month(word: str) -> int | None:
    """None for letters that only case brings near ours: with IGNORECASE, "ı" is an i and "ſ" an s."""
    plain = word.lower().translate(_PLAIN)
    months = enumerate(_MONTHS, 1)
    return next((number for number, name in months if name.translate(_PLAIN).startswith(plain)), None)


def _number(words: str) -> tuple[int | None, bool]:
    """A number in digits ("1er" too) or in French words, and whether it was in words."""
    digits = words.lower().removesuffix("er")
    if digits.isdigit() and digits.isascii():
        return int(digits), False
    total = current = 0
    for word in re.split("[ -]+", words.lower().translate(_PLAIN)):
        if word == "et":
            continue
        if word in ("mil", "mille"):
            total, current = total + 1000 * (current or 1), 0
        elif word in ("cent", "cents"):
            current = 100 * (current or 1)
        elif word in ("vingt", "vingts") and current % 100 == 4:
            current += 76  # quatre-vingts
        elif word in _NUMBERS:
            current += _NUMBERS[word]
        else:
            return None, True
    return total + current, True
