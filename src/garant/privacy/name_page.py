"""The words of one block as the readers of names see them, and what was read so far."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from garant.privacy.folded import Folded
from garant.privacy.gazetteer import first_name, gazetteer, is_commune, surname
from garant.privacy.labels import Label
from garant.privacy.name_words import NOBODY, TITLES
from garant.privacy.span import Span
from garant.privacy.tagger.tokens import Tokens


class Word(NamedTuple):
    start: int
    end: int
    lower: str
    shape: str  # "U" CAPITALS, "C" Capital, "i" one capital letter, "l" lower case
    first: int
    last: int
    common: bool
    town: bool


@lru_cache(maxsize=65_536)
def known(lower: str) -> tuple[int, int, bool, bool]:
    """How frequent as a first name and as a surname, 0..7; whether a common word; whether a commune."""
    lists = gazetteer()
    facts = lists.facts(lower)
    return first_name(facts), surname(facts), lists.is_common(lower), is_commune(facts)


@dataclass(slots=True)
class Page:
    """A block, its words, and the names found in it."""

    text: str
    lower: str
    words: list[Word]
    spans: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, block: Folded, found: Tokens) -> "Page":
        """The page of a block and of its tokens."""
        new = tuple.__new__  # a NamedTuple's own constructor costs three times as much
        words = [
            new(Word, (start, end, *_told(form)))
            for start, end, form, letters in zip(
                found.starts, found.ends, found.forms, found.letters, strict=True
            )
            if letters
        ]
        return cls(block.text, block.lower, words)

    def linked(self, at: int) -> bool:
        """Whether the next word goes on with the same name: a space, a hyphen, an apostrophe, an initial's point."""
        if at + 1 >= len(self.words):
            return False
        word, following = self.words[at], self.words[at + 1]
        gap = self.text[word.end : following.start]
        if gap in {" ", "-", "'", "  "}:
            return True
        if gap == " - ":  # "LE BIHAN - KOUASSI", and not "AUBERT Pauline - Bon trimestre"
            return word.last >= 3 and following.last >= 3 and not following.common and not word.common
        if gap == ", ":  # "MARTIN, Sophie"
            return (
                word.shape == "U"
                and word.last >= 4
                and not word.town
                and word.lower not in NOBODY
                and following.shape == "C"
                and following.first >= 4
            )
        return gap in {". ", ".", ".-"} and (
            word.shape == "i" or word.lower in {"m", "mme", "mr", "dr", "mlle", "me", "pr", "st"}
        )

    def is_title(self, at: int) -> bool:
        word = self.words[at]
        if word.lower not in TITLES or self.text[word.end : word.end + 1] == "'":
            return False  # "qui m'a répondu"
        return (
            word.lower not in {"m", "me", "pr", "mm", "dr"}
            or word.shape != "l"
            or self.text[word.end : word.end + 1] == "."
        )

    def add(self, start: int, end: int, score: float) -> None:
        """A name."""
        self.spans.append(Span(start, end, Label.PERSON, score))


@lru_cache(maxsize=32_768)
def _told(form: str) -> tuple[str, str, int, int, bool, bool]:
    """What a word says whatever stands around it, in the order of `Word`."""
    if form[0].islower():
        shape = "l"
    elif len(form) == 1:
        shape = "i"
    elif form.isupper():
        shape = "U"
    else:
        shape = "C"
    lower = form.lower()
    if shape == "C" and "I" in form[1:]:  # a scanner's capital I for an l: "RoIand"
        lower = (form[0] + form[1:].replace("I", "l")).lower()
    if not lower.isalpha():  # a letter that was misread: "GUILLEM0T"
        lower = lower.replace("0", "o").replace("1", "i")
    return lower, shape, *known(lower)
