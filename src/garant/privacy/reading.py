"""A reading: all that the engine says of one text."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from garant.privacy.overlap import merge
from garant.privacy.span import Span
from garant.privacy.statement import Statement
from garant.words import DataClass

# The scores, of 0..1, from which a finding is certain where the charter says nothing else, and from which it is
# shown at all, as « à vérifier ».
CERTAIN_FROM, SEEN_FROM = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Reading:
    """Each list is sorted. `spans` don't overlap one another; `statements` may overlap anything.

    `spans` is what a pseudonym can replace; `statements` what sentences or the whole text say; `indirect` the
    places, bodies and dates, which the charter judges; `uncertain` what the engine saw without being sure: a
    person looks at it. `public` are the names of who acts in public: nobody's data in that role, and somebody's
    beside a sensitive statement.
    """

    spans: tuple[Span, ...] = ()
    statements: tuple[Statement, ...] = ()
    indirect: tuple[Span, ...] = ()
    uncertain: tuple[Span | Statement, ...] = ()
    public: tuple[Span, ...] = ()

    @property
    def pointing(self) -> tuple[Span, ...]:
        """All that may point to somebody, sure or not: what goes where a statement must be pseudonymous. May overlap."""
        unsure = (each for each in self.uncertain if isinstance(each, Span))
        return (*self.spans, *self.public, *self.indirect, *unsure)

    @property
    def beyond_pseudonyms(self) -> frozenset[DataClass]:
        """The classes of what no pseudonym makes pseudonymous here: a paper of the house, and a statement with no name,
        number or address beside it."""
        named = any(not each.label.is_indirect for each in self.pointing)
        return frozenset(
            each.data_class
            for each in self.statements
            if not named or each.data_class is DataClass.INTERNAL_DOCUMENT
        )

    @property
    def classes(self) -> frozenset[DataClass]:
        """The classes of all that is certain."""
        certain: Iterable[Span | Statement] = (*self.spans, *self.statements, *self.indirect)
        return frozenset(each.data_class for each in certain)

    def at(self, certainty: Mapping[DataClass, float]) -> "Reading":
        """The same findings, with other scores (0..1, by class) from which one is certain."""

        def sure(each: Span | Statement) -> bool:
            return each.score >= certainty.get(each.data_class, CERTAIN_FROM)

        findings: Iterable[Span | Statement] = (*self.spans, *self.statements, *self.uncertain)
        return Reading(
            spans=tuple(sorted(each for each in findings if isinstance(each, Span) and sure(each))),
            statements=tuple(sorted(each for each in findings if isinstance(each, Statement) and sure(each))),
            indirect=self.indirect,
            uncertain=tuple(sorted((each for each in findings if not sure(each)), key=_place)),
            public=self.public,
        )

    def moved(self, offset: int) -> "Reading":
        """The same of a text of which this one is a part, `offset` characters after its start."""
        return self if not offset else self.placed(lambda start, end: (start + offset, end + offset))

    def placed(self, place: "Place") -> "Reading":
        """The same of another writing of the text; `place` tells where a range of this one stands there."""

        def span(each: Span) -> Span:
            return Span(*place(each.start, each.end), each.label, each.score)

        def statement(each: Statement) -> Statement:
            words = tuple(place(start, end) for start, end in each.words)
            return Statement(*place(each.start, each.end), each.label, each.score, words)

        return Reading(
            spans=tuple(map(span, self.spans)),
            statements=tuple(map(statement, self.statements)),
            indirect=tuple(map(span, self.indirect)),
            uncertain=tuple(
                span(each) if isinstance(each, Span) else statement(each) for each in self.uncertain
            ),
            public=tuple(map(span, self.public)),
        )


Place = Callable[[int, int], tuple[int, int]]


def joined(readings: Iterable[Reading], length: int) -> Reading:
    """Several readings of one text of `length` characters: what any of them found stays covered.

    Where spans overlap they become one, under the label of the longest; what is certain in one is no longer
    uncertain in another.
    """
    gathered = list(readings)
    if len(gathered) == 1:
        return gathered[0]
    spans = merge((span for reading in gathered for span in reading.spans), length)
    statements = {statement for reading in gathered for statement in reading.statements}
    taken = bytearray(length)
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    uncertain = {
        each
        for reading in gathered
        for each in reading.uncertain
        if not (isinstance(each, Span) and any(taken[each.start : each.end]))
    }
    indirect = (span for reading in gathered for span in reading.indirect)
    return Reading(
        spans=spans,
        statements=tuple(sorted(statements)),
        indirect=merge((span for span in indirect if not any(taken[span.start : span.end])), length),
        uncertain=tuple(sorted(uncertain, key=_place)),
        public=merge((span for reading in gathered for span in reading.public), length),
    )


def _place(each: Span | Statement) -> tuple[int, int, str]:
    return each.start, each.end, each.label
