"""The name by which a room below knows an AI use: "use:<uuid>"."""

import uuid

from garant.decisions.errors import SubjectInvalid

_PREFIX = "use:"


def checked(subject: str) -> str:
    """The subject in its one spelling; "" for a treatment that no use of the house describes."""
    if not subject:
        return ""
    name = subject.removeprefix(_PREFIX)
    try:
        found = uuid.UUID(name)
    except ValueError as error:
        raise SubjectInvalid from error
    if name == subject or str(found) != name.lower():
        raise SubjectInvalid
    return f"{_PREFIX}{found}"


def use_of(subject: str) -> str | None:
    """The use's id, for the journal."""
    return subject.removeprefix(_PREFIX) or None


def page_of(subject: str) -> str:
    """Where the use is read."""
    return f"/usages/{subject.removeprefix(_PREFIX)}/" if subject else ""
