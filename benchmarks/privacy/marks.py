"""Reads the marks of our evaluation texts: what is personal, which sentences are sensitive, what must stay.

[[LABEL text]]            a personal datum
{{LABEL+LABEL: sentence}} a sensitive statement; it may hold the other two
<<kind text>>             what a naive tool would mask and must not ("public_role", "street", …)
"""

import re
from dataclasses import dataclass

from garant.privacy import Label, Span

_OPENING = re.compile(
    r"\[\[(?P<label>[A-Z_]+) |\{\{(?P<labels>[A-Z_]+(?:\+[A-Z_]+)*):[ \t]?|<<(?P<kind>[a-z_]+) "
)
_CLOSING = {"[[": "]]", "{{": "}}", "<<": ">>"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that says something sensitive."""

    start: int
    end: int
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Bait:
    """A hard negative: `text[start:end]` looks personal and is not."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and what they stood for."""

    text: str
    spans: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    baits: tuple[Bait, ...] = ()


def read_marks(marked: str) -> Marked:
    """Raises ValueError where a mark is not closed or names no label."""
    pieces: list[str] = []
    length = at = 0
    open_marks: list[tuple[re.Match[str], int]] = []
    spans: list[Span] = []
    sentences: list[Sentence] = []
    baits: list[Bait] = []

    def keep(upto: int) -> None:
        nonlocal length, at
        pieces.append(marked[at:upto])
        length += upto - at
        at = upto

    position = 0
    while position < len(marked):
        opening = _OPENING.match(marked, position)
        if opening is not None:
            keep(position)
            open_marks.append((opening, length))
            position = at = opening.end()
            continue
        closing = _CLOSING[open_marks[-1][0][0][:2]] if open_marks else None
        if closing is not None and marked.startswith(closing, position):
            # "}}}" or "]]]": the mark ends with the last of them.
            while marked.startswith(closing, position + 1):
                position += 1
            keep(position)
            mark, start = open_marks.pop()
            if mark["label"] is not None:
                spans.append(Span(start, length, Label(mark["label"])))
            elif mark["labels"] is not None:
                labels = tuple(Label(name) for name in mark["labels"].split("+"))
                sentences.append(Sentence(start, length, labels))
            else:
                baits.append(Bait(start, length, mark["kind"]))
            position = at = position + 2
            continue
        position += 1
    if open_marks:
        raise ValueError(f"a mark is not closed: {open_marks[-1][0][0]!r} at {open_marks[-1][0].start()}")
    keep(len(marked))
    return Marked("".join(pieces), tuple(sorted(spans)), tuple(sentences), tuple(baits))
