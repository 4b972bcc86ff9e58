"""Words at rest: sealed with AES-256-GCM under a key of their purpose and their organisation."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from garant.directory.secrets import derive
from garant.words import GarantError

_NONCE = 12


class SealBroken(GarantError):
    code = "seal_broken"


def seal(text: str, *, purpose: str, organisation: str, bound_to: str = "") -> bytes:
    """Seal `text`. `bound_to` is the id of the record that holds it: moved to another record, it does not open."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(purpose, organisation).encrypt(nonce, text.encode(), bound_to.encode())


def unseal(sealed: bytes, *, purpose: str, organisation: str, bound_to: str = "") -> str:
    """The text as it was sealed. SealBroken where a byte, the key, the organisation or the record differs."""
    raw = bytes(sealed)
    try:
        opened = _cipher(purpose, organisation).decrypt(raw[:_NONCE], raw[_NONCE:], bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBroken(purpose=purpose) from error
    return opened.decode()


def _cipher(purpose: str, organisation: str) -> AESGCM:
    return AESGCM(derive(f"seal:{purpose}:{organisation}"))
