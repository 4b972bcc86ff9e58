"""Words of a trial that may tell of someone: sealed for the organisation, bound to their record."""

import base64
import uuid

from garant.directory.sealing import seal, unseal
from garant.trials.models import Trial

_PURPOSE = "trial"


def closed(trial: Trial, text: str, record: uuid.UUID, part: str) -> bytes:
    return seal(
        text, purpose=_PURPOSE, organisation=trial.organisation.slug, bound_to=f"{trial.id}:{record}:{part}"
    )


def opened(trial: Trial, sealed: bytes | memoryview | None, record: uuid.UUID, part: str) -> str:
    """The words, "" where there are none."""
    if sealed is None:
        return ""
    return unseal(
        bytes(sealed),
        purpose=_PURPOSE,
        organisation=trial.organisation.slug,
        bound_to=f"{trial.id}:{record}:{part}",
    )


def closed_bytes(trial: Trial, content: bytes, record: uuid.UUID) -> bytes:
    return closed(trial, base64.b64encode(content).decode(), record, "content")


def opened_bytes(trial: Trial, sealed: bytes | memoryview, record: uuid.UUID) -> bytes:
    return base64.b64decode(opened(trial, sealed, record, "content"))
