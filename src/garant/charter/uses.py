"""Forbidden uses: recognise them in a text, in linear time, whatever its case, accents and apostrophes.

Groups of keywords are found by one Aho-Corasick pass and then checked sentence by sentence; patterns are RE2.
A classifier may be added beside them (`UseClassifier`): it adds uses, it never clears one.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import re2
from ahocorasick_rs import AhoCorasick

from garant.charter.policy import ForbiddenUse, Policy


class UseClassifier(Protocol):
    """Recognises uses that words alone do not. Returns some of `uses`."""

    def __call__(self, text: str, uses: Sequence[ForbiddenUse]) -> Collection[ForbiddenUse]: ...


def forbidden_use(
    policy: Policy, text: str, *, classifier: UseClassifier | None = None
) -> tuple[ForbiddenUse, ...]:
    """The forbidden uses that `text` describes, in the order of the charter, those under observation too.

    Linear in the length of the text. The caller tells apart, by `mode`, what is refused from what is counted.
    """
    if not policy.forbidden:
        return ()
    found = _recogniser(policy.forbidden).find(text)
    if classifier is not None:
        found |= set(classifier(text, policy.forbidden))
    return tuple(use for use in policy.forbidden if use in found)


def fold(text: str) -> str:
    """The text without case or accents; apostrophes and dashes made plain, invisible characters gone.

    White space becomes one space, a blank line stays one blank line.
    """
    text = text.casefold()
    if not text.isascii():
        # Decomposing may give capitals (℃) and ligatures (ǣ) again.
        text = _plain(unicodedata.normalize("NFKD", _plain(text)).casefold())
        text = _MARKS.sub("", text)
    paragraphs = _BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n\n".join(filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)))


def _plain(text: str) -> str:
    for char, plain in _PLAIN:  # a handful of searches: ten times faster than str.translate
        text = text.replace(char, plain)
    return text


def compile_pattern(pattern: str) -> Any | None:
    """The RE2 of a pattern, which meets folded text; None where RE2 refuses it."""
    # The text is folded; folding the pattern would turn \W into \w.
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", _plain(pattern)))
    return _compiled(plain, _PATTERN_MEMORY)


def _compiled(pattern: str, memory: int) -> Any | None:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = memory
    try:
        return re2.compile(pattern, options)
    except (re2.error, UnicodeEncodeError):
        return None


def _any_of(patterns: Sequence[Any]) -> Any | None:
    """One RE2 for all patterns: fifty are searched in one pass, and most texts match none."""
    return _compiled("|".join(f"(?:{each.pattern})" for each in patterns), _UNION_MEMORY)


def covers(wider: Sequence[str], group: Sequence[str]) -> bool:
    """Whether each text that `group` recognises is recognised by `wider` too."""
    return all(any(_word_covers(word, other) for other in group) for word in wider)


def _word_covers(wide: str, word: str) -> bool:
    wide, word = fold(wide), fold(word)
    if wide.endswith("*"):
        return word.startswith(wide[:-1])
    return wide == word


@dataclass(frozen=True, slots=True)
class _Recogniser:
    uses: tuple[ForbiddenUse, ...]
    words: tuple[str, ...]  # folded, a final * kept
    automaton: Any | None
    patterns: tuple[tuple[Any, ForbiddenUse], ...]
    union: Any | None  # None: too large for one RE2, so each pattern is searched

    def find(self, text: str) -> set[ForbiddenUse]:
        folded = fold(text)
        found: set[ForbiddenUse] = set()
        if self.patterns and (self.union is None or self.union.search(folded) is not None):
            found = {use for pattern, use in self.patterns if pattern.search(folded) is not None}
        if self.automaton is None:
            return found
        places = self._places(folded)
        if places:
            for use in self.uses:
                if use not in found and any(_in_one_sentence(group, places) for group in use.keywords):
                    found.add(use)
        return found

    def _places(self, folded: str) -> dict[str, set[int]]:
        """For each word that stands in the text, the numbers of the sentences where it does."""
        matches = self.automaton.find_matches_as_indexes(folded, overlapping=True) if self.automaton else []
        kept = [
            (self.words[index], start)
            for index, start, end in matches
            if self._is_word(index, folded, start, end)
        ]
        if not kept:
            return {}
        ends = [
            match.end()
            for match in _SENTENCE_END.finditer(folded)
            if match.group() != "."
            or not _ABBREVIATED.search(folded[max(0, match.start() - 6) : match.start()])
        ]
        places: dict[str, set[int]] = {}
        for word, start in kept:
            places.setdefault(word, set()).add(bisect_right(ends, start))
        return places

    def _is_word(self, index: int, folded: str, start: int, end: int) -> bool:
        if start > 0 and folded[start - 1].isalnum():
            return False
        return self.words[index].endswith("*") or end == len(folded) or not folded[end].isalnum()


@lru_cache(maxsize=256)
def _recogniser(uses: tuple[ForbiddenUse, ...]) -> _Recogniser:
    words = tuple(dict.fromkeys(fold(word) for use in uses for group in use.keywords for word in group))
    stems = [word.removesuffix("*") for word in words]
    patterns = tuple(
        (compiled, use)
        for use in uses
        for pattern in use.patterns
        if (compiled := compile_pattern(pattern)) is not None
    )
    union = _any_of([compiled for compiled, _ in patterns]) if patterns else None
    return _Recogniser(uses, words, AhoCorasick(stems) if stems else None, patterns, union)


def _in_one_sentence(group: Sequence[str], places: dict[str, set[int]]) -> bool:
    sentences = [places.get(fold(word)) for word in group]
    if not all(sentences):
        return False
    return bool(set.intersection(*(found for found in sentences if found is not None)))


# Apostrophes, dashes and ligatures that NFKD leaves.
_PLAIN = (
    *((char, "'") for char in "’‘ʼʹ´′"),
    *((char, "-") for char in "‐‑‒–—−"),
    ("œ", "oe"),
    ("Œ", "OE"),
    ("æ", "ae"),
    ("Æ", "AE"),
)
# Combining marks of the Latin script, and characters that show nothing.
_MARKS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]+"
)
_BLANK_LINES = re.compile(r"\n\s*\n")

# A list belongs to the sentence that opens it with a colon.
_SENTENCE_END = re.compile(r"[.!?](?=[\s»\")]|$)|(?<!:)\n\n")
_ABBREVIATED = re.compile(
    r"(?:^|[^a-z])(?:[a-z]|mm|mme|mlle|dr|pr|me|art|etc|ex|cf|no|st|ste|al|env|tel|ref)$"
)

_PATTERN_MEMORY = 8 << 20  # bytes; RE2's own default
_UNION_MEMORY = 64 << 20
