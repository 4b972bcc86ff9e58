"""What the gateway must know of the uses: their keys, perimeters, and the systems that are closed for now."""

from collections import defaultdict
from collections.abc import Sequence

from garant.catalogue.access import Closure, Perimeter, ScopedKey
from garant.charter import Requirement, Stage
from garant.directory.queries import policy_in_force
from garant.lifecycle.models import Use, UsedSystem, UseKey
from garant.trials import queries as trials

_LIVE = [stage.value for stage in Stage if stage.is_live]


def scoped_keys() -> Sequence[ScopedKey]:
    """The keys that open some systems only: those of trials until their end, those of uses while they live."""
    return [*trials.scoped_keys(), *_keys_of_uses()]


def perimeters() -> Sequence[Perimeter]:
    """The systems that serve pilots and no use that is open to all: their trained people alone reach them.

    A system on which no use rests, or a generalised one does, stays as the catalogue and the charter say.
    """
    rests: dict[tuple[str, str], list[Use]] = defaultdict(list)
    rows = UsedSystem.objects.select_related("use__organisation").prefetch_related("use__participants")
    for used in rows:
        if used.dedicated and not used.use.stage_word.is_final:
            rests[used.use.organisation.slug, used.system].append(used.use)
    found = []
    for (organisation, system), uses in rests.items():
        if any(use.stage_word in (Stage.GENERALISED, Stage.MAINTENANCE) for use in uses):
            continue
        people = {
            str(each.person_id)
            for use in uses
            if use.stage_word is Stage.PILOT
            for each in use.participants.all()
            if each.trained_on is not None
        }
        found.append(Perimeter(organisation, system, frozenset(people), _clause(uses[0])))
    return found


def closures() -> Sequence[Closure]:
    """The dedicated systems whose live uses had all to be evaluated again by a date: closed from the last of them."""
    rests: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for used in UsedSystem.objects.filter(use__stage__in=_LIVE).select_related("use__organisation"):
        if used.dedicated:
            rests[used.use.organisation.slug, used.system].append(used.use)
    found = []
    for (organisation, system), uses in rests.items():
        ends = [use.re_evaluate_by for use in uses if use.re_evaluate_by is not None]
        if len(ends) == len(uses):
            found.append(Closure(organisation, system, "to_be_re_evaluated", max(ends)))
    return found


def _keys_of_uses() -> list[ScopedKey]:
    rows = UseKey.objects.filter(revoked_at=None, person__is_active=True, use__stage__in=_LIVE)
    found = []
    for key in rows.select_related("use__organisation").prefetch_related("use__used", "use__participants"):
        if key.use.stage_word is Stage.PILOT:
            trained = {each.person_id for each in key.use.participants.all() if each.trained_on is not None}
            if key.person_id not in trained:
                continue
        systems = frozenset(used.system for used in key.use.used.all())
        found.append(
            ScopedKey(
                hash=key.hash,
                organisation=key.use.organisation.slug,
                person=str(key.person_id),
                use=str(key.use_id),
                systems=systems,
                expires_at=key.use.re_evaluate_by,
            )
        )
    return found


def _clause(use: Use) -> str:
    """The clause that asks for trained people, where one does."""
    policy = policy_in_force(use.organisation)
    asking = (gate.clause for gate in policy.gates if Requirement.TRAINED_PEOPLE in gate.requires)
    return next(asking, "")
