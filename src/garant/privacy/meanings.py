"""Which words mean nearly the same: 313,000 forms of French in 20,000 groups, found in like company in large corpora.

What a group means is learnt where it is needed: the models' weights hold a vector for each group. Loaded at first use,
mapped from the file, shared by all threads, never changed.
"""

from functools import cache
from importlib.resources import as_file, files
from typing import Any

import marisa_trie

MEANINGS = "meanings.marisa"
GROUPS = "meanings.groups"
NUMBER = 20_000  # groups; 0 is for a word in none


class Meanings:
    """Asked for words folded: lower case, no accents, letters a to z only."""

    def __init__(self, words: Any, groups: bytes) -> None:
        self._words = words
        self._groups = memoryview(groups).cast("H")

    def group(self, word: str) -> int:
        """1 to `NUMBER`; 0 for an unknown word."""
        at: int | None = self._words.get(word)
        return 0 if at is None else self._groups[at]


@cache
def meanings() -> Meanings:
    folder = files("garant.privacy.data")
    trie = marisa_trie.Trie()
    with as_file(folder / MEANINGS) as path:
        trie.mmap(str(path))
    return Meanings(trie, (folder / GROUPS).read_bytes())
