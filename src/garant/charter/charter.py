"""A charter as people write it: sections of clauses, each with its text and its controls."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from garant.charter.control import Control
from garant.charter.lifecycle import NOTHING_DRAWN, Lifecycle
from garant.charter.tally import Status
from garant.words import Zone


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise. `line` and `file` say where it stands; `control_lines` goes with `controls`."""

    id: str
    title: str
    text: str  # Markdown
    sources: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    reason: str | None = None  # why it is milder than the clause it overrides
    file: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
    control_lines: tuple[int, ...] = field(default=(), compare=False)
    source_lines: tuple[int, ...] = field(default=(), compare=False)

    @property
    def nature(self) -> Status:
        """How real the clause can be at best: the strongest of its controls; words where it has none."""
        natures = {control.nature for control in self.controls}
        return next((status for status in Status if status in natures), Status.DECLARED)


@dataclass(frozen=True, slots=True)
class Section:
    """Clauses under one title. Its number is its rank."""

    title: str
    clauses: tuple[Clause, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the organisation, and the clauses that carry it."""

    title: str
    text: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document that goes with the charter."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Blanks:
    """What each organisation fills in."""

    organisation: str = ""
    adopted_by: str = ""
    adopted_on: date | None = None
    revision_months: int | None = None


@dataclass(frozen=True, slots=True)
class Charter:
    """One version of one charter, complete: what it inherits is already in place."""

    id: str
    version: str  # ISO date
    title: str
    sections: tuple[Section, ...]
    introduction: str = ""  # Markdown
    extends: str | None = None
    blanks: Blanks = Blanks()
    review_by: date | None = None
    assistant: str = ""
    zones: Mapping[Zone, str] = field(default_factory=dict)
    values: tuple[Value, ...] = ()
    documents: tuple[Document, ...] = ()
    lifecycle: Lifecycle = NOTHING_DRAWN
    file: str = field(default="", compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)  # of "review_by", "zones.external"…
    parent: "Charter | None" = field(default=None, compare=False, repr=False)

    @property
    def clauses(self) -> Iterator[Clause]:
        """Every clause, in reading order."""
        return (clause for section in self.sections for clause in section.clauses)

    def numbered(self) -> Iterator[tuple[str, Section, Clause]]:
        """Every clause with its number, "3.2", and its section."""
        for rank, section in enumerate(self.sections, start=1):
            for place, clause in enumerate(section.clauses, start=1):
                yield f"{rank}.{place}", section, clause

    def line_of(self, name: str) -> int:
        return self.lines.get(name, 1)
