"""The columns of a register from its file: facts and words stand in TOML, with their source and their review."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from garant.registers.shelf.shelf import Group
from garant.tables import Column


@cache
def facts(folder: str, name: str) -> Mapping[str, Any]:
    """The content of `registers/<folder>/<name>.toml`."""
    text = files("garant.registers").joinpath(folder, f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def groups_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Group, ...]:
    """`[[groups]]` as the file writes them. A key that a column does not have is an error of ours, at start."""
    return tuple(
        Group(row["title"], tuple(column_of(each) for each in row["columns"]), row.get("help", ""))
        for row in rows
    )


def column_of(row: Mapping[str, Any]) -> Column:
    """One `[[groups.columns]]`."""
    choices = tuple((value, title) for value, title in row.get("choices", ()))
    return Column(**{**row, "choices": choices})


def source_of(folder: str, name: str) -> str:
    """Where the columns come from, for the foot of the page."""
    about = facts(folder, name)["about"]
    return (
        f"{about['source']}. Relevé le {about['as_of']:%d/%m/%Y}, à revoir le {about['review_by']:%d/%m/%Y}."
    )
