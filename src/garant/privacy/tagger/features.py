"""What the tagger knows of a word on its own: its form, its affixes, what the word lists say, words of like meaning.

All of it depends on the form alone, so that what a word contributes is worked out once and kept.
"""

from typing import NamedTuple
from zlib import crc32

from garant.privacy.gazetteer import Gazetteer, first_name, is_commune, surname
from garant.privacy.meanings import meanings
from garant.privacy.tagger.tokens import CODE

SUFFIXES, ENDINGS, PREFIXES = 2048, 4096, 2048  # buckets
SHAPES = 64
FREQUENCIES = 64  # how frequent as a first name, eight times how frequent as a surname
KINDS = 24  # common word, commune, length

_MARKS = ".,;:!?()-'\"/@&*=|#+%$<>[]_\\{}~^"
_FIRST_MARK = 20
_OTHER_MARK = _FIRST_MARK + len(_MARKS)
assert _OTHER_MARK < SHAPES


class Features(NamedTuple):
    """Row numbers in the tables of the model. `word` is what the vocabulary is asked for."""

    word: str
    shape: int
    frequency: int
    kind: int
    suffix: int
    ending: int
    prefix: int
    meaning: int


def features(form: str, lists: Gazetteer) -> Features:
    """Of one form as `tokens` gives it."""
    if not form[0].isalpha():
        return Features(form, _mark(form), 0, 0, 0, 0, 0, 0)
    word = form.lower()
    if not word.isalpha():
        word = word.replace("0", "o").replace("1", "i")
    facts = lists.facts(word)
    kind = 2 * lists.is_common(word) + is_commune(facts)
    return Features(
        word,
        _shape(form),
        first_name(facts) + 8 * surname(facts),
        6 * kind + _length(len(word)),
        _bucket("s", word[-2:], SUFFIXES),
        _bucket("e", word[-4:], ENDINGS),
        _bucket("p", word[:3], PREFIXES),
        meanings().group(word),
    )


def _shape(form: str) -> int:
    size = len(form)
    if form.isupper():
        return 1 if size == 1 else 2 if size <= 3 else 3
    if form.islower():
        return 4 if size > 1 else 5
    return 6 if form[0].isupper() and form[1:].islower() else 7 if form[0].isupper() else 8


def _mark(form: str) -> int:
    head = form[0]
    if head == "\n":
        return 9 if len(form) == 1 else 10
    if head == "\t":
        return 11
    if head == CODE:
        return 18
    if head.isdigit():
        return 11 + min(6, len(form))
    at = _MARKS.find(head)
    return _OTHER_MARK if at < 0 else _FIRST_MARK + at


def _length(size: int) -> int:
    return 0 if size == 1 else 1 if size == 2 else 2 if size == 3 else 3 if size < 6 else 4 if size < 9 else 5


def _bucket(salt: str, piece: str, buckets: int) -> int:
    """1 and more: 0 is for what is no word."""
    return 1 + crc32((salt + piece).encode("ascii", "replace")) % (buckets - 1)
