"""Figures and lists of the law, each dated: `data/law/*.yaml`. The value that holds on a day, never the last one."""

from copy import deepcopy
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from pydantic import Field
from ruamel.yaml import YAML

from garant.qualification.condition import Condition
from garant.qualification.question import Frozen


class Sourced(Frozen):
    """Where a fact of law was read, when, how surely, and when to look again."""

    source: str
    as_of: date
    review_by: date
    confidence: Literal["V2", "V", "K", "U"]  # two sources, one, general knowledge, uncertain


class Dated(Sourced):
    """A number from a day on."""

    since: date
    value: int


class Threshold(Frozen):
    """A number that the law changes now and then."""

    description: str
    unit: str
    values: tuple[Dated, ...]

    def on(self, day: date) -> Dated | None:
        """The value of that day; None before the first."""
        found = [dated for dated in self.values if dated.since <= day]
        return max(found, key=lambda dated: dated.since, default=None)


class Adequacy(Sourced):
    """A country that the Commission found adequate, for whom, and until when."""

    id: str
    french: str
    since: date
    until: date | None = None
    limited_to: str = ""
    contested: str = ""
    points: int = 0
    why: str = ""

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Criterion(Sourced):
    """One of the nine criteria of the data-protection authorities (WP 248)."""

    id: str  # the name that Madis gives it
    french: str
    met_if: Condition


class Listed(Frozen):
    """A line of one of CNIL's two lists."""

    id: str
    french: str


class CnilList(Sourced):
    """One of CNIL's two lists: an impact assessment required, or not."""

    items: tuple[Listed, ...]


class Impact(Frozen):
    """What decides whether a data-protection impact assessment is due."""

    presumed_from: int = Field(ge=1)  # so many criteria
    criteria: tuple[Criterion, ...]
    required: CnilList
    exempt: CnilList


@cache
def thresholds() -> dict[str, Threshold]:
    return {name: Threshold.model_validate(entry) for name, entry in law("thresholds").items()}


@cache
def adequacy() -> tuple[Adequacy, ...]:
    return tuple(Adequacy.model_validate(entry) for entry in law("adequacy")["countries"])


@cache
def impact() -> Impact:
    return Impact.model_validate(law("impact-assessment"))


def law(name: str) -> Any:
    """One file of `data/law/`, as plain values."""
    return written(files("garant.qualification") / "data" / "law" / f"{name}.yaml")


def written(file: Traversable) -> Any:
    """A file of ours as plain values. YAML 1.2 (yes and no are words); a key written twice is an error."""
    return deepcopy(_parsed(file.read_text(encoding="utf-8")))


@lru_cache(maxsize=64)
def _parsed(text: str) -> Any:
    """A sheet is made for each day that is asked; its files are parsed once."""
    return YAML(typ="safe", pure=True).load(text)
