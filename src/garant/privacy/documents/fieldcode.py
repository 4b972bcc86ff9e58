"""Codes of fields (`HYPERLINK "mailto:…"`): what they say is read, their keyword is neither read nor replaced."""

import re
from collections.abc import Iterator

# Stdlib `re`: one class and one repetition each, tried once for each line.
_KEYWORD = re.compile(r"[ \t]{0,9}[A-Za-z=]{1,40}")


def _keywords(text: str) -> Iterator[tuple[int, int, int]]:
    """For each line: where it begins, where its keyword ends, where it ends."""
    start = 0
    for line in text.split("\n"):
        keyword = _KEYWORD.match(line)
        yield start, start + (keyword.end() if keyword is not None else 0), start + len(line)
        start += len(line) + 1


def said(text: str) -> str:
    """The text without its keywords, of the same length; the spaces of an address are spaces."""
    bare = "\n".join(" " * (after - start) + text[after:end] for start, after, end in _keywords(text))
    return bare.replace("%20", "   ")


def arguments(text: str) -> list[tuple[int, int]]:
    """The ranges that may be replaced."""
    return [(after, end) for _, after, end in _keywords(text) if after < end]
