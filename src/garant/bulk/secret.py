"""The secret of a collection: one file, from which every key of it derives.

`collection.json` (0600, in the key folder, 0700):

    {"format": "garant-collection", "version": 1, "secret": "64 hexadecimal digits"}

Who holds it, with the documents that were handed over, can test whether a person is meant by a pseudonym. It
never lies in the output folder and never travels: workers read it from the key folder.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from pathlib import Path

from garant.bulk.errors import CollectionKeyDamaged

FORMAT = "garant-collection"
VERSION = 1
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Secret:
    value: bytes = field(repr=False)

    def derived(self, purpose: str, of: str = "") -> bytes:
        """The key for one purpose, and for one document of it where `of` tells which."""
        message = f"{purpose}\0{of}".encode("utf-8", "surrogateescape")
        return hmac.digest(self.value, message, hashlib.sha256)

    def dumped(self) -> bytes:
        content = {"format": FORMAT, "version": VERSION, "secret": self.value.hex()}
        return (json.dumps(content) + "\n").encode("ascii")


def read_secret(path: Path) -> Secret:
    """CollectionKeyDamaged for whatever is not a secret of ours."""
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT or content["version"] != VERSION:
            raise CollectionKeyDamaged(folder=path.parent.name)
        value = bytes.fromhex(content["secret"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise CollectionKeyDamaged(folder=path.parent.name) from error
    if len(value) != _BYTES:
        raise CollectionKeyDamaged(folder=path.parent.name)
    return Secret(value)
