"""The catalogue of errors: code → cause, French sentence, what to do. One TOML file for each room."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from garant.words.errors import GarantError


@dataclass(frozen=True, slots=True)
class Message:
    """`say` and `do` are French and hold `{fact}` fields; `cause` is for developers, in English."""

    code: str
    room: str
    cause: str
    say: str
    do: str
    status: int | None  # the HTTP status that the gateway answers with, where it can meet this error


@cache
def all_messages() -> dict[str, Message]:
    """Every message by code. A code that two files define is refused."""
    found: dict[str, Message] = {}
    for source in sorted(files("garant.words.messages").iterdir(), key=lambda entry: entry.name):
        if not source.name.endswith(".fr.toml"):
            continue
        room = source.name.removesuffix(".fr.toml")
        for code, entry in tomllib.loads(source.read_text(encoding="utf-8")).items():
            if code in found:
                raise ValueError(f"the error code {code} stands in {found[code].room} and in {room}")
            found[code] = Message(code, room, entry["cause"], entry["say"], entry["do"], entry.get("status"))
    return found


def message(code: str) -> Message:
    """The message of a code; KeyError where the catalogue lacks it (a test keeps it complete)."""
    return all_messages()[code]


def say(error: GarantError) -> str:
    """What went wrong, in one French sentence."""
    return message(error.code).say.format_map(_Facts(error.facts))


def todo(error: GarantError) -> str:
    """What the person can do about it, in French."""
    return message(error.code).do.format_map(_Facts(error.facts))


class _Facts(dict[str, object]):
    """A missing fact shows as "?" rather than hide the sentence behind a second error."""

    def __missing__(self, key: str) -> str:
        return "?"
