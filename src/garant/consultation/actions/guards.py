"""What each verb checks first, and the entry it ends with."""

import uuid
from datetime import date, datetime
from typing import Literal

from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.consultation import queries
from garant.consultation.errors import (
    ConsultationNotOpen,
    ConsultationStillOpen,
    SynthesisPublished,
)
from garant.consultation.models import Consultation
from garant.consultation.terms import MANAGERS, State
from garant.consultation.voices import Voice, voice_of
from garant.directory.actions import require
from garant.directory.errors import PersonInactive
from garant.directory.journal import record
from garant.directory.models import Person
from garant.journal import RecordChanged, RecordMoved

NOBODY = "anonymous"  # in the journal, where the author is not kept at all


def locked(voice: Voice, consultation: uuid.UUID) -> Consultation:
    """A consultation that this voice may read; nobody else changes it until the transaction ends."""
    if voice.person is not None and not voice.person.is_active:
        raise PersonInactive
    queries.consultation_for(voice, consultation)
    return Consultation.objects.select_for_update().select_related("organisation").get(id=consultation)


def managed(actor: Person, consultation: uuid.UUID) -> Consultation:
    """The same, for who answers for it."""
    queries.consultation_for(voice_of(actor), consultation)
    require(actor, *MANAGERS)
    return locked(voice_of(actor), consultation)


def local_day(found: Consultation, now: datetime | None) -> date:
    return today_of(found.organisation, now or timezone.now())


def still_open(found: Consultation, now: datetime | None) -> None:
    if found.state_on(local_day(found, now)) is not State.OPEN:
        raise ConsultationNotOpen


def being_answered(found: Consultation, now: datetime | None) -> None:
    state = found.state_on(local_day(found, now))
    if state is State.OPEN:
        raise ConsultationStillOpen(closes_on=found.closes_on.isoformat())
    if state is State.PUBLISHED:
        raise SynthesisPublished


def changed(
    found: Consultation,
    what: str,
    change: Literal["created", "amended", "closed"],
    *,
    voice: Voice | None = None,
    by: Person | None = None,
) -> None:
    """The journal names who answers for a consultation (`by`), and who takes part in one under their name (`voice`).
    Of an anonymous one it says that somebody took part: neither who, nor what they wrote or took back."""
    person = by
    if voice is not None:
        person = None if found.anonymous else voice.person
        what, change = (found.record, "amended") if found.anonymous else (what, change)
    record(
        RecordChanged(
            organisation=found.organisation.slug,
            person=str(person.id) if person is not None else NOBODY,
            record=what,
            change=change,
        )
    )


def moved(found: Consultation, by: Person, before: str, after: str) -> None:
    record(
        RecordMoved(
            organisation=found.organisation.slug,
            person=str(by.id),
            record=found.record,
            before=before,
            after=after,
        )
    )
