"""The content of a conversation at rest: sealed for its owner alone, bound to the record that holds it."""

from uuid import UUID

from garant.directory.models import Person
from garant.directory.sealing import seal, unseal


def close(owner: Person, text: str, *, place: str, record: UUID) -> bytes:
    """Seal under the owner's own key. Half a character, as a broken paste gives it, becomes a question mark."""
    whole = text.encode("utf-8", "replace").decode()
    return seal(
        whole, purpose=_purpose(owner), organisation=owner.organisation.slug, bound_to=f"{place}:{record}"
    )


def open_sealed(owner: Person, sealed: bytes | memoryview, *, place: str, record: UUID) -> str:
    """The text again. Raises directory's SealBroken where the owner, the place or a byte is another."""
    return unseal(
        bytes(sealed),
        purpose=_purpose(owner),
        organisation=owner.organisation.slug,
        bound_to=f"{place}:{record}",
    )


def _purpose(owner: Person) -> str:
    return f"conversation:{owner.id}:{owner.seal_era}"
