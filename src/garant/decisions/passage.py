"""A text that is made from facts: a fact that nobody gave is shown as a blank to fill, never made up."""

from collections.abc import Iterable
from dataclasses import dataclass, field

_WIDE = 100  # characters
BLANK = "[à compléter : {what}]"


@dataclass(slots=True)
class Blanks:
    """What was missing while a text was written."""

    missing: list[str] = field(default_factory=list)

    def filled(self, value: str, what: str) -> str:
        """The fact, or the blank in its place."""
        if value.strip():
            return value.strip()
        if what not in self.missing:
            self.missing.append(what)
        return BLANK.format(what=what)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text ready to be copied, one paragraph after another."""

    title: str
    paragraphs: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def rows(self) -> int:
        """How many lines it takes on a wide page: a text to copy is shown whole."""
        return sum(len(each) // _WIDE + 2 for each in self.paragraphs)

    @property
    def whole(self) -> bool:
        return not self.missing


def passage(title: str, paragraphs: Iterable[str], blanks: Blanks) -> Passage:
    return Passage(title, tuple(paragraphs), tuple(blanks.missing))


def within(sentence: str) -> str:
    """What somebody typed, to be set within a sentence: without its full stop."""
    return sentence.strip().rstrip(".")
