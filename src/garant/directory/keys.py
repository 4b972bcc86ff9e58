"""Keys of the gateway: how they are made, and what is kept of them."""

import hashlib
import secrets
from dataclasses import dataclass

from garant.directory.secrets import derive

_PREFIX_SHOWN = 16


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key at the only moment where it is known: `text` is shown to its owner, then forgotten."""

    text: str
    prefix: str
    hash: str


def new_key() -> NewKey:
    """A key of 32 random bytes."""
    text = f"sk-garant-{secrets.token_urlsafe(32)}"
    return NewKey(text, text[:_PREFIX_SHOWN], hash_of(text))


def hash_of(key: str) -> str:
    """What the snapshot holds of a key. A plain digest is enough: the key is 32 random bytes, not a password."""
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def assistant_key(organisation: str) -> str:
    """The key by which the assistant speaks for the people of an organisation (its slug).

    Derived from the installation's secret: nothing to store, and the snapshot holds only its hash.
    """
    return f"sk-garant-assistant-{derive(f'assistant-key:{organisation}').hex()}"
