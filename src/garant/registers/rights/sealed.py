"""What a request says, sealed under its own record: a part moved to another request does not open."""

import json
from dataclasses import asdict, dataclass

from garant.directory.sealing import seal, unseal
from garant.registers.rights.models import RightsRequest

_PURPOSE = "rights-request"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks, and where the answer goes."""

    name: str
    contact: str


def seal_part(request: RightsRequest, text: str, part: str) -> bytes:
    """One part of the request, sealed."""
    return seal(
        text.strip(),
        purpose=_PURPOSE,
        organisation=request.organisation.slug,
        bound_to=f"{request.id}:{part}",
    )


def open_part(request: RightsRequest, sealed: bytes | memoryview | None, part: str) -> str:
    """The part as it was written; "" where there is none."""
    if sealed is None:
        return ""
    return unseal(
        bytes(sealed),
        purpose=_PURPOSE,
        organisation=request.organisation.slug,
        bound_to=f"{request.id}:{part}",
    )


def seal_identity(request: RightsRequest, identity: Identity) -> bytes:
    """The name and the contact, sealed together."""
    return seal_part(request, json.dumps(asdict(identity)), "identity")


def open_identity(request: RightsRequest) -> Identity:
    """The name and the contact."""
    return Identity(**json.loads(open_part(request, request.identity, "identity")))
