"""What people write in these registers, sealed under its own record: a part moved to another record does not open."""

import uuid
from dataclasses import dataclass
from typing import Protocol

from garant.directory.models import Organisation
from garant.directory.sealing import seal, unseal


class Sealable(Protocol):
    """A record with words of its own, in one organisation."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def organisation(self) -> Organisation: ...


@dataclass(frozen=True, slots=True)
class Sealing:
    """One kind of record. Its purpose is part of the key: an incident's words never open as a question's."""

    purpose: str

    def seal_part(self, record: Sealable, text: str, part: str) -> bytes:
        """One part of the record, without the space around it, sealed."""
        return seal(
            text.strip(),
            purpose=self.purpose,
            organisation=record.organisation.slug,
            bound_to=f"{record.id}:{part}",
        )

    def open_part(self, record: Sealable, sealed: bytes | memoryview | None, part: str) -> str:
        """The part as it was written; "" where there is none. Whether the reader may see it, the caller has decided."""
        if sealed is None:
            return ""
        return unseal(
            bytes(sealed),
            purpose=self.purpose,
            organisation=record.organisation.slug,
            bound_to=f"{record.id}:{part}",
        )


INCIDENTS = Sealing("incident")
QUESTIONS = Sealing("desk-question")
REQUESTS = Sealing("rights-request")
