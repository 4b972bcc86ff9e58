"""`garant export`: uses, records and the charter in the file formats of other tools."""

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any


def register(commands: Any) -> None:
    """The command and its arguments."""
    command = commands.add_parser(
        "export",
        help="écrit les usages, les registres ou la charte dans le format d’un autre outil",
        description="Écrit un fichier pour un autre outil : PIA de la CNIL, inventaire Etalab, annexe VIII, ATRS…",
    )
    command.add_argument("--what", metavar="FORMAT", help="le format ; sans lui, la liste des formats")
    command.add_argument("--organisation", metavar="NOM", help="l’organisation, par son nom court")
    command.add_argument("--use", type=int, metavar="N", help="un seul usage, par son numéro")
    command.add_argument(
        "-o", "--output", type=Path, metavar="FICHIER", help="où écrire (« - » : sortie standard)"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from garant.exchange import FORMATS

    if arguments.what is None:
        for id_, each in FORMATS.items():
            print(f"  {id_:15} {each.french} ({each.suffix})")
        return 0
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "garant.web.settings")
    django.setup()
    from django.utils import timezone

    from garant.directory import journal
    from garant.directory.queries import organisation_named, organisations
    from garant.lifecycle.exporting import export_of_installation
    from garant.lifecycle.queries import use_numbered

    known = organisations()
    slug = arguments.organisation or (known[0].slug if len(known) == 1 else "")
    if not slug:
        names = ", ".join(each.slug for each in known)
        print(f"garant export : choisissez --organisation parmi : {names}.", file=sys.stderr)
        return 2
    organisation = organisation_named(slug)
    use = use_numbered(organisation, arguments.use) if arguments.use is not None else None
    today: date = timezone.localdate()
    journal.write_as("export")  # the pages may be running: they hold their own chain
    try:
        found = export_of_installation(organisation, arguments.what, use=use, today=today)
    finally:
        journal.write_as(journal.WRITER)
    if arguments.output is None or str(arguments.output) == "-":
        sys.stdout.buffer.write(found.data)
        sys.stdout.flush()
    else:
        arguments.output.write_bytes(found.data)
        print(f"{arguments.output} : {found.rows} fiche(s).", file=sys.stderr)
    for remark in found.remarks:
        print(f"  à noter : {remark.sentence}", file=sys.stderr)
    return 0
