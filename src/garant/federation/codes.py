"""The code that one organisation gives to another: read out or pasted once."""

import hashlib
import secrets

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no look-alikes
_GROUPS, _LETTERS = 4, 5


def new_code() -> str:
    """Four groups of five letters and digits: 99 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))


def hash_of(code: str) -> str:
    """What is kept. A plain digest is enough: nobody guesses 99 bits. Spaces, dashes and case don't count."""
    read = "".join(letter for letter in code.lower() if letter in _ALPHABET)
    return hashlib.sha256(read.encode()).hexdigest()
