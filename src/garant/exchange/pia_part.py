"""One object of a PIA file, read field by field as its tool would, with the place of whatever is of a wrong type."""

import math
import re
from datetime import UTC, datetime
from typing import Any

from garant.exchange.dpia import instant
from garant.exchange.errors import PiaShapeWrong, PiaTooMany
from garant.exchange.facts import facts
from garant.exchange.markup import clean_line

Json = dict[str, Any]


class Part:
    """One object of the file, read field by field. Null and missing are one; a wrong type says where it stands."""

    def __init__(self, content: Json, where: str) -> None:
        self._content = content
        self._where = where

    def text(self, name: str) -> str:
        value = self._content.get(name)
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)  # logged in, the tool writes the number of an account for a name
        if not isinstance(value, str):
            raise PiaShapeWrong(where=f"{self._where}.{name}", expected="un texte")
        limit = facts("pia")["limits"]["text_characters"]
        if len(value) > limit:
            raise PiaTooMany(where=f"{self._where}.{name}", limit=limit)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._content.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise PiaShapeWrong(where=f"{self._where}.{name}", expected="une liste de textes")
        limits = facts("pia")["limits"]
        if len(value) > limits["entries"]:
            raise PiaTooMany(where=f"{self._where}.{name}", limit=limits["entries"])
        if any(len(each) > limits["text_characters"] for each in value):
            raise PiaTooMany(where=f"{self._where}.{name}", limit=limits["text_characters"])
        return tuple(value)

    def part(self, name: str) -> "Part":
        value = self._content.get(name)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise PiaShapeWrong(where=f"{self._where}.{name}", expected="un objet")
        return Part(value, f"{self._where}.{name}")

    def number(self, name: str) -> int | None:
        """A whole number, be it written as text, as the tool's parseInt reads it; None for anything else of use."""
        value = self._content.get(name)
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, float):
            return int(value) if math.isfinite(value) and value == int(value) else None
        if isinstance(value, int):
            return value
        if isinstance(value, str):
            match = re.match(r"\s*(\d{1,9})(?!\d)", value, re.ASCII)
            return int(match[1]) if match else None
        if value is None:
            return None
        raise PiaShapeWrong(where=f"{self._where}.{name}", expected="un nombre")

    def within(self, name: str, highest: int) -> int:
        value = self.number(name)
        return value if value is not None and 0 <= value <= highest else 0

    def reference(self, name: str) -> str:
        value = self._content.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return clean_line(self.text(name))

    def flag(self, name: str) -> bool | None:
        value = self._content.get(name)
        if isinstance(value, str):
            value = {"true": True, "1": True, "false": False, "0": False}.get(value.strip().lower())
        if value is None or isinstance(value, float):
            return None
        if isinstance(value, int):
            return bool(value)
        raise PiaShapeWrong(where=f"{self._where}.{name}", expected="vrai ou faux")

    def moment(self, name: str) -> datetime | None:
        """A date of the tool; None where it is none, since the tool keeps "Invalid Date" too."""
        return parsed_instant(self._content.get(name))


def parsed_instant(value: object) -> datetime | None:
    """An ISO date or time, in UTC; None for anything else, or a year that no calendar of ours holds."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return instant(moment)
    except (ValueError, OverflowError):
        return None
