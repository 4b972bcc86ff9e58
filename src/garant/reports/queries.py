"""Reads of the reports. Who prepares them and who governs read the drafts, everyone of the organisation what is
validated, everyone at all what is published."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from garant.directory.errors import NotFound
from garant.directory.models import Organisation, Person
from garant.reports.content import Content
from garant.reports.models import Report
from garant.reports.terms import CLOSING, DECIDERS, EDITORIAL, OPENING, READERS, WRITERS, State


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A published report, for a reader without an account. It names nobody."""

    number: int
    title: str
    since: date
    until: date
    computed_at: datetime
    validated_at: datetime
    published_at: datetime
    digest: str


def reports_visible_to(actor: Person) -> list[Report]:
    """The latest period first. Neither figures nor words are loaded."""
    return list(_visible(actor).defer("content", "words"))


def report_visible_to(actor: Person, report: uuid.UUID) -> Report:
    """NotFound where there is none, or where it is not this reader's."""
    found = _visible(actor).filter(id=report).select_related("organisation", "validated_by").first()
    if found is None:
        raise NotFound(what="report")
    return found


def published_reports(organisation: Organisation) -> list[PublishedReport]:
    """What the public may read, the latest period first."""
    return [_facts(found) for found in _published(organisation).defer("content", "words")]


def published_report(organisation: Organisation, number: int) -> Report:
    """One of them, whole; NotFound for a draft, for what is not published, and for any other number."""
    found = _published(organisation).filter(number=number).select_related("organisation").first()
    if found is None:
        raise NotFound(what="report")
    return found


def validated_count(organisation: Organisation) -> int:
    """For the evidence: how many reports nobody changes any more."""
    return Report.objects.filter(organisation=organisation, state=State.VALIDATED).count()


def may_write(actor: Person) -> bool:
    """Whether this person prepares reports."""
    return actor.is_active and actor.has_role(*WRITERS)


def may_decide(actor: Person) -> bool:
    """Whether this person validates them and publishes them."""
    return actor.is_active and actor.has_role(*DECIDERS)


def titles_of(report: Report) -> dict[str, str]:
    """The parts about which words may be written, in the order in which they are read: key → title."""
    sections = {section.key: section.title for section in Content.from_mapping(report.content).sections}
    return {OPENING: EDITORIAL[OPENING], **sections, CLOSING: EDITORIAL[CLOSING]}


def _facts(found: Report) -> PublishedReport:
    assert found.number is not None
    assert found.validated_at is not None
    assert found.published_at is not None
    return PublishedReport(
        found.number,
        found.title,
        found.since,
        found.until,
        found.computed_at,
        found.validated_at,
        found.published_at,
        found.digest,
    )


def _published(organisation: Organisation) -> QuerySet[Report]:
    return Report.objects.filter(organisation=organisation, state=State.VALIDATED, published_at__isnull=False)


def _visible(actor: Person) -> QuerySet[Report]:
    found = Report.objects.filter(organisation=actor.organisation)
    return found if actor.has_role(*READERS) else found.filter(state=State.VALIDATED)
