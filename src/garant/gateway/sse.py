"""Server-sent events read as they come, whatever the cut, and each kept as the bytes it came in where it is one line.

Readers differ on lone carriage returns and on data in several lines: such an event is written anew, so that whoever
reads after us reads what we read.
"""

import re
from dataclasses import dataclass

import orjson

DONE = b"data: [DONE]\n\n"
KEEP_ALIVE = b": keep-alive\n\n"

# An event ends at a blank line. A "\r" that ends the buffer may be half of a "\r\n": it needs what follows.
_LINE_END = rb"(?:\r\n|\n|\r(?=[^\n]))"
_BLANK_LINE = re.compile(_LINE_END + _LINE_END)
_LINE = re.compile(rb"\r\n|\n|\r")
_LARGEST_EVENT = 8 << 20


class EventTooLarge(Exception):
    """An event without end: nothing more is read."""


@dataclass(frozen=True, slots=True)
class Event:
    """`raw` is the event to pass on, its blank line included; `data` is None for comments and other fields."""

    raw: bytes
    data: bytes | None


class EventReader:
    """Bytes in, whole events out."""

    def __init__(self, largest: int = _LARGEST_EVENT) -> None:
        self._pending = b""
        self._searched = 0
        self._largest = largest
        self._first = True

    def feed(self, received: bytes) -> list[Event]:
        """The events that these bytes complete. Raises EventTooLarge."""
        buffer = self._pending + received if self._pending else received
        if self._first and buffer:
            if b"\xef\xbb\xbf".startswith(buffer[:3]) and len(buffer) < 3:
                self._pending = buffer
                return []
            buffer = buffer.removeprefix(b"\xef\xbb\xbf")
            self._first = False
        events: list[Event] = []
        start = 0
        if b"\r" not in buffer:
            at = buffer.find(b"\n\n", max(0, self._searched - 1))
            while at >= 0:
                events.append(_event(buffer[start : at + 2]))
                start = at + 2
                at = buffer.find(b"\n\n", start)
        else:
            for end in _BLANK_LINE.finditer(buffer, max(0, self._searched - 3)):
                events.append(_event(buffer[start : end.end()]))
                start = end.end()
        self._pending = buffer[start:]
        self._searched = len(self._pending)
        if len(self._pending) > self._largest:
            raise EventTooLarge
        return events

    def close(self) -> list[Event]:
        """What the end of the stream completes: some servers leave out the last blank line."""
        rest, self._pending = self._pending, b""
        if not rest.strip():
            return []
        return [_event(rest.rstrip(b"\r\n") + b"\n\n")]


def encode(value: object) -> bytes:
    """One event of ours, its value as JSON on one line."""
    return b"data: " + orjson.dumps(value) + b"\n\n"


def _event(raw: bytes) -> Event:
    if raw.startswith(b"data: ") and raw.find(b"\n") == len(raw) - 2 and b"\r" not in raw:
        return Event(raw, raw[6:-2])
    data = []
    for line in _LINE.split(raw):
        if line.startswith(b"data:"):
            data.append(line[5:].removeprefix(b" "))
        elif line == b"data":
            data.append(b"")
    if not data:
        return Event(raw, None)
    plain = raw.replace(b"\r\n", b"\n")
    if raw.startswith(b"data:") and plain.find(b"\n") == len(plain) - 2 and b"\r" not in plain:
        return Event(raw, data[0])
    return Event(b"".join(b"data: " + line + b"\n" for line in data) + b"\n", b"\n".join(data))
