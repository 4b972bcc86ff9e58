"""Cuts folded text into the tokens that the tagger reads, and says how each line is written.

A token is a word, a number, a line break, a wide blank (a column) or one mark, however often it is repeated.
"""

import re
from dataclasses import dataclass

# Stdlib `re`: possessive runs of one class each. The groups: a word (a 0 or a 1 within it is a misread letter),
# letters that touch a figure, a number, line breaks, a column's blank, a mark.
_TOKEN = re.compile(
    r"((?<![0-9])[A-Za-z]++(?:[01][A-Za-z]++)*+(?![0-9]))|([A-Za-z]+)|([0-9]+)|(\n\s*)|([ \t]{2,}|\t)|([^\sA-Za-z0-9])\6*"
)
_WORD, _CODE, _NUMBER, _LINES, _BLANK = range(1, 6)
_LONGEST = 32  # letters of a word that are read; longer words are nobody's name
_NEAR_ALL = 0.8  # share of the lines that makes the style of a text

MIXED, LOWER, UPPER = 0, 1, 2
STYLES = 9  # the style of a line, and three times that of the text
_BREAK, _BLANK_LINE, _COLUMN = "\n", "\n\n", "\t"
NUMBER = "0"
CODE = "\x01"  # letters that touch a figure: part of a number, "R" and "K" of "2024R117K"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Where each token stands, its form, its number of letters (0 for what is no word), the style of its line and
    text, 0..8.
    """

    starts: list[int]
    ends: list[int]
    forms: list[str]
    letters: list[int]
    styles: list[int]


def tokens(text: str) -> Tokens:
    """Any ASCII text. Blanks between words are no tokens."""
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    letters: list[int] = []
    styles: list[int] = []
    lines = [_style(line) for line in text.split("\n")]
    manner = 3 * _manner([style for style in lines if style is not None])
    line = 0
    current = manner + (lines[0] or MIXED)
    for token in _TOKEN.finditer(text):
        form = token[0]
        kind = token.lastindex
        start, end = token.span()
        size = 0
        if kind == _WORD:
            size = end - start
            if size > _LONGEST:
                form = form[:_LONGEST]
        elif kind == _CODE:
            form = CODE
        elif kind == _NUMBER:
            form = NUMBER * min(6, end - start)
        elif kind == _LINES:
            breaks = form.count("\n")
            form = _BREAK if breaks == 1 else _BLANK_LINE
            line += breaks
            current = manner + (lines[line] or MIXED)
        elif kind == _BLANK:
            form = _COLUMN
        else:
            form = form[0]
        starts.append(start)
        ends.append(end)
        forms.append(form)
        letters.append(size)
        styles.append(current)
    return Tokens(starts, ends, forms, letters, styles)


def _style(line: str) -> int | None:
    """None for a line without letters."""
    if line.islower():
        return LOWER
    if line.isupper():
        return UPPER
    return MIXED if line and not line.isspace() and any(map(str.isalpha, line[:200])) else None


def _manner(lines: list[int]) -> int:
    """LOWER for a text of somebody who uses no capitals, UPPER for one all in capitals."""
    if not lines:
        return MIXED
    for style in (LOWER, UPPER):
        if lines.count(style) >= _NEAR_ALL * len(lines):
            return style
    return MIXED
