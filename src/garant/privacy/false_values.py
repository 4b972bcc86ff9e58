"""False values in a text: invented names, numbers and shifted dates that stand for what was there.

Each is written with a mark at its end, "Léa Moreau°", so that a reader sees that it is invented; a second mark
tells two originals apart that would read the same ("Benali", "BeNali"). Small models keep a "°" better than other
marks, and still drop it when they proofread or translate: so a value is read without it as well, where it can
hardly be anything else.

- With the mark: the same words or digits, in any case, with or without accents, other spaces between.
- Without: a name under a capital ("Moreau", never "moreau"), a number or an address as a whole. A shifted date
  never: it is an ordinary date.
- Always whole words: "Moreaux" is somebody else.
"""

import re
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass

from garant.privacy.gazetteer import fold_word

MARK = "°"
LONGEST_VALUE = 120  # characters, marks included
MOST_MARKS = 3
_WIDEST_GAP = 3
_FEWEST_DIGITS = 6  # of a number that is known with its digits put together or apart in another way
# How much of a text may have to wait: a value with the widest gaps between all of its words.
HOLD_BACK = 2 * LONGEST_VALUE

_LIKE_MARK = MARK + "º˚"  # as some models write it
_WORD = re.compile(r"[^\W_º]+")
_MARKS = re.compile(f" ?[{_LIKE_MARK}]{{1,{MOST_MARKS}}}")
_DIGITS_APART = re.compile(r"[ .\-\u00a0\u202f]{0,2}")
_PLAIN_NUMBER = re.compile(r"\+?[^\W_]+(?:[ .\-\u00a0\u202f]{0,2}[^\W_]+)*")
_SIGN = "+"  # before the digits of a phone
_MONTHS = frozenset(
    [
        "janv",
        "janvier",
        "fevr",
        "fevrier",
        "mars",
        "avr",
        "avril",
        "mai",
        "juin",
        "juil",
        "juillet",
        "aout",
        "sept",
        "septembre",
        "oct",
        "octobre",
        "nov",
        "novembre",
        "dec",
        "decembre",
    ]
)


@dataclass(frozen=True, slots=True)
class FalseValue:
    """How a false value is read: by its words, folded."""

    written: str
    words: tuple[str, ...]
    marks: int
    is_name: bool  # letters alone: without its mark, it needs a capital
    is_date: bool  # never without its mark

    @property
    def joined(self) -> str:
        return "".join(self.words)


def false_value(written: str) -> FalseValue | None:
    """None for what is not written as one."""
    body = written.rstrip(MARK)
    marks = len(written) - len(body)
    words = tuple(_folded(word) for word in _WORD.findall(body))
    if not words or not 0 < marks <= MOST_MARKS or len(written) > LONGEST_VALUE:
        return None
    if not body[-1].isalnum() or not body.removeprefix(_SIGN)[0].isalnum():
        return None
    is_name = not any(character.isdigit() for character in body) and "@" not in body
    return FalseValue(written, words, marks, is_name, not is_name and _is_date(words))


_Likeness = tuple[bool, bool, bool]  # as it was written, with as many marks, but for the marks


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` reads as this false value."""

    start: int
    end: int
    written: str


class FalseValues:
    """Looks for the false values of one mapping. Each word of a text costs one look-up."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[FalseValue]] = {}
        self._firsts_begin: set[str] = set()
        self._by_digits: dict[str, list[FalseValue]] = {}
        self._digits_begin: set[str] = set()
        self._reach = 0

    def add(self, value: FalseValue) -> None:
        self._reach = max(self._reach, len(value.written) + _WIDEST_GAP * len(value.words))
        joined = value.joined
        digits = sum(map(str.isdigit, joined))
        if digits >= _FEWEST_DIGITS and 2 * digits > len(joined) and not value.is_date:
            self._by_digits.setdefault(joined, []).append(value)
            self._digits_begin.update(joined[:length] for length in range(1, len(joined)))
            if _PLAIN_NUMBER.fullmatch(value.written.rstrip(MARK)):
                return
        first = value.words[0]
        self._firsts_begin.update(first[:length] for length in range(1, len(first) + 1))
        insort(self._by_first.setdefault(first, []), value, key=_longest_first)

    def find(self, text: str, start: int = 0) -> Iterator[Found]:
        """What reads as one of them from `start` on: sorted, none overlapping another."""
        done = start
        for word in _WORD.finditer(text):
            if word.start() >= done:
                found = self._at(text, word, done)
                if found is not None:
                    yield found
                    done = found.end

    def unfinished_from(self, text: str, floor: int) -> int:
        """Where a false value that the end of `text` cuts off may start; `len(text)` if none does."""
        length = len(text)
        lowest = max(floor, length - min(HOLD_BACK, self._reach))
        words = [word for word in _WORD.finditer(text, max(0, lowest - 1)) if word.start() >= lowest]
        for at, word in enumerate(words):
            if self._may_go_on(text, words[at:]):
                return _with_sign(text, word.start(), floor)
        return length - 1 if length > floor and text[-1] == _SIGN else length

    # ------------------------------------------------------------ whole values

    def _at(self, text: str, word: re.Match[str], floor: int) -> Found | None:
        first = _folded(word[0])
        best: tuple[_Likeness, FalseValue, int] | None = None
        for value in self._by_first.get(first, ()):
            if best is not None and len(value.words) < len(best[1].words):
                break
            end = _words_end(text, word.end(), value.words)
            if end is None:
                continue
            likeness, last = _compared(text, word.start(), end, value)
            if last == end and not _stands_alone(value, word[0]):
                continue
            if best is None or likeness > best[0]:
                best = likeness, value, last
        if best is None:
            return self._digits_at(text, word, first, floor)
        return Found(word.start(), best[2], best[1].written)

    def _digits_at(self, text: str, word: re.Match[str], first: str, floor: int) -> Found | None:
        """A number, also where a model has put its digits together or apart in another way."""
        joined, end = first, word.end()
        values: list[FalseValue] = []
        last_word = end
        while joined in self._digits_begin or joined in self._by_digits:
            if joined in self._by_digits:
                values, last_word = self._by_digits[joined], end
            gap = _DIGITS_APART.match(text, end)
            following = _WORD.match(text, gap.end()) if gap is not None else None
            if following is None:
                break
            joined, end = joined + _folded(following[0]), following.end()
        if not values:
            return None
        compared = [(*_compared(text, word.start(), last_word, value), value) for value in values]
        _, last, value = max(compared, key=lambda each: each[0])
        start = _with_sign(text, word.start(), floor) if value.written.startswith(_SIGN) else word.start()
        return Found(start, last, value.written)

    # ------------------------------------------------------------ values that go on

    def _may_go_on(self, text: str, words: list[re.Match[str]]) -> bool:
        length = len(text)
        first = _folded(words[0][0])
        alone = len(words) == 1 and words[0].end() == length
        if alone and (first in self._firsts_begin or first in self._digits_begin or first in self._by_digits):
            return True
        for value in self._by_first.get(first, ()):
            if _begins(text, words, value.words):
                return True
        joined = ""
        for at, word in enumerate(words):
            joined += _folded(word[0])
            if joined not in self._digits_begin and joined not in self._by_digits:
                return False
            rest = text[word.end() : words[at + 1].start() if at + 1 < len(words) else length]
            if len(rest) > _WIDEST_GAP + 1:
                return False
        return True


def _longest_first(value: FalseValue) -> tuple[int, int]:
    return -len(value.words), value.marks


def _compared(text: str, start: int, end: int, value: FalseValue) -> tuple[_Likeness, int]:
    """How like `value` the words of `text[start:end]` are, and where they end with their marks."""
    marks = _MARKS.match(text, end)
    last = marks.end() if marks is not None else end
    written = value.written
    if written.startswith(_SIGN):
        start = _with_sign(text, start, 0)
    likeness = (
        text[start:last] == written,
        marks is not None and len(marks[0].lstrip(" ")) == value.marks,
        text[start:end] == written.rstrip(MARK),
    )
    return likeness, last


def _with_sign(text: str, start: int, floor: int) -> int:
    return start - 1 if start > floor and text[start - 1] == _SIGN else start


def _words_end(text: str, end: int, words: tuple[str, ...]) -> int | None:
    """Where `words` end in `text`, the first of them ending at `end`."""
    for wanted in words[1:]:
        following = _WORD.search(text, end, end + _WIDEST_GAP + LONGEST_VALUE)
        if (
            following is None
            or following.start() - end > _WIDEST_GAP
            or any(mark in text[end : following.start()] for mark in _LIKE_MARK)
        ):
            return None
        whole = _WORD.match(text, following.start())
        if whole is None or _folded(whole[0]) != wanted:
            return None
        end = whole.end()
    return end


def _begins(text: str, words: list[re.Match[str]], wanted: tuple[str, ...]) -> bool:
    """Whether `words`, the last of `text`, are the beginning of `wanted`, or all of it with only marks to come."""
    length = len(text)
    for at, word in enumerate(words):
        if at == len(wanted):
            return False
        if at and word.start() - words[at - 1].end() > _WIDEST_GAP:
            return False
        folded = _folded(word[0])
        if word.end() == length:
            return wanted[at].startswith(folded)
        if folded != wanted[at]:
            return False
    rest = text[words[-1].end() :]
    if len(words) < len(wanted):
        return len(rest) <= _WIDEST_GAP
    return len(rest) <= MOST_MARKS + 1 and not rest.strip(" ").strip(_LIKE_MARK)


def _stands_alone(value: FalseValue, first_word: str) -> bool:
    """Whether a value without its mark is still read as one."""
    if value.is_date:
        return False
    return not value.is_name or first_word[0].isupper()


def _is_date(words: tuple[str, ...]) -> bool:
    if len(words) == 3 and all(word.isdigit() and len(word) in (1, 2, 4) for word in words):
        return True
    return len(words) <= 4 and not _MONTHS.isdisjoint(words)


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold_word(word)
