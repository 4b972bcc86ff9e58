"""What the word lists know of a word: is it a first name, a surname, a commune, a common word?

Loaded at first use (a few hundredths of a second, mapped from the file), shared by all threads, never changed.
Words are asked for folded: lower case, no accents, letters a to z only.
"""

import itertools
import unicodedata
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import marisa_trie

NAMES = "names.marisa"
LEVELS = "names.levels"
LEXICON = "lexicon.marisa"

# One byte a name: how frequent it is as a first name and as a surname (0 never, 7 very), and whether a
# French commune bears it.
FIRST_SHIFT = 0
LAST_SHIFT = 3
COMMUNE = 1 << 6


class Gazetteer:
    """The three lists. `facts` is one byte, to be read by `first_name`, `surname` and `is_commune`."""

    def __init__(self, names: Any, levels: bytes, lexicon: Any) -> None:
        self._names = names
        self._levels = levels
        self._lexicon = lexicon

    def facts(self, word: str) -> int:
        """0 for a word that no list of names holds."""
        at: int | None = self._names.get(word)
        return 0 if at is None else self._levels[at]

    def starts_commune(self, words: str) -> bool:
        """True for a commune ("gap"), or the beginning of one in common use ("greoux" for Gréoux-les-Bains)."""
        if is_commune(self.facts(words)):
            return True
        longer = itertools.islice(self._names.iterkeys(words + " "), 8)
        return len(words) > 3 and any(is_commune(self.facts(name)) for name in longer)

    def is_common(self, word: str) -> bool:
        """True for a word of the language, in any inflected form: "rose", "petit", "marchande"."""
        return word in self._lexicon


def first_name(facts: int) -> int:
    """0..7: how frequent the word is as a first name."""
    return (facts >> FIRST_SHIFT) & 7


def surname(facts: int) -> int:
    """0..7: how frequent the word is as a surname."""
    return (facts >> LAST_SHIFT) & 7


def is_commune(facts: int) -> bool:
    return bool(facts & COMMUNE)


def fold_word(word: str) -> str:
    """Lower case, no accents; "œ" is "o", as in `Folded`: one letter for one."""
    lowered = word.lower().replace("œ", "o").replace("æ", "a")
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def gazetteer() -> Gazetteer:
    folder = files("garant.privacy.data")
    tries = []
    for name in (NAMES, LEXICON):
        trie = marisa_trie.Trie()
        with as_file(folder / name) as path:
            trie.mmap(str(path))
        tries.append(trie)
    return Gazetteer(tries[0], (folder / LEVELS).read_bytes(), tries[1])
