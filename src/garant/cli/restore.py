"""`garant restore`: the originals back into a pseudonymised document, even once an AI has worked on it."""

import argparse
from pathlib import Path
from typing import Any

from garant.words import count


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "restore",
        help="remet les données d’origine dans un document pseudonymisé",
        description="Remet les données d’origine, à l’aide du fichier de clé. N’écrase jamais un fichier.",
    )
    parser.add_argument("file", type=Path, metavar="FICHIER")
    parser.add_argument("--key", type=Path, required=True, metavar="CLÉ", help="le fichier .cle.json")
    parser.add_argument("-o", "--out", type=Path, metavar="SORTIE", help="par défaut : FICHIER-restaure")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from garant.cli.pseudonymise import show_progress
    from garant.privacy.documents import restore_file

    done = restore_file(arguments.file, arguments.key, arguments.out, show_progress)
    print(f"{done.out} : {count(done.number, 'donnée remise', 'données remises')}")
    if done.was_changed:
        print("  Le document a été modifié depuis sa pseudonymisation : relisez-le.")
    return 0
