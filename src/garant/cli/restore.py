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
    from garant.privacy.documents import DocumentUnknown, open_document, read_key, restored, write_new
    from garant.privacy.documents.opening import read_bytes

    source: Path = arguments.file
    key = read_key(arguments.key)
    document = open_document(source)
    out: Path = arguments.out or source.with_name(f"{source.stem}-restaure{document.suffix}")
    if out.suffix.lower() != document.suffix:
        raise DocumentUnknown(file=out.name, suffix=out.suffix or "aucune")
    data, number = restored(document, key.mapping, source.name)
    write_new(out, data)
    print(f"{out} : {count(number, 'donnée remise', 'données remises')}")
    if not key.fits(read_bytes(source)):
        print("  Le document a été modifié depuis sa pseudonymisation : relisez-le.")
    return 0
