"""The grammar of a placeholder: how we write one, and every form in which a model may give it back.

We write `[PERSONNE_4127]`, or `[PERSONNE_4127b]` for another surface form of the same value. A model returns
it in lower case, with accents that it believes are missing, with spaces or a line break inside, or with
Markdown backslashes: `\\[téléphone\\_ 4127\\]`. Every tolerated form starts at its only "[" (and the backslash
before it) and ends at its "]": so two forms never overlap, and text that we insert can't complete one.
"""

import re
import unicodedata
from dataclasses import dataclass

from garant.privacy.labels import Label

ESCAPED = "TEXTE"  # the word for text of the user that only looks like a placeholder

_WORD_CHARACTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
_LONGEST_WORD = 16
_LONGEST_NUMBER = 12
_LONGEST_SUFFIX = 3
_GAP = r"[ \t\r\n\u00a0\u202f\u2009]"
_WIDEST_GAP = 3

# Stdlib `re` and not re2, for speed on short texts: each repetition is bounded and none is nested, so that
# an attempt costs at most HOLD_BACK steps, and there is one attempt for each "[".
_STEPS = (
    r"\\?",
    r"\[",
    f"{_GAP}{{0,{_WIDEST_GAP}}}",
    f"(?P<word>[{_WORD_CHARACTERS}]{{2,{_LONGEST_WORD}}})",
    f"{_GAP}{{0,{_WIDEST_GAP}}}",
    r"(?:\\?_|-)?",
    f"{_GAP}{{0,{_WIDEST_GAP}}}",
    f"(?P<number>[0-9]{{1,{_LONGEST_NUMBER}}})",
    f"{_GAP}{{0,{_WIDEST_GAP}}}",
    f"(?P<suffix>[A-Za-z]{{0,{_LONGEST_SUFFIX}}})",
    f"{_GAP}{{0,{_WIDEST_GAP}}}",
    r"\\?",
    r"\]",
)
FORM = re.compile("".join(_STEPS))

# The longest tolerated form, in characters.
HOLD_BACK = 2 + 5 * _WIDEST_GAP + _LONGEST_WORD + 2 + _LONGEST_NUMBER + _LONGEST_SUFFIX + 2

# What a cut-off form looks like: everything up to any point of FORM, at the end of the text.
_UNFINISHED = re.compile(
    rf"\\?\[{_GAP}{{0,{_WIDEST_GAP}}}"
    rf"(?:[{_WORD_CHARACTERS}]{{1,{_LONGEST_WORD}}}"
    rf"(?:{_GAP}{{0,{_WIDEST_GAP}}}(?:\\?_|-|\\)?{_GAP}{{0,{_WIDEST_GAP}}}"
    rf"(?:[0-9]{{1,{_LONGEST_NUMBER}}}{_GAP}{{0,{_WIDEST_GAP}}}"
    rf"(?:[A-Za-z]{{0,{_LONGEST_SUFFIX}}}{_GAP}{{0,{_WIDEST_GAP}}}\\?)?)?)?)?\Z"
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a placeholder names, whatever the form it is written in."""

    word: str
    number: str
    suffix: str = ""

    def __str__(self) -> str:
        return f"[{self.word}_{self.number}{self.suffix}]"

    @property
    def stem(self) -> tuple[str, str]:
        """Word and number: what all surface forms of one value share."""
        return self.word, self.number


def name_of(form: re.Match[str]) -> Name:
    """The name behind a match of FORM."""
    return Name(_fold(form["word"]), form["number"], form["suffix"].lower())


def read(placeholder: str) -> Name | None:
    """The name behind a text that is one placeholder and nothing else."""
    form = FORM.fullmatch(placeholder)
    return name_of(form) if form is not None else None


def unfinished_from(text: str) -> int:
    """Where a form that the end of `text` cuts off may start; `len(text)` if none does.

    At most HOLD_BACK characters before the end. Without a "[" or a final backslash it is always the end.
    """
    opening = text.rfind("[", max(0, len(text) - HOLD_BACK))
    if opening >= 0:
        start = opening - 1 if opening > 0 and text[opening - 1] == "\\" else opening
        if _UNFINISHED.match(text, start):
            return start
    return len(text) - 1 if text.endswith("\\") else len(text)


WORDS = frozenset({label.placeholder for label in Label} | {ESCAPED})
assert all(2 <= len(word) <= _LONGEST_WORD for word in WORDS)


def _fold(word: str) -> str:
    if word.isascii():
        return word.upper()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(character for character in decomposed if not unicodedata.combining(character)).upper()
