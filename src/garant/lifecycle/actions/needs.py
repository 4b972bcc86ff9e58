"""A need comes in, from anyone through their direction, and is made clearer."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.charter import Stage
from garant.directory.errors import PersonInactive
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.directory.numbering import next_number
from garant.directory.queries import policy_in_force
from garant.history.actions import keep
from garant.journal import UseMoved
from garant.lifecycle.actions.amending import allow, changed, kept, opened
from garant.lifecycle.errors import FieldMissing, NotAtThisStage
from garant.lifecycle.models import Passage, Use
from garant.lifecycle.reading import NEED, told
from garant.lifecycle.terms import Ambition

_ASKED = ("title", "department", "what", "for_whom")
_EARLY = frozenset({Stage.NEED, Stage.QUALIFICATION})


@transaction.atomic
def submit_need(actor: Person, fields: Mapping[str, str], *, now: datetime | None = None) -> Use:
    """A need, and the first stage of its life. FieldMissing without a title, a direction, what and for whom."""
    if not actor.is_active:
        raise PersonInactive
    now = now or timezone.now()
    said = _said(fields)
    use = Use.objects.create(
        organisation=actor.organisation,
        number=next_number(actor.organisation, "uses"),
        requester=actor,
        stage=Stage.NEED,
        entered_at=now,
        created_at=now,
        **said,
    )
    keep(use.organisation, use.subject, told(use), by=actor, now=now)
    policy = policy_in_force(actor.organisation)
    Passage.objects.create(
        use=use,
        before="",
        after=Stage.NEED,
        at=now,
        by=actor,
        reason="Besoin déposé.",
        charter=policy.charter,
        version=policy.version,
    )
    record(
        UseMoved(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            use=str(use.id),
            before="",
            after=Stage.NEED.value,
            charter=policy.charter,
            version=policy.version,
        )
    )
    return use


@transaction.atomic
def amend_need(
    actor: Person,
    use: uuid.UUID,
    fields: Mapping[str, str],
    *,
    revision: int,
    reason: str = "",
    now: datetime | None = None,
) -> Use:
    """Make a need clearer, until it is arbitrated. The former text stays readable."""
    found = opened(actor, use, revision)
    allow(actor, found, Role.REFERENT, Role.DSI, requester=True)
    if found.stage_word not in _EARLY:
        raise NotAtThisStage(number=found.number, stage=found.stage_word.french)
    for name, value in _said(fields).items():
        setattr(found, name, value)
    kept(actor, found, reason=reason, now=now)
    changed(actor, found)
    return found


def _said(fields: Mapping[str, str]) -> dict[str, str]:
    said = {name: str(fields.get(name, "")).strip() for name in [*NEED, "ambition"]}
    for name in _ASKED:
        if not said[name]:
            raise FieldMissing(field=NEED[name])
    if said["ambition"] not in ("", *Ambition.values):
        raise FieldMissing(field="Ambition")
    said["title"], said["department"] = said["title"][:150], said["department"][:150]
    return said
