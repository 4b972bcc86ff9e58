"""Cuts a long text where nothing personal can stand across: memory stays bounded, and blocks can be cached."""

from collections.abc import Iterator

from garant.privacy.folded import Folded

WHOLE = 32_768  # characters: a text up to this length is one block
_LOOK_BACK = 4_096


def blocks(folded: Folded) -> Iterator[tuple[int, Folded]]:
    """Blocks of at most WHOLE characters with their offset; joined, they are the text.

    Cut at a blank line, else at the end of a line, else at a space; a text without any is cut anyway.
    """
    text = folded.text
    if len(text) <= WHOLE:
        yield 0, folded
        return
    start = 0
    while start < len(text):
        end = min(len(text), start + WHOLE)
        if end < len(text):
            for mark in ("\n\n", "\r\n\r\n", "\n", ". ", " "):
                at = text.rfind(mark, end - _LOOK_BACK, end)
                if at >= 0:
                    end = at + len(mark)
                    break
        yield start, folded.part(start, end)
        start = end
