"""Verbs of the reports. Each is one transaction and one journal entry, the entry last."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.directory.actions import require
from garant.directory.journal import record
from garant.directory.models import Organisation, Person
from garant.directory.numbering import next_number
from garant.history.actions import keep
from garant.journal import RecordChanged, RecordMoved
from garant.publication.actions import collect
from garant.reports import queries
from garant.reports.drafting import computed
from garant.reports.errors import (
    PeriodAhead,
    PeriodBackwards,
    PeriodNotOver,
    PeriodTooLong,
    ReportChangedMeanwhile,
    ReportFrozen,
    ReportNotValidated,
)
from garant.reports.models import Report
from garant.reports.period import LONGEST_DAYS, Period
from garant.reports.terms import DECIDERS, EDITORIAL, WRITERS, State

PUBLISHED, WITHDRAWN = "published", "withdrawn"


def open_draft(actor: Person, *, since: date, until: date, now: datetime | None = None) -> Report:
    """A draft with the figures of these days, both within."""
    require(actor, *WRITERS)
    now = now or timezone.now()
    period = _checked(actor.organisation, since, until, now)
    collect()  # the journal's mirror is brought up to date first
    with transaction.atomic():
        report = Report(
            organisation=actor.organisation, since=since, until=until, created_at=now, created_by=actor
        )
        _compute(report, period, now)
        report.save()
        _keep(actor, report, "", now)
        _changed(actor, report, "created")
    return report


def recompute(
    actor: Person,
    report: uuid.UUID,
    *,
    since: date,
    until: date,
    revision: int,
    now: datetime | None = None,
) -> Report:
    """The figures of a draft anew, of another period where the days are others. Its words stay."""
    require(actor, *WRITERS)
    now = now or timezone.now()
    period = _checked(actor.organisation, since, until, now)
    collect()
    with transaction.atomic():
        found = _draft(actor, report, revision)
        found.since, found.until = since, until
        _compute(found, period, now)
        found.revision += 1
        found.save()
        _keep(actor, found, "Chiffres recalculés", now)
        _changed(actor, found, "amended")
    return found


@transaction.atomic
def write(
    actor: Person,
    report: uuid.UUID,
    words: Mapping[str, str],
    *,
    revision: int,
    now: datetime | None = None,
) -> Report:
    """The words of the sections that are named; what they said before is kept in the history."""
    require(actor, *WRITERS)
    found = _draft(actor, report, revision)
    known = found.told.keys | EDITORIAL.keys()
    said = {**found.words, **{key: text.strip() for key, text in words.items() if key in known}}
    found.words = {key: text for key, text in said.items() if text}
    found.revision += 1
    found.save(update_fields=["words", "revision"])
    _keep(actor, found, "", now)
    _changed(actor, found, "amended")
    return found


@transaction.atomic
def validate(actor: Person, report: uuid.UUID, *, revision: int, now: datetime | None = None) -> Report:
    """Figures and words are frozen, under the next number of the organisation."""
    require(actor, *DECIDERS)
    now = now or timezone.now()
    found = _draft(actor, report, revision)
    if not found.is_over:
        raise PeriodNotOver
    found.number = next_number(found.organisation, "reports")
    found.state, found.validated_at, found.validated_by = State.VALIDATED, now, actor
    found.digest = digest_of(found)
    found.revision += 1
    found.save()
    _moved(actor, found, State.DRAFT.value, State.VALIDATED.value)
    return found


@transaction.atomic
def publish(actor: Person, report: uuid.UUID, *, now: datetime | None = None) -> Report:
    """Anyone reads it from now on, without an account. Said twice, it stays said once."""
    found = _validated(actor, report)
    if found.is_published:
        return found
    found.published_at = now or timezone.now()
    found.save(update_fields=["published_at"])
    _moved(actor, found, State.VALIDATED.value, PUBLISHED)
    return found


@transaction.atomic
def withdraw(actor: Person, report: uuid.UUID) -> Report:
    """The public reads it no more; the people of the organisation do."""
    found = _validated(actor, report)
    if not found.is_published:
        return found
    found.published_at = None
    found.save(update_fields=["published_at"])
    _moved(actor, found, PUBLISHED, WITHDRAWN)
    return found


def digest_of(report: Report) -> str:
    """Of what was validated: whoever holds the JSON of the figures and the words computes it again."""
    said = {
        "title": report.title,
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "words": report.words,
        "content": report.content,
    }
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def _compute(report: Report, period: Period, now: datetime) -> None:
    report.title = f"Bilan de l’usage de l’intelligence artificielle, {period.title}"
    report.content = computed(report.organisation, period, now=now).to_mapping()
    report.computed_at = now


def _checked(organisation: Organisation, since: date, until: date, now: datetime) -> Period:
    if until < since:
        raise PeriodBackwards
    if since > today_of(organisation, now):
        raise PeriodAhead
    period = Period(since, until, organisation.place_word.zone)
    if period.days > LONGEST_DAYS:
        raise PeriodTooLong(years=LONGEST_DAYS // 366)
    return period


def _draft(actor: Person, report: uuid.UUID, revision: int) -> Report:
    found = _locked(actor, report)
    if not found.is_draft:
        raise ReportFrozen
    if found.revision != revision:
        raise ReportChangedMeanwhile
    return found


def _validated(actor: Person, report: uuid.UUID) -> Report:
    require(actor, *DECIDERS)
    found = _locked(actor, report)
    if found.is_draft:
        raise ReportNotValidated
    return found


def _locked(actor: Person, report: uuid.UUID) -> Report:
    queries.report_visible_to(actor, report)
    return Report.objects.select_for_update(of=("self",)).select_related("organisation").get(id=report)


def _keep(actor: Person, report: Report, reason: str, now: datetime | None) -> None:
    """The period and the words; the figures are what the rooms held that day."""
    titles = queries.titles_of(report)
    values = {
        "Premier jour": report.since.isoformat(),
        "Dernier jour": report.until.isoformat(),
        **{titles[key]: text for key, text in report.words.items() if key in titles},
    }
    keep(report.organisation, report.record, values, by=actor, reason=reason, now=now)


def _changed(actor: Person, report: Report, change: Literal["created", "amended"]) -> None:
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=report.record,
            change=change,
        )
    )


def _moved(actor: Person, report: Report, before: str, after: str) -> None:
    record(
        RecordMoved(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=report.record,
            before=before,
            after=after,
        )
    )
