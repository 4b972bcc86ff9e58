"""The class × zone table, edited: which rules of the file change so that a cell says something else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from garant.charter import editing, zone_adjective
from garant.studio.errors import CellInherited, DraftUnreadable
from garant.studio.reading import Reading, own_clauses
from garant.words import Action, DataClass, Mode, Zone

Cell = tuple[DataClass, Zone]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _OwnRule:
    """A `protect` that the file writes and that is applied."""

    clause: str
    path: Path  # of the control in its list
    data: tuple[DataClass, ...]
    zones: tuple[Zone, ...]
    action: Action
    values: Mapping[str, Any]

    @property
    def cells(self) -> set[Cell]:
        return {(data, zone) for data in self.data for zone in self.zones}


def open_cells(reading: Reading) -> dict[Cell, Action]:
    """What each cell of the open zones does today."""
    policy = reading.policy
    if policy is None:
        return {}
    return {
        (data, zone): policy.cell(data, zone).action
        for data in DataClass
        for zone in Zone
        if policy.approval(zone) is not None
    }


def amended(reading: Reading, wanted: Mapping[Cell, Action], *, into: str = "") -> str:
    """The file in which these cells say this. A rule is written in the clause that decides the cell today, or in
    `into`; a stricter rule of another clause loses the cell. Rules under observation are left alone."""
    policy = reading.policy
    if policy is None:
        raise DraftUnreadable
    own = _own_rules(reading.data)
    clauses = [str(clause.get("id")) for _, clause in own_clauses(reading.data)]
    usual = next((rule.clause for rule in own), clauses[0] if clauses else "")
    lost: dict[Path, set[Cell]] = defaultdict(set)
    gained: dict[str, dict[Cell, Action]] = defaultdict(dict)
    for cell, action in wanted.items():
        now = policy.cell(*cell)
        if now.action is action and now.clause is not None:
            continue
        _refuse_inherited(reading, own, cell, action)
        target = into or (now.clause if now.clause in clauses else usual) or usual
        gained[target][cell] = action
        for rule in own:
            if cell in rule.cells and (rule.action.strictness > action.strictness or rule.clause == target):
                lost[rule.path].add(cell)
    text = reading.text
    emptied: list[Path] = []
    for rule in own:
        if rule.path in lost:
            text, empty = _without(text, rule, lost[rule.path])
            emptied += [rule.path] if empty else []
    for clause, cells in gained.items():
        path = reading.path_of(clause)
        if path is None:
            raise DraftUnreadable
        for data, zones, action in _rectangles(cells):
            value = _protect(data, zones, action)
            text = editing.append(text, [*path, "controls"], {"protect": value})
    for path in sorted(emptied, key=lambda each: [str(step).zfill(6) for step in each], reverse=True):
        text = editing.remove(text, path)
    return text


def _refuse_inherited(reading: Reading, own: list[_OwnRule], cell: Cell, action: Action) -> None:
    assert reading.policy is not None
    written = {(rule.clause, each) for rule in own for each in rule.cells}
    for rule in reading.policy.rules:
        if (rule.data, rule.zone) != cell or rule.mode is not Mode.APPLY:
            continue
        if rule.action.strictness > action.strictness and (rule.clause, cell) not in written:
            title = reading.policy.clauses[rule.clause].title
            raise CellInherited(cell=f"{cell[0].french}, zone {zone_adjective(cell[1])}", clause=title)


def _without(text: str, rule: _OwnRule, cells: set[Cell]) -> tuple[str, bool]:
    """The rule without these cells, in as few rules as it takes; whether nothing is left of it."""
    rest = dict.fromkeys(rule.cells - cells, rule.action)
    if not rest:
        return text, True
    first, *others = _rectangles(rest)
    data, zones, _ = first
    path = (*rule.path, "protect")
    if set(data) != set(rule.data):
        kept = [each for each in rule.data if each in data]
        text = editing.amend(text, [*path, "data"], kept)
    if set(zones) != set(rule.zones):
        key = "zones" if "zones" in rule.values else "zone"
        text = editing.amend(text, [*path, key], list(zones) if key == "zones" else _zone(zones))
    for data, zones, action in others:
        text = editing.append(text, rule.path[:-1], {"protect": _protect(data, zones, action)})
    return text, False


def _rectangles(
    cells: Mapping[Cell, Action],
) -> list[tuple[tuple[DataClass, ...], tuple[Zone, ...], Action]]:
    """The cells as rules: the zones where the same classes get the same action go together."""
    by_zone: dict[tuple[Action, Zone], list[DataClass]] = defaultdict(list)
    for data in DataClass:
        for zone in Zone:
            if (data, zone) in cells:
                by_zone[cells[data, zone], zone].append(data)
    together: dict[tuple[Action, tuple[DataClass, ...]], list[Zone]] = defaultdict(list)
    for (action, zone), classes in by_zone.items():
        together[action, tuple(classes)].append(zone)
    return [(data, tuple(zones), action) for (action, data), zones in together.items()]


def _protect(data: Iterable[DataClass], zones: tuple[Zone, ...], action: Action) -> dict[str, Any]:
    where = {"zone": zones[0]} if len(zones) == 1 else {"zones": list(zones)}
    return {"data": list(data), **where, "action": action}


def _zone(zones: tuple[Zone, ...]) -> Any:
    return zones[0] if len(zones) == 1 else list(zones)


def _own_rules(data: Any) -> list[_OwnRule]:
    found = []
    for path, clause in own_clauses(data):
        for rank, control in enumerate(clause.get("controls") or []):
            values = control.get("protect") if isinstance(control, dict) else None
            if not isinstance(values, dict) or values.get("mode", Mode.APPLY.value) != Mode.APPLY.value:
                continue
            zones: Any = values.get("zones", values.get("zone"))
            found.append(
                _OwnRule(
                    str(clause.get("id")),
                    (*path, "controls", rank),
                    tuple(DataClass(each) for each in values["data"]),
                    tuple(Zone(each) for each in (zones if isinstance(zones, list) else [zones])),
                    Action(values["action"]),
                    values,
                )
            )
    return found
