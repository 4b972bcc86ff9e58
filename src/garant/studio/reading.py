"""What the text of a draft says today: a charter that holds, or why it does not; and where each clause stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from garant.charter import Charter, CharterInvalid, Clause, Policy, Problem, check, editing
from garant.directory.charters import opened
from garant.directory.queries import charter_to_inherit, revision, versions_begun

LARGEST = 256 * 1024  # what the reader of charters takes


@dataclass(frozen=True, slots=True)
class Reading:
    """A text under examination. `charter` and `policy` where it holds; `data` where it can be read at all."""

    text: str
    data: Any = None
    charter: Charter | None = None
    policy: Policy | None = None
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        return isinstance(self.data, dict)

    def path_of(self, clause: str) -> tuple[str | int, ...] | None:
        """Where this clause stands in the file itself; None where it is inherited, or is not."""
        return next((path for path, each in own_clauses(self.data) if each.get("id") == clause), None)

    def writes_rules(self, clause: str) -> bool:
        """Whether the rules of this clause stand in the file itself: one that adapts another may keep the parent's."""
        return any(each.get("id") == clause and "controls" in each for _, each in own_clauses(self.data))

    def clause(self, clause: str) -> Clause | None:
        """The clause as it holds, inherited or not."""
        if self.charter is None:
            return None
        return next((each for each in self.charter.clauses if each.id == clause), None)


def read(text: str, *, today: date) -> Reading:
    """Read a draft's text: every error at once, or the charter and what deserves a second look.

    Kept for a while, since one page asks several times. What a text inherits from a neighbour changes when a version
    is put in force or has its day: then it is read anew.
    """
    return _read(text, today, revision(), versions_begun())


@lru_cache(maxsize=16)
def _read(text: str, today: date, _revision: int, _begun: int) -> Reading:
    try:
        data = editing.data_of(text)
    except CharterInvalid as invalid:
        return Reading(text, errors=invalid.problems)
    try:
        charter, policy = opened(text, parents=charter_to_inherit)
    except CharterInvalid as invalid:
        return Reading(text, data, errors=invalid.problems)
    return Reading(text, data, charter, policy, warnings=check(charter, today=today))


def own_clauses(data: Any) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Every clause that the file itself writes, with its path."""
    for rank, section in enumerate(_list(data, "sections")):
        for place, clause in enumerate(_list(section, "clauses")):
            if isinstance(clause, dict):
                yield ("sections", rank, "clauses", place), clause


def section_titles(data: Any) -> list[str]:
    """The titles of the sections that the file writes, in order."""
    return [str(each.get("title") or "") for each in _list(data, "sections") if isinstance(each, dict)]


def _list(data: Any, key: str) -> list[Any]:
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, list) else []
