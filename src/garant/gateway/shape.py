"""A chat request read with no trust: known fields checked, every other string found, the rest refused or named.

Only what a closed list decides is left unread: roles, types, numbers and truth values at their known places.
Every other string of the body, names of fields included, stands in one `Position` and is inspected. The body
that leaves is built anew from what was inspected, so that nothing passes beside it.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import orjson
import re2

from garant.gateway.errors import InvalidJson, InvalidRequest
from garant.gateway.view import View, view_of, view_of_json

# orjson reads 1024 levels and writes 254; no honest request comes near.
DEEPEST: Final = 64
_LONGEST_MODEL_NAME = 256

_ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})
_TEXT_PARTS = frozenset({"text", "refusal"})
_TOOL_TYPES = frozenset({"function", "custom"})
# What is not text can't be inspected as text: a data URL, or base64, on one line or as mail wraps it.
_DATA_URL = re2.compile(r"(?i)data:[a-z0-9.+/-]{0,80}(?:;[^;,\s]{1,80}){0,8};base64,")
_RUN = re2.compile(r"[A-Za-z0-9+/_-]{24,}(?:\r?\n[A-Za-z0-9+/_-]{24,})*")
_SHORTEST_RUN = 24
_LONGEST_RUN = 1000  # an identifier, a digest or a list of them is shorter
_WRAPPED_AT = 60  # characters, at least, of a full line of wrapped base64
_STANDARD = str.maketrans("-_", "+/")


@dataclass(frozen=True, slots=True)
class Position:
    """One place of the body where text stands."""

    place: tuple[int | str, ...]  # where it is put back
    field: str  # the same for a reader: "messages[2].content"; never a name that the client chose
    view: View
    message: int | None = None  # of which message
    written: bool = False  # by the person or for them (system, user, tool), and not by a model
    identity: bool = False  # says who asks, not what: it never leaves towards an external system


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A request in a shape that we know. `unknown` names the fields whose content can't be inspected."""

    body: Mapping[str, Any]
    model: str
    stream: bool
    include_usage: bool
    json_answer: bool  # the answer's text is asked to be JSON
    positions: tuple[Position, ...]
    unknown: tuple[str, ...]

    @property
    def messages(self) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = self.body["messages"]
        return messages

    @property
    def characters(self) -> int:
        return sum(len(position.view.text) for position in self.positions)


def read_json(raw: bytes) -> dict[str, Any]:
    """The body as an object. Of a name that stands twice the last value counts, here and for the upstream."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise InvalidJson from None
    if not isinstance(value, dict):
        raise InvalidRequest(field="corps de la requête", expected="un objet JSON")
    if _deeper_than(value, DEEPEST):
        raise InvalidRequest(field="corps de la requête", expected=f"au plus {DEEPEST} niveaux d’imbrication")
    return value


def read_chat(body: Mapping[str, Any]) -> ChatRequest:
    """The request behind a body. Raises InvalidRequest for a known field of a wrong type."""
    for name, (fits, expected) in _CHECKED.items():
        if body.get(name) is not None and not fits(body[name]):
            raise InvalidRequest(field=name, expected=expected)
    model = body.get("model")
    if not isinstance(model, str) or not 0 < len(model) <= _LONGEST_MODEL_NAME:
        raise InvalidRequest(field="model", expected="le nom d’un modèle")
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise InvalidRequest(field="messages", expected="une liste d’au moins un message")
    positions: list[Position] = []
    unknown: list[str] = []
    for number, message in enumerate(messages):
        _read_message(number, message, positions, unknown)
    for number, tool in enumerate(body.get("tools") or ()):
        if tool.get("type") not in _TOOL_TYPES:
            unknown.append(f"tools[{number}]")
    for name in _REST_APART:
        if body.get(name):
            view = view_of_json(_written(body[name]))
            positions.append(Position((name,), name, view, identity=name in IDENTITY))
    rest = {name: value for name, value in body.items() if name not in _NOT_REST}
    if rest:
        positions.append(Position(("rest",), "champs complémentaires", view_of_json(_written(rest))))
    unknown.extend(
        position.field
        for position in positions
        if position.field not in unknown and _is_opaque(position.view.text)
    )
    options = body.get("stream_options") or {}
    answer_format = body.get("response_format") or {}
    return ChatRequest(
        body=body,
        model=model,
        stream=body.get("stream") is True,
        include_usage=options.get("include_usage") is True,
        json_answer=answer_format.get("type") in {"json_object", "json_schema"},
        positions=tuple(positions),
        unknown=tuple(unknown),
    )


def with_texts(request: ChatRequest, texts: Mapping[tuple[int | str, ...], str]) -> dict[str, Any]:
    """The body with other texts at some positions; `request.body` stays as it is."""
    body = dict(request.body)
    messages: list[Any] = list(request.messages)
    body["messages"] = messages
    for place, text in texts.items():
        match place:
            case ("rest",):
                for name in set(body) - _NOT_REST:
                    del body[name]
                body.update(orjson.loads(text))
            case (str(name),):
                body[name] = orjson.loads(text)
            case (int(number), "fields"):
                kept = {name: value for name, value in messages[number].items() if name in _MESSAGE_KNOWN}
                messages[number] = kept | orjson.loads(text)
            case (int(number), "content"):
                messages[number] = messages[number] | {"content": text}
            case (int(number), int(part), "text"):
                messages[number] = _with_part(
                    messages[number],
                    part,
                    partial(_with_words, text),
                )
            case (int(number), int(part), "fields"):
                messages[number] = _with_part(
                    messages[number],
                    part,
                    partial(_with_fields, text),
                )
            case _:
                raise AssertionError(f"no such place: {place}")
    return body


def text_of(message: Mapping[str, Any]) -> str:
    """What a message says, its parts joined by line breaks; "" where it says nothing in words."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    texts = (part if isinstance(part, str) else part.get(str(part.get("type"))) for part in content)
    return "\n".join(text for text in texts if isinstance(text, str))


def _read_message(number: int, message: object, positions: list[Position], unknown: list[str]) -> None:
    where = f"messages[{number}]"
    if not isinstance(message, dict):
        raise InvalidRequest(field=where, expected="un objet avec « role » et « content »")
    role = message.get("role")
    if not isinstance(role, str) or role not in _ROLES:
        raise InvalidRequest(field=f"{where}.role", expected=f"l’un de {', '.join(sorted(_ROLES))}")
    written = role != "assistant"
    content = message.get("content")
    if isinstance(content, str):
        if content:
            positions.append(
                Position((number, "content"), f"{where}.content", view_of(content), number, written)
            )
    elif isinstance(content, list):
        for index, part in enumerate(content):
            _read_part(number, index, part, written, positions, unknown)
    elif content is not None:
        raise InvalidRequest(field=f"{where}.content", expected="un texte ou une liste de parties")
    calls = message.get("tool_calls")
    if calls is not None and not (isinstance(calls, list) and all(isinstance(call, dict) for call in calls)):
        raise InvalidRequest(field=f"{where}.tool_calls", expected="une liste d’objets")
    fields = {name: value for name, value in message.items() if name not in _MESSAGE_KNOWN}
    if fields:
        view = view_of_json(_written(fields))
        positions.append(
            Position((number, "fields"), f"{where}.tool_calls" if calls else where, view, number)
        )


def _read_part(
    number: int, index: int, part: object, written: bool, positions: list[Position], unknown: list[str]
) -> None:
    where = f"messages[{number}].content[{index}]"
    if isinstance(part, str):
        positions.append(Position((number, index, "text"), where, view_of(part), number, written))
        return
    if not isinstance(part, dict) or not isinstance(part.get("type"), str):
        raise InvalidRequest(field=where, expected="un objet avec « type »")
    kind = part["type"]
    if kind not in _TEXT_PARTS:
        unknown.append(where)
        return
    if not isinstance(part.get(kind), str):
        raise InvalidRequest(field=f"{where}.{kind}", expected="un texte")
    positions.append(Position((number, index, "text"), where, view_of(part[kind]), number, written))
    fields = {name: value for name, value in part.items() if name not in {"type", kind}}
    if fields:
        positions.append(Position((number, index, "fields"), where, view_of_json(_written(fields)), number))


def _with_words(text: str, part: Any) -> Any:
    return text if isinstance(part, str) else {**part, part["type"]: text}


def _with_fields(raw: str, part: Any) -> Any:
    return {"type": part["type"], part["type"]: part[part["type"]], **orjson.loads(raw)}


def _with_part(message: dict[str, Any], index: int, change: Callable[[Any], Any]) -> dict[str, Any]:
    parts = list(message["content"])
    parts[index] = change(parts[index])
    return message | {"content": parts}


def _is_opaque(text: str) -> bool:
    if len(text) < _SHORTEST_RUN:
        return False
    return _DATA_URL.search(text) is not None or any(_is_encoded(run[0]) for run in _RUN.finditer(text))


def _is_encoded(run: str) -> bool:
    """Too long for an identifier, or the base64 of words: chance alone gives no 18 printable bytes in a row."""
    lines = run.split()
    joined = "".join(lines)
    if len(joined) >= _LONGEST_RUN and all(len(line) >= _WRAPPED_AT for line in lines):
        return True
    try:
        decoded = base64.b64decode(joined[: len(joined) // 4 * 4].translate(_STANDARD)).decode()
    except ValueError:
        return False
    return decoded.replace("\r", " ").replace("\n", " ").isprintable()


def _written(value: object) -> str:
    return orjson.dumps(value).decode()


def _deeper_than(value: object, limit: int) -> bool:
    level: list[object] = [value]
    for _ in range(limit + 1):
        level = [
            child
            for container in level
            for child in (container.values() if isinstance(container, dict) else container)  # type: ignore[attr-defined]
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


_Check = tuple[Callable[[object], bool], str]
_TRUTH: _Check = (lambda value: isinstance(value, bool), "true ou false")
_NUMBER: _Check = (_is_number, "un nombre")
_WHOLE: _Check = (_is_whole, "un nombre entier")
_TEXT: _Check = (lambda value: isinstance(value, str), "un texte")
_OBJECT: _Check = (lambda value: isinstance(value, dict), "un objet")
_OBJECTS: _Check = (_is_objects, "une liste d’objets")

# Numbers and truth values: checked, and so with no room for a text. They are the only fields that are not read.
_SCALARS: Final[dict[str, _Check]] = {
    "frequency_penalty": _NUMBER,
    "logprobs": _TRUTH,
    "max_completion_tokens": _WHOLE,
    "max_tokens": _WHOLE,
    "n": _WHOLE,
    "parallel_tool_calls": _TRUTH,
    "presence_penalty": _NUMBER,
    "seed": _WHOLE,
    "store": _TRUTH,
    "stream": _TRUTH,
    "temperature": _NUMBER,
    "top_logprobs": _WHOLE,
    "top_p": _NUMBER,
}
_CHECKED: Final[dict[str, _Check]] = _SCALARS | {
    "functions": _OBJECTS,
    "logit_bias": _OBJECT,
    "metadata": _OBJECT,
    "modalities": (lambda value: isinstance(value, list), "une liste"),
    "prompt_cache_key": _TEXT,
    "response_format": _OBJECT,
    "safety_identifier": _TEXT,
    "stop": (
        lambda value: (
            isinstance(value, str) or (isinstance(value, list) and all(isinstance(e, str) for e in value))
        ),
        "un texte ou une liste de textes",
    ),
    "stream_options": _OBJECT,
    "tool_choice": (lambda value: isinstance(value, str | dict), "un texte ou un objet"),
    "tools": _OBJECTS,
    "user": _TEXT,
}
# Says who asks, or which of their conversations.
IDENTITY: Final = frozenset({"user", "metadata", "safety_identifier", "prompt_cache_key"})
_REST_APART: Final = ("tools", "response_format", *sorted(IDENTITY))
_NOT_REST: Final = frozenset({"model", "messages", *_SCALARS, *_REST_APART})
_MESSAGE_KNOWN: Final = frozenset({"role", "content"})
