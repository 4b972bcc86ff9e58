"""The gateway's end of the journal: an entry is durable when `write` returns, or nothing goes on."""

import asyncio
from concurrent.futures import Future
from typing import Any, Protocol

from garant.gateway.errors import JournalUnavailable
from garant.journal import Entry
from garant.journal import JournalUnavailable as SpoolUnavailable

_PATIENCE_SECONDS = 15  # a disk that syncs for longer than this does not follow


class EntrySpool(Protocol):
    """What the gateway needs of `garant.journal.Spool`."""

    def submit(self, entry: Entry) -> "Future[Any]": ...


class Recorder:
    """Writes entries, and remembers whether the last one could be written."""

    def __init__(self, spool: EntrySpool, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        self._spool = spool
        self._patience_seconds = patience_seconds
        self.works = True

    async def write(self, entry: Entry) -> None:
        """Returns once `entry` is durable. Raises JournalUnavailable; what was submitted is written all the same."""
        try:
            # Shielded: who waits may be cancelled, what happened is still written.
            done = asyncio.shield(asyncio.wrap_future(self._spool.submit(entry)))
            await asyncio.wait_for(done, self._patience_seconds)
        except SpoolUnavailable as error:
            self.works = False
            raise JournalUnavailable(**error.facts) from None
        except TimeoutError:
            self.works = False
            raise JournalUnavailable(writer="gateway", reason="le disque ne répond pas") from None
        self.works = True

    def note(self, entry: Entry) -> None:
        """Submits `entry` and waits for nothing: for who has no time left."""
        self._spool.submit(entry)
