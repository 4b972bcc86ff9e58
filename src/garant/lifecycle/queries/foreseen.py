"""Which live uses another charter would find wanting: what it would ask of them that nobody asks today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from garant.catalogue.queries.naming import systems_named
from garant.charter import Gate, Policy, Requirement, Stage, zone_adjective
from garant.directory.models import Person
from garant.directory.queries import policy_in_force
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.models import Passage, Use
from garant.lifecycle.requirements import check
from garant.words import Zone


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One live use, as everybody of the organisation knows it, and why it would no longer comply."""

    use: Use
    stage_title: str
    reasons: tuple[str, ...]


def live_uses_count(actor: Person) -> int:
    """How many uses of the actor's organisation are live."""
    return _live(actor).count()


def no_longer_compliant(actor: Person, policy: Policy, *, today: date) -> list[Foreseen]:
    """The live uses of the actor's organisation that comply today and would not under `policy`.

    A use answers for the gates that it passed, and for the systems that it rests on. The reasons name what is
    asked, never what a sheet says: those who draft a charter don't all read the sheets.
    """
    now = policy_in_force(actor.organisation)
    found = []
    for use in _live(actor).prefetch_related("used"):
        reasons = (*_gates(use, now, policy, today), *_systems(use, now, policy))
        if reasons:
            drawn = policy.lifecycle.stage(use.stage_word)
            found.append(Foreseen(use, drawn.title if drawn else use.stage_word.french, reasons))
    return found


def _live(actor: Person) -> QuerySet[Use]:
    stages = [stage.value for stage in Stage if stage.is_live]
    return Use.objects.filter(organisation=actor.organisation, stage__in=stages).select_related(
        "organisation"
    )


def _gates(use: Use, now: Policy, then: Policy, today: date) -> Iterator[str]:
    passed = list(
        dict.fromkeys(Passage.objects.filter(use=use).order_by("at", "id").values_list("before", "after"))
    )
    asked_now, asked_then = _asked(now, passed), _asked(then, passed)
    here, there = Dossier(use, today), Dossier(use, today, under=then)
    for requirement, gates in asked_then.items():
        if check(requirement, there, gates).met:
            continue
        if requirement in asked_now and not check(requirement, here, asked_now[requirement]).met:
            continue  # it is wanting today already
        by = f" (clause « {then.clauses[gates[0].clause].title} »)" if gates else ""
        yield f"Il manquerait : {requirement.french}{by}."
    if then.lifecycle.stage(use.stage_word) is None:
        yield f"La charte ne connaîtrait plus l’étape « {use.stage_word.french} » où il se trouve."


def _asked(policy: Policy, passed: list[tuple[str, str]]) -> dict[Requirement, tuple[Gate, ...]]:
    """What the gates that a use has passed ask for under a charter, with the clauses' gates."""
    found: dict[Requirement, tuple[Gate, ...]] = {}
    for before, after in passed:
        try:
            gates = policy.gates_of(Stage(before), Stage(after))
        except (KeyError, ValueError):
            continue  # this charter draws no such way: it asks for nothing there
        for requirement, asking in gates:
            found[requirement] = (*found.get(requirement, ()), *asking)
    return found


def _systems(use: Use, now: Policy, then: Policy) -> Iterator[str]:
    slugs = [used.system for used in use.used.all()]
    for system in systems_named(use.organisation, slugs):
        zone = Zone(system.zone)
        if now.approves(zone, system.level) is not None and then.approves(zone, system.level) is None:
            yield f"Le système « {system.name} » (zone {zone_adjective(zone)}, niveau {system.level}) ne serait plus autorisé."
