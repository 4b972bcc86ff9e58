"""What was worked out of texts seen before, by a keyed digest of each: no text is kept, and none can be guessed."""

import hashlib
import secrets
from collections import OrderedDict
from typing import Generic, TypeVar

Value = TypeVar("Value")

_KEY = secrets.token_bytes(32)  # of this process: two runs share nothing


def digest_of(text: str) -> bytes:
    """The name of a text in this process."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=_KEY).digest()


class TextMemory(Generic[Value]):
    """A value for each of the last texts; the oldest go first. Bounded by what the values weigh in all."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[bytes, tuple[Value, int]] = OrderedDict()
        self._weight = 0

    def recall(self, digest: bytes) -> Value | None:
        """The value of a text, None where it is not known."""
        entry = self._values.get(digest)
        if entry is None:
            return None
        self._values.move_to_end(digest)
        return entry[0]

    def keep(self, digest: bytes, value: Value, weight: int = 1) -> None:
        """Remembers a value in the place of any other; `weight` is how much of the memory it takes."""
        before = self._values.pop(digest, None)
        if before is not None:
            self._weight -= before[1]
        self._values[digest] = value, weight
        self._weight += weight
        while self._weight > self._most:
            _, (_, dropped) = self._values.popitem(last=False)
            self._weight -= dropped
