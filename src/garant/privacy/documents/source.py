"""The text of a marked-up source (HTML, RTF) as pieces, and changes spliced into the source itself.

Nothing is parsed into a tree and written out again: what does not change stays to the character.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Change


class Unit(NamedTuple):
    """source[start:end] reads as `text`: letter for letter where both are as long, else as one (`&eacute;`)."""

    start: int
    end: int
    text: str

    @property
    def is_plain(self) -> bool:
        return self.end - self.start == len(self.text)


class Edit(NamedTuple):
    """source[start:end] becomes `text`."""

    start: int
    end: int
    text: str


Escape = Callable[[str], str]


@dataclass(slots=True)
class SourcePiece:
    """A stretch of text that may stand in several places of the source: around tags, around control words."""

    escape: Escape  # how a text is written where this piece stands
    units: list[Unit] = field(default_factory=list)
    label: Label | None = None
    glue: str = "\n"
    is_code: bool = False  # of a field: see `fieldcode`
    around: tuple[int, int, str] | None = (
        None  # an attribute without quotes: where it stands, and the quote it needs
    )

    @property
    def text(self) -> str:
        return "".join(unit.text for unit in self.units)

    def edits(self, changes: Sequence[Change]) -> Iterator[Edit]:
        """What the changes of the piece's text are in the source: sorted, apart."""
        if self.around is not None and changes:
            start, end, quote = self.around
            yield Edit(start, end, quote + self.escape(_changed(self.text, changes)) + quote)
            return
        starts: list[int] = []
        length = 0
        for unit in self.units:
            starts.append(length)
            length += len(unit.text)
        first = 0
        for start, end, new in changes:
            while first < len(self.units) and starts[first] + len(self.units[first].text) <= start:
                first += 1
            at = first
            written = False
            while at < len(self.units) and starts[at] < end:
                unit = self.units[at]
                low, high = max(start - starts[at], 0), min(end - starts[at], len(unit.text))
                inserted = "" if written else self.escape(new)
                if unit.is_plain:
                    yield Edit(unit.start + low, unit.start + high, inserted)
                else:
                    kept = self.escape(unit.text[:low]), self.escape(unit.text[high:])
                    yield Edit(unit.start, unit.end, kept[0] + inserted + kept[1])
                written = True
                at += 1


def _changed(text: str, changes: Sequence[Change]) -> str:
    done = 0
    pieces: list[str] = []
    for start, end, new in changes:
        pieces += (text[done:start], new)
        done = end
    return "".join([*pieces, text[done:]])


def spliced_source(source: str, edits: Iterable[Edit]) -> str:
    """The source after all edits. Of two that overlap (within what is dropped) the wider stands."""
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start < done:
            continue
        pieces += (source[done : edit.start], edit.text)
        done = edit.end
    pieces.append(source[done:])
    return "".join(pieces)
