"""What detection reads of a text, and the way back from there to the text.

A datum hides in plain sight when a text is encoded: the arguments of a tool call are JSON within JSON, a tool
result often is too, and `"Andr\\u00e9"` is a name; so are `Andr&eacute;` in a page and `Andr%C3%A9` in an address. A view decodes a text for reading, and puts replacements
back into the original, which otherwise stays as it was, byte for byte. A JSON text stays JSON.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote

import orjson

from garant.privacy import spliced

# JSON in JSON in JSON: deeper than this, a text is read flat, with its escapes decoded.
_DEEPEST = 6

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9][0-9.eE+-]*', re.DOTALL)
# Any number of backslashes: each level of encoding doubles them.
_ESCAPE = re.compile(
    r"""\\+(?:u([0-9a-fA-F]{4})|(["'/bfnrt]))"""
    r"|(&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,10});)"
    r"|((?:%[0-9a-fA-F]{2})+)"
)
_SIMPLE = {'"': '"', "'": "'", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Cut:
    """`view.text[start:end]` is to become `replacement`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A second way to read a part of the text: what is found in it counts too."""

    text: str
    view: "Escaped"
    shift: int  # where that part starts in the text of the whole view

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch, in the text of the whole view."""
        start, end = self.view.from_raw(start, end)
        return start + self.shift, end + self.shift


class View(Protocol):
    """`text` is what detection reads, together with the `readings`."""

    @property
    def text(self) -> str: ...

    @property
    def readings(self) -> tuple[Reading, ...]: ...

    def split(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of a stretch that may each be replaced: the values, without the structure between them."""
        ...

    def rewrite(self, cuts: Sequence[Cut]) -> str:
        """The original with these cuts, which are sorted, apart, and each within a stretch that `split` gave."""
        ...


def view_of(text: str) -> View:
    """The view of a text: JSON where it parses as JSON, decoded where it holds escapes, else the text itself."""
    return _view(text, 0)


def view_of_json(raw: str) -> View:
    """The view of a text that is known to be JSON."""
    return Json(raw)


def _view(text: str, depth: int) -> View:
    if depth < _DEEPEST and _looks_like_json(text):
        try:
            orjson.loads(text)
        except orjson.JSONDecodeError:
            pass
        else:
            return Json(text, depth)
    if _has_escapes(text):
        return Escaped.of(text)
    return Plain(text)


def _has_escapes(text: str) -> bool:
    return ("\\" in text or "&" in text or "%" in text) and _ESCAPE.search(text) is not None


def _looks_like_json(text: str) -> bool:
    start = text[:64].lstrip()[:1] or text.lstrip()[:1]
    return start in {"{", "[", '"'} and text[-64:].rstrip()[-1:] in {"}", "]", '"', ""}


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is."""

    text: str

    @property
    def readings(self) -> tuple[Reading, ...]:
        return ()

    def split(self, start: int, end: int) -> list[tuple[int, int]]:
        return [(start, end)]

    def rewrite(self, cuts: Sequence[Cut]) -> str:
        return spliced(self.text, ((cut.start, cut.end, cut.replacement) for cut in cuts))


@dataclass(frozen=True, slots=True)
class Escaped:
    """A text with escapes in it, and no grammar to tell whether they are any: read both ways."""

    raw: str
    text: str
    _ours: tuple[int, ...]  # where each segment starts in `text`; the last entry is the end
    _theirs: tuple[int, ...]  # and in `raw`
    _literal: tuple[bool, ...]

    @classmethod
    def of(cls, raw: str) -> "Escaped":
        pieces: list[str] = []
        ours, theirs, literal = [0], [0], []
        done = length = 0

        def add(piece: str, end: int, *, is_literal: bool) -> None:
            nonlocal done, length
            if end > done:
                pieces.append(piece)
                done, length = end, length + len(piece)
                literal.append(is_literal)
                ours.append(length)
                theirs.append(end)

        matches = list(_ESCAPE.finditer(raw))
        at = 0
        while at < len(matches):
            match = matches[at]
            end = match.end()
            if match[2] is not None:
                decoded = _SIMPLE[match[2]]
            elif match[3] is not None:
                decoded = html.unescape(match[3])
            elif match[4] is not None:
                decoded = unquote(match[4])
            else:
                code = int(match[1], 16)
                low = matches[at + 1] if at + 1 < len(matches) else None
                if 0xD800 <= code < 0xDC00 and low is not None and low.start() == end and low[1] is not None:
                    code = 0x10000 + ((code - 0xD800) << 10) + (int(low[1], 16) - 0xDC00)
                    end = low.end()
                    at += 1
                decoded = (
                    "\N{REPLACEMENT CHARACTER}" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
                )
            at += 1
            add(raw[done : match.start()], match.start(), is_literal=True)
            add(decoded, end, is_literal=False)
        add(raw[done:], len(raw), is_literal=True)
        return cls(raw, "".join(pieces), tuple(ours), tuple(theirs), tuple(literal))

    @property
    def readings(self) -> tuple[Reading, ...]:
        return (Reading(self.raw, self, 0),)

    def split(self, start: int, end: int) -> list[tuple[int, int]]:
        return [(start, end)]

    def rewrite(self, cuts: Sequence[Cut]) -> str:
        return spliced(self.raw, ((*self._to_raw(cut.start, cut.end), cut.replacement) for cut in cuts))

    def from_raw(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the raw text in ours, widened to whole escapes."""
        return _across(start, end, self._theirs, self._ours, self._literal)

    def _to_raw(self, start: int, end: int) -> tuple[int, int]:
        return _across(start, end, self._ours, self._theirs, self._literal)


def _across(
    start: int, end: int, here: Sequence[int], there: Sequence[int], literal: Sequence[bool]
) -> tuple[int, int]:
    first = min(bisect_right(here, start) - 1, len(literal) - 1)
    last = min(bisect_right(here, end - 1) - 1, len(literal) - 1)
    new_start = there[first] + (start - here[first] if literal[first] else 0)
    new_end = there[last] + (end - here[last]) if literal[last] else there[last + 1]
    return new_start, new_end


@dataclass(frozen=True, slots=True)
class _Value:
    """A string or a number of a JSON text, which may be replaced."""

    start: int  # in the view's text, without quotes
    end: int
    raw_start: int  # in the JSON text, without quotes
    raw_end: int
    inner: View | None  # what stands in a string with escapes; None: it is written as it reads
    number: bool


class Json:
    """A JSON text: each string is read decoded, structure stays around it, so that keys give context to values."""

    __slots__ = ("_depth", "_found", "raw", "text")

    def __init__(self, raw: str, depth: int = 0) -> None:
        self.raw = raw
        self._depth = depth
        # Most texts hold nothing to replace: the values are looked for when they are asked for.
        self._found: tuple[_Value, ...] | None = None
        self.text = raw
        if "\\" in raw or _has_escapes(raw):
            self.text, self._found = _values_of(raw, depth)

    @property
    def _values(self) -> tuple[_Value, ...]:
        if self._found is None:
            _, self._found = _values_of(self.raw, self._depth)
        return self._found

    @property
    def readings(self) -> tuple[Reading, ...]:
        if self.text is self.raw:
            return ()
        return tuple(
            Reading(reading.text, reading.view, reading.shift + value.start)
            for value in self._values
            if value.inner is not None
            for reading in value.inner.readings
        )

    def split(self, start: int, end: int) -> list[tuple[int, int]]:
        parts: list[tuple[int, int]] = []
        for value in self._touched(start, end):
            low, high = max(start, value.start), min(end, value.end)
            if value.number:
                # Half a number is no number: all of it is replaced.
                parts.append((value.start, value.end))
            elif value.inner is None:
                parts.append((low, high))
            else:
                inner = value.inner.split(low - value.start, high - value.start)
                parts.extend((a + value.start, b + value.start) for a, b in inner)
        return parts

    def rewrite(self, cuts: Sequence[Cut]) -> str:
        by_value: dict[_Value, list[Cut]] = {}
        for cut in cuts:
            for value in self._touched(cut.start, cut.end):
                by_value.setdefault(value, []).append(
                    Cut(cut.start - value.start, cut.end - value.start, cut.replacement)
                )
        changes: list[tuple[int, int, str]] = []
        for value, own in by_value.items():
            if value.number:
                written = orjson.dumps("".join(cut.replacement for cut in own)).decode()
            else:
                inner = value.inner or Plain(self.text[value.start : value.end])
                written = orjson.dumps(inner.rewrite(own)).decode()[1:-1]
            changes.append((value.raw_start, value.raw_end, written))
        return spliced(self.raw, changes)

    def _touched(self, start: int, end: int) -> list[_Value]:
        """The values that a stretch has at least one character of."""
        at = max(bisect_right(self._values, start, key=lambda value: value.start) - 1, 0)
        touched: list[_Value] = []
        while at < len(self._values) and self._values[at].start < end:
            if self._values[at].end > start:
                touched.append(self._values[at])
            at += 1
        return touched


def _values_of(raw: str, depth: int) -> tuple[str, tuple[_Value, ...]]:
    """The decoded text of a JSON text, and its values in order."""
    pieces: list[str] = []
    values: list[_Value] = []
    done = shift = 0  # shift: how much longer the text is than the JSON so far
    for token in _TOKEN.finditer(raw):
        start, end = token.span()
        if raw[start] != '"':
            values.append(_Value(start + shift, end + shift, start, end, None, number=True))
            continue
        start, end = start + 1, end - 1
        if "\\" not in token[0] and not _has_escapes(token[0]):
            # What is written as it reads may still be JSON: not without a backslash or a quote, but for a number
            # or a list of numbers in a string.
            values.append(_Value(start + shift, end + shift, start, end, None, number=False))
            continue
        decoded = _decoded(token[0])
        if decoded is None:
            decoded = raw[start:end]
        inner = _view(decoded, depth + 1)
        pieces += (raw[done:start], inner.text)
        at = start + shift
        values.append(_Value(at, at + len(inner.text), start, end, inner, number=False))
        shift += len(inner.text) - (end - start)
        done = end
    pieces.append(raw[done:])
    return "".join(pieces), tuple(values)


def _decoded(token: str) -> str | None:
    try:
        decoded = orjson.loads(token)
    except orjson.JSONDecodeError:
        return None
    return decoded if isinstance(decoded, str) else None
