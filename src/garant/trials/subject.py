"""The name by which a room below knows an AI use: "use:<uuid>"."""

import uuid

from garant.trials.errors import SubjectInvalid

_PREFIX = "use:"


def checked(subject: str) -> str:
    """The subject in its one spelling."""
    name = subject.removeprefix(_PREFIX)
    try:
        found = uuid.UUID(name)
    except ValueError as error:
        raise SubjectInvalid from error
    if name == subject or str(found) != name.lower():
        raise SubjectInvalid
    return f"{_PREFIX}{found}"


def use_of(subject: str) -> str:
    """The use's id: what the journal and the keys name."""
    return subject.removeprefix(_PREFIX)


def page_of(subject: str) -> str:
    """Where the use is read."""
    return f"/usages/{use_of(subject)}/"
