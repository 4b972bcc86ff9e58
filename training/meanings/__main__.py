"""Writes the groups of words that the engine reads: `python -m training.meanings`. Same package in, same bytes out."""

import array
import hashlib
import sys
from pathlib import Path

import marisa_trie

from garant.privacy.meanings import GROUPS, MEANINGS
from training.meanings.source import groups

FOLDER = Path(__file__).parents[2] / "src" / "garant" / "privacy" / "data"


def main() -> None:
    by_word = groups()
    trie = marisa_trie.Trie(sorted(by_word))
    trie.save(str(FOLDER / MEANINGS))
    numbers = array.array("H", [0]) * len(by_word)
    for word, group in by_word.items():
        numbers[trie[word]] = group
    if sys.byteorder == "big":
        numbers.byteswap()
    (FOLDER / GROUPS).write_bytes(numbers.tobytes())
    for name in (MEANINGS, GROUPS):
        content = (FOLDER / name).read_bytes()
        sys.stdout.write(f"{hashlib.sha256(content).hexdigest()}  {len(content):>9}  {name}\n")


if __name__ == "__main__":
    main()
