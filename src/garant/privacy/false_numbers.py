"""Numbers that are nobody's, in the shape of the one that they stand for: reserved ranges, checks that fail.

Each function takes the surface form and `draw`, which gives as many digits as are asked for. None: there is no
number of that shape that could not be somebody's; the typed placeholder stays.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from stdnum import luhn

from garant.privacy.labels import Label

Draw = Callable[[int], str]

_COUNTRY = re.compile(r"(?:\+|00)33(0?)")


@cache
def invented() -> Mapping[str, Any]:
    """What false values are made of: `invented.toml`, with its sources."""
    return tomllib.loads((files("garant.privacy") / "invented.toml").read_text(encoding="utf-8"))


def false_number(label: Label, surface: str, draw: Draw) -> str | None:
    """A number of this kind that is nobody's, written as `surface` is."""
    write = _WRITERS.get(label)
    return write(surface, draw) if write is not None else None


def _phone(surface: str, draw: Draw) -> str | None:
    """In a block that Arcep keeps for works of fiction, of the same region where there is one."""
    digits = _alnum(surface)
    if not digits.isdigit() or not digits.isascii():
        return None
    country = _COUNTRY.match("+" * surface.startswith("+") + digits)
    national = "0" + digits[len(country[0].lstrip("+")) :] if country is not None else digits
    if len(national) != 10 or national[0] != "0":
        return None
    blocks = invented()["phones"]
    regions = {
        "2": "north_west",
        "3": "north_east",
        "4": "south_east",
        "5": "south_west",
        "6": "mobile",
        "7": "mobile",
    }
    false = blocks[regions.get(national[1], "ile_de_france")] + draw(4)
    if country is not None:
        false = country[0].lstrip("+") + false[1:]
    return _in_shape(surface, false)


def _nir(surface: str, draw: Draw) -> str | None:
    """Of a month that is none (13 to 19), in a department that is none (00), with a key that is none (99)."""
    compact = _alnum(surface)
    if len(compact) not in (13, 15) or not compact[0].isdigit():
        return None
    false = compact[0] + draw(2) + "1" + str(3 + int(draw(1)) % 7) + "00" + draw(6) + "99"
    return _in_shape(surface, false[: len(compact)])


def _iban(surface: str, draw: Draw) -> str | None:
    """With the check digits 00, which no IBAN has (ISO 13616: 02 to 98); a RIB with the key 00 (01 to 97)."""
    compact = _alnum(surface)
    if re.fullmatch(r"[A-Za-z]{2}[0-9]{2}[0-9A-Za-z]{10,30}", compact):
        return _in_shape(surface, compact[:2] + "00" + draw(len(compact) - 4))
    if len(compact) == 23 and compact[:10].isdigit():
        return _in_shape(surface, draw(21) + "00")
    return None


def _card(surface: str, draw: Draw) -> str | None:
    """Beginning with 0, which no issuer of bank cards has (ISO/IEC 7812), and failing Luhn's check."""
    return _failing_luhn(surface, "0", draw) if 13 <= len(_alnum(surface)) <= 19 else None


def _siret(surface: str, draw: Draw) -> str | None:
    """Beginning with 000, which no SIREN does, and failing Luhn's check."""
    return _failing_luhn(surface, "000", draw) if len(_alnum(surface)) == 14 else None


def _failing_luhn(surface: str, start: str, draw: Draw) -> str | None:
    compact = _alnum(surface)
    if not compact.isdigit():
        return None
    false = start + draw(len(compact) - len(start))
    if luhn.is_valid(false):
        false = false[:-1] + str((int(false[-1]) + 1) % 10)
    return _in_shape(surface, false)


def _plate(surface: str, draw: Draw) -> str | None:
    """Of letters that no plate of the SIV bears: I, O, U."""
    letters = ["IOU"[int(digit) % 3] for digit in draw(4)]
    false = "".join(letters[:2]) + draw(3) + "".join(letters[2:])
    if re.fullmatch(r"[A-Za-z]{2}[0-9]{3}[A-Za-z]{2}", _alnum(surface)):
        return _in_shape(surface, false.lower() if surface.islower() else false)
    return f"{false[:2]}-{false[2:5]}-{false[5:]}"


def _ip(surface: str, draw: Draw) -> str | None:
    """Of a block for documentation."""
    internet = invented()["internet"]
    if ":" in surface:
        return f"{internet['ipv6']}{draw(4)}"
    blocks = internet["ipv4"]
    return f"{blocks[int(draw(1)) % len(blocks)]}{1 + int(draw(3)) % 254}"


def _page(surface: str, draw: Draw) -> str | None:
    return f"{invented()['internet']['page']}{draw(6)}"


_WRITERS: dict[Label, Callable[[str, Draw], str | None]] = {
    Label.PHONE: _phone,
    Label.NIR: _nir,
    Label.IBAN: _iban,
    Label.CARD: _card,
    Label.SIRET: _siret,
    Label.PLATE: _plate,
    Label.IP: _ip,
    Label.URL_PERSON: _page,
}


def _alnum(surface: str) -> str:
    return "".join(character for character in surface if character.isalnum())


def _in_shape(surface: str, false: str) -> str | None:
    """`false` with the separators of `surface`, character for character."""
    rest = iter(false)
    written = "".join(next(rest, "") if character.isalnum() else character for character in surface)
    return written if next(rest, None) is None else None
