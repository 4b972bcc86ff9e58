"""What is new for everybody: a charter put in force, a system on the list, a published use that begins to serve."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from garant.catalogue.queries import first_pinned, systems_listed
from garant.directory.queries import charter_versions
from garant.directory.templatetags.french import day
from garant.portal.algorithms import lines
from garant.portal.queries import OpenPortal
from garant.portal.systems import public_name
from garant.portal.terms import Part

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
