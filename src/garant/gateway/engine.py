"""What the routes share: one value for one gateway, put together once at its start."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from garant.charter import ForbiddenUse, Policy, UseClassifier, forbidden_use
from garant.gateway.conversation import Conversations
from garant.gateway.errors import SnapshotUnavailable
from garant.gateway.inspection import Inspector
from garant.gateway.memory import TextMemory, digest_of
from garant.gateway.pulse import Pulse
from garant.gateway.recording import Recorder
from garant.gateway.register import Register
from garant.gateway.snapshot import Snapshot
from garant.gateway.sources import Source
from garant.gateway.upstream import Upstream

_READ_ASIDE = 64_000  # characters: a text that would hold the event loop for milliseconds


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of a gateway."""

    body_bytes: int = 10 << 20
    inspection_seconds: float = 20
    # After this long without an answer the stream is opened and kept alive, so that no proxy in between gives up.
    slow_start_seconds: float = 8
    keep_alive_seconds: float = 10
    refresh_seconds: float = (
        0.25  # a stat of one file; a person who has just acknowledged the charter may write at once
    )


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything a request needs but itself."""

    source: Source
    recorder: Recorder
    upstream: Upstream
    inspector: Inspector
    conversations: Conversations
    pulse: Pulse
    secret: bytes = field(repr=False)
    settings: Settings = DEFAULTS
    classifier: UseClassifier | None = None
    uses_found: TextMemory[tuple[tuple[ForbiddenUse, ...], tuple[ForbiddenUse, ...]]] = field(
        default_factory=lambda: TextMemory(50_000), repr=False
    )
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time

    def moment(self) -> datetime:
        """The time of day by which keys expire and systems close."""
        return datetime.fromtimestamp(self.now(), UTC)

    def register(self) -> Register:
        """The snapshot in force, ready to be asked. Raises SnapshotUnavailable."""
        snapshot = self.source.current()
        if snapshot is None:
            raise SnapshotUnavailable
        return _register(_ById(snapshot))

    async def forbidden(self, policy: Policy, texts: Sequence[str]) -> tuple[ForbiddenUse, ...]:
        """The forbidden uses that these texts describe, each once, in the order of the charter."""
        if not policy.forbidden:
            return ()
        found: set[ForbiddenUse] = set()
        for text in texts:
            found.update(await self._forbidden_in(policy, text))
        return tuple(use for use in policy.forbidden if use in found)

    async def _forbidden_in(self, policy: Policy, text: str) -> tuple[ForbiddenUse, ...]:
        """Remembered by text and by the charter's own uses: a new version, or another organisation, reads anew."""
        digest = digest_of(text)
        known = self.uses_found.recall(digest)
        if known is not None and known[0] is policy.forbidden:
            return known[1]
        if len(text) > _READ_ASIDE:
            uses = await asyncio.to_thread(forbidden_use, policy, text, classifier=self.classifier)
        else:
            uses = forbidden_use(policy, text, classifier=self.classifier)
        self.uses_found.keep(digest, (policy.forbidden, uses))
        return uses


class _ById:
    """A snapshot compared by identity: comparing the charters of a hundred communes would cost more than all else."""

    __slots__ = ("snapshot",)

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.snapshot is self.snapshot

    def __hash__(self) -> int:
        return id(self.snapshot)


@lru_cache(maxsize=4)
def _register(held: _ById) -> Register:
    return Register(held.snapshot)
