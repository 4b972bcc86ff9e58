"""A reading: all that the engine says of one text."""

from dataclasses import dataclass

from garant.privacy.span import Span
from garant.privacy.statement import Statement
from garant.words import DataClass


@dataclass(frozen=True, slots=True)
class Reading:
    """Each list is sorted. `spans` don't overlap one another; `statements` may overlap anything.

    `spans` is what a pseudonym can replace; `statements` what sentences or the whole text say; `indirect` the
    places, bodies and dates, which the charter judges; `uncertain` what the engine saw without being sure: to be
    looked at by a person, masked only where the charter asks for it.
    """

    spans: tuple[Span, ...]
    statements: tuple[Statement, ...] = ()
    indirect: tuple[Span, ...] = ()
    uncertain: tuple[Span, ...] = ()

    @property
    def classes(self) -> frozenset[DataClass]:
        """The classes of all that is certain."""
        return frozenset(each.data_class for each in (*self.spans, *self.statements, *self.indirect))
