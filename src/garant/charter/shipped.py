"""The charters that come with Garant, by id, and the source clauses that they are bound to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from ruamel.yaml import YAML

from garant.charter.nearest import did_you_mean
from garant.charter.problem import CharterUnknown


@cache
def shipped_charters() -> tuple[str, ...]:
    """The ids of the shipped charters: the names of their files, in alphabetical order."""
    names = (entry.name for entry in files("garant.charter").joinpath("reference").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def shipped_text(charter: str) -> str:
    """The YAML text of a shipped charter. Raises CharterUnknown, with the nearest id."""
    if charter not in shipped_charters():
        raise CharterUnknown(charter=charter[:100], hint=did_you_mean(charter, shipped_charters()))
    return files("garant.charter").joinpath("reference", f"{charter}.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Source:
    """A charter that some organisation wrote, and the shipped one that restates it in our words."""

    prefix: str  # of the ids of its clauses: "AHP"
    title: str
    charter: str
    licence: str
    url: str


@cache
def source_charters() -> tuple[Source, ...]:
    """The source charters, in the order of their clauses."""
    return tuple(
        Source(
            str(prefix),
            str(each["title"]),
            str(each["charter"]),
            str(each.get("licence", "")),
            str(each.get("url", "")),
        )
        for prefix, each in _sources()["sources"].items()
    )


@cache
def source_clauses() -> Mapping[str, str]:
    """The clauses of the source charters by id (AHP-11h), each with what it says (in English, restated)."""
    listed = _sources()["clauses"]
    return MappingProxyType({str(clause["id"]): str(clause["says"]) for clause in listed})


@cache
def near_clauses() -> Mapping[str, tuple[str, ...]]:
    """Of each source clause, those of other sources on the same subject: for reading, they bind nothing."""
    found: dict[str, dict[str, None]] = {name: {} for name in source_clauses()}
    for group in _sources()["near"]:
        for name in group:
            found[name].update(dict.fromkeys(other for other in group if other != name))
    return MappingProxyType({name: tuple(others) for name, others in found.items()})


@cache
def _sources() -> Any:
    source = files("garant.charter").joinpath("sources", "clauses.yaml").read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(source)
