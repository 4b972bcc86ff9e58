"""What a detector is: shapes to look for, words that speak for and against, and a check on each candidate."""

from collections.abc import Callable
from dataclasses import dataclass, field

from garant.privacy.folded import Folded
from garant.privacy.labels import Label

BEFORE, AFTER = 60, 24  # characters around a candidate in which a context word counts


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A re2 pattern over folded text (ASCII). Its group `value`, or else the whole match, is the datum.

    Ignores case unless `cased`. A shape that `needs_context` is only looked for where a context word of its
    detector stands in the text. Each is equal to itself alone: detectors look up by it what to do with a candidate.
    """

    pattern: str
    score: float
    needs_context: bool = False
    cased: bool = False


@dataclass(slots=True)
class Candidate:
    """What a shape found. `near` and `against` are in 0..1: 1 is a context word just before.

    Nobody changes one; not frozen, which costs four times as much, once for each candidate.
    """

    folded: Folded
    start: int
    end: int
    shape: Shape
    near: float = 0.0
    against: float = 0.0

    @property
    def value(self) -> str:
        return self.folded.text[self.start : self.end]

    @property
    def digits(self) -> str:
        return "".join(filter(str.isdigit, self.value))

    @property
    def compact(self) -> str:
        """Letters and digits alone, in capitals."""
        return "".join(filter(str.isalnum, self.value)).upper()

    def before(self, width: int = BEFORE) -> str:
        """Lower case."""
        return self.folded.lower[max(0, self.start - width) : self.start]

    def after(self, width: int = AFTER) -> str:
        """Lower case."""
        return self.folded.lower[self.end : self.end + width]


Check = Callable[[Candidate], float]
Bounds = Callable[[Candidate], tuple[int, int]]


def by_context(candidate: Candidate) -> float:
    """The score of the shape, raised by words that speak for it and lowered by those that speak against."""
    if candidate.against > candidate.near:
        return max(0.0, candidate.shape.score - 0.5 * candidate.against)
    if candidate.shape.needs_context and not candidate.near:
        return 0.0
    return min(1.0, candidate.shape.score + 0.3 * candidate.near)


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of datum. Context words are folded; a final "*" takes any ending ("allocat*")."""

    label: Label
    shapes: tuple[Shape, ...]
    context: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    check: Check = field(default=by_context)
    reach: int = BEFORE  # characters before a candidate in which a context word counts
    bounds: Bounds | None = None  # where the datum really ends, for what a pattern alone can't tell
