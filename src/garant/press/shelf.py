"""Files made once and kept a while, so that a public page can't be used to keep the machine busy."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from threading import Lock

from garant.press.errors import PressBusy

KEPT_BYTES = 48 * 1024 * 1024
MADE_PER_MINUTE = 90
_WINDOW_SECONDS = 60.0


class Shelf:
    """One file is made at a time; the least asked ones go first where there is no more room."""

    def __init__(
        self,
        *,
        kept_bytes: int = KEPT_BYTES,
        made_per_minute: int = MADE_PER_MINUTE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._kept_bytes = kept_bytes
        self._made_per_minute = made_per_minute
        self._clock = clock
        self._files: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0
        self._made_at: deque[float] = deque()
        self._looking, self._making = Lock(), Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The file of this key, made if need be. Raises PressBusy where too many were made within a minute."""
        kept = self._kept(key)
        if kept is not None:
            return kept
        with self._making:
            kept = self._kept(key)  # someone else made it meanwhile
            if kept is None:
                self._count()
                kept = make()
                self._keep(key, kept)
            return kept

    def _kept(self, key: Hashable) -> bytes | None:
        with self._looking:
            found = self._files.get(key)
            if found is not None:
                self._files.move_to_end(key)
            return found

    def _count(self) -> None:
        now = self._clock()
        while self._made_at and self._made_at[0] <= now - _WINDOW_SECONDS:
            self._made_at.popleft()
        if len(self._made_at) >= self._made_per_minute:
            raise PressBusy
        self._made_at.append(now)

    def _keep(self, key: Hashable, file: bytes) -> None:
        with self._looking:
            self._files[key] = file
            self._size += len(file)
            while self._size > self._kept_bytes and len(self._files) > 1:
                _, gone = self._files.popitem(last=False)
                self._size -= len(gone)
