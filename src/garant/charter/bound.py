"""The clauses of the source charters: which shipped charters bind each, by which controls, and how real that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from garant.charter.charter import Charter, Clause
from garant.charter.controls.commitment import CommitmentControl
from garant.charter.load import load_shipped
from garant.charter.shipped import (
    Source,
    near_clauses,
    shipped_charters,
    source_charters,
    source_clauses,
)
from garant.charter.tally import Status


class Reality(StrEnum):
    """How much of a clause lives. The value is French, for "une clause"."""

    ENFORCED = "appliquée"
    ENFORCED_IN_PART = "appliquée en partie"
    FOLLOWED = "suivie"
    FOLLOWED_IN_PART = "suivie en partie"
    PROMISED = "engagement seul"
    DECLARED = "déclarée seulement"

    @classmethod
    def of(cls, status: Status, *, promised: bool, in_part: bool) -> "Reality":
        """From the strongest control, and whether promises of people stand beside it or alone."""
        if status is Status.DECLARED:
            return cls.DECLARED
        if promised:
            return cls.PROMISED
        if status is Status.ENFORCED:
            return cls.ENFORCED_IN_PART if in_part else cls.ENFORCED
        return cls.FOLLOWED_IN_PART if in_part else cls.FOLLOWED


@dataclass(frozen=True, slots=True)
class Binding:
    """A clause of a shipped charter that takes up a source clause."""

    charter: str
    clause: str
    number: str  # "3.2"
    title: str
    controls: tuple[str, ...]  # kinds, each once
    status: Status  # of its strongest control
    commitments: int  # of its controls, those that people keep

    @property
    def promised(self) -> bool:
        """Whether nothing but the promises of people carries it."""
        return set(self.controls) <= {CommitmentControl.kind}

    @property
    def reality(self) -> Reality:
        return Reality.of(self.status, promised=self.promised, in_part=self.commitments > 0)


@dataclass(frozen=True, slots=True)
class BoundClause:
    """A source clause. Its status is that of the charter that restates its source; other charters only take it up."""

    id: str
    says: str  # in English
    source: Source
    bindings: tuple[Binding, ...]  # those of its own charter first
    near: tuple[str, ...]  # source clauses of others on the same subject

    @property
    def own(self) -> tuple[Binding, ...]:
        return tuple(each for each in self.bindings if each.charter == self.source.charter)

    @property
    def title(self) -> str:
        """In French: the titles under which its own charter has it."""
        return " ; ".join(each.title for each in self.own)

    @property
    def status(self) -> Status:
        reached = {each.status for each in self.own}
        return next((status for status in Status if status in reached), Status.DECLARED)

    @property
    def promised(self) -> bool:
        return all(each.promised for each in self.own)

    @property
    def reality(self) -> Reality:
        """In part, as soon as people still have to keep a promise in one of the clauses that restate it."""
        in_part = any(each.commitments for each in self.own)
        return Reality.of(self.status, promised=self.promised, in_part=in_part)


def reference_charters() -> tuple[str, ...]:
    """The shipped charters that inherit from none: those of the sources in their order, then the others."""
    own = tuple(source.charter for source in source_charters())
    others = (name for name in shipped_charters() if name not in own and _shipped(name).parent is None)
    return (*own, *others)


@cache
def bound_clauses() -> tuple[BoundClause, ...]:
    """Every source clause, in the order of `source_clauses`."""
    sources = {source.prefix: source for source in source_charters()}
    return tuple(
        BoundClause(name, says, source, tuple(_bindings(name, source)), near_clauses()[name])
        for name, says in source_clauses().items()
        for source in (sources[name.partition("-")[0]],)
    )


def _bindings(name: str, source: Source) -> Iterator[Binding]:
    for charter in sorted(reference_charters(), key=lambda each: each != source.charter):
        for number, _, clause in _shipped(charter).numbered():
            if name in clause.sources:
                yield _binding(charter, number, clause)


def _binding(charter: str, number: str, clause: Clause) -> Binding:
    kinds = [control.kind for control in clause.controls]
    return Binding(
        charter,
        clause.id,
        number,
        clause.title,
        tuple(dict.fromkeys(kinds)),
        clause.nature,
        kinds.count(CommitmentControl.kind),
    )


@cache
def _shipped(name: str) -> Charter:
    return load_shipped(name)
