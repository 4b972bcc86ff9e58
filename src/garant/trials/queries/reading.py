"""What people read of a trial."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.trials.models import (
    Attachment,
    Case,
    Certificate,
    Consent,
    Criterion,
    DataSet,
    Participant,
    Run,
    Trial,
)
from garant.trials.sealed import opened, opened_bytes

MANAGERS = (Role.DSI, Role.REFERENT)
_READERS = (*MANAGERS, Role.DPO, Role.RSSI, Role.AUDITOR)
_NAMES = (*MANAGERS, Role.DPO)


@dataclass(frozen=True, slots=True)
class ConsentSeen:
    """One consent as its reader sees it; `who` is "" once it is anonymised."""

    id: uuid.UUID
    who: str
    outside: bool
    data: str
    text_number: int | None
    outdated: bool  # the text has changed since
    given_on: date | None
    withdrawn_on: date | None
    to_follow: bool
    followed_how: str

    @property
    def holds(self) -> bool:
        """Whether the data of this person may be used."""
        return self.given_on is not None and self.withdrawn_on is None and not self.outdated


def may_manage(actor: Person) -> bool:
    return actor.is_active and actor.has_role(*MANAGERS)


def reads_names(actor: Person) -> bool:
    """Whether this person learns who is concerned by a trial's data."""
    return actor.is_active and actor.has_role(*_NAMES)


def trials_visible_to(actor: Person) -> list[Trial]:
    """The newest first."""
    return list(_visible(actor))


def trial_visible_to(actor: Person, trial: uuid.UUID) -> Trial:
    found = _visible(actor).filter(id=trial).select_related("organisation", "prolongs").first()
    if found is None:
        raise NotFound(what="trial")
    return found


def participant(actor: Person, trial: Trial) -> Participant | None:
    """The actor's own place in a trial, while they hold it."""
    return trial.participants.filter(person=actor, removed_at=None).first() if actor.is_active else None


def criterion_visible_to(actor: Person, criterion: uuid.UUID) -> Criterion:
    found = (
        Criterion.objects.filter(id=criterion, trial__in=_visible(actor))
        .select_related("trial__organisation")
        .first()
    )
    if found is None:
        raise NotFound(what="criterion")
    return found


def case_visible_to(actor: Person, case: uuid.UUID) -> Case:
    found = (
        Case.objects.filter(id=case, trial__in=_visible(actor))
        .select_related("trial__organisation", "criterion")
        .first()
    )
    if found is None:
        raise NotFound(what="case")
    return found


def data_visible_to(actor: Person, data: uuid.UUID) -> DataSet:
    found = (
        DataSet.objects.filter(id=data, trial__in=_visible(actor))
        .select_related("trial__organisation")
        .first()
    )
    if found is None:
        raise NotFound(what="data")
    return found


def certificate_visible_to(actor: Person, trial: uuid.UUID) -> Certificate:
    found = (
        Certificate.objects.filter(trial=trial_visible_to(actor, trial)).select_related("trial", "by").first()
    )
    if found is None:
        raise NotFound(what="certificate")
    return found


def runs_of(actor: Person, case: Case) -> list[tuple[Run, str]]:
    """Each run of a case with its note: every one for who reads the trial by their role, one's own for a participant."""
    trial = case_visible_to(actor, case.id).trial
    found = case.runs.select_related("person")
    if not actor.has_role(*_READERS):
        found = found.filter(person=actor)
    return [(run, opened(trial, run.note, run.note_id, "note")) for run in found]


def attachments_of(actor: Person, criterion: Criterion) -> list[tuple[Attachment, str]]:
    """The attachments of a result with their names, for who reads the trial by their role."""
    trial = criterion_visible_to(actor, criterion.id).trial
    if not actor.has_role(*_READERS):
        return []
    return [(each, opened(trial, each.name, each.id, "name")) for each in criterion.attachments.all()]


def attachment_visible_to(actor: Person, attachment: uuid.UUID) -> tuple[Attachment, str, bytes]:
    """The attachment, its name and its bytes."""
    found = (
        Attachment.objects.filter(id=attachment, criterion__trial__in=_visible(actor))
        .select_related("criterion__trial__organisation")
        .first()
    )
    if found is None or not actor.has_role(*_READERS):
        raise NotFound(what="attachment")
    trial = found.criterion.trial
    name = opened(trial, found.name, found.id, "name")
    return found, name, opened_bytes(trial, found.content, found.id)


def consents_of(actor: Person, trial: Trial) -> list[ConsentSeen]:
    """Who is concerned by the trial's data, for those who may know it; empty for anybody else."""
    if not reads_names(actor):
        return []
    seen = trial_visible_to(actor, trial.id)
    return [consent_seen(each) for each in _ordered(Consent.objects.filter(trial=seen))]


def own_consents(actor: Person) -> list[tuple[Trial, str, ConsentSeen]]:
    """What one is asked oneself: the trial, the text to consent to, the consent. No role is needed for it."""
    found = []
    for consent in _ordered(_own(actor)):
        text = consent.trial.consent_texts.first()
        found.append((consent.trial, text.text if text is not None else "", consent_seen(consent)))
    return found


def consent_visible_to(actor: Person, consent: uuid.UUID) -> Consent:
    """One's own, or any of the organisation for who reads names."""
    found = Consent.objects.filter(id=consent, trial__organisation=actor.organisation)
    if not reads_names(actor):
        found = found.filter(person=actor)
    seen = found.select_related("trial__organisation", "person", "data", "text").first()
    if seen is None:
        raise NotFound(what="consent")
    return seen


def consent_seen(consent: Consent) -> ConsentSeen:
    """A consent opened, for a caller that has decided who reads it."""
    newest = consent.trial.consent_texts.first()
    outside = consent.person_id is None
    trial = consent.trial
    return ConsentSeen(
        id=consent.id,
        who=consent.person.full_name
        if consent.person is not None
        else opened(trial, consent.name, consent.id, "name"),
        outside=outside,
        data=consent.data.name if consent.data is not None else "",
        text_number=consent.text.number if consent.text is not None else None,
        outdated=consent.text is not None and newest is not None and consent.text_id != newest.pk,
        given_on=consent.given_on,
        withdrawn_on=consent.withdrawn_on,
        to_follow=consent.to_follow,
        followed_how=opened(trial, consent.followed_how, consent.id, "followed"),
    )


def _ordered(found: QuerySet[Consent]) -> QuerySet[Consent]:
    return found.select_related("trial__organisation", "person", "data", "text").order_by(
        "data__name", "asked_at", "id"
    )


def _own(actor: Person) -> QuerySet[Consent]:
    return Consent.objects.filter(person=actor, trial__organisation=actor.organisation)


def _visible(actor: Person) -> QuerySet[Trial]:
    found = Trial.objects.filter(organisation=actor.organisation)
    if not actor.is_active:
        return found.none()
    if actor.has_role(*_READERS):
        return found
    mine = Participant.objects.filter(person=actor, removed_at=None)
    return found.filter(id__in=mine.values("trial"))
