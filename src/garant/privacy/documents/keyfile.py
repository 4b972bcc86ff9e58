"""The key file that brings a document back. It holds the originals: it stays with who made it."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from garant.privacy.documents.errors import KeyDamaged
from garant.privacy.documents.opening import open_regular, read_bytes
from garant.privacy.placeholder import is_placeholder

FORMAT = "garant-cle"
VERSION = 1
MOST_BYTES = 1 << 30  # that of a large table holds millions of originals


@dataclass(frozen=True, slots=True)
class KeyFile:
    """`sha256` is that of the pseudonymised file: it tells whether the file was changed since."""

    mapping: Mapping[str, str]
    sha256: str

    @classmethod
    def of(cls, data: bytes, mapping: Mapping[str, str]) -> "KeyFile":
        return cls(mapping, hashlib.sha256(data).hexdigest())

    def fits(self, data: bytes) -> bool:
        return hashlib.sha256(data).hexdigest() == self.sha256

    def dumped(self) -> bytes:
        content = {"format": FORMAT, "version": VERSION, "sha256": self.sha256, "mapping": dict(self.mapping)}
        return (json.dumps(content, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def digest_of(path: Path) -> str:
    """The digest of a file of any length."""
    with os.fdopen(open_regular(path), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_key(path: Path) -> KeyFile:
    """A key file, checked whole: format, version, each placeholder."""
    try:
        content = json.loads(read_bytes(path, MOST_BYTES))
        if not isinstance(content, dict) or content["format"] != FORMAT or content["version"] != VERSION:
            raise KeyDamaged(file=path.name)
        mapping, digest = content["mapping"], content["sha256"]
        if not isinstance(digest, str) or not isinstance(mapping, dict):
            raise KeyDamaged(file=path.name)
        for placeholder, original in mapping.items():
            if not is_placeholder(placeholder) or not isinstance(original, str):
                raise KeyDamaged(file=path.name)
    except (ValueError, KeyError, RecursionError) as error:
        raise KeyDamaged(file=path.name) from error
    return KeyFile(mapping, digest)
