"""Below how many people a figure is not told: dated data, with its source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Told(StrEnum):
    """To whom the figure is told, by the name of its table in the data."""

    PUBLIC = "public"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Threshold:
    """The value that holds on a day, and who decided it."""

    value: int
    source: str
    since: date
    review_by: date


def threshold_on(day: date, told: Told) -> Threshold:
    """The one in force on this day; the first one for a day before it."""
    rows = sorted(_data()[told]["values"], key=lambda row: row["from"])
    held = [row for row in rows if row["from"] <= day] or rows[:1]
    row = held[-1]
    return Threshold(row["value"], row["source"], row["from"], row["review_by"])


def fewest_people(day: date) -> int:
    """Within the house, as it holds on this day."""
    return threshold_on(day, Told.HOUSE).value


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(
        files("garant.directory").joinpath("data/threshold.toml").read_text(encoding="utf-8")
    )
