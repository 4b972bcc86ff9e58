"""API keys: how one is made, what is kept of it, where a request carries it."""

import hashlib
import secrets
from collections.abc import Callable

from garant.gateway.asgi import Scope, header

_PREFIX = "sk-garant-"


def new_key(chance: Callable[[int], str] = secrets.token_urlsafe) -> str:
    """A key of 32 random bytes."""
    return f"{_PREFIX}{chance(32)}"


def hash_of(key: str) -> str:
    """What is kept of a key. A plain digest is enough: the key is 32 random bytes, not a password."""
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def presented_key(scope: Scope) -> str | None:
    """The key of a request: `Authorization: Bearer …`, else `api-key`, else `x-api-key`."""
    authorization = header(scope, b"authorization")
    if authorization is not None:
        scheme, _, key = authorization.partition(" ")
        if scheme.lower() == "bearer" and key.strip():
            return key.strip()
    return header(scope, b"api-key") or header(scope, b"x-api-key")
