"""The charters that come with Garant, by id, and the source clauses that they are bound to."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

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


@cache
def source_clauses() -> Mapping[str, str]:
    """The clauses of the source charters by id (AHP-11h), each with what it says (in English, restated)."""
    source = files("garant.charter").joinpath("sources", "clauses.yaml").read_text(encoding="utf-8")
    listed = YAML(typ="safe", pure=True).load(source)["clauses"]
    return MappingProxyType({str(clause["id"]): str(clause["says"]) for clause in listed})
