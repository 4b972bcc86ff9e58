"""The command `garant`: one file for each command, found by its module's `register(subparsers)`."""

import argparse
import codecs
import contextlib
import errno
import importlib
import io
import os
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from garant import __version__
from garant.words import GarantError, say, todo

# What argparse says of a command that can't be understood, and its French. Others are told as they come.
_FRENCH = (
    (r"the following arguments are required: (.+)", r"il manque : \1"),
    (r"unrecognized arguments: (.+)", r"argument inconnu : \1"),
    (r"argument (\S+): expected one argument", r"\1 attend une valeur"),
    (r"argument (\S+): expected at least one argument", r"\1 attend au moins une valeur"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 n’attend pas de valeur"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 ne va pas avec \2"),
    (
        r"argument (\S+): invalid choice: '(.*)' \(choose from (.+)\)",
        r"\1 : « \2 » n’est pas possible ; au choix : \3",
    ),
    (r"argument (\S+): invalid \w+ value: '(.*)'", r"\1 : « \2 » n’est pas une valeur possible"),
    (r"one of the arguments (.+) is required", r"il manque l’une de ces options : \1"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 peut être \2 : écrivez l’option entière"),
    (r"argument (\S+): (.+)", r"\1 : \2"),
)


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def path_given(text: str) -> Path:
    """A path of the command line. An empty one, as of a variable that is not set, would be the folder where one is."""
    if not text.strip():
        raise argparse.ArgumentTypeError("le nom est vide")
    return Path(text)


@contextlib.contextmanager
def terminable() -> Iterator[None]:
    """A request to end (SIGTERM) stops as cleanly as Ctrl-C: nothing half written stays."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _speak_any_encoding() -> None:
    """A terminal or a file in another encoding loses a sign, and not the command; a file's name is told as it is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            known = codecs.lookup(stream.encoding).name
            stream.reconfigure(errors="surrogateescape" if known == "utf-8" else "replace")


def _close_output() -> None:
    """What could not be written is not tried again when Python ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "usage : " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Speaks French. Its commands are of the same class, by argparse's default."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"formatter_class": _Help, **options, "add_help": False})
        self._positionals.title = "à donner"
        self.add_argument("-h", "--help", action="help", help="affiche cette aide")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog} : {_in_french(message)}.\n")


def _in_french(message: str) -> str:
    for english, french in _FRENCH:
        found = re.fullmatch(english, message, re.DOTALL)
        if found is not None:
            return found.expand(french)
    return message


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 only where all went well. Errors are one French sentence on stderr."""
    _speak_any_encoding()
    parser = _Parser(prog="garant", description="La charte IA, appliquée.")
    parser.add_argument(
        "--version", action="version", version=f"garant {__version__}", help="affiche la version"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMANDE", required=True)
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        # Each command imports what it needs within its own function, so that `garant --help` stays fast.
        importlib.import_module(f"{__name__}.{module.name}").register(commands)
    arguments = parser.parse_args(argv)
    try:
        code = int(arguments.run(arguments) or 0)
        if sys.stdout is not None:
            sys.stdout.flush()  # or a full disk would be told by Python, in English, after the end
    except GarantError as error:
        print(f"garant : {say(error)}\n         {todo(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("garant : interrompu.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # `garant … | head` closed its end: not an error of ours.
        _close_output()
        return 0
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _close_output()
        print("garant : la sortie n’a pas pu être écrite : le disque est plein.", file=sys.stderr)
        return 1
    return code
