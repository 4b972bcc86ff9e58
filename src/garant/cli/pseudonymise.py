"""`garant pseudonymise`: a document without its personal data, and the key that brings them back."""

import argparse
import secrets
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from garant.cli import path_given, terminable
from garant.words import GarantError, count

if TYPE_CHECKING:
    from garant.privacy import Reading
    from garant.privacy.documents import Pseudonymised

# What stands between the words of a file's name.
_JOINTS = str.maketrans("_.+~-", " " * 5)


class OutIsFolder(GarantError):
    """One document goes to one file. Facts: `file`."""

    code = "out_is_folder"


class OptionForFile(GarantError):
    """An option of one document, given with a folder: it would have no effect. Facts: `option`."""

    code = "option_for_file"


class OptionForFolder(GarantError):
    """An option of a folder, given with one document: its key would be elsewhere than asked. Facts: `option`."""

    code = "option_for_folder"


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "pseudonymise",
        help="remplace les données personnelles d’un document, ou de tout un dossier, par des pseudonymes",
        description="Écrit une copie pseudonymisée du document (texte, tableau, message, page, PDF ou image) et, à "
        "côté, le fichier de clé qui permet de revenir en arrière. N’écrase jamais un fichier. Un PDF ou une image "
        "est noirci pour de bon : pour pouvoir en restaurer le texte, donnez à SORTIE l’extension .txt ou .md.",
    )
    parser.add_argument("file", type=path_given, metavar="FICHIER|DOSSIER")
    parser.add_argument(
        "-o", "--out", type=path_given, metavar="SORTIE", help="par défaut : FICHIER-pseudonymise"
    )
    parser.add_argument(
        "--lisible",
        action="store_true",
        help="met des noms et des valeurs inventés, marqués « ° », plutôt que [PERSONNE_12] (un fichier seul)",
    )
    parser.add_argument(
        "--decaler-dates",
        action="store_true",
        help="déplace toutes les dates de naissance d’un même nombre de semaines (un fichier seul)",
    )
    _add_folder_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from garant.privacy.documents import is_folder

    if is_folder(arguments.file):
        if arguments.lisible or arguments.decaler_dates:
            raise OptionForFile(option="--lisible" if arguments.lisible else "--decaler-dates")
        with terminable():
            return _run_folder(arguments)
    if arguments.keys is not None:
        raise OptionForFolder(option="--keys")
    with terminable():
        pseudonymise_one(
            arguments.file, arguments.out, readable=arguments.lisible, shift_dates=arguments.decaler_dates
        )
    return 0


def pseudonymise_one(
    source: Path, out: Path | None, *, readable: bool = False, shift_dates: bool = False
) -> None:
    """One file, and what there is to say of it."""
    from garant.privacy.documents import pseudonymise_file

    check_out(out)
    done = pseudonymise_file(
        source, out, secrets.token_bytes(32), show_progress, readable=readable, shift_dates=shift_dates
    )
    _say(done)
    _say_what_stays(source)
    if _names_somebody(done.out):
        print(
            "  Attention : le nom du fichier semble nommer une personne. Renommez-le avant de le transmettre."
        )
    print(f"{done.key} : la clé, à garder pour vous. Relisez le document avant de le transmettre.")
    if not done.is_flat:
        print("Pour revenir en arrière :")
        print(f"  {shlex.join(['garant', 'restore', str(done.out), '--key', str(done.key)])}")


def check_out(out: Path | None) -> None:
    """Raises OutIsFolder."""
    from garant.privacy.documents import is_folder

    if out is not None and is_folder(out):
        raise OutIsFolder(file=out.name or str(out))


def show_progress(part: float) -> None:
    """How much is done, to a person who waits."""
    if sys.stderr.isatty():
        print(f"\r{part:4.0%}" if part < 1 else "\r     \r", end="", file=sys.stderr, flush=True)


def _say(done: "Pseudonymised") -> None:
    total = sum(done.found.values())
    print(f"{done.out} : {count(total, 'donnée personnelle remplacée', 'données personnelles remplacées')}")
    for label, number in sorted(done.found.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {label.french} : {number}")
    for remark, number in done.remarks.items():
        print(f"  Attention : {remark.french(number)}.")
    if done.is_flat:
        print("  Ce fichier ne peut pas être restauré ; la clé donne seulement le sens de ses pseudonymes.")


def _say_what_stays(source: Path) -> None:
    """What a pseudonym can't replace, or nobody is sure of: by kind, never quoted."""
    from garant.cli.detect import kinds_of

    reading = _read_whole(source)
    if reading is None:
        print(
            "  Ni les propos sensibles ni ce qui est à vérifier n’ont été cherchés : le fichier est trop gros."
        )
        return
    if reading.statements:
        told = count(len(reading.statements), "propos sensible reste", "propos sensibles restent")
        print(f"  Relisez : {told} dans le texte")
        print(*(f"  {line}" for line in kinds_of(reading.statements)), sep="\n")
    if reading.uncertain:
        told = count(len(reading.uncertain), "passage à vérifier", "passages à vérifier")
        print(f"  Relisez : {told}, que Garant n’a pas remplacés faute d’être sûr")
        print(*(f"  {line}" for line in kinds_of(reading.uncertain)), sep="\n")


def _read_whole(source: Path) -> "Reading | None":
    """None for a text that was taken as a stream, piece by piece."""
    from garant.privacy.documents import open_document
    from garant.privacy.documents.masking import reading_of
    from garant.privacy.documents.opening import TEXT_SUFFIXES, suffix_of
    from garant.privacy.documents.streaming import STREAM_FROM

    if suffix_of(source.name) in TEXT_SUFFIXES and source.stat().st_size >= STREAM_FROM:
        return None
    return reading_of(open_document(source))


def _names_somebody(path: Path) -> bool:
    from garant.privacy import Label, read

    reading = read(path.stem.removesuffix("-pseudonymise").translate(_JOINTS))
    return any(each.label is Label.PERSON for each in (*reading.spans, *reading.uncertain))


def _add_folder_options(parser: argparse.ArgumentParser) -> None:
    folder = parser.add_argument_group(
        "pour un dossier",
        "Écrit dans SORTIE une copie pseudonymisée de chaque document, et à côté : SORTIE-cles (à garder pour vous) et "
        "SORTIE-rapport. Code de sortie : 0 si tout est fait, 3 si des documents n’ont pas pu être traités.",
    )
    folder.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        help="processus qui travaillent ensemble (par défaut : un par cœur)",
    )
    folder.add_argument(
        "--scheduler",
        metavar="ADRESSE",
        help="travaille sur un groupe de machines Dask, par exemple tcp://machine:8786",
    )
    keys = folder.add_mutually_exclusive_group()
    keys.add_argument(
        "--one-key",
        dest="one_key",
        action="store_true",
        default=True,
        help="une clé pour tout le dossier : la même personne a partout le même pseudonyme (par défaut)",
    )
    keys.add_argument(
        "--key-per-file",
        dest="one_key",
        action="store_false",
        help="une clé par document : aucun rapprochement possible de l’un à l’autre",
    )
    folder.add_argument(
        "--keys", type=path_given, metavar="DOSSIER", help="où ranger les clés (par défaut : SORTIE-cles)"
    )
    folder.add_argument(
        "--keep-names",
        action="store_true",
        help="garde les noms de fichiers, même s’ils nomment des personnes",
    )
    folder.add_argument("--resume", action="store_true", help="reprend une collection commencée dans SORTIE")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("un nombre à partir de 1")
    return number


def _run_folder(arguments: argparse.Namespace) -> int:
    from garant.bulk import Options
    from garant.bulk.command import Asked, run

    source: Path = arguments.file.resolve()
    return run(
        Asked(
            source=source,
            out=arguments.out or source.with_name(f"{source.name}-pseudonymise"),
            keys=arguments.keys,
            jobs=arguments.jobs,
            scheduler=arguments.scheduler,
            resume=arguments.resume,
            options=Options(one_key=arguments.one_key, mask_names=not arguments.keep_names),
        ),
        sys.stdout,
        sys.stderr,
    )
