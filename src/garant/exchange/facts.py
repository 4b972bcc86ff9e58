"""What each format asks for, as data: labels, ids, lengths and closed lists, with their source and date."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts of a format were read, when, and whether a person saw the primary document."""

    source: str
    as_of: date
    review_by: date
    checked: bool


@cache
def facts(name: str) -> Mapping[str, Any]:
    """The content of `data/<name>.toml`, its header apart."""
    content = _read(name)
    return {key: value for key, value in content.items() if key != "about"}


@cache
def source_of(name: str) -> Source:
    """The header of `data/<name>.toml`. A file without source, date and review is an error of ours."""
    about = _read(name)["about"]
    return Source(about["source"], about["as_of"], about["review_by"], about["checked"])


def names() -> list[str]:
    """Every file of facts."""
    folder = files("garant.exchange").joinpath("data")
    return sorted(
        entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")
    )


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("garant.exchange").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))
