"""What proofs exist, and which ones a zone and a level ask for: data with their sources, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

from ruamel.yaml import YAML

from garant.words import DataClass, Zone

Effect = Literal["closes", "asked"]


@dataclass(frozen=True, slots=True)
class Sourced:
    """Where a fact comes from, when it was read, when it is read again."""

    source: str
    as_of: date
    review_by: date
    confidence: str


@dataclass(frozen=True, slots=True)
class ProofKind:
    """One sort of proof, and what it can be a proof of."""

    id: str
    label: str
    short: str  # how the list names it to everyone; "": the list does not
    help: str
    of: frozenset[str]  # "system", "vendor"
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of `any_of` is to be on file where all conditions hold. `closes`: its expiry closes the system."""

    id: str
    says: str
    zones: frozenset[Zone]
    levels: frozenset[int]
    receives: frozenset[
        DataClass
    ]  # only of a system whose card says that it receives one of them; empty: of all
    outside_area: bool  # only of what is hosted outside the European Economic Area
    any_of: tuple[str, ...]
    effect: Effect
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole file."""

    kinds: Mapping[str, ProofKind]
    requirements: tuple[Requirement, ...]
    area: frozenset[str]  # countries between which data are not transferred
    before_days: int  # a notice is given this long before a proof ends
    at_least_days: int  # and never later than this before a system closes

    def asked_of(
        self, zone: Zone, level: int, country: str, classes: frozenset[DataClass] | None
    ) -> tuple[Requirement, ...]:
        """What is required of a system. `classes` None (the charter alone decides) names no class."""
        return tuple(
            each
            for each in self.requirements
            if zone in each.zones
            and level in each.levels
            and (not each.outside_area or country not in self.area)
            and (not each.receives or (classes is not None and not each.receives.isdisjoint(classes)))
        )


@cache
def rules() -> Rules:
    """The file that Garant ships."""
    text = (resources.files("garant.catalogue") / "data" / "proofs.yaml").read_text(encoding="utf-8")
    return read_rules(text)


def read_rules(text: str) -> Rules:
    """The rules of such a file. KeyError, ValueError or TypeError for one that does not hold together."""
    read = YAML(typ="safe", pure=True).load(text)
    kinds = {name: _kind(name, each) for name, each in read["kinds"].items()}
    requirements = tuple(_requirement(each) for each in read["requirements"])
    for each in requirements:
        unknown = set(each.any_of) - set(kinds)
        if unknown or not each.any_of:
            raise ValueError(f"{each.id}: unknown proofs {sorted(unknown)}")
    notice, area = read["notice"], read["european_economic_area"]
    for sourced in (notice, area):
        _sourced(sourced)
    return Rules(
        kinds,
        requirements,
        frozenset(area["countries"]),
        int(notice["before_days"]),
        int(notice["at_least_days"]),
    )


def _kind(name: str, read: Mapping[str, Any]) -> ProofKind:
    of = frozenset(read["of"])
    if not of or not of <= {"system", "vendor"}:
        raise ValueError(f"{name}: of")
    return ProofKind(name, read["label"], read.get("short", ""), read["help"], of, _sourced(read))


def _requirement(read: Mapping[str, Any]) -> Requirement:
    if read["effect"] not in {"closes", "asked"}:
        raise ValueError(f"{read['id']}: effect")
    return Requirement(
        id=read["id"],
        says=read["says"],
        zones=frozenset(map(Zone, read["zones"])),
        levels=frozenset(read.get("levels", (1, 2, 3))),
        receives=frozenset(map(DataClass, read.get("receives", ()))),
        outside_area=bool(read.get("outside_area", False)),
        any_of=tuple(read["any_of"]),
        effect=read["effect"],
        sourced=_sourced(read),
    )


def _sourced(read: Mapping[str, Any]) -> Sourced:
    as_of, review_by = read["as_of"], read["review_by"]
    if not (isinstance(as_of, date) and isinstance(review_by, date) and as_of < review_by and read["source"]):
        raise ValueError("a fact without its source, its day or its review")
    return Sourced(read["source"], as_of, review_by, read["confidence"])
