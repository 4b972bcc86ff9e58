"""Answers on their way back: originals put in the place of pseudonyms, the offered model's name, our figures.

An upstream's answer is not trusted to have a shape. What we know how to change is changed where it has the
type we expect; everything else is passed on as it came: it can only hold what the upstream was given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from garant.gateway.errors import UpstreamBroken
from garant.gateway.sse import Event, encode
from garant.privacy import StreamRestorer

# Fields of a message or of a delta where a model writes text for a reader.
_WORDS = ("content", "reasoning_content", "reasoning", "refusal")

# Where the gateway says what it decided and what left: an upstream that writes there would forge the evidence.
_OURS = "garant"


def _as_json_text(value: str) -> str:
    """A value as it stands within a JSON string."""
    return orjson.dumps(value).decode()[1:-1]


@dataclass(frozen=True, slots=True)
class Restoring:
    """How an answer is brought back: `originals` by placeholder, the name that the client asked for."""

    originals: Mapping[str, str] = field(repr=False)
    model: str
    json_answer: bool = False  # the text is JSON by the client's own wish: what is put in is escaped

    def restorer(self, *, in_json: bool) -> StreamRestorer:
        return StreamRestorer(self.originals, _as_json_text if in_json else None)


@dataclass(slots=True)
class Usage:
    """What the upstream counted; None where it did not say."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    raw: dict[str, Any] | None = None

    def read(self, usage: object) -> None:
        """Takes an OpenAI `usage` object, and nothing that isn't one."""
        if isinstance(usage, dict):
            self.raw = usage
            self.input_tokens = _count(usage.get("prompt_tokens"))
            self.output_tokens = _count(usage.get("completion_tokens"))


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53 else None


# ---------------------------------------------------------------- a whole answer


class WholeAnswer:
    """A `chat.completion` restored. Raises UpstreamBroken for a body that is none."""

    def __init__(self, raw: bytes, how: Restoring) -> None:
        try:
            body = orjson.loads(raw)
        except orjson.JSONDecodeError:
            raise UpstreamBroken from None
        if not isinstance(body, dict) or not isinstance(body.get("choices"), list):
            raise UpstreamBroken
        self.body: dict[str, Any] = body
        self.usage = Usage()
        self.usage.read(body.get("usage"))
        self.restored = 0
        self._how = how
        body["model"] = how.model
        body.pop(_OURS, None)
        if how.originals:
            for choice in body["choices"]:
                if isinstance(choice, dict) and isinstance(choice.get("message"), dict):
                    self._restore_message(choice["message"])

    def _restore_message(self, message: dict[str, Any]) -> None:
        for name in _WORDS:
            if name == "content" and isinstance(message.get(name), list):
                for part in message[name]:
                    if isinstance(part, dict):
                        self._restore(part, "text", in_json=self._how.json_answer)
            else:
                self._restore(message, name, in_json=self._how.json_answer and name == "content")
        calls = message.get("tool_calls")
        for call in calls if isinstance(calls, list) else ():
            if isinstance(call, dict):
                self._restore(call, "id", in_json=False)
                self._restore_call(call)
        if isinstance(message.get("function_call"), dict):
            self._restore_call({"function": message["function_call"]})
        if isinstance(message.get("audio"), dict):
            self._restore(message["audio"], "transcript", in_json=False)

    def _restore_call(self, call: dict[str, Any]) -> None:
        function, custom = call.get("function"), call.get("custom")
        if isinstance(function, dict):
            self._restore(function, "name", in_json=False)
            self._restore(function, "arguments", in_json=True)
        if isinstance(custom, dict):
            self._restore(custom, "input", in_json=False)

    def _restore(self, holder: dict[str, Any], name: str, *, in_json: bool) -> None:
        text = holder.get(name)
        if isinstance(text, str) and text:
            restorer = self._how.restorer(in_json=in_json)
            holder[name] = restorer.feed(text) + restorer.close()
            self.restored += restorer.restored


# ---------------------------------------------------------------- an answer that streams

# Where a piece of text goes: a field of the delta, or a field of one of its tool calls.
_Channel = tuple[str, int, str]  # ("" | "tool_calls" | "function_call", index, field)


class _Choice:
    """One choice of a stream: a restorer for each channel that is open."""

    def __init__(self) -> None:
        self.open: dict[_Channel, StreamRestorer] = {}
        self.finished = False


class StreamedAnswer:
    """A stream of `chat.completion.chunk` restored, event by event, in the same words wherever it is cut.

    `feed` gives the bytes to pass on for an event. The usage is kept back: it is the caller's to complete and
    send at the end. `failed` is set once the upstream reported an error within the stream.
    """

    def __init__(self, how: Restoring) -> None:
        self.usage = Usage()
        self.done = False
        self.failed = False
        self.closed_restored = 0
        self._how = how
        self._choices: dict[int, _Choice] = {}
        self._envelope: dict[str, Any] = {"object": "chat.completion.chunk", "model": how.model}

    @property
    def complete(self) -> bool:
        """Whether the upstream said that it is at its end."""
        return self.done or (
            bool(self._choices) and all(choice.finished for choice in self._choices.values())
        )

    @property
    def restored(self) -> int:
        """How many pseudonyms were brought back so far."""
        still_open = (r.restored for choice in self._choices.values() for r in choice.open.values())
        return self.closed_restored + sum(still_open)

    def feed(self, event: Event) -> bytes:
        """What to pass on. Raises UpstreamBroken for an event that holds no chunk."""
        if event.data is None:
            return b""
        if event.data == b"[DONE]":
            self.done = True
            return b""
        try:
            chunk = orjson.loads(event.data)
        except orjson.JSONDecodeError:
            raise UpstreamBroken from None
        if not isinstance(chunk, dict):
            raise UpstreamBroken
        if chunk.get("error") is not None:
            self.failed = True
            return b""
        before, changed = b"", chunk.pop(_OURS, None) is not None
        for name in ("id", "created"):
            if name in chunk:
                self._envelope[name] = chunk[name]
        if isinstance(chunk.get("usage"), dict):
            self.usage.read(chunk.pop("usage"))
            changed = True
            if not chunk.get("choices"):
                return b""
        choices = chunk.get("choices")
        for choice in choices if isinstance(choices, list) else ():
            if isinstance(choice, dict):
                tails, did = self._choice(choice)
                before += tails
                changed = changed or did
        if chunk.get("model") != self._how.model:
            chunk["model"] = self._how.model
            changed = True
        return before + (encode(chunk) if changed else event.raw)

    def close(self) -> bytes:
        """What was still withheld."""
        return b"".join(self._tails(index, choice, keep=None) for index, choice in self._choices.items())

    def chunk(self, **fields: object) -> bytes:
        """A chunk of ours, in the envelope of the upstream's."""
        return encode({**self._envelope, "choices": [], **fields})

    def _choice(self, choice: dict[str, Any]) -> tuple[bytes, bool]:
        index = choice.get("index")
        index = index if isinstance(index, int) else 0
        state = self._choices.get(index)
        if state is None:
            state = self._choices[index] = _Choice()
        before, changed = b"", False
        delta = choice.get("delta")
        if isinstance(delta, dict) and self._how.originals:
            before, changed = self._delta(index, state, delta)
        if choice.get("finish_reason") is not None:
            if self._how.originals:
                # The text of this last delta goes out first, then what was withheld behind it.
                tails = self._tails(index, state, keep=None)
                if tails and delta:
                    words = {**choice, "finish_reason": None}
                    before += self.chunk(choices=[words])
                    choice["delta"] = {}
                    changed = True
                before += tails
            state.finished = True
        return before, changed

    def _delta(self, index: int, state: _Choice, delta: dict[str, Any]) -> tuple[bytes, bool]:
        touched: list[tuple[dict[str, Any], str, _Channel]] = [
            (delta, name, ("", 0, name)) for name in _WORDS if isinstance(delta.get(name), str)
        ]
        named = False
        calls = delta.get("tool_calls")
        for rank, call in enumerate(calls if isinstance(calls, list) else ()):
            if not isinstance(call, dict):
                continue
            number = call.get("index")
            number = number if isinstance(number, int) else rank
            named |= self._restore_names(call)
            for kind, field_name in (("function", "arguments"), ("custom", "input")):
                held = call.get(kind)
                if isinstance(held, dict) and isinstance(held.get(field_name), str):
                    touched.append((held, field_name, ("tool_calls", number, field_name)))
        legacy = delta.get("function_call")
        if isinstance(legacy, dict) and isinstance(legacy.get("arguments"), str):
            touched.append((legacy, "arguments", ("function_call", 0, "arguments")))
        # A model that goes on to something else has finished what it wrote before.
        written = {channel for holder, name, channel in touched if holder[name]}
        before = self._tails(index, state, keep=written) if written else b""
        changed = named
        for holder, name, channel in touched:
            text = holder[name]
            restorer = state.open.get(channel)
            if restorer is None:
                in_json = name == "arguments" or (name == "content" and self._how.json_answer)
                restorer = state.open[channel] = self._how.restorer(in_json=in_json)
            restored = restorer.feed(text)
            if restored != text:
                holder[name] = restored
                changed = True
        return before, changed

    def _restore_names(self, call: dict[str, Any]) -> bool:
        """Identifiers come whole, never in pieces."""
        changed = False
        function = call.get("function")
        for holder, name in ((call, "id"), (function if isinstance(function, dict) else {}, "name")):
            text = holder.get(name)
            if isinstance(text, str) and text:
                restorer = self._how.restorer(in_json=False)
                holder[name] = restorer.feed(text) + restorer.close()
                self.closed_restored += restorer.restored
                changed = True
        return changed

    def _tails(self, index: int, state: _Choice, keep: set[_Channel] | None) -> bytes:
        """Chunks with what the channels still withhold, closing all but those in `keep`."""
        tails = b""
        for channel in [channel for channel in state.open if keep is None or channel not in keep]:
            restorer = state.open.pop(channel)
            self.closed_restored += restorer.restored
            text = restorer.close()
            if text:
                delta = _delta_of(channel, text)
                tails += self.chunk(choices=[{"index": index, "delta": delta, "finish_reason": None}])
        return tails


def _delta_of(channel: _Channel, text: str) -> dict[str, Any]:
    kind, number, name = channel
    if kind == "tool_calls":
        holder = "function" if name == "arguments" else "custom"
        return {"tool_calls": [{"index": number, holder: {name: text}}]}
    if kind == "function_call":
        return {"function_call": {name: text}}
    return {name: text}
