"""The name by which a room below knows an AI use: "use:<uuid>". Other things have other prefixes ("incident:…")."""

import uuid

from garant.words import GarantError

_USE = "use:"


def subject_of(use: object) -> str:
    """The subject of a use by its id; "" where there is none."""
    return f"{_USE}{use}" if use else ""


def use_id(subject: str) -> str:
    """The bare id of the use; "" for any other subject."""
    return subject.removeprefix(_USE) if subject.startswith(_USE) else ""


def use_of(subject: str) -> str | None:
    """The bare id of the use, as the journal names it; None for any other subject."""
    return use_id(subject) or None


def page_of(subject: str) -> str:
    """Where the use is read; "" for any other subject."""
    return f"/usages/{use_id(subject)}/" if use_id(subject) else ""


def checked(subject: str, invalid: type[GarantError]) -> str:
    """The subject of a use in its one spelling, `invalid` for anything else: each room says what to do in its words."""
    name = use_id(subject)
    try:
        found = uuid.UUID(name)
    except ValueError as error:
        raise invalid from error
    if str(found) != name.lower():
        raise invalid
    return subject_of(found)
