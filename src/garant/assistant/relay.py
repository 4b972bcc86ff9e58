"""The assistant as an ordinary client of the gateway: it asks, and reads what the gateway says as it says it."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp
import orjson

from garant.assistant.errors import GatewayAnswerUnreadable, GatewayUnreachable
from garant.assistant.sse import EventReader

# Between two bytes, not for the whole answer: a small model on a busy machine thinks long before its first word.
_SILENCE_SECONDS: Final = 300
_CONNECT_SECONDS: Final = 5
_ERROR_BODY_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Door:
    """Where the gateway is, and the organisation's key by which the assistant speaks for its people."""

    url: str  # without /v1
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message as the gateway receives it."""

    role: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One request: who asks, in which conversation, which system, with which history (the last turn asks)."""

    person: str
    conversation: str
    model: str
    turns: Sequence[Turn] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Decided:
    """The gateway's `garant` object: what was decided. Comes first. `sent` inside it is content."""

    details: Mapping[str, Any] = field(repr=False)
    request: str


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the answer, restored."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a whole answer. `reason` is the upstream's (`stop`, `length`); usage as the gateway counts it."""

    reason: str | None
    usage: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """The gateway refused, or the upstream failed: `code` is stable, `message` is its French sentence.

    `after_words` is true where the stream broke in the middle: what came before stays.
    """

    code: str
    message: str
    status: int
    request: str = ""
    clauses: tuple[str, ...] = ()
    found: Mapping[str, int] = field(default_factory=dict)  # label → how many
    details: Mapping[str, Any] = field(default_factory=dict, repr=False)
    after_words: bool = False


Said = Decided | Words | Finished | Refused


async def ask(question: Question, *, door: Door) -> AsyncGenerator[Said, None]:
    """What the gateway says to one question, as it comes: Decided, Words…, then Finished; or Refused.

    Closing the iterator closes the connection, and the gateway then stops the upstream. Raises
    GatewayUnreachable (no answer, or a stream that ends without its end) and GatewayAnswerUnreadable.
    """
    body = {
        "model": question.model,
        "messages": [{"role": turn.role, "content": turn.text} for turn in question.turns],
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    headers = {
        "authorization": f"Bearer {door.key}",
        "content-type": "application/json",
        "accept": "text/event-stream",
        "x-garant-person": question.person,
        "x-session-id": question.conversation,
        "x-garant-details": "1",
    }
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS, sock_read=_SILENCE_SECONDS)
    try:
        async with (
            # The gateway stands beside us: a proxy of the environment must not come between.
            aiohttp.ClientSession(timeout=timeout, trust_env=False) as session,
            session.post(
                f"{door.url}/v1/chat/completions", data=orjson.dumps(body), headers=headers
            ) as answer,
        ):
            if answer.status != 200:
                yield await _refusal(answer)
                return
            async for said in _read(answer):
                yield said
    except (aiohttp.ClientError, TimeoutError) as error:
        raise GatewayUnreachable from error


async def _read(answer: aiohttp.ClientResponse) -> AsyncIterator[Said]:
    if "text/event-stream" not in answer.headers.get("content-type", ""):
        raise GatewayAnswerUnreadable
    request = answer.headers.get("x-request-id", "")
    reader = EventReader()
    reason: str | None = None
    usage: Mapping[str, Any] = {}
    worded = False
    async for received in answer.content.iter_any():
        for data in reader.feed(received):
            if data == b"[DONE]":
                yield Finished(reason, usage)
                return
            chunk = _object(data)
            if chunk.get("error") is not None:
                yield _error(chunk, answer, after_words=worded)
                return
            if isinstance(chunk.get("garant"), dict):
                yield Decided(chunk["garant"], request)
            if isinstance(chunk.get("usage"), dict):
                usage = chunk["usage"]
            for choice in _objects(chunk.get("choices")):
                for delta in _objects([choice.get("delta")]):
                    text = delta.get("content")
                    if isinstance(text, str) and text:
                        worded = True
                        yield Words(text)
                if isinstance(choice.get("finish_reason"), str):
                    reason = choice["finish_reason"]
    raise GatewayUnreachable  # the stream stopped before [DONE]


def _objects(told: object) -> list[dict[str, Any]]:
    """What of a list is an object: the gateway passes on what a serving system wrote, in whatever shape."""
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []


async def _refusal(answer: aiohttp.ClientResponse) -> Refused:
    raw = await answer.content.read(_ERROR_BODY_BYTES)
    body = _object(raw)
    if "error" not in body:
        raise GatewayAnswerUnreadable
    return _error(body, answer, after_words=False)


def _error(body: Mapping[str, Any], answer: aiohttp.ClientResponse, *, after_words: bool) -> Refused:
    error = body["error"]
    if not isinstance(error, dict) or not isinstance(error.get("message"), str):
        raise GatewayAnswerUnreadable
    details = body.get("garant")
    return Refused(
        code=str(error.get("code") or "upstream_error"),
        message=error["message"],
        status=answer.status,
        request=answer.headers.get("x-request-id", ""),
        clauses=tuple(
            name.strip() for name in answer.headers.get("x-garant-clauses", "").split(",") if name.strip()
        ),
        found=_counts(answer.headers.get("x-garant-pii", "")),
        details=details if isinstance(details, dict) else {},
        after_words=after_words,
    )


def _counts(header: str) -> dict[str, int]:
    """`NIR=1,PERSON=2` as counts; what is not of this form is dropped."""
    pairs = (pair.strip().partition("=") for pair in header.split(","))
    return {name: int(number) for name, _, number in pairs if name and number.isdecimal()}


def _object(raw: bytes) -> dict[str, Any]:
    try:
        read = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise GatewayAnswerUnreadable from None  # its cause holds what was read
    if not isinstance(read, dict):
        raise GatewayAnswerUnreadable
    return read
