"""A proposal: what would be written in empty places, what already stands there, where a person said otherwise. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from garant.tables import Column, Unfit, cell_text, folded, value_of


@dataclass(frozen=True, slots=True)
class Fill:
    """One empty place, and what would be written in it."""

    key: str
    title: str
    text: str
    value: object


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a person's words stay, though the vendor declares others."""

    title: str
    present: str
    declared: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """For one record, as it stands at one revision."""

    fills: tuple[Fill, ...]
    differences: tuple[Difference, ...]
    same: tuple[str, ...]  # titles of the places that already say it
    unfit: tuple[str, ...]  # titles of the places that can't hold what was declared
    mark: str

    def chosen(self, keys: Sequence[str]) -> dict[str, object]:
        """The values of the places that a person ticked; one that is not proposed is not there."""
        return {fill.key: fill.value for fill in self.fills if fill.key in keys}


def propose(
    columns: Sequence[Column],
    present: Mapping[str, object],
    declared: Mapping[str, object],
    *,
    target: str,
    revision: int,
) -> Proposal:
    """What `declared` brings to a record that says `present`. The mark changes with the record and with the words."""
    fills: list[Fill] = []
    differences: list[Difference] = []
    same: list[str] = []
    unfit: list[str] = []
    for column in columns:
        told = declared.get(column.key)
        if told in (None, "", [], ()):
            continue
        try:
            value = value_of(column, _text(told))
        except Unfit:
            unfit.append(column.title)
            continue
        stands, text = present.get(column.key), cell_text(column, value)
        if stands in (None, "", (), []):
            fills.append(Fill(column.key, column.title, text, value))
        elif _says(stands, value, cell_text(column, stands), text):
            same.append(column.title)
        else:
            differences.append(Difference(column.title, cell_text(column, stands), text))
    said = json.dumps([target, revision, [(fill.key, fill.text) for fill in fills]], ensure_ascii=False)
    mark = hashlib.sha256(said.encode()).hexdigest()
    return Proposal(tuple(fills), tuple(differences), tuple(same), tuple(unfit), mark)


def _says(stands: object, value: object, present: str, declared: str) -> bool:
    """Whether what stands holds every word that was declared, beside a person's own."""
    if isinstance(stands, tuple) and isinstance(value, tuple):
        held = {folded(item) for item in stands}
        return all(folded(item) in held for item in value)
    return f" {folded(declared)} " in f" {folded(present)} "


def _text(told: object) -> str:
    """As a cell holds it; the last line end keeps a single item whole, whatever it holds."""
    if isinstance(told, list | tuple):
        return "".join(f"{' '.join(str(item).split())}\n" for item in told)
    return str(told)
