"""What a request says, sealed under its own record: a part moved to another request does not open."""

import json
from dataclasses import asdict, dataclass

from garant.registers.rights.models import RightsRequest
from garant.registers.sealing import REQUESTS


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks, and where the answer goes."""

    name: str
    contact: str

    @property
    def is_known(self) -> bool:
        """Whether anybody can be answered: what was taken over from a file may come without it."""
        return bool(self.name)


NOBODY = Identity("", "")


def seal_part(request: RightsRequest, text: str, part: str) -> bytes:
    """One part of the request, sealed."""
    return REQUESTS.seal_part(request, text, part)


def open_part(request: RightsRequest, sealed: bytes | memoryview | None, part: str) -> str:
    """The part as it was written; "" where there is none."""
    return REQUESTS.open_part(request, sealed, part)


def seal_identity(request: RightsRequest, identity: Identity) -> bytes:
    """The name and the contact, sealed together."""
    return seal_part(request, json.dumps(asdict(identity)), "identity")


def open_identity(request: RightsRequest) -> Identity:
    """The name and the contact."""
    return Identity(**json.loads(open_part(request, request.identity, "identity")))
