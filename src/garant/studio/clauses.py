"""A clause of the file: its title, its text, its rules; a new one, one that adapts the parent's, one that goes."""

from collections.abc import Mapping
from typing import Any

from garant.charter import CharterInvalid, Problem, editing
from garant.directory.errors import NotFound
from garant.studio.errors import ClauseIdTaken, ClauseInherited, DraftUnreadable
from garant.studio.reading import Reading, own_clauses

Path = tuple[str | int, ...]


def values_of(reading: Reading, clause: str) -> dict[str, str]:
    """What the form of a clause begins with; NotFound where there is no such clause."""
    path = reading.path_of(clause)
    held = reading.clause(clause)
    if path is None and held is None:
        raise NotFound(what="clause")
    own = _at(reading.data, path) if path is not None else {}
    return {
        "title": str(own.get("title") or (held.title if held and path is None else "")),
        "text": str(own.get("text") or (held.text if held else "")).strip(),
        "controls": rules_source(reading, clause),
        "reason": str(own.get("reason") or ""),
    }


def rules_source(reading: Reading, clause: str) -> str:
    """The YAML of the clause's rules, as the file writes it."""
    path = reading.path_of(clause)
    if path is None or not _at(reading.data, path).get("controls"):
        return ""
    return editing.fragment(reading.text, [*path, "controls"])


def amended(reading: Reading, clause: str, changes: Mapping[str, str]) -> str:
    """The file with these changes of a clause. One that the parent writes is adapted: only what changes is written."""
    path = reading.path_of(clause)
    if path is None:
        return _adapted(reading, clause, changes)
    text = reading.text
    for key, behind in (("title", "id"), ("text", "title"), ("reason", "text")):
        if key not in changes:
            continue
        value = changes[key].strip()
        if value:
            text = editing.amend(text, [*path, key], value, after=behind)
        elif key in _at(reading.data, path):
            text = editing.remove(text, [*path, key])
    if "controls" in changes:
        text = _with_rules(text, path, changes["controls"])
    return text


def added(reading: Reading, *, section: int, clause: str, title: str, text: str) -> str:
    """The file with a new clause at the end of one of its sections."""
    if reading.clause(clause) is not None or reading.path_of(clause) is not None:
        raise ClauseIdTaken(clause=clause)
    value = {"id": clause, "title": title.strip(), "text": text.strip()}
    return editing.append(reading.text, ["sections", section, "clauses"], value)


def removed(reading: Reading, clause: str) -> str:
    """The file without this clause; the values that it carried no longer name it."""
    text = editing.remove(reading.text, own_path(reading, clause))
    values = reading.data.get("values")
    for rank, value in enumerate(values if isinstance(values, list) else []):
        named = value.get("clauses") if isinstance(value, dict) else None
        if isinstance(named, list) and clause in named:
            rest = [each for each in named if each != clause]
            text = editing.amend(text, ["values", rank, "clauses"], rest)
    return text


def with_rule(reading: Reading, clause: str, kind: str, values: Mapping[str, Any]) -> str:
    """The file with one more rule at the end of the clause."""
    path = own_path(reading, clause)
    return editing.append(reading.text, [*path, "controls"], {kind: dict(values)})


def with_amended_rule(reading: Reading, clause: str, rank: int, kind: str, values: Mapping[str, Any]) -> str:
    """The file with the parameters of one rule: each is written in its place, what is left out goes."""
    path = (*own_path(reading, clause), "controls", rank, kind)
    before = _at(reading.data, path) or {}
    text = reading.text
    if not before:
        return editing.amend(text, path, dict(values))
    for key, value in values.items():
        if key not in before or _said(before[key]) != _said(value):
            text = editing.amend(text, [*path, key], value)
    for key in before:
        if key not in values:
            text = editing.remove(text, [*path, key])
    return text


def without_rule(reading: Reading, clause: str, rank: int) -> str:
    """The file without one rule of the clause."""
    return editing.remove(reading.text, [*own_path(reading, clause), "controls", rank])


def rule_of(reading: Reading, clause: str, rank: int) -> tuple[str, dict[str, Any]]:
    """The kind and the parameters of one rule that the file writes; NotFound for any other."""
    controls = _at(reading.data, own_path(reading, clause)).get("controls") or []
    if rank >= len(controls) or not isinstance(controls[rank], dict) or len(controls[rank]) != 1:
        raise NotFound(what="control")
    kind, values = next(iter(controls[rank].items()))
    return str(kind), dict(values) if isinstance(values, dict) else {}


def own_path(reading: Reading, clause: str) -> Path:
    """Where the file itself writes this clause."""
    if not reading.readable:
        raise DraftUnreadable
    path = reading.path_of(clause)
    if path is not None:
        return path
    if reading.clause(clause) is not None:
        raise ClauseInherited
    raise NotFound(what="clause")


def _adapted(reading: Reading, clause: str, changes: Mapping[str, str]) -> str:
    held = reading.clause(clause)
    charter = reading.charter
    if held is None or charter is None:
        raise NotFound(what="clause")
    value: dict[str, Any] = {"id": clause}
    value |= {
        key: changes[key].strip() for key in ("title", "text", "reason") if changes.get(key, "").strip()
    }
    if "controls" in changes:
        value["controls"] = rules(changes["controls"])
    title = next(section.title for _, section, each in charter.numbered() if each.id == clause)
    sections = reading.data.get("sections") or []
    rank = next((rank for rank, each in enumerate(sections) if each.get("title") == title), None)
    if rank is None:
        return editing.append(reading.text, ["sections"], {"title": title, "clauses": [value]})
    return editing.append(reading.text, ["sections", rank, "clauses"], value)


def rules(source: str) -> list[Any]:
    """The rules of a source, as data. Raises CharterInvalid, with lines of the source, where it is no list."""
    if not source.strip():
        return []
    found = editing.data_of(source, origin="règles")
    if not isinstance(found, list):
        raise CharterInvalid((Problem("règles", 1, "charter_list_expected", {"key": "controls"}),))
    return found


def _with_rules(text: str, path: Path, source: str) -> str:
    found = rules(source)
    before = dict(own_clauses(editing.data_of(text)))[path].get("controls")
    if found and before:
        return editing.replace_fragment(text, [*path, "controls"], source)
    if not found and before is None:
        return text
    return editing.amend(text, [*path, "controls"], found)


def _said(value: Any) -> Any:
    """A value as the file says it: a lone word stands for a list of one."""
    if isinstance(value, list | tuple):
        return [_said(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(getattr(value, "value", value))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
