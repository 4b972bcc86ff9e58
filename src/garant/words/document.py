"""docs/errors.md, made from the catalogue: `python -m garant.words.document [--check] FILE`."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from garant.words.catalogue import Message, all_messages

_HEAD = """# Les erreurs de Garant

Chaque erreur porte un code stable, que les journaux et les réponses de la passerelle reprennent. La cause est
écrite pour les développeurs (en anglais), la phrase et le conseil pour la personne qui les rencontre. Les mots
entre accolades sont remplacés par les faits : jamais par ce qu’une personne a écrit.

Ce fichier est écrit par `make docs` d’après `src/garant/words/messages/` ; un test vérifie qu’il est à jour.
"""


def document(entries: Iterable[Message]) -> str:
    """The Markdown text: one table for each room, codes in alphabetical order."""
    text = [_HEAD]
    ordered = sorted(entries, key=lambda entry: (entry.room, entry.code))
    for room, found in groupby(ordered, key=lambda entry: entry.room):
        text.append(f"\n## {room}\n\n| Code | HTTP | Cause | Phrase | Que faire |\n|---|---|---|---|---|\n")
        text.extend(
            f"| `{entry.code}` | {entry.status or ''} | {_cell(entry.cause)} | {_cell(entry.say)} | {_cell(entry.do)} |\n"
            for entry in found
        )
    return "".join(text)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the file; with --check only compare, and answer 1 where it is out of date."""
    parser = argparse.ArgumentParser(prog="python -m garant.words.document")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("file", type=Path)
    asked = parser.parse_args(argv)
    fresh = document(all_messages().values())
    if asked.check:
        if asked.file.is_file() and asked.file.read_text(encoding="utf-8") == fresh:
            return 0
        sys.stderr.write(f"{asked.file} n’est plus à jour : lancez « make docs ».\n")
        return 1
    asked.file.write_text(fresh, encoding="utf-8")
    return 0


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    raise SystemExit(main())
