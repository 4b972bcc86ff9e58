"""`garant restore`: the originals back into a pseudonymised document, even once an AI has worked on it."""

import argparse
from pathlib import Path
from typing import Any

from garant.cli import path_given, terminable
from garant.words import GarantError, count


class KeyNotFound(GarantError):
    """No key was named, and none stands beside the document. Facts: `file`, where it would be."""

    code = "key_not_found"


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "restore",
        help="remet les données d’origine dans un document pseudonymisé",
        description="Remet les données d’origine, à l’aide du fichier de clé. N’écrase jamais un fichier.",
    )
    parser.add_argument("file", type=path_given, metavar="FICHIER")
    parser.add_argument(
        "--key",
        type=path_given,
        metavar="CLÉ",
        help="le fichier de clé (par défaut : FICHIER.cle.json, à côté)",
    )
    parser.add_argument(
        "-o", "--out", type=path_given, metavar="SORTIE", help="par défaut : FICHIER-restaure"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from garant.cli.pseudonymise import check_out, show_progress
    from garant.privacy.documents import check_there, restore_file

    check_there(arguments.file)
    check_out(arguments.out)
    with terminable():
        done = restore_file(
            arguments.file, arguments.key or _key_beside(arguments.file), arguments.out, show_progress
        )
    print(f"{done.out} : {count(done.number, 'donnée remise', 'données remises')}")
    if done.was_changed:
        print("  Le document a été modifié depuis sa pseudonymisation : relisez-le.")
    return 0


def _key_beside(document: Path) -> Path:
    key = document.with_name(f"{document.name}.cle.json")
    if not key.is_file():
        raise KeyNotFound(file=key.name)
    return key
