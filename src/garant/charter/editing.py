"""A change to a charter file that touches what it changes and nothing else: comments, order and layout stay.

The file is not read and written anew: the new value is put in the place of the old one, in the text. Each edit is
then read back, and compared with the same edit made on the data: where the two differ, nothing is done.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeAlias

from garant.charter.problem import Report
from garant.charter.spans import Spot, children, content_end, line_end, line_start, located, tree_of
from garant.charter.tree import parse, plain
from garant.charter.yaml_words import after_key, flow, item, one_line, written
from garant.words import GarantError

Path: TypeAlias = Sequence[int | str]


class EditNotHeld(GarantError):
    """The edit can't be written in this file as it is laid out: it is to be made by hand."""

    code: ClassVar[str] = "charter_edit_not_held"


def data_of(text: str, origin: str = "charte.yaml") -> Any:
    """The file as lists, dicts, texts and None. Raises CharterInvalid where it can't be read."""
    report = Report(origin)
    node = parse(text, report)
    report.stop_if_any()
    return plain(node)


def amend(text: str, path: Path, value: Any, *, after: str = "") -> str:
    """Set what stands at `path`. A key that is not there yet comes behind `after`, else last."""
    *above, key = path
    spots = _spots(text)
    parent = located(spots, above)
    if parent is None:
        raise EditNotHeld
    there = children(parent).get(key)
    if there is None and not (
        isinstance(key, str) and all(isinstance(each, str) for each in children(parent))
    ):
        raise EditNotHeld
    if there is not None and there.literal and isinstance(value, str):
        value = value.rstrip("\n") + "\n"
    if isinstance(value, str) and "\n" in value.strip("\n"):
        value = value.rstrip("\n") + "\n"
    if there is None:
        changed = _inserted(text, parent, str(key), value, after)
    elif parent.flow:
        changed = text[: there.start] + there.gap + flow(value) + text[there.end :]
    else:
        changed = _replaced(text, parent, there, value)
    return _held(text, changed, lambda data: _set(data, path, value))


def append(text: str, path: Path, value: Any) -> str:
    """One more item at the end of the list at `path`; the list begins where there is none."""
    found = located(_spots(text), path)
    items = children(found) if found is not None else {}
    if found is None or not items:
        return amend(text, path, [value])
    if found.flow:
        data = _get(data_of(text), path)
        return amend(text, path, [*data, value])
    at = line_end(text, content_end(found))
    changed = f"{text[:at]}\n{' ' * found.column}{item(value, found.column)}{text[at:]}"
    return _held(text, changed, lambda data: _get(data, path).append(written(value)))


def remove(text: str, path: Path) -> str:
    """Take away a key of a mapping or an item of a list. A list whose only item goes stays, empty."""
    *above, key = path
    parent = located(_spots(text), above)
    there = children(parent).get(key) if parent is not None else None
    if parent is None or there is None:
        raise EditNotHeld
    if parent.flow or (isinstance(key, int) and len(children(parent)) == 1):
        rest = copy.deepcopy(_get(data_of(text), above))
        rest.pop(key)
        return amend(text, above, rest)
    start = line_start(text, there.key_start if there.key_start is not None else there.start)
    end = line_end(text, content_end(there))
    changed = text[:start] + text[end + 1 :]
    return _held(text, changed, lambda data: _get(data, above).pop(key))


def fragment(text: str, path: Path) -> str:
    """The source of an item of a list, with its comments, its indentation taken off."""
    found = located(_spots(text), path)
    if found is None:
        raise EditNotHeld
    lines = text[found.start : line_end(text, content_end(found))].split("\n")
    margin = " " * found.column
    return "\n".join([lines[0], *(line.removeprefix(margin) for line in lines[1:])]) + "\n"


def replace_fragment(text: str, path: Path, source: str) -> str:
    """Put this source in the place of an item of a list. Raises CharterInvalid where it can't be read."""
    value = data_of(source, origin="fragment")
    found = located(_spots(text), path)
    if found is None or found.flow_parent:
        raise EditNotHeld
    margin = " " * found.column
    lines = source.strip("\n").split("\n")
    indented = [lines[0], *(margin + line if line.strip() else "" for line in lines[1:])]
    end = line_end(text, content_end(found))
    changed = text[: found.start] + "\n".join(indented) + text[end:]
    return _held(text, changed, lambda data: _set(data, path, value))


def _spots(text: str) -> Spot:
    """A text that can't be read is refused first: its aliases would be followed for ever."""
    data_of(text)
    return tree_of(text)


def _inserted(text: str, parent: Spot, key: str, value: Any, after: str) -> str:
    present = children(parent)
    if parent.flow:
        last = list(present.values())[-1] if present else None
        at = content_end(last) if last is not None else parent.end - 1
        return f"{text[:at]}{', ' if present else ''}{key}: {flow(value)}{text[at:]}"
    if not present:
        raise EditNotHeld
    previous = present.get(after) or list(present.values())[-1]
    at = line_end(text, content_end(previous))
    return f"{text[:at]}\n{' ' * parent.column}{key}:{after_key(value, parent.column)}{text[at:]}"


def _replaced(text: str, parent: Spot, there: Spot, value: Any) -> str:
    end = content_end(there)
    commented = text[end : line_end(text, end)].strip()
    if commented or there.key_end is None:
        # What follows on the line is a comment: it stays where it is, so the value stays on the line.
        return text[: there.start] + there.gap + one_line(value) + text[end:]
    colon = text.index(":", there.key_end) + 1
    return text[:colon] + after_key(value, parent.column, literal=there.literal) + text[end:]


def _held(before: str, after: str, edit: Callable[[Any], object]) -> str:
    expected = copy.deepcopy(data_of(before))
    edit(expected)
    report = Report("charte.yaml")
    node = parse(after, report)
    if node is None or report.problems or plain(node) != expected:
        raise EditNotHeld
    return after


def _get(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _set(data: Any, path: Path, value: Any) -> None:
    *above, key = path
    _get(data, above)[key] = written(value)
