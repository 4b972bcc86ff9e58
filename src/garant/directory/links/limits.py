"""The limits of the links, from their dated file."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds on a day, and where it comes from."""

    opens_for: timedelta
    per_email: int
    per_origin: int
    wrong_per_origin: int
    source: str
    review_by: date


def limits(today: date) -> Limits:
    """The last value that began by `today`; the first one where none had."""
    values = _values()
    return next((each for start, each in reversed(values) if start <= today), values[0][1])


@cache
def _values() -> tuple[tuple[date, Limits], ...]:
    text = files("garant.directory.links").joinpath("links.toml").read_text(encoding="utf-8")
    return tuple(
        (
            each["from"],
            Limits(
                timedelta(minutes=each["minutes"]),
                each["per_email"],
                each["per_origin"],
                each["wrong_per_origin"],
                each["source"],
                each["review_by"],
            ),
        )
        for each in sorted(tomllib.loads(text)["values"], key=lambda each: each["from"])
    )
