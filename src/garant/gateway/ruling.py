"""The decision for one request: what the charter says of what stands in it, towards the system asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from garant.charter import Cell, Decision, ForbiddenUse, Policy
from garant.gateway.inspection import Judging
from garant.gateway.register import approval_of
from garant.gateway.snapshot import System
from garant.privacy import NOTHING_OWN, Own
from garant.words import Action, DataClass, Mode, Zone


@dataclass(frozen=True, slots=True)
class Ruling:
    """What happens to a request. `server` is None where it is refused."""

    action: Action
    asked: System
    server: System | None
    masked: frozenset[DataClass]  # classes that `server` receives as pseudonyms
    prevailing: tuple[str, ...]  # the clauses behind `action`
    clauses: Mapping[str, Action]  # every clause that had a say
    observed: Mapping[str, Action]  # clauses under observation that would have been stricter
    cells: Mapping[DataClass, Cell]  # for each class that was found: towards the system asked for
    forbidden: ForbiddenUse | None = None  # the use that is refused


@dataclass(frozen=True, slots=True)
class _Tally:
    """Clauses and the strictest action that each had."""

    clauses: dict[str, Action] = field(default_factory=dict)

    def add(self, clause: str | None, action: Action) -> None:
        if clause is not None and (
            clause not in self.clauses or self.clauses[clause].strictness < action.strictness
        ):
            self.clauses[clause] = action


def rule(
    policy: Policy,
    asked: System,
    *,
    classes: Callable[[Zone], frozenset[DataClass]],
    uses: Sequence[ForbiddenUse] = (),
    others: Iterable[System] = (),
    rerouted_before: tuple[str, ...] | None = None,
    beyond: frozenset[DataClass] = frozenset(),
) -> Ruling:
    """The ruling for a text aimed at an approved system; `classes` tells what of it would reach a zone.

    `others` are the systems that may take what is re-routed, in order. `rerouted_before` names the clauses of
    an earlier re-routing of the same conversation, which holds for the rest of it. `beyond` are the classes that
    pseudonyms can't take out of this text.
    """
    decision = policy.decide(classes(asked.zone), asked.zone, allowed=asked.allowed_classes, beyond=beyond)
    clauses, observed = _Tally(), _Tally()
    approval = approval_of(policy, asked)
    clauses.add(approval.clause if approval is not None else None, Action.ALLOW)
    for cell in decision.cells:
        clauses.add(cell.clause, cell.action)
    for shadow in decision.observed:
        observed.add(shadow.clause, shadow.action)
    for use in uses:
        (clauses if use.mode is Mode.APPLY else observed).add(use.clause, Action.BLOCK)
    cells = {cell.data: cell for cell in decision.cells}
    refused = next((use for use in uses if use.mode is Mode.APPLY), None)

    def ruling(action: Action, server: System | None, by: Decision, prevailing: tuple[str, ...]) -> Ruling:
        return Ruling(
            action=action,
            asked=asked,
            server=server,
            masked=_masked(by),
            prevailing=prevailing,
            clauses=clauses.clauses,
            observed=observed.clauses,
            cells=cells,
            forbidden=refused,
        )

    if refused is not None:
        applied = dict.fromkeys(use.clause for use in uses if use.mode is Mode.APPLY)
        return ruling(Action.BLOCK, None, decision, tuple(applied))
    if decision.action is Action.BLOCK:
        return ruling(Action.BLOCK, None, decision, decision.clauses)
    if decision.action is not Action.REROUTE and rerouted_before is None:
        return ruling(decision.action, asked, decision, decision.clauses)
    prevailing = decision.clauses if decision.action is Action.REROUTE else tuple(rerouted_before or ())
    for clause in prevailing:
        clauses.add(clause, Action.REROUTE)
    for target in others:
        if not target.reroute_target or target.id == asked.id or approval_of(policy, target) is None:
            continue
        there = policy.decide(
            classes(target.zone), target.zone, allowed=target.allowed_classes, beyond=beyond
        )
        if there.action.strictness < Action.REROUTE.strictness:
            for cell in there.cells:
                clauses.add(cell.clause, cell.action)
            return ruling(Action.REROUTE, target, there, prevailing)
    for clause in prevailing:
        clauses.add(clause, Action.BLOCK)
    return ruling(Action.BLOCK, None, decision, prevailing)


def judging(policy: Policy, systems: Iterable[System], own: Own = NOTHING_OWN) -> Judging:
    """How this organisation takes what detection finds. Places and bodies are left out where nothing ever limits them."""
    narrow = any(
        system.allowed_classes is not None and DataClass.INDIRECT not in system.allowed_classes
        for system in systems
    )
    return Judging(
        policy.certainty if policy.thresholds else {}, narrow or policy.limits(DataClass.INDIRECT), own
    )


def takes_everything(policy: Policy, system: System) -> bool:
    """Whether every class of data may reach this system as it is.

    Then, and only then, what can't be inspected may go there: whatever it holds, the charter allows it.
    """
    decision = policy.decide(frozenset(DataClass), system.zone, allowed=system.allowed_classes)
    return decision.action.strictness <= Action.WARN.strictness


def _masked(decision: Decision) -> frozenset[DataClass]:
    return frozenset(cell.data for cell in decision.cells if cell.action is Action.PSEUDONYMISE)
