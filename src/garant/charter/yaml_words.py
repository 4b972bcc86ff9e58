"""How the values of an edit are written in YAML, in the manner of the charters that come with Garant."""

import json
import re
from datetime import date
from enum import Enum
from typing import Any

_WIDTH = 112
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BREAKS = re.compile("[\x85\u2028\u2029]")  # YAML folds them to a space unless they are escaped
_FIRST = re.compile(r"[\w«“(’/.]")
_FORBIDDEN = re.compile(r": |:$| #|[\t\n]")
_IN_FLOW = re.compile(r"[,\[\]{}]")


def written(value: Any) -> Any:
    """The value as the reader of charters will see it: texts, None, lists and dicts."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case dict():
            return {str(key): written(each) for key, each in value.items()}
        case list() | tuple():
            return [written(each) for each in value]
        case date():
            return value.isoformat()
    return str(value)


def flow(value: Any) -> str:
    """On one line, within braces or brackets."""
    value = written(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return _scalar(value, within=True)


def one_line(value: Any) -> str:
    """On one line, under a key."""
    value = written(value)
    return flow(value) if isinstance(value, dict | list) else _scalar(value, within=False)


def after_key(value: Any, column: int, *, literal: bool = False) -> str:
    """What follows `key:`, where the key stands at `column`."""
    value = written(value)
    if isinstance(value, str) and _in_lines(value, literal):
        return f" |\n{_indented(value, column + 2)}"
    short = one_line(value)
    if not isinstance(value, dict | list) or not value or _fits(value, short, column):
        return f" {short}"
    margin = " " * (column + 2)
    if isinstance(value, list):
        return "".join(f"\n{margin}{item(each, column + 2)}" for each in value)
    return "".join(f"\n{margin}{key}:{after_key(each, column + 2)}" for key, each in value.items())


def item(value: Any, column: int) -> str:
    """An item of a list, its dash at `column`."""
    value = written(value)
    if not isinstance(value, dict) or not value:
        return f"- {one_line(value)}"
    margin = " " * (column + 2)
    lines = [f"{key}:{after_key(each, column + 2)}" for key, each in value.items()]
    return "- " + f"\n{margin}".join(lines)


def _in_lines(value: str, literal: bool) -> bool:
    """Whether a text can stand under `|` and come back as it was."""
    return (
        value.endswith("\n")
        and (literal or "\n" in value.strip("\n"))
        and bool(value.strip())
        and not value.startswith((" ", "\n", "\t"))
        and not value.endswith("\n\n")
        and _BREAKS.search(value) is None
    )


def _indented(value: str, column: int) -> str:
    margin = " " * column
    return "\n".join(margin + line if line else "" for line in value.rstrip("\n").split("\n"))


def _fits(value: Any, short: str, column: int) -> bool:
    return len(short) + column < _WIDTH and not _has_lines(value)


def _has_lines(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_lines(each) for each in value.values())
    if isinstance(value, list):
        return any(_has_lines(each) or isinstance(each, dict) for each in value)
    return isinstance(value, str) and "\n" in value


def _scalar(value: str | None, *, within: bool) -> str:
    if value is None:
        return "null"
    bare = (
        value not in _NULLS
        and value == value.strip()
        and _FIRST.match(value) is not None
        and _FORBIDDEN.search(value) is None
        and _BREAKS.search(value) is None
        and not value.startswith("---")
        and not (within and _IN_FLOW.search(value))
    )
    return value if bare else json.dumps(value, ensure_ascii=_BREAKS.search(value) is not None)
