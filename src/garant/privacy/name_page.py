"""The words of one block as the readers of names see them, and what was read so far."""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress

from garant.privacy.folded import Folded
from garant.privacy.gazetteer import first_name, gazetteer, is_commune, surname
from garant.privacy.labels import Label
from garant.privacy.name_words import (
    BEFORE_SURNAMES,
    CALLS,
    NOBODY,
    PARTICLES,
    SAY_A_NAME,
    TITLES,
)
from garant.privacy.span import Span
from garant.privacy.tagger.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Word:
    """What a word says whatever stands around it. All that are written alike are the same object."""

    lower: str
    shape: str  # "U" CAPITALS, "C" Capital, "i" one capital letter, "l" lower case
    first: int
    last: int
    common: bool
    town: bool
    opens: bool  # whether a name, or what announces one, may begin with it: few of those without capitals do
    calls: bool  # whether families may call somebody by it, or by it and the word after it


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
    starts: list[int]  # where each word stands
    ends: list[int]
    spans: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, block: Folded, found: Tokens) -> "Page":
        """The page of a block and of its tokens."""
        letters = found.letters
        return cls(
            block.text,
            block.lower,
            list(map(_told, compress(found.forms, letters))),
            list(compress(found.starts, letters)),
            list(compress(found.ends, letters)),
        )

    def linked(self, at: int) -> bool:
        """Whether the next word goes on with the same name: a space, a hyphen, an apostrophe, an initial's point."""
        if at + 1 >= len(self.words):
            return False
        word, following = self.words[at], self.words[at + 1]
        gap = self.text[self.ends[at] : self.starts[at + 1]]
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
        if word.lower not in TITLES:
            return False
        following = self.following(at)
        if following == "'":
            return False  # "qui m'a répondu"
        return word.lower not in {"m", "me", "pr", "mm", "dr"} or word.shape != "l" or following == "."

    def following(self, at: int) -> str:
        """The character after the word."""
        end = self.ends[at]
        return self.text[end : end + 1]

    def add(self, first: int, last: int, score: float) -> None:
        """A name, from one word to another."""
        self.spans.append(Span(self.starts[first], self.ends[last], Label.PERSON, score))


@lru_cache(maxsize=32_768)
def _told(form: str) -> Word:
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
    first, last, common, town = known(lower)
    opens = shape != "l" or _begins_a_name(lower, first, last, common)
    calls = lower in CALLS or lower[:2] == lower[2:]
    return Word(lower, shape, first, last, common, town, opens, calls)


def _begins_a_name(lower: str, first: int, last: int, common: bool) -> bool:
    """Whether a word without capitals may begin a name, or announce one: a few words of a text."""
    if lower in TITLES or lower in BEFORE_SURNAMES or lower in SAY_A_NAME:
        return True
    if common:
        return first >= 6
    return last >= 4 or not (first < 3 or len(lower) < 3 or lower in NOBODY or lower in PARTICLES)
