"""YAML text as a plain tree that knows its lines. Only what a charter needs: no aliases, no tags, no second document.

Aliases are refused rather than expanded: a file that a council votes is read from top to bottom, and
expansion is how a small YAML file fills a memory. Built on events, lazily, so that depth and size are
bounded before anything is built.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from garant.charter.problem import Report

MAX_BYTES = 256 * 1024  # the largest of the reference charters is about 30 KB
MAX_DEPTH = 24  # a charter needs 9
MAX_NODES = 20_000  # the reference charters have about 1,200


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, or None where the file says `null` or nothing. Numbers and dates are still text here."""

    value: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Sequent:
    """A YAML list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A YAML mapping; `key_lines` has the line of each key."""

    entries: Mapping[str, "Node"]
    key_lines: Mapping[str, int]
    line: int

    def line_of(self, key: str) -> int:
        return self.key_lines.get(key, self.line)


Node: TypeAlias = Scalar | Sequent | Table


def parse(text: str, report: Report) -> Node | None:
    """The tree of a file. Errors go to `report`; None where they leave nothing to read."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        report.error(1, "charter_file_too_large", limit=MAX_BYTES // 1024)
        return None
    text = text.removeprefix("\ufeff")
    if not text.strip():
        report.error(1, "charter_file_empty")
        return None
    forbidden = _UNPRINTABLE.search(text)
    if forbidden is not None:
        line = _line_at(text, forbidden.start())
        report.error(line, "charter_character_forbidden", character=f"U+{ord(forbidden.group()):04X}")
        return None
    builder = _Builder(text, report)
    try:
        return builder.document()
    except _GaveUpError:
        return None
    except MarkedYAMLError as error:
        _report_syntax(text, error, report)
    except (YAMLError, ValueError, IndexError, AssertionError):
        # The parser leaves these for a few malformed escapes and directives, without a position.
        report.error(max(builder.line, 1), "charter_yaml_syntax")
    return None


def plain(node: Node | None) -> Any:
    """The tree as lists, dicts, texts and None."""
    match node:
        case Scalar(value):
            return value
        case Sequent(items):
            return [plain(item) for item in items]
        case Table(entries):
            return {key: plain(value) for key, value in entries.items()}
        case None:
            return None


def line_at(node: Node, path: Sequence[int | str]) -> int:
    """The line of what stands at `path`; of the nearest thing above where the path breaks off."""
    line = node.line
    for step in path:
        match node:
            case Table(entries) if step in entries:
                line, node = node.line_of(str(step)), entries[str(step)]
            case Sequent(items) if isinstance(step, int) and step < len(items):
                node = items[step]
                line = node.line
            case _:
                break
    return line


class _GaveUpError(Exception):
    """The builder reported why; nothing more can be read."""


class _Builder:
    def __init__(self, text: str, report: Report) -> None:
        self._events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(text))
        self._report = report
        self._nodes = 0
        self.line = 1

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            match type(event).__name__:
                case "DocumentStartEvent" if root is not None:
                    self._give_up(event, "charter_yaml_documents")
                case "StreamStartEvent" | "StreamEndEvent" | "DocumentStartEvent" | "DocumentEndEvent":
                    pass
                case _:
                    root = self._node(event, depth=1)
        if root is None:
            self._report.error(1, "charter_file_empty")  # nothing but comments
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self.line = event.start_mark.line + 1
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._give_up(event, "charter_yaml_nodes", limit=MAX_NODES)
        if depth > MAX_DEPTH:
            self._give_up(event, "charter_yaml_depth", limit=MAX_DEPTH)
        name = type(event).__name__
        if name == "AliasEvent" or event.anchor is not None:
            self._give_up(event, "charter_yaml_alias")
        if event.ctag is not None:
            self._give_up(event, "charter_yaml_tag")
        if name == "ScalarEvent":
            return self._scalar(event)
        if name == "SequenceStartEvent":
            return self._sequence(event, depth)
        return self._table(event, depth)

    def _scalar(self, event: Any) -> Scalar:
        line, text = event.start_mark.line + 1, str(event.value)
        forbidden = _UNPRINTABLE.search(text)  # an escape, "\x1b", passed the first look
        if forbidden is not None:
            self._report.error(
                line, "charter_character_forbidden", character=f"U+{ord(forbidden.group()):04X}"
            )
            text = _UNPRINTABLE.sub("", text)
        is_plain = event.implicit[0]
        return Scalar(None if is_plain and text in _NULLS else text, line)

    def _sequence(self, event: Any, depth: int) -> Sequent:
        line = event.start_mark.line + 1
        items = []
        while type(following := next(self._events)).__name__ != "SequenceEndEvent":
            items.append(self._node(following, depth + 1))
        return Sequent(tuple(items), line)

    def _table(self, event: Any, depth: int) -> Table:
        line = event.start_mark.line + 1
        entries: dict[str, Node] = {}
        key_lines: dict[str, int] = {}
        while type(following := next(self._events)).__name__ != "MappingEndEvent":
            key = self._node(following, depth + 1)
            if not isinstance(key, Scalar) or key.value is None:
                self._give_up(following, "charter_key_not_text")
            value = self._node(next(self._events), depth + 1)
            if key.value in entries:
                first = key_lines[key.value]
                self._report.error(key.line, "charter_key_duplicate", key=key.value, first=first)
                continue
            entries[key.value], key_lines[key.value] = value, key.line
        return Table(entries, key_lines, line)

    def _give_up(self, event: Any, code: str, **facts: object) -> NoReturn:
        self._report.error(event.start_mark.line + 1, code, **facts)
        raise _GaveUpError


def _report_syntax(text: str, error: MarkedYAMLError, report: Report) -> None:
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else 1
    source = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
    if source.lstrip(" ").startswith("\t") or "'\\t'" in problem:
        report.error(line, "charter_yaml_tab")
    elif "unexpected end of stream" in problem and error.context_mark is not None:
        report.error(error.context_mark.line + 1, "charter_yaml_quote")
    elif "mapping values are not allowed" in problem:
        report.error(line, "charter_yaml_colon")
    elif "expected <block end>" in problem:
        report.error(line, "charter_yaml_indentation")
    elif "expected ',' or" in problem or "expected the node content" in problem:
        opened = error.context_mark.line + 1 if error.context_mark is not None else line
        report.error(line, "charter_yaml_bracket", opened=opened)
    elif "cannot start any token" in problem:
        report.error(
            line, "charter_yaml_character", character=source[mark.column : mark.column + 1] if mark else "?"
        )
    else:
        report.error(line, "charter_yaml_syntax")


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

# Controls (a terminal would obey them), lone surrogates, and the marks that reorder text on screen: what is
# voted must be what is read.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
