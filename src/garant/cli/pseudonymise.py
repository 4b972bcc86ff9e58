"""`garant pseudonymise`: a document without its personal data, and the key that brings them back."""

import argparse
import secrets
from pathlib import Path
from typing import Any

from garant.words import count


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "pseudonymise",
        help="remplace les données personnelles d’un document par des pseudonymes",
        description="Écrit une copie pseudonymisée (.txt, .md, .csv, .docx, .odt ; un .pdf donne son texte en .txt ou .md) "
        "et, à côté, le fichier de clé qui permet de revenir en arrière. N’écrase jamais un fichier.",
    )
    parser.add_argument("file", type=Path, metavar="FICHIER")
    parser.add_argument("-o", "--out", type=Path, metavar="SORTIE", help="par défaut : FICHIER-pseudonymise")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from garant.privacy.documents import (
        DocumentUnknown,
        FileExists,
        KeyFile,
        masked,
        open_document,
        write_new,
    )

    source: Path = arguments.file
    document = open_document(source)
    out: Path = arguments.out or source.with_name(f"{source.stem}-pseudonymise{document.suffix}")
    allowed = {".txt", ".md"} if source.suffix.lower() == ".pdf" else {document.suffix}
    if out.suffix.lower() not in allowed:
        raise DocumentUnknown(file=out.name, suffix=out.suffix or "aucune")
    key_path = out.with_name(f"{out.name}.cle.json")
    for path in (out, key_path):
        if path.exists() or path.is_symlink():
            raise FileExists(file=path.name)
    result = masked(document, secrets.token_bytes(32))
    # The key first: a pseudonymised file without its key would be lost work, a key alone harms nobody.
    write_new(key_path, KeyFile.of(result.data, result.mapping).dumped(), private=True)
    try:
        write_new(out, result.data)
    except BaseException:
        key_path.unlink(missing_ok=True)
        raise
    total = sum(result.found.values())
    print(f"{out} : {count(total, 'donnée personnelle remplacée', 'données personnelles remplacées')}")
    for label, number in sorted(result.found.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {label.french} : {number}")
    if source.suffix.lower() == ".pdf":
        print("  Seul le texte du PDF est écrit : sa mise en page n’est pas conservée.")
    if result.unread:
        print(
            f"  Attention : {count(result.unread, 'image ou page sans texte', 'images ou pages sans texte')}, à vérifier vous-même."
        )
    print(f"{key_path} : la clé, à garder pour vous. Relisez le document avant de le transmettre.")
    return 0
