"""Server-sent events: read those of the gateway, write ours."""

import orjson


class EventReader:
    """Takes bytes as they come, in any slices; gives the data of each whole event."""

    def __init__(self) -> None:
        self._pending = b""
        self._data: list[bytes] = []

    def feed(self, received: bytes) -> list[bytes]:
        """The data of the events that these bytes complete, in order. Comments and other fields are dropped."""
        *lines, self._pending = (self._pending + received).split(b"\n")
        events: list[bytes] = []
        for raw in lines:
            line = raw.removesuffix(b"\r")
            if not line and self._data:
                events.append(b"\n".join(self._data))
                self._data = []
            elif line.startswith(b"data:"):
                self._data.append(line[5:].removeprefix(b" "))
        return events


def event(name: str, data: object) -> bytes:
    """One event of ours: a name and a JSON value on one line."""
    return b"event: " + name.encode() + b"\ndata: " + orjson.dumps(data) + b"\n\n"
