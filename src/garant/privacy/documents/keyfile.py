"""The key file that brings a document back. It holds the originals: it stays with who made it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from garant.privacy.documents.errors import KeyDamaged
from garant.privacy.documents.opening import read_bytes
from garant.privacy.placeholder import read

FORMAT = "garant-cle"
VERSION = 1


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


def read_key(path: Path) -> KeyFile:
    """A key file, checked whole: format, version, each placeholder."""
    try:
        content = json.loads(read_bytes(path))
        if not isinstance(content, dict) or content["format"] != FORMAT or content["version"] != VERSION:
            raise KeyDamaged(file=path.name)
        mapping, digest = content["mapping"], content["sha256"]
        if not isinstance(digest, str) or not isinstance(mapping, dict):
            raise KeyDamaged(file=path.name)
        for placeholder, original in mapping.items():
            if read(placeholder) is None or not isinstance(original, str):
                raise KeyDamaged(file=path.name)
    except (ValueError, KeyError, RecursionError) as error:
        raise KeyDamaged(file=path.name) from error
    return KeyFile(mapping, digest)
