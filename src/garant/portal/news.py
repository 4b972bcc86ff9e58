"""What is new for everybody: a charter put in force, a consultation on it, a system on the list, a published use that
begins to serve, a treatment that is declared, a report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from garant.catalogue.queries import first_pinned, systems_listed
from garant.consultation.queries import public_consultations
from garant.directory.queries import charter_versions
from garant.directory.templatetags.french import day
from garant.portal.algorithms import lines
from garant.portal.queries import OpenPortal
from garant.portal.systems import public_name
from garant.portal.terms import Part
from garant.portal.treatments import treatments
from garant.reports.queries import published_reports

MOST = 30


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing that happened; `address` is where it is read."""

    at: datetime
    title: str
    summary: str
    address: str


def news(portal: OpenPortal, *, now: datetime | None = None) -> list[NewsItem]:
    """The newest first, of the parts that are open."""
    moment = now or timezone.now()
    found = [item for item in _all(portal) if item.at <= moment]
    return sorted(found, key=lambda item: item.at, reverse=True)[:MOST]


def _all(portal: OpenPortal) -> Iterator[NewsItem]:
    slug = portal.organisation.slug
    for version in charter_versions(portal.organisation):
        yield NewsItem(
            version.in_force_at,
            f"La charte, version du {day(version.version)}, entre en vigueur",
            "Le texte, ses règles et ses versions précédentes.",
            reverse("publication:public-version", args=[slug, version.number]),
        )
    yield from _consultations(portal)
    if Part.SYSTEMS in portal.parts:
        systems = systems_listed(portal.organisation)
        since = first_pinned(systems)
        for system in systems:
            if system.pk in since:
                yield NewsItem(
                    since[system.pk],
                    f"Système d’IA au catalogue : {public_name(system)}",
                    "À quoi il sert, quelles données il reçoit, qui en répond.",
                    f"{reverse('portal:systems', args=[slug])}#systeme-{system.slug}",
                )
    if Part.ALGORITHMS in portal.parts:
        for line in lines(portal):
            if line.since is not None:
                yield NewsItem(
                    line.since,
                    f"Usage d’IA en service : {line.title}",
                    "Sa fiche à l’inventaire des algorithmes.",
                    reverse("portal:algorithm", args=[slug, line.number]),
                )
    if Part.DECISIONS in portal.parts:
        for each in treatments(portal):
            yield NewsItem(
                each.declared_at,
                f"Traitement algorithmique déclaré : {each.facts.title}",
                "Ce qu’il fait, sa part dans la décision, ses données et ses règles.",
                reverse("portal:treatment", args=[slug, each.number]),
            )
    if Part.REPORTS in portal.parts:
        for report in published_reports(portal.organisation):
            yield NewsItem(
                report.published_at,
                f"Bilan publié : {report.title}",
                f"Du {day(report.since)} au {day(report.until)} : des chiffres, chacun avec sa source.",
                reverse("reports:public-report", args=[slug, report.number]),
            )


def _consultations(portal: OpenPortal) -> Iterator[NewsItem]:
    """Those that are open to all: their opening, then what became of them."""
    for listed in public_consultations(portal.organisation):
        found = listed.consultation
        about = [portal.organisation.slug, found.id]
        yield NewsItem(
            found.opened_at,
            f"Consultation ouverte à tous : {found.title}",
            f"Sur le texte de la charte, sans compte, jusqu’au {day(found.closes_on)}.",
            reverse("consultation:public-consultation", args=about),
        )
        if found.published_at is not None:
            yield NewsItem(
                found.published_at,
                f"Synthèse publiée : {found.title}",
                "Ce qui a été dit de la charte, et ce qu’il en advient.",
                reverse("consultation:public-synthesis", args=about),
            )
