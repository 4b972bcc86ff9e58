"""Verbs of the studio. Each is one transaction and one journal entry, the entry last."""

import uuid
from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from garant.charter import Policy, editing
from garant.directory import queries as directory
from garant.directory.actions import put_charter_in_force, require
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.journal import RecordChanged
from garant.studio.errors import DraftChangedMeanwhile, DraftClosed, DraftTitleMissing, DraftTooLarge
from garant.studio.models import Draft, DraftRevision
from garant.studio.queries import draft_visible_to
from garant.studio.reading import LARGEST
from garant.studio.terms import EDITORS, Origin, Step


@transaction.atomic
def start_draft(
    actor: Person,
    *,
    title: str,
    origin: Origin,
    text: str,
    origin_name: str = "",
    now: datetime | None = None,
) -> Draft:
    """A draft of the actor's organisation, and its first revision."""
    require(actor, *EDITORS)
    if not title.strip():
        raise DraftTitleMissing
    moment = now or timezone.now()
    draft = Draft(
        organisation=actor.organisation,
        title=title.strip()[:150],
        origin=origin.value,
        origin_name=origin_name[:200],
        base=directory.charter_in_force(actor.organisation).number,
        created_at=moment,
        created_by=actor,
        revision=0,
    )
    _write(draft, actor, text, Step.STARTED, moment)
    _record(actor, draft, "created")
    return draft


@transaction.atomic
def save_draft(
    actor: Person,
    draft: uuid.UUID,
    *,
    text: str,
    read: int,
    step: Step,
    now: datetime | None = None,
) -> Draft:
    """The whole text as it is from now on. `read` is the revision that the actor edited: where another was saved
    meanwhile, nothing changes. A text that says the same is no revision."""
    require(actor, *EDITORS)
    found = _locked(actor, draft, read)
    if text == found.text:
        return found
    _write(found, actor, text, step, now or timezone.now())
    _record(actor, found, "amended")
    return found


@transaction.atomic
def set_aside(actor: Person, draft: uuid.UUID, *, now: datetime | None = None) -> None:
    """Nobody writes it any more; it stays readable."""
    require(actor, *EDITORS)
    draft_visible_to(actor, draft)
    found = Draft.objects.select_for_update().get(id=draft)  # it may come into force at the same moment
    if not found.is_open:
        raise DraftClosed
    found.set_aside_at = now or timezone.now()
    found.save(update_fields=["set_aside_at"])
    _record(actor, found, "closed")


@transaction.atomic
def put_draft_in_force(
    actor: Person,
    draft: uuid.UUID,
    *,
    read: int,
    after: int,
    version: date,
    in_force_at: datetime | None = None,
    voted_by: str = "",
    voted_on: date | None = None,
    deliberation: str = "",
    now: datetime | None = None,
) -> Policy:
    """The draft, dated `version`, becomes a version of the charter. The entry in the journal is that version's."""
    require(actor, Role.ADMINISTRATOR)
    moment = now or timezone.now()
    found = _locked(actor, draft, read)
    dated = editing.amend(found.text, ["version"], version.isoformat())
    if dated != found.text:
        _write(found, actor, dated, Step.DATED, moment)
    found.adopted_at, found.adopted_version = moment, version.isoformat()
    found.save(update_fields=["adopted_at", "adopted_version"])
    return put_charter_in_force(
        actor,
        text=dated,
        after=after,
        in_force_at=in_force_at,
        voted_by=voted_by,
        voted_on=voted_on,
        deliberation=deliberation,
        now=moment,
    )


def _locked(actor: Person, draft: uuid.UUID, read: int) -> Draft:
    draft_visible_to(actor, draft)
    found = Draft.objects.select_for_update().get(id=draft)
    if not found.is_open:
        raise DraftClosed
    if found.revision != read:
        raise DraftChangedMeanwhile
    return found


def _write(draft: Draft, actor: Person, text: str, step: Step, now: datetime) -> None:
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise DraftTooLarge(limit=LARGEST // 1024)
    draft.text = text
    draft.revision += 1
    draft.changed_at, draft.changed_by = now, actor
    draft.save()
    DraftRevision.objects.create(
        draft=draft, number=draft.revision, step=step.value, text=text, at=now, by=actor
    )


def _record(actor: Person, draft: Draft, change: Literal["created", "amended", "closed"]) -> None:
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"draft:{draft.id}",
            change=change,
        )
    )
