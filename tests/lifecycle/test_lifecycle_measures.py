"""What a use really serves and consumes: drawn from the journal, beside what its sheet expects."""

import pytest
from tests.lifecycle.lifecycle_world import cast_of, submitted

from garant.directory.journal import record
from garant.journal import RequestCompleted, RequestDecided
from garant.lifecycle.actions.measuring import measure
from garant.lifecycle.models import UseMeasure
from garant.lifecycle.queries.measures import measured, served_between

pytestmark = pytest.mark.django_db


@pytest.fixture
def use(world):
    measure()  # what other tests journalled
    return submitted(cast_of(world))


def decided(use: str | None, *, served: bool = True) -> RequestDecided:
    return RequestDecided(
        organisation="departement-essai",
        request="r1",
        person="p1",
        charter="departement-essai",
        version="2026-11-01",
        system="iris",
        zone="internal",
        routed_to="iris" if served else None,
        action="allow" if served else "block",
        use=use,
    )


def completed(use: str | None, *, kwh: float | None = 0.002) -> RequestCompleted:
    return RequestCompleted(
        organisation="departement-essai",
        request="r1",
        system="iris",
        outcome="ok",
        status=200,
        streamed=False,
        kwh_min=kwh,
        kwh_max=None if kwh is None else kwh * 2,
        gco2e_min=None if kwh is None else 1.0,
        gco2e_max=None if kwh is None else 2.0,
        use=use,
    )


def test_requests_refusals_answers_and_energy_are_summed_by_use(use):
    name = str(use.id)
    for entry in (decided(name), completed(name), decided(name), completed(name, kwh=None)):
        record(entry)
    record(decided(name, served=False))
    record(decided(None))
    measure()

    found = measured(use)
    assert found is not None
    assert (found.requests, found.refused, found.answered, found.not_estimated) == (3, 1, 2, 1)
    assert (found.kwh.min, found.kwh.max) == (0.002, 0.004)
    assert found.kwh_year.min == pytest.approx(0.002 * 365)


def test_read_twice_nothing_counts_twice(use):
    record(decided(str(use.id)))
    measure()
    measure()
    assert UseMeasure.objects.get(use=use).requests == 1


def test_an_entry_for_another_use_or_none_counts_for_nobody(use):
    record(decided("0e6d3c9c-0000-4000-8000-000000000000"))
    record(decided("essai"))
    measure()
    assert measured(use) is None


def test_the_page_of_a_trial_gets_its_own_days_alone(use):
    from datetime import timedelta

    from django.utils import timezone

    record(decided(str(use.id)))
    record(completed(str(use.id)))
    measure()
    now = timezone.now()
    today = served_between("departement-essai", str(use.id), now - timedelta(hours=1), None)
    assert (today.requests, today.refusals, today.wh_min, today.wh_max) == (1, 0, 2.0, 4.0)
    before = served_between(
        "departement-essai", str(use.id), now - timedelta(days=9), now - timedelta(days=3)
    )
    assert (before.requests, before.wh_min) == (0, None)
    elsewhere = served_between("region-essai", str(use.id), now - timedelta(hours=1), None)
    assert elsewhere.requests == 0
