"""Cuts a long text where nothing personal can stand across: memory stays bounded, and blocks can be cached."""

from collections.abc import Iterator

from garant.privacy.folded import Folded

WHOLE = 32_768  # characters: a text up to this length is one block
_LOOK_BACK = 4_096
_LONGEST_HEADING = 2_000  # characters


def blocks(folded: Folded) -> Iterator[tuple[int, Folded]]:
    """Blocks of at most WHOLE characters with their offset; joined, they are the text.

    Cut at a blank line, else at the end of a line, else at a space that stands between words; a text without any is
    cut anyway. A block that goes on with a table knows the table's row of headings.
    """
    text = folded.text
    if len(text) <= WHOLE:
        yield 0, folded
        return
    start = 0
    heading = ""
    while start < len(text):
        end = _end(text, start)
        yield start, folded.part(start, end, heading)
        heading = _heading(folded.lower, start, end, heading)
        start = end


def _end(text: str, start: int) -> int:
    end = min(len(text), start + WHOLE)
    if end == len(text):
        return end
    for mark in ("\n\n", "\r\n\r\n", "\n", ". "):
        at = text.rfind(mark, end - _LOOK_BACK, end)
        if at >= 0:
            return at + len(mark)
    at = end
    while (at := text.rfind(" ", end - _LOOK_BACK, at)) >= 0:
        if not (text[at - 1].isdigit() or text[at + 1].isdigit()):
            return at + 1
    at = text.rfind(" ", end - _LOOK_BACK, end)
    return at + 1 if at >= 0 else end


def _heading(lower: str, start: int, end: int, above: str) -> str:
    """The first of the last lines that have as many separators: the row of headings of a table cut at `end`."""
    last = lower[max(start, end - _LONGEST_HEADING) : end].rstrip("\r\n").rsplit("\n", 1)[-1]
    separator = max(";\t|,", key=last.count)
    count = last.count(separator)
    if not count or lower[max(start, end - 2) : end].count("\n") > 1:
        return ""
    at = end
    heading = last
    while at > start:
        line_start = lower.rfind("\n", start, at - 1) + 1 or start
        line = lower[line_start:at].rstrip("\r\n")
        if line.count(separator) != count and '"' not in line:
            return heading[:_LONGEST_HEADING]
        heading = line
        at = line_start
    return above or heading[:_LONGEST_HEADING]
