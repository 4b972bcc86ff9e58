"""What a charter would have changed: the last requests decided again under it, and the live uses held to it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum

from garant.catalogue.compliance import today_of
from garant.catalogue.queries import all_systems
from garant.charter import Policy
from garant.directory.models import Organisation, Person
from garant.directory.queries import policy_in_force
from garant.lifecycle.queries.foreseen import Foreseen, live_uses_count, no_longer_compliant
from garant.studio.gathering import gather
from garant.studio.models import Replayable
from garant.words import Action, DataClass, Zone

DAYS = 30


@dataclass(frozen=True, slots=True)
class Turn:
    """Requests that would have met another action."""

    before: Action
    after: Action
    number: int

    @property
    def milder(self) -> bool:
        return self.after.strictness < self.before.strictness


@dataclass(frozen=True, slots=True)
class Replay:
    """The requests of the last days, decided again."""

    since: date
    until: date
    requests: int  # that were decided again
    aside: int  # refused for another reason than the table
    turns: tuple[Turn, ...]  # milder first, then the most frequent

    @property
    def changed(self) -> int:
        return sum(turn.number for turn in self.turns)


@dataclass(frozen=True, slots=True)
class Foresight:
    replay: Replay
    live: int
    uses: tuple[Foreseen, ...]


def foresee(actor: Person, policy: Policy, *, now: datetime) -> Foresight:
    """For the actor's own organisation, against the charter in force."""
    organisation = actor.organisation
    today = today_of(organisation, now)
    gather()
    return Foresight(
        replay=replay(organisation, policy, today=today),
        live=live_uses_count(actor),
        uses=tuple(no_longer_compliant(actor, policy, today=today)),
    )


def replay(organisation: Organisation, policy: Policy, *, today: date, days: int = DAYS) -> Replay:
    """Both charters decide each request from what the journal kept of it: its classes of data, the system that it
    asked for, that system's zone, level and card of today. What differs is the charter's doing alone."""
    since = today - timedelta(days=days - 1)
    held = Replayable.objects.filter(organisation=organisation.slug, day__range=(since, today))
    aside = held.filter(aside=True).aggregate(total=Sum("number"))["total"] or 0
    rows = (
        held.filter(aside=False)
        .order_by("system", "zone", "classes")
        .values_list("system", "zone", "classes")
        .annotate(total=Sum("number"))
    )
    in_force = policy_in_force(organisation)
    cards = _cards(organisation)
    requests, turns = 0, Counter[tuple[Action, Action]]()
    for system, zone, said, number in rows:
        classes = [DataClass(each) for each in said.split(",") if each]
        level, allowed = cards.get(system, (None, None))
        before, after = (_decided(each, classes, Zone(zone), level, allowed) for each in (in_force, policy))
        requests += number
        if before is not after:
            turns[before, after] += number
    found = [Turn(before, after, number) for (before, after), number in turns.items()]
    return Replay(
        since, today, requests, aside, tuple(sorted(found, key=lambda turn: (not turn.milder, -turn.number)))
    )


def _cards(organisation: Organisation) -> Mapping[str, tuple[int, Collection[DataClass] | None]]:
    return {
        system.slug: (system.level, system.classes)
        for system in all_systems()
        if system.organisation_id == organisation.id
    }


def _decided(
    policy: Policy,
    classes: Collection[DataClass],
    zone: Zone,
    level: int | None,
    allowed: Collection[DataClass] | None,
) -> Action:
    if level is not None and policy.approves(zone, level) is None:
        return Action.BLOCK
    return policy.decide(classes, zone, allowed=allowed).action
