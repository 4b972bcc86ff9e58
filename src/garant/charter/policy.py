"""The compiled charter: one frozen value that the gateway, the pages and the evidence all read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from garant.charter.lifecycle import NOTHING_DRAWN, Gate, Lifecycle, Requirement, Stage
from garant.words import Action, DataClass, Mode, Zone, strictest


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as people read it."""

    id: str
    number: str  # "3.2": its section and its rank, for quoting
    section: str
    title: str
    text: str  # Markdown
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One cell of the class × zone table, as one clause writes it."""

    data: DataClass
    zone: Zone
    action: Action
    clause: str
    mode: Mode = Mode.APPLY


# How sure detection must be, of 0..1, where no clause says it: below, a finding is « à vérifier ».
USUAL_CERTAINTY = 0.5


@dataclass(frozen=True, slots=True)
class Threshold:
    """A finding of this class is one from this score on, in 0..1; below, it is only shown."""

    data: DataClass
    at_least: float
    clause: str


@dataclass(frozen=True, slots=True)
class Approval:
    """A zone is open to the catalogued systems of these levels; a zone without approval is closed."""

    zone: Zone
    levels: frozenset[int]
    clause: str


@dataclass(frozen=True, slots=True)
class ForbiddenUse:
    """A use that no system serves: `use` says it in French.

    Any of the `patterns` (RE2), or any group of `keywords`, recognises it; `garant.charter.forbidden_use`
    does so. Without either, the use is declared and nothing recognises it. What the `recognisers` hold is in
    both already: their names are kept to be shown.
    """

    use: str
    patterns: tuple[str, ...]
    clause: str
    mode: Mode = Mode.APPLY
    keywords: tuple[tuple[str, ...], ...] = ()  # the words of a group stand together in one sentence
    recognisers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Shown beside each answer, and sent by the API, for systems of these zones."""

    text: str
    zones: frozenset[Zone]
    clause: str


@dataclass(frozen=True, slots=True)
class Mention:
    """What a content made with AI says of it. `text` holds {verbe}, {systeme} and {relecteur}."""

    text: str
    levels: tuple[str, ...]  # of: idea, production, improvement
    on: tuple[str, ...]  # of: copy, export, api
    clause: str


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A person reads and acknowledges this version before any use.

    Where several clauses ask for it, `statement` holds all of them, a paragraph each, and `clause` is the first.
    """

    statement: str
    clause: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """Questions that a person asks before a use."""

    questions: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Retention:
    """`what` (conversations, journal, incidents) is deleted after `days`."""

    what: str
    days: int
    clause: str


@dataclass(frozen=True, slots=True)
class Report:
    """Incidents go to these roles (dpo, rssi, …), who answer within `hours`."""

    roles: tuple[str, ...]
    hours: int
    clause: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise that people keep: followed, never enforced. `reason` says why software does not carry it."""

    promise: str
    owner: str
    clause: str
    due: str | None = None  # ISO date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What software applies of one version of one charter. Immutable, safe to share between threads."""

    charter: str
    version: str
    title: str
    organisation: str
    assistant: str  # the name that this organisation gives to its assistant
    zones: Mapping[Zone, str]
    clauses: Mapping[str, ClauseText]
    approvals: tuple[Approval, ...] = ()
    rules: tuple[Rule, ...] = ()
    forbidden: tuple[ForbiddenUse, ...] = ()
    notices: tuple[Notice, ...] = ()
    mentions: tuple[Mention, ...] = ()
    acknowledgement: Acknowledgement | None = None
    checklists: tuple[Checklist, ...] = ()
    retentions: tuple[Retention, ...] = ()
    reports: tuple[Report, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    gates: tuple[Gate, ...] = ()
    lifecycle: Lifecycle = NOTHING_DRAWN
    others: Mapping[str, tuple[object, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )  # by control kind: the effects of kinds that have no field of their own
    _cells: Mapping[tuple[DataClass, Zone], "Cell"] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cells = {(data, zone): _cell(self, data, zone) for data in DataClass for zone in Zone}
        object.__setattr__(self, "_cells", MappingProxyType(cells))

    def cell(self, data: DataClass, zone: Zone) -> "Cell":
        """What happens to this class of data towards this zone."""
        return self._cells[data, zone]

    def approval(self, zone: Zone) -> Approval | None:
        """What opens this zone, or None: then nothing goes there.

        Where several clauses open it, the levels are those of all of them and the clause is the first.
        """
        found = [approval for approval in self.approvals if approval.zone is zone]
        if not found:
            return None
        return Approval(zone, frozenset().union(*(approval.levels for approval in found)), found[0].clause)

    def approves(self, zone: Zone, level: int) -> Approval | None:
        """The first clause that opens this zone to systems of this level, or None: the system is refused."""
        return next(
            (approval for approval in self.approvals if approval.zone is zone and level in approval.levels),
            None,
        )

    def certain_from(self, data: DataClass) -> float:
        """The score, of 0..1, from which a finding of this class is one. The lowest where several clauses say it."""
        return min((each.at_least for each in self.thresholds if each.data is data), default=USUAL_CERTAINTY)

    def limits(self, data: DataClass) -> bool:
        """Whether anything but a plain "allow" is said, or observed, of this class towards an open zone."""
        cells = (self.cell(data, zone) for zone in Zone if self.approval(zone) is not None)
        return any(cell.action is not Action.ALLOW or cell.observed for cell in cells)

    @property
    def certainty(self) -> Mapping[DataClass, float]:
        """`certain_from` for every class."""
        return {data: self.certain_from(data) for data in DataClass}

    def retention_days(self, what: str) -> int | None:
        """The shortest retention that a clause sets for `what`."""
        return min((rule.days for rule in self.retentions if rule.what == what), default=None)

    def gates_of(self, before: Stage, after: Stage) -> tuple[tuple[Requirement, tuple[Gate, ...]], ...]:
        """What a use must bring to pass from one stage to the other, each with the clauses that ask for it.

        Raises KeyError where the charter draws no such way.
        """
        move = self.lifecycle.move(before, after)
        if move is None:
            raise KeyError(after)
        gates = [gate for gate in self.gates if gate.stage is after]
        asked = {*move.requires, *(each for gate in gates for each in gate.requires)}
        return tuple(
            (each, tuple(gate for gate in gates if each in gate.requires))
            for each in Requirement
            if each in asked
        )

    def decide(
        self,
        classes: Collection[DataClass],
        zone: Zone,
        *,
        allowed: Collection[DataClass] | None = None,
        beyond: Collection[DataClass] = (),
    ) -> "Decision":
        """The one decision for a text that holds `classes` and is aimed at `zone`.

        A closed zone blocks whatever the text holds. A class without a rule blocks, and so does a class
        that the system's own card does not allow (`allowed`, where it is given, is stricter than the zone).
        What no pseudonym can take out of this text (`beyond`) is re-routed where it should have been pseudonymised.
        """
        approval = self.approval(zone)
        if approval is None:
            return Decision(zone=zone, action=Action.BLOCK, cells=(), zone_open=False)
        cells = tuple(
            self._possible(data, zone, beyond)
            if allowed is None or data in allowed
            else Cell(data, zone, Action.BLOCK, approval.clause)
            for data in sorted(set(classes))
        )
        action = strictest(cell.action for cell in cells) if cells else Action.ALLOW
        return Decision(zone=zone, action=action, cells=cells, zone_open=True)

    def _possible(self, data: DataClass, zone: Zone, beyond: Collection[DataClass]) -> "Cell":
        cell = self._cells[data, zone]
        if cell.action is Action.PSEUDONYMISE and data in beyond:
            return replace(cell, action=Action.REROUTE)
        return cell


@dataclass(frozen=True, slots=True)
class Cell:
    """A class of data towards a zone: the action that is applied, the clause behind it, what is observed."""

    data: DataClass
    zone: Zone
    action: Action
    clause: str | None  # None: no rule, so the action is BLOCK
    observed: tuple[Rule, ...] = ()  # shadow rules that would have been stricter


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to one request, class by class; `action` is the strictest."""

    zone: Zone
    action: Action
    cells: tuple[Cell, ...]
    zone_open: bool

    @property
    def deciding(self) -> tuple[Cell, ...]:
        """The cells whose action is the one that prevails."""
        return tuple(cell for cell in self.cells if cell.action is self.action)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses behind the prevailing action, each once, in order."""
        return tuple(dict.fromkeys(cell.clause for cell in self.deciding if cell.clause is not None))

    @property
    def observed(self) -> tuple[Rule, ...]:
        """Shadow rules that would have decided otherwise."""
        return tuple(rule for cell in self.cells for rule in cell.observed)


def _cell(policy: Policy, data: DataClass, zone: Zone) -> Cell:
    rules = [rule for rule in policy.rules if rule.data is data and rule.zone is zone]
    applied = [rule for rule in rules if rule.mode is Mode.APPLY]
    shadows = [rule for rule in rules if rule.mode is Mode.OBSERVE]
    if applied:
        ruling = max(applied, key=lambda rule: rule.action.strictness)
        action, clause = ruling.action, ruling.clause
    elif shadows:
        # A rule under observation is a rule: the cell is decided, and nothing is applied yet.
        action, clause = Action.ALLOW, shadows[0].clause
    else:
        action, clause = Action.BLOCK, None
    observed = tuple(rule for rule in shadows if rule.action.strictness > action.strictness)
    return Cell(data, zone, action, clause, observed)
