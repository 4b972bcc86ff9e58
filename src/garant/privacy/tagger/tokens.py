"""Cuts folded text into the tokens that the tagger reads, and says how each line is written.

A token is a word, a number, a line break, a wide blank (a column) or one mark, however often it is repeated.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

# Between two runs of letters and digits: most are one blank, which is no token.
_GAP = re.compile("([^A-Za-z0-9]+)")
# Stdlib `re`: possessive runs of one class each. The groups of a run: a word (a 0 or a 1 within it is a misread letter),
# letters that touch a figure, a number. Those of a gap: line breaks, a column's blank, a mark.
_PIECE = re.compile(r"((?<![0-9])[A-Za-z]++(?:[01][A-Za-z]++)*+(?![0-9]))|([A-Za-z]+)|([0-9]+)")
_MARK = re.compile(r"(\n\s*)|([ \t]{2,}|\t)|([^\s])\3*")
_WORD, _CODE = 1, 2
_LINES, _BLANK = 1, 2
_SHORT = 8  # characters of a gap whose marks are kept: there are few of these gaps
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
    line = at = 0
    current = manner + (lines[0] or MIXED)
    runs_and_gaps = iter([*_GAP.split(text), ""])
    for run, gap in zip(runs_and_gaps, runs_and_gaps, strict=True):
        end = at + len(run)
        if run.isalpha():
            starts.append(at)
            ends.append(end)
            forms.append(run if end - at <= _LONGEST else run[:_LONGEST])
            letters.append(end - at)
        elif run.isdigit():
            starts.append(at)
            ends.append(end)
            forms.append(NUMBER * min(6, end - at))
            letters.append(0)
        else:  # both, or none at the ends of the text
            for form, start, stop, size in _pieces(run):
                starts.append(at + start)
                ends.append(at + stop)
                forms.append(form)
                letters.append(size)
        at = end + len(gap)
        if gap == " ":
            continue
        for form, start, stop, breaks in _short_marks(gap) if len(gap) <= _SHORT else _marks(gap):
            if breaks:
                styles += [current] * (len(starts) - len(styles))
                line += breaks
                current = manner + (lines[line] or MIXED)
            starts.append(end + start)
            ends.append(end + stop)
            forms.append(form)
            letters.append(0)
    styles += [current] * (len(starts) - len(styles))
    return Tokens(starts, ends, forms, letters, styles)


def _pieces(run: str) -> list[tuple[str, int, int, int]]:
    """Form, start, end and number of letters of what a run of letters and digits is made of."""
    found = []
    for piece in _PIECE.finditer(run):
        start, end = piece.span()
        if piece.lastindex == _WORD:
            found.append((piece[0][:_LONGEST], start, end, end - start))
        elif piece.lastindex == _CODE:
            found.append((CODE, start, end, 0))
        else:
            found.append((NUMBER * min(6, end - start), start, end, 0))
    return found


def _marks(gap: str) -> list[tuple[str, int, int, int]]:
    """Form, start, end and number of line breaks of what stands between two runs."""
    found = []
    for mark in _MARK.finditer(gap):
        breaks = 0
        if mark.lastindex == _LINES:
            breaks = mark[0].count("\n")
            form = _BREAK if breaks == 1 else _BLANK_LINE
        else:
            form = _COLUMN if mark.lastindex == _BLANK else mark[0][0]
        found.append((form, *mark.span(), breaks))
    return found


_short_marks = lru_cache(maxsize=4096)(_marks)


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
