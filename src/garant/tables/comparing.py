"""What an import would change, before anything does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from garant.tables.column import Column
from garant.tables.reading import Problem, Reading, Row


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of a row that is already there."""

    column: str  # key
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Amendment:
    """A row that is already there and that the file says otherwise."""

    line: int
    key: object
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The dry run: nothing else will change than what stands here."""

    created: tuple[Row, ...]
    amended: tuple[Amendment, ...]
    unchanged: int
    problems: tuple[Problem, ...]

    @property
    def right(self) -> int:
        """How many lines of the file hold."""
        return len(self.created) + len(self.amended) + self.unchanged

    @property
    def wrong_lines(self) -> int:
        return len({problem.line for problem in self.problems if problem.line > 1})


def compare(
    existing: Iterable[Mapping[str, object]],
    read: Reading,
    key: Column,
    *,
    columns: Sequence[Column] = (),
    unknown: str | None = None,
) -> Plan:
    """The plan of a reading over the rows that are there, matched by the value of `key`.

    A row without key is a new one; one whose key is not known too, unless `unknown` gives the sentence that refuses it.
    Two lines with one key are both refused: nobody can tell which is meant. `columns` are those that may change, all
    where none is named.
    """
    there = {row[key.key]: row for row in existing}
    keys = [row.values.get(key.key) for row in read.rows]
    twice = _repeated(keys)
    may_change = frozenset(column.key for column in columns)
    created: list[Row] = []
    amended: list[Amendment] = []
    problems = list(read.problems)
    unchanged = 0
    for row, found in zip(read.rows, keys, strict=True):
        if found in twice:
            sentence = f"Plusieurs lignes portent {key.title} « {found} » : aucune n’est importée."
            problems.append(Problem(row.line, key.title, sentence))
        elif found in {None, ""} or (found not in there and unknown is None):
            created.append(row)
        elif found not in there:
            problems.append(Problem(row.line, key.title, unknown or ""))
        elif changes := _changes(there[found], row, key.key, may_change):
            amended.append(Amendment(row.line, found, changes))
        else:
            unchanged += 1
    return Plan(
        tuple(created), tuple(amended), unchanged, tuple(sorted(problems, key=lambda each: each.line))
    )


def _repeated(keys: Iterable[object]) -> frozenset[object]:
    seen: set[object] = set()
    twice: set[object] = set()
    for key in keys:
        (twice if key in seen else seen).add(key)
    return frozenset(twice - {None, ""})


def _changes(
    before: Mapping[str, object], row: Row, key: str, may_change: frozenset[str]
) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, before.get(name), after)
        for name, after in row.values.items()
        if name != key and (not may_change or name in may_change) and before.get(name) != after
    )
