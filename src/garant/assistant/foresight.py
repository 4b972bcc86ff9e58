"""What would happen to a text, said while it is being written. The same rules as the gateway's, at the same door:
`garant.privacy.read`, `policy.decide` with the classes that the system's card allows, `forbidden_use`."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from garant.assistant.facts import Quote, quotes_of
from garant.assistant.offered import Offered
from garant.charter import Decision, Policy, forbidden_use
from garant.privacy import NOTHING_OWN, Label, Own, Reading, Span, Statement, read
from garant.words import Action, DataClass, Mode, Zone


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a datum stands in the text (characters), what it is, what would happen to it alone."""

    start: int
    end: int
    label: Label
    action: Action


@dataclass(frozen=True, slots=True)
class Group:
    """Data, or things said, that share one fate under one clause, each label with its count."""

    action: Action
    quote: Quote | None  # None: no clause allows it
    labels: tuple[tuple[Label, int], ...]
    said: bool = False  # sentences and papers, which no pseudonym can stand for


@dataclass(frozen=True, slots=True)
class ForbiddenSeen:
    """A use that the charter forbids, as the text seems to ask for it."""

    use: str
    quote: Quote | None
    observed: bool  # counted only, not applied yet


@dataclass(frozen=True, slots=True)
class Foresight:
    """The whole answer. `action` is what would happen to the message, `served` who would receive it."""

    zone: Zone
    action: Action
    served: Offered | None
    marks: tuple[Mark, ...]
    groups: tuple[Group, ...]
    forbidden: tuple[ForbiddenSeen, ...]
    quotes: tuple[Quote, ...]  # the clauses behind `action`
    from_before: tuple[
        DataClass, ...
    ]  # classes that only the conversation so far holds, and that count as well
    data: int = 0  # how many data stand in the text: what a pseudonym can replace
    uncertain: tuple[tuple[Label, int], ...] = ()  # seen without being sure: to be looked at, no more

    @property
    def deciding(self) -> tuple[Group, ...]:
        """The groups that say what happens: those that block or re-route the whole, where one does; else all."""
        if self.action.strictness < Action.REROUTE.strictness:
            return self.groups
        return tuple(group for group in self.groups if group.action.strictness >= self.action.strictness)

    @property
    def also(self) -> tuple[tuple[Label, int], ...]:
        """What was found besides, whose own fate no longer matters."""
        return tuple(pair for group in self.groups if group not in self.deciding for pair in group.labels)


def foresee(
    text: str,
    *,
    policy: Policy,
    system: Offered,
    systems: Sequence[Offered],
    before: Collection[DataClass] = (),
    own: Own = NOTHING_OWN,
) -> Foresight:
    """Decide `text` towards `system`. `before` holds the classes of the conversation so far, which goes with it."""
    reading = judged(text, policy=policy, systems=systems, own=own)
    findings: tuple[Span | Statement, ...] = (*reading.spans, *reading.statements, *reading.indirect)
    classes, beyond = reading.classes, reading.beyond_pseudonyms
    forbidden = _forbidden(policy, text)
    action, clauses, served = _fate(policy, system, systems, classes | set(before), beyond)
    # What the text alone would have met: where that is milder, the page says that the past weighs in.
    alone, _, _ = _fate(policy, system, systems, classes, beyond)
    earlier = tuple(sorted(set(before) - classes)) if action is not alone else ()
    applied = [seen for seen in forbidden if not seen.observed]
    if applied:
        action, served, earlier = Action.BLOCK, None, ()
        clauses = tuple(seen.quote.id for seen in applied if seen.quote is not None)
    return Foresight(
        zone=system.zone,
        action=action,
        served=served,
        marks=tuple(
            Mark(start, end, label, _alone(policy, system, label, beyond).action)
            for start, end, label in _marked(reading)
        ),
        groups=_groups(policy, system, findings, beyond),
        forbidden=forbidden,
        quotes=quotes_of(policy, clauses),
        from_before=earlier,
        data=len(reading.spans) + len(reading.indirect),
        uncertain=tuple(Counter(each.label for each in reading.uncertain).items()),
    )


def judged(text: str, *, policy: Policy, systems: Sequence[Offered], own: Own = NOTHING_OWN) -> Reading:
    """What detection finds in `text`, as this organisation takes it: the gateway takes it alike."""
    reading = read(text, own)
    if policy.thresholds:
        reading = reading.at(policy.certainty)
    narrow = any(each.allowed is not None and DataClass.INDIRECT not in each.allowed for each in systems)
    return reading if narrow or policy.limits(DataClass.INDIRECT) else replace(reading, indirect=())


def _marked(reading: Reading) -> Iterator[tuple[int, int, Label]]:
    """What a page underlines, sorted and apart: data, then the words for which a sentence is sensitive."""
    ranges = [(each.start, each.end, each.label) for each in (*reading.spans, *reading.indirect)]
    data = len(ranges)
    ranges += [(start, end, each.label) for each in reading.statements for start, end in each.words]
    kept: list[tuple[int, int, Label]] = []
    for start, end, label in sorted(ranges[:data]):
        kept.append((start, end, label))
    starts = [start for start, _, _ in kept]
    words: list[tuple[int, int, Label]] = []
    done = 0
    for start, end, label in sorted(ranges[data:]):
        at = bisect_right(starts, start)
        beside = (not at or kept[at - 1][1] <= start) and (at == len(starts) or starts[at] >= end)
        if beside and start >= done:
            words.append((start, end, label))
            done = end
    return iter(sorted([*kept, *words]))


def _fate(
    policy: Policy,
    system: Offered,
    systems: Sequence[Offered],
    classes: Collection[DataClass],
    beyond: Collection[DataClass],
) -> tuple[Action, tuple[str, ...], Offered | None]:
    decision = policy.decide(classes, system.zone, allowed=system.allowed, beyond=beyond)
    if decision.action is Action.BLOCK:
        return Action.BLOCK, decision.clauses, None
    if decision.action is not Action.REROUTE:
        return decision.action, decision.clauses, system
    for target in systems:
        if not target.takes_rerouted or target.id == system.id:
            continue
        there = policy.decide(classes, target.zone, allowed=target.allowed, beyond=beyond)
        if there.action.strictness < Action.REROUTE.strictness:
            return Action.REROUTE, decision.clauses, target
    return Action.BLOCK, decision.clauses, None


def _groups(
    policy: Policy,
    system: Offered,
    findings: Sequence[Span | Statement],
    beyond: Collection[DataClass],
) -> tuple[Group, ...]:
    """The strictest first, then in the order of the text."""
    grouped: dict[tuple[Action, str | None, bool], dict[Label, int]] = {}
    for each in findings:
        alone = _alone(policy, system, each.label, beyond)
        clause = alone.clauses[0] if alone.clauses else None
        labels = grouped.setdefault((alone.action, clause, each.label.is_statement), {})
        labels[each.label] = labels.get(each.label, 0) + 1
    groups = [
        Group(action, _quote(policy, clause), tuple(labels.items()), said)
        for (action, clause, said), labels in grouped.items()
    ]
    return tuple(sorted(groups, key=lambda group: -group.action.strictness))


def _alone(policy: Policy, system: Offered, label: Label, beyond: Collection[DataClass]) -> Decision:
    return policy.decide({label.data_class}, system.zone, allowed=system.allowed, beyond=beyond)


def _quote(policy: Policy, clause: str | None) -> Quote | None:
    return next(iter(quotes_of(policy, (clause,))), None) if clause is not None else None


def _forbidden(policy: Policy, text: str) -> tuple[ForbiddenSeen, ...]:
    return tuple(
        ForbiddenSeen(use.use, _quote(policy, use.clause), use.mode is Mode.OBSERVE)
        for use in forbidden_use(policy, text)
    )
