"""What the annual report counts of the catalogue: systems, contracts, suspensions of one organisation."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from garant.catalogue.models import AiSystem, Contract, Suspension, SystemVersion
from garant.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class CatalogueFigures:
    systems: int  # approved, when it is counted
    versions: int  # changes of what answers, in the period
    suspensions: int  # begun in the period
    contracts: int  # that ran on a day of the period, or whose dates nobody told
    undated: int  # of them, those without any date
    attested: int  # of them, those whose vendor attested that its people are trained in AI


def catalogue_between(
    organisation: Organisation, since: date, until: date, start: datetime, end: datetime
) -> CatalogueFigures:
    """`since` and `until` are days, both within; `start` and `end` the same period as moments."""
    running = Contract.objects.filter(organisation=organisation).filter(
        Q(starts=None) | Q(starts__lte=until), Q(ends=None) | Q(ends__gte=since)
    )
    return CatalogueFigures(
        systems=AiSystem.objects.filter(organisation=organisation, approved=True).count(),
        versions=SystemVersion.objects.filter(
            organisation=organisation, since__gte=start, since__lt=end, number__gt=1
        ).count(),
        suspensions=Suspension.objects.filter(
            organisation=organisation, since__gte=start, since__lt=end
        ).count(),
        contracts=running.count(),
        undated=running.filter(starts=None, ends=None).count(),
        attested=running.filter(literacy_attested_on__isnull=False).count(),
    )


def names_of_systems(organisation: Organisation) -> dict[str, str]:
    """Slug → name, for figures that know the slug alone."""
    return dict(AiSystem.objects.filter(organisation=organisation).values_list("slug", "name"))
