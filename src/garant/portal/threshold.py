"""Below how many people a figure is not published: dated data, with its source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Threshold:
    """The value that holds on a day, and who decided it."""

    value: int
    source: str
    since: date
    review_by: date


def threshold_on(day: date) -> Threshold:
    """The one in force on this day; the first one for a day before it."""
    rows = sorted(_data()["people"]["values"], key=lambda row: row["from"])
    held = [row for row in rows if row["from"] <= day] or rows[:1]
    row = held[-1]
    return Threshold(row["value"], row["source"], row["from"], row["review_by"])


def counts_things(kind: str) -> bool:
    """Whether the figures of this kind of control are about things, not about what people did."""
    return kind in _data()["things"]["kinds"]


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("garant.portal").joinpath("data/threshold.toml").read_text(encoding="utf-8"))
