"""A shipped charter made an organisation's own: its blanks filled in, and every other byte as it is shipped."""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from garant.charter import load_shipped, shipped_charters, shipped_text

_BLANKS = re.compile(r"^blanks:.*(?:\n[ \t].*)*", re.MULTILINE)
_CHARTER = re.compile(r"^charter:.*$", re.MULTILINE)
_VERSION = re.compile(r"^version:.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Filling:
    """What an organisation says of itself at the head of its charter. Empty or None: not said yet."""

    organisation: str
    adopted_by: str = ""
    adopted_on: date | None = None


@cache
def models() -> tuple[tuple[str, str], ...]:
    """(id, title) of the shipped charters that are written to be filled in, the demonstration's left out."""
    shipped = ((name, load_shipped(name)) for name in shipped_charters())
    return tuple((name, charter.title) for name, charter in shipped if not charter.blanks.organisation)


def filled(model: str, filling: Filling, *, charter: str, version: date) -> str:
    """The YAML text of `model` under the id `charter`. CharterUnknown for a model that is not shipped."""
    text = shipped_text(model)
    months = load_shipped(model).blanks.revision_months
    blanks = ", ".join(
        (
            f"organisation: {_quoted(filling.organisation)}",
            f"adopted_by: {_quoted(filling.adopted_by)}",
            f"adopted_on: {filling.adopted_on.isoformat() if filling.adopted_on else 'null'}",
            f"revision_months: {months or 'null'}",
        )
    )
    for pattern, line in (
        (_CHARTER, f"charter: {charter}"),
        (_VERSION, f"version: {version.isoformat()}"),
        (_BLANKS, f"blanks: {{{blanks}}}"),
    ):
        text = pattern.sub(line.replace("\\", r"\\"), text, count=1)
    return text


def _quoted(text: str) -> str:
    """A JSON string is a YAML one: nothing that people type ends the value or begins another."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
