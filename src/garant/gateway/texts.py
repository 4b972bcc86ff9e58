"""`POST /v1/pseudonymise` and `/v1/restore`: for who must use another AI. Nothing leaves, nothing is kept.

No charter decides here, since nothing goes anywhere: what is found is replaced, and the caller holds the mapping.
The journal knows that a text was pseudonymised and how many data of each kind it held.
"""

import asyncio
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from garant.gateway.asgi import Receive, Scope, Send, header, json_reply, read_body
from garant.gateway.conversation import session_key
from garant.gateway.engine import Engine
from garant.gateway.errors import InvalidRequest
from garant.gateway.register import Caller
from garant.gateway.ruling import judging
from garant.gateway.shape import read_json
from garant.journal import TextPseudonymised, TextRestored
from garant.privacy import Label, Pseudonyms, Reading, Span, Statement, merge, restore

_ASIDE = 4_000  # characters: what holds the event loop for milliseconds is done beside it
_MOST_CORRECTIONS = 10_000


async def pseudonymise(engine: Engine, scope: Scope, receive: Receive, send: Send) -> None:
    """{"text"} → the text without its data, and the mapping that brings them back.

    `keep` and `add` correct what was found: ranges that are no datum, and ranges that are one. The same
    `x-session-id` gives the same pseudonyms; without it they are of this request alone.
    """
    register = engine.register()
    caller = register.caller(scope)
    asked = _Asked.read(read_json(await read_body(scope, receive, limit_bytes=engine.settings.body_bytes)))
    taken = judging(caller.policy, (), register.own(caller.organisation))
    reading = await engine.inspector.read(asked.text, replace(taken, indirect=True))
    corrected = replace(reading, spans=asked.corrected(reading.spans))
    session = header(scope, b"x-session-id")
    key = secrets.token_bytes(32) if session is None else _key(engine, caller, session)
    if len(asked.text) > _ASIDE:
        answer = await asyncio.to_thread(_answer, asked.text, corrected, key)
    else:
        answer = _answer(asked.text, corrected, key)
    entry = TextPseudonymised(
        organisation=caller.organisation,
        request=scope["garant.request"],
        person=caller.person,
        found=_counts((*corrected.spans, *corrected.statements)),
        uncertain=_counts(corrected.uncertain),
        corrected=len(asked.keep) + len(asked.add),
        characters=len(asked.text),
    )
    await engine.recorder.write(entry)
    await json_reply(200, {"id": scope["garant.request"], **answer})(scope, receive, send)


async def restoring(engine: Engine, scope: Scope, receive: Receive, send: Send) -> None:
    """{"text", "mapping"} → the text with its originals, and how many were brought back."""
    caller = engine.register().caller(scope)
    body = read_json(await read_body(scope, receive, limit_bytes=engine.settings.body_bytes))
    text, mapping = _text(body, "text"), _mapping(body)
    try:
        restored = await asyncio.to_thread(restore, text, mapping)
    except ValueError:
        raise InvalidRequest(
            field="mapping", expected="des pseudonymes rendus par /v1/pseudonymise"
        ) from None
    entry = TextRestored(
        organisation=caller.organisation,
        request=scope["garant.request"],
        person=caller.person,
        characters=len(text),
    )
    await engine.recorder.write(entry)
    await json_reply(200, {"id": scope["garant.request"], "text": restored})(scope, receive, send)


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    add: tuple[Span, ...]
    keep: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> "_Asked":
        text = _text(body, "text")
        ranges = _ranges(body, "add", len(text)), _ranges(body, "keep", len(text))
        add = []
        for number, (start, end, given) in enumerate(ranges[0]):
            label = given.get("label")
            if label not in _LABELS:
                raise InvalidRequest(field=f"add[{number}].label", expected=f"l’un de {', '.join(_LABELS)}")
            add.append(Span(start, end, Label(label)))
        return cls(text, tuple(add), tuple((start, end) for start, end, _ in ranges[1]))

    def corrected(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """What was found, but for what a person says is none, and with what a person says is one."""
        kept = (
            span
            for span in spans
            if not any(start < span.end and span.start < end for start, end in self.keep)
        )
        return merge((*kept, *self.add), len(self.text))


_LABELS = tuple(label.value for label in Label if not label.is_statement)


def _text(body: Mapping[str, Any], field: str) -> str:
    text = body.get(field)
    if not isinstance(text, str):
        raise InvalidRequest(field=field, expected="un texte")
    return text


def _ranges(body: Mapping[str, Any], field: str, length: int) -> list[tuple[int, int, Mapping[str, Any]]]:
    given = body.get(field) or []
    if not isinstance(given, list) or len(given) > _MOST_CORRECTIONS:
        raise InvalidRequest(field=field, expected="une liste d’étendues {start, end}")
    found = []
    for number, each in enumerate(given):
        start, end = (each.get("start"), each.get("end")) if isinstance(each, dict) else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
            raise InvalidRequest(
                field=f"{field}[{number}]", expected="start et end, en caractères, dans le texte"
            )
        found.append((start, end, each))
    return found


def _mapping(body: Mapping[str, Any]) -> Mapping[str, str]:
    mapping = body.get("mapping")
    if not isinstance(mapping, dict) or not all(isinstance(value, str) for value in mapping.values()):
        raise InvalidRequest(field="mapping", expected="un objet {pseudonyme: valeur}")
    return mapping


def _key(engine: Engine, caller: Caller, session: str) -> bytes:
    return session_key(session, secret=engine.secret, organisation=caller.organisation, person=caller.person)


def _answer(text: str, reading: Reading, key: bytes) -> dict[str, Any]:
    pseudonyms = Pseudonyms(key, avoid=(text,))
    masked = pseudonyms.mask(text, reading.spans)
    return {
        "text": masked,
        "mapping": dict(pseudonyms.mapping),
        "found": [_finding(each) for each in reading.spans],
        "statements": [_finding(each) for each in reading.statements],
        "indirect": [_finding(each) for each in reading.indirect],
        "uncertain": [_finding(each) for each in reading.uncertain],
    }


def _finding(each: Span | Statement) -> dict[str, Any]:
    told = {
        "start": each.start,
        "end": each.end,
        "label": each.label.value,
        "class": each.data_class.value,
        "kind": each.label.french,
        "score": round(each.score, 2),
    }
    return told | {"words": each.words} if isinstance(each, Statement) else told


def _counts(findings: Iterable[Span | Statement]) -> dict[str, int]:
    return dict(Counter(each.label.value for each in findings))
