"""The command `garant`: one file for each command, found by its module's `register(subparsers)`."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence

from garant import __version__
from garant.words import GarantError, say, todo


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 only where all went well. Errors are one French sentence on stderr."""
    parser = argparse.ArgumentParser(prog="garant", description="La charte IA, appliquée.")
    parser.add_argument("--version", action="version", version=f"garant {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMANDE", required=True)
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        # Each command imports what it needs within its own function, so that `garant --help` stays fast.
        importlib.import_module(f"{__name__}.{module.name}").register(commands)
    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except GarantError as error:
        print(f"garant : {say(error)}\n         {todo(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("garant : interrompu.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # `garant … | head` closed its end: not an error of ours.
        return 0
