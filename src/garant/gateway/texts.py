"""`POST /v1/pseudonymise` and `/v1/restore`: for who must use another AI. Nothing leaves, nothing is kept.

No charter decides here, since nothing goes anywhere: what is found is replaced, and the caller holds the mapping.
The journal knows that a text was pseudonymised and how many data of each kind it held.
"""

import asyncio
import secrets
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
from garant.privacy import (
    Label,
    Pseudonyms,
    Reading,
    RestoredTooLong,
    Span,
    Statement,
    merge,
    restore_within,
)

_ASIDE = 4_000  # characters: what holds the event loop for milliseconds is done beside it
_MOST_CORRECTIONS = 10_000
_MOST_TIMES = 4  # a restored text, in characters, to the largest body: what is longer was no letter


async def pseudonymise(engine: Engine, scope: Scope, receive: Receive, send: Send) -> None:
    """{"text"} → the text without its data, and the mapping that brings them back.

    `keep` and `add` correct what was found: ranges that are no datum, and ranges that are one, of the kind that
    they say. `mode` and `shift_dates` choose the pseudonyms. The same `x-session-id` gives the same ones; without
    it they are of this request alone.
    """
    register = engine.register()
    caller = register.caller(scope, engine.moment())
    asked = _Asked.read(read_json(await read_body(scope, receive, limit_bytes=engine.settings.body_bytes)))
    taken = judging(caller.policy, (), register.own(caller.organisation))
    reading = await engine.inspector.read(asked.text, replace(taken, indirect=True))
    session = header(scope, b"x-session-id")
    key = secrets.token_bytes(32) if session is None else _key(engine, caller, session)
    if len(asked.text) > _ASIDE or asked.corrections > _ASIDE:
        corrected, answer = await asyncio.to_thread(_answer, asked, reading, key)
    else:
        corrected, answer = _answer(asked, reading, key)
    entry = TextPseudonymised(
        organisation=caller.organisation,
        request=scope["garant.request"],
        person=caller.person,
        found=_counts((*corrected.spans, *corrected.statements)),
        uncertain=_counts(corrected.uncertain),
        corrected=asked.corrections,
        characters=len(asked.text),
    )
    await engine.recorder.write(entry)
    await json_reply(200, {"id": scope["garant.request"], **answer})(scope, receive, send)


async def restoring(engine: Engine, scope: Scope, receive: Receive, send: Send) -> None:
    """{"text", "mapping"} → the text with its originals, and how many were brought back."""
    caller = engine.register().caller(scope, engine.moment())
    body = read_json(await read_body(scope, receive, limit_bytes=engine.settings.body_bytes))
    text, mapping = _text(body, "text"), _mapping(body)
    most = _MOST_TIMES * engine.settings.body_bytes
    try:
        restored, number = await asyncio.to_thread(restore_within, text, mapping, most)
    except RestoredTooLong:
        raise InvalidRequest(
            field="mapping", expected=f"des valeurs avec lesquelles le texte tient en {most >> 20} Mio"
        ) from None
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
    await json_reply(200, {"id": scope["garant.request"], "text": restored, "restored": number})(
        scope, receive, send
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    add: tuple[Span, ...]
    keep: tuple[Span, ...]
    readable: bool
    shift_dates: bool

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> "_Asked":
        text = _text(body, "text")
        mode, shift_dates = body.get("mode", _MODES[0]), body.get("shift_dates", False)
        if mode not in _MODES:
            raise InvalidRequest(field="mode", expected=f"l’un de {', '.join(_MODES)}")
        if not isinstance(shift_dates, bool):
            raise InvalidRequest(field="shift_dates", expected="true ou false")
        return cls(
            text,
            tuple(_ranges(body, "add", len(text), labelled=True)),
            tuple(_ranges(body, "keep", len(text), labelled=False)),
            mode == "readable",
            shift_dates,
        )

    @property
    def corrections(self) -> int:
        return len(self.add) + len(self.keep)

    def corrected(self, reading: Reading) -> Reading:
        """What was found, but for what a person says is none, and with what a person says is one."""
        if not self.corrections:
            return reading
        length = len(self.text)
        kept, added = _Ranges(self.keep, length), _Ranges(self.add, length)

        def stays(each: Span | Statement) -> bool:
            return isinstance(each, Statement) or not (
                kept.touch(each.start, each.end) or added.hold(each.start, each.end)
            )

        return replace(
            reading,
            spans=merge((*filter(stays, reading.spans), *self.add), length),
            indirect=tuple(filter(stays, reading.indirect)),
            uncertain=tuple(filter(stays, reading.uncertain)),
        )


class _Ranges:
    """Ranges of a text as one set of characters."""

    def __init__(self, spans: Iterable[Span], length: int) -> None:
        merged = merge(spans, length)
        self._starts = [span.start for span in merged]
        self._ends = [span.end for span in merged]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them holds a character of start..end."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds all of start..end."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]


_MODES = ("typed", "readable")
_LABELS = tuple(label.value for label in Label if not label.is_statement)


def _text(body: Mapping[str, Any], field: str) -> str:
    text = body.get(field)
    if not isinstance(text, str):
        raise InvalidRequest(field=field, expected="un texte")
    return text


def _ranges(body: Mapping[str, Any], field: str, length: int, *, labelled: bool) -> Iterator[Span]:
    given = body.get(field) or []
    if not isinstance(given, list) or len(given) > _MOST_CORRECTIONS:
        raise InvalidRequest(
            field=field, expected=f"une liste d’au plus {_MOST_CORRECTIONS} étendues {{start, end}}"
        )
    for number, each in enumerate(given):
        start, end = (each.get("start"), each.get("end")) if isinstance(each, dict) else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
            raise InvalidRequest(
                field=f"{field}[{number}]", expected="start et end, en caractères, dans le texte"
            )
        label = each.get("label") if labelled else Label.PERSON.value
        if label not in _LABELS:
            raise InvalidRequest(field=f"{field}[{number}].label", expected=f"l’un de {', '.join(_LABELS)}")
        yield Span(start, end, Label(label))


def _mapping(body: Mapping[str, Any]) -> Mapping[str, str]:
    mapping = body.get("mapping")
    if not isinstance(mapping, dict) or not all(isinstance(value, str) for value in mapping.values()):
        raise InvalidRequest(field="mapping", expected="un objet {pseudonyme: valeur}")
    return mapping


def _key(engine: Engine, caller: Caller, session: str) -> bytes:
    return session_key(session, secret=engine.secret, organisation=caller.organisation, person=caller.person)


def _answer(asked: _Asked, reading: Reading, key: bytes) -> tuple[Reading, dict[str, Any]]:
    """The reading as it was corrected, and what the caller is told."""
    reading = asked.corrected(reading)
    pseudonyms = Pseudonyms(key, avoid=(asked.text,), readable=asked.readable, shift_dates=asked.shift_dates)
    dates = (each for each in reading.indirect if asked.shift_dates and each.label is Label.DATE)
    masked = pseudonyms.mask(asked.text, (*reading.spans, *dates))
    return reading, {
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
