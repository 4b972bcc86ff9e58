"""The tree as frozen values: what a page shows of a question, and what the engine reads of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from garant.qualification.ai_act.terms import Confidence, RiskClass, Role, Status, Strength

# Each key with the values of which one must be given; the alternatives of a condition are joined by "or".
Condition = tuple[Mapping[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a question offers."""

    value: str
    french: str
    then: str  # what follows from it, in one French sentence
    counts: Strength
    gives: tuple[Role, ...] = ()
    ends: bool = False  # the regulation doesn't apply: nothing more is asked
    alone: bool = False  # goes with no other answer


@dataclass(frozen=True, slots=True)
class Left:
    """What remains of a prohibited practice that an exception allows."""

    risk: RiskClass
    point: str


@dataclass(frozen=True, slots=True)
class Node:
    """One question. Its id is the legal anchor, and stays the same from one version of the tree to the next."""

    id: str
    section: str
    section_title: str
    text: str
    help: str
    article: str
    source: str
    as_of: date
    review_by: date
    applies_from: date
    status: Status
    confidence: Confidence
    ask: str  # who can answer what the person doesn't know, in French
    ask_key: str  # the same as a word: dpo, dsi, supplier, legal, business, hr, communication
    options: tuple[Option, ...]
    several: bool
    group: str | None
    raises: RiskClass | None  # the class that "yes" leads to
    only_doubt: bool  # "yes" settles nothing by itself, "unknown" leaves the class open
    area: bool
    requires: tuple[str, ...]  # a yes only counts as far as these do
    lowers: tuple[str, ...]  # nodes, or "@group": what a yes sets aside
    leaves: Left | None
    readings: tuple[str, ...]
    visible_if: Condition
    asked_until: date | None  # the day from which it isn't asked any more

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    intro: str
    visible_if: Condition
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Legacy:
    """The rule of article 111(2) for systems that were there before."""

    article: str
    public_deadline: date
    public: str
    private: str


@dataclass(frozen=True, slots=True)
class Tree:
    """All questions in the order in which they are asked, as they stand on one day."""

    version: str
    today: date
    title: str
    source: str
    as_of: date
    review_by: date
    sections: tuple[Section, ...]
    high_risk_from: Mapping[str, date]
    legacy: Legacy

    @property
    def nodes(self) -> tuple[Node, ...]:
        return tuple(self._each())

    def node(self, identifier: str) -> Node | None:
        return next((node for node in self._each() if node.id == identifier), None)

    def _each(self) -> Iterator[Node]:
        for section in self.sections:
            yield from section.nodes
