"""A use passes a gate: one move, its author, its reason, the charter's version, what the gate found."""

import uuid
from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.charter import Stage
from garant.directory.actions import bump_revision
from garant.directory.errors import NotAllowed
from garant.directory.journal import record
from garant.directory.models import Person
from garant.history.actions import keep
from garant.journal import UseMoved
from garant.lifecycle.actions.amending import opened
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.errors import GateClosed, MoveNotDrawn, ReasonMissing
from garant.lifecycle.gates import Way, may_take, way_of
from garant.lifecycle.models import Passage, Use
from garant.lifecycle.reading import told
from garant.notifications.actions import notify


@transaction.atomic
def move_use(
    actor: Person, use: uuid.UUID, to: Stage, *, reason: str, revision: int, now: datetime | None = None
) -> Use:
    """Move a use to another stage, if the charter draws the way, the actor may take it and its gate is open."""
    now = now or timezone.now()
    found = opened(actor, use, revision)
    dossier = Dossier(found, timezone.localdate(now, found.organisation.place_word.zone))
    move = dossier.policy.lifecycle.move(found.stage_word, to)
    if move is None:
        raise MoveNotDrawn(number=found.number, before=found.stage_word.french, after=to.french)
    if not may_take(found.requester_id == actor.id, move, actor):
        raise NotAllowed(roles=move.who)
    way = way_of(dossier, move, actor)
    if way.missing:
        missing = " ".join(each.found.said for each in way.missing)
        raise GateClosed(stage=way.title, missing=missing, count=len(way.missing))
    if not reason.strip():
        raise ReasonMissing(stage=way.title)
    _pass(actor, dossier, way, reason.strip(), now)
    return found


def _pass(actor: Person, dossier: Dossier, way: Way, reason: str, now: datetime) -> None:
    use, before = dossier.use, dossier.use.stage_word
    use.stage, use.entered_at = way.move.to.value, now
    if way.move.to.is_live and before is Stage.EVALUATION:
        # The evaluation that the gate has just found conclusive is later than the change.
        use.to_re_evaluate_since, use.re_evaluate_by, use.re_evaluate_why = None, None, ""
    use.revision += 1
    use.save()
    keep(use.organisation, use.subject, told(use), by=actor, reason=reason, now=now)
    Passage.objects.create(
        use=use,
        before=before.value,
        after=use.stage,
        at=now,
        by=actor,
        reason=reason,
        charter=dossier.policy.charter,
        version=dossier.policy.version,
        checked=[{"requirement": each.requirement.french, "said": each.found.said} for each in way.asked],
    )
    bump_revision()  # who may reach its systems depends on the stage
    if use.requester_id != actor.id:
        notify(
            use.organisation,
            people=[use.requester],
            code="use-moved",
            record=use.subject,
            address=use.get_absolute_url(),
            facts={"number": use.number},
            now=now,
        )
    record(
        UseMoved(
            organisation=use.organisation.slug,
            person=str(actor.id),
            use=str(use.id),
            before=before.value,
            after=use.stage,
            charter=dossier.policy.charter,
            version=dossier.policy.version,
            clauses=Counter(clause.id for each in way.asked for clause in each.clauses),
        )
    )
