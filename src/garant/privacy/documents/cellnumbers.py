"""Numbers of a spreadsheet as a person sees them: dates, padded numbers, plain digits."""

import re
from datetime import datetime, timedelta

_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})  # ECMA-376, 18.8.30
_TIMES = frozenset({18, 19, 20, 21, 45, 46, 47})
# What a format code holds beside its codes: text in quotes, an escaped letter, a colour, a locale, a filler.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_PADDED = re.compile(r"[0#][0# .\-/]*")
_MOST_DIGITS = 22


def is_date(number: int, code: str) -> bool:
    """Whether a number format shows a day."""
    if number in _TIMES:
        return False
    if number in _DATES:
        return True
    bare = _LITERAL.sub("", code.split(";")[0]).lower()
    return "y" in bare or "a" in bare.replace("am/pm", "").replace("standard", "").replace("general", "") or (
        "d" in bare and "m" in bare
    )  # fmt: skip


def day(serial: str, since_1904: bool) -> str | None:
    """ "12/03/1985" for 31118; None for what is no day."""
    try:
        number = float(serial)
    except ValueError:
        return None
    if not 1 <= number < 2_958_466:
        return None
    origin = _origin(since_1904)
    if not since_1904 and number < 61:
        number += 1  # Excel's 29 February 1900
    return f"{origin + timedelta(days=int(number)):%d/%m/%Y}"


def serial_of(text: str, since_1904: bool) -> str | None:
    """The way back from `day`."""
    try:
        moment = datetime.strptime(text, "%d/%m/%Y")  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    serial = (moment - _origin(since_1904)).days
    return str(serial) if serial >= 61 or since_1904 else None


def digits(value: str, code: str) -> str:
    """The number as it is written out: no exponent, its leading zeros where the format shows them."""
    text = value
    if "e" in value.lower():
        try:
            number = float(value)
        except (ValueError, OverflowError):
            return value
        if not abs(number) < 10**_MOST_DIGITS:
            return value
        text = str(int(number)) if number == int(number) else repr(number)
    text = text.removesuffix(".0")
    shape = _LITERAL.sub(lambda found: _said(found[0]), code.split(";")[0])
    if text.isdigit() and _PADDED.fullmatch(shape) and "0" in shape and len(shape) > 1 and ".0" not in shape:
        return _filled(text, shape)
    return text.replace(".", ",")


def _said(literal: str) -> str:
    if literal[0] == '"':
        return literal[1:-1]
    return literal[1] if literal[0] == "\\" else ""


def _filled(text: str, shape: str) -> str:
    """The digits put into a shape like `0# ## ## ## ##`, from the right."""
    written: list[str] = []
    left = len(text)
    for sign in reversed(shape):
        if sign not in "0#":
            written.append(sign)
        elif left > 0:
            left -= 1
            written.append(text[left])
        elif sign == "0":
            written.append("0")
    return (text[:left] + "".join(reversed(written))).strip()


def _origin(since_1904: bool) -> datetime:
    """The day from which a workbook counts."""
    return datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a day has no zone
