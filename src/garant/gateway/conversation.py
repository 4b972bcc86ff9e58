"""Which conversation a request belongs to, what its pseudonyms derive from, and whether it was re-routed before."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import orjson

from garant.gateway.shape import ChatRequest
from garant.words import Zone

_REMEMBERED = 50_000
_REMEMBERED_SECONDS = 12 * 3600.0


def conversation_of(request: ChatRequest, *, secret: bytes, caller: str, session: str | None) -> bytes:
    """A digest that all turns of a conversation share, and no two callers.

    The caller may name it: by the header `x-session-id` (`session`) or by `metadata.session_id`. `user` and
    `prompt_cache_key` tell too little, since clients use one value for many conversations: they count
    together with the first messages, which stand for a conversation where nothing names it.
    """
    metadata = request.body.get("metadata") or {}
    named = session or metadata.get("session_id")
    if isinstance(named, str) and named:
        parts = [b"named", named.encode("utf-8", "surrogatepass")]
    else:
        hints = (request.body.get("user"), request.body.get("prompt_cache_key"))
        parts = [b"first", orjson.dumps([*hints, *_first_messages(request)])]
    return _digest(secret, b"conversation", caller.encode(), *parts)


def pseudonym_key(conversation: bytes, *, secret: bytes, organisation: str) -> bytes:
    """The key of a conversation's pseudonyms: neither it nor a pseudonym tells the installation's secret."""
    return _digest(secret, b"pseudonyms", organisation.encode(), conversation)


def session_key(session: str, *, secret: bytes, organisation: str, person: str) -> bytes:
    """The key of the pseudonyms of texts that a caller handles together, under a name of their own."""
    parts = (organisation.encode(), person.encode(), session.encode("utf-8", "surrogatepass"))
    return _digest(secret, b"texts", *parts)


def _digest(secret: bytes, purpose: bytes, *parts: bytes) -> bytes:
    """A keyed digest (BLAKE2b) of 32 bytes; `purpose` keeps one use of the secret apart from another."""
    digest = hashlib.blake2b(digest_size=32, key=secret, person=purpose)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def _first_messages(request: ChatRequest) -> Iterable[object]:
    """Up to the first message of a user: what a client sends again, unchanged, at each turn."""
    for message in request.messages:
        yield message.get("role")
        yield message.get("content")
        if message.get("role") == "user":
            return


class Conversations:
    """The conversations that were re-routed: they stay so, since their history now holds what may not leave.

    In memory, bounded in number and age: where a conversation is forgotten, its history (which clients send
    whole) leads to the same decision again.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rerouted: OrderedDict[bytes, _Rerouted] = OrderedDict()

    def remember(self, conversation: bytes, zone: Zone, clauses: Iterable[str]) -> None:
        """This conversation was not let into this zone, because of these clauses."""
        before = self._rerouted.pop(conversation, None)
        if before is not None:
            zone = min(zone, before.zone, key=_RANKS.index)
            clauses = (*before.clauses, *clauses)
        ends = self._clock() + _REMEMBERED_SECONDS
        self._rerouted[conversation] = _Rerouted(zone, tuple(dict.fromkeys(clauses)), ends)
        while len(self._rerouted) > _REMEMBERED:
            self._rerouted.popitem(last=False)

    def rerouted(self, conversation: bytes, zone: Zone) -> tuple[str, ...] | None:
        """The clauses that keep this conversation out of this zone; None where nothing does."""
        entry = self._rerouted.get(conversation)
        if entry is None or _RANKS.index(zone) < _RANKS.index(entry.zone):
            return None
        if entry.ends < self._clock():
            del self._rerouted[conversation]
            return None
        return entry.clauses


@dataclass(frozen=True, slots=True)
class _Rerouted:
    zone: Zone  # the nearest zone that it was kept out of; farther ones are closed to it too
    clauses: tuple[str, ...]
    ends: float


# From the nearest to the farthest.
_RANKS = (Zone.INTERNAL, Zone.SOVEREIGN, Zone.EXTERNAL)
