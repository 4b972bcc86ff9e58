"""`garant journal verify` and `garant journal show`."""

import argparse
import os
from collections import deque
from datetime import datetime
from pathlib import Path


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    journal = commands.add_parser("journal", help="vérifier et lire le journal")
    actions = journal.add_subparsers(dest="action", metavar="ACTION", required=True)

    verify = actions.add_parser(
        "verify",
        help="vérifier que rien n’a été modifié, retiré ni coupé",
        description="Relit toutes les entrées du journal, sans rien écrire. Code de sortie 1 à la première anomalie.",
    )
    verify.add_argument("directory", nargs="?", type=Path, metavar="DOSSIER", help=_DIRECTORY)
    verify.add_argument(
        "--key", type=Path, metavar="FICHIER", help="clé du journal (par défaut : journal.key)"
    )
    verify.add_argument(
        "--points", type=Path, metavar="FICHIER", help="points de contrôle publiés (points.json du portail)"
    )
    verify.add_argument(
        "--points-key",
        metavar="CLÉ",
        help="clé publique des points, notée un jour (par défaut : celle du fichier)",
    )
    verify.set_defaults(run=_verify)

    show = actions.add_parser("show", help="lire le journal, une ligne par entrée")
    show.add_argument("directory", nargs="?", type=Path, metavar="DOSSIER", help=_DIRECTORY)
    show.add_argument("--last", type=_positive, metavar="N", help="seulement les N dernières entrées")
    show.set_defaults(run=_show)


_DIRECTORY = "dossier du journal (par défaut : $GARANT_STATE/journal)"


def _verify(arguments: argparse.Namespace) -> int:
    from garant.journal import load_key, verify
    from garant.words import count

    directory = _directory(arguments.directory)
    path = arguments.key or _default_key(arguments.directory)
    found = verify(directory, load_key(path) if path is not None else None)

    print(f"Journal : {directory}")
    if found.fault is not None:
        print(f"  ✗ {found.fault.sentence_fr}\n    {found.fault.todo_fr}")
    for writer in found.writers:
        span = ""
        if writer.first_at is not None and writer.last_at is not None:
            span = f", du {_when(writer.first_at)} au {_when(writer.last_at)}"
        live = ", en cours d’écriture" if writer.live else ""
        entries = count(writer.entries, "entrée intacte", "entrées intactes")
        print(f"  {'✓' if writer.ok else '✗'} {writer.writer} : {entries}{span}{live}")
        if writer.fault is not None:
            print(f"    {writer.fault.sentence_fr}\n    {writer.fault.todo_fr}")
    if not found.sealed:
        print(
            "  Sans la clé du journal, seules les chaînes sont vérifiées : "
            "on ne peut pas exclure que la fin ait été coupée, ni que le tout ait été réécrit (--key)."
        )
    if arguments.points is not None:
        _verify_points(arguments.points, arguments.points_key, directory)
    if found.ok:
        print("Aucune anomalie.")
        return 0
    print("Le journal n’est pas intact.")
    return 1


def _verify_points(path: Path, key: str | None, directory: Path) -> None:
    """Raises what the first point that does not hold raises."""
    from garant.journal import CheckpointInvalid, check_points, read_key, read_points
    from garant.words import count

    try:
        points, named = read_points(path.read_bytes())
    except OSError as error:
        raise CheckpointInvalid(problem="le fichier ne se lit pas") from error
    covered = check_points(points, read_key(key) if key is not None else named, directory)
    held = count(len(points), "point de contrôle tient", "points de contrôle tiennent")
    print(f"  ✓ {held} : {count(covered, 'entrée signée et intacte', 'entrées signées et intactes')}")


def _show(arguments: argparse.Namespace) -> int:
    from garant.journal import Record, read_entries, tell

    directory = _directory(arguments.directory)
    if arguments.directory is None:
        _journal_this_reading(directory)
    records = read_entries(directory)
    kept: deque[Record] | None = None
    if arguments.last is not None:
        kept = deque(records, maxlen=arguments.last)
    for record in kept if kept is not None else records:
        who = f" [{record.entry.organisation}]" if record.entry.organisation else ""
        print(f"{_when(record.at)} {record.writer} n° {record.seq}{who} {tell(record.entry)}")
    return 0


def _journal_this_reading(directory: Path) -> None:
    """Reading the journal in service is itself journalled, before anything is shown; an export may be read freely."""
    from garant.journal import JournalRead, Spool, load_key

    key = _default_key(None)
    if key is None:
        return  # nothing could seal the entry; without the service's key this is a copy
    with Spool.open(directory, writer="cli", key=load_key(key)) as spool:
        spool.append(JournalRead(organisation="", person=f"unix:{os.getuid()}", reason="consultation"))


def _directory(given: Path | None) -> Path:
    from garant.journal import JournalMissing

    directory = given if given is not None else _state() / "journal"
    if not directory.is_dir():
        raise JournalMissing(directory=str(directory))
    if (
        not any(directory.glob("*/head"))
        and not any(directory.glob("*/*.jsonl"))
        and not (directory / "writers").exists()
    ):
        raise JournalMissing(directory=str(directory))
    return directory


def _default_key(given: Path | None) -> Path | None:
    """The key beside the journal of this installation; beside an export, only where it stands there."""
    path = (given.resolve().parent if given is not None else _state()) / "journal.key"
    return path if path.exists() else None


def _state() -> Path:
    return Path(os.environ.get("GARANT_STATE") or "state")


def _when(at: datetime) -> str:
    return at.astimezone().strftime("%d/%m/%Y %H:%M:%S")


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise argparse.ArgumentTypeError("il faut un nombre d’au moins 1")
    return int(text)
