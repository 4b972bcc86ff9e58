"""How the systems are, as the last calls and a light question tell: green, yellow (busy, loading) or red."""

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from garant.gateway.errors import ModelLoading, UpstreamRateLimited, UpstreamTrouble
from garant.gateway.snapshot import System
from garant.gateway.upstream import Upstream

GREEN, YELLOW, RED = "green", "yellow", "red"
_WORST = (GREEN, YELLOW, RED)
_TRUSTED_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class _Beat:
    status: str
    at: float


class Pulse:
    """Remembers the last sign of each system. Asks again after some seconds, whoever wants to know, and once."""

    def __init__(self, upstream: Upstream, clock: Callable[[], float] = time.monotonic) -> None:
        self._upstream = upstream
        self._clock = clock
        self._beats: dict[str, _Beat] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}

    def answered(self, system: System) -> None:
        """A call to this system went well."""
        self._beats[system.url] = _Beat(GREEN, self._clock())

    def failed(self, system: System, error: UpstreamTrouble) -> None:
        """A call to this system met this trouble."""
        busy = isinstance(error, ModelLoading | UpstreamRateLimited)
        self._beats[system.url] = _Beat(YELLOW if busy else RED, self._clock())

    async def statuses(self, systems: Iterable[System]) -> dict[str, str]:
        """Model name → status; of several systems of one name the worst. At most one question per system at a time."""
        asked = tuple(systems)
        stale = {system.url: system for system in asked if not self._is_fresh(system)}
        for url, system in stale.items():
            if url not in self._asking:
                self._asking[url] = asyncio.create_task(self._ask(system))
        if stale:
            await asyncio.gather(*(self._asking[url] for url in stale if url in self._asking))
        found: dict[str, str] = {}
        for system in asked:
            status = self._beats[system.url].status
            found[system.model] = max(found.get(system.model, GREEN), status, key=_WORST.index)
        return found

    def _is_fresh(self, system: System) -> bool:
        beat = self._beats.get(system.url)
        return beat is not None and self._clock() - beat.at < _TRUSTED_SECONDS

    async def _ask(self, system: System) -> None:
        try:
            alive = await self._upstream.probe(system)
            status = YELLOW if alive is None else GREEN if alive else RED
            self._beats[system.url] = _Beat(status, self._clock())
        finally:
            self._asking.pop(system.url, None)
