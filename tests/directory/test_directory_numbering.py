"""A number is given once, even to two who ask before either has written anything."""

import importlib
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import transaction

from garant.directory.models import NumberSeries
from garant.directory.numbering import hold, next_number
from garant.directory.series import taken_up
from garant.lifecycle.actions.needs import submit_need
from garant.lifecycle.models import Use
from garant.registers.actions import report_incident

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
NEED = {"title": "Crèche", "department": "Enfance", "what": "Attribuer", "for_whom": "Les familles"}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("series", ["incidents", "uses", "trials", "rights-requests"])
def test_two_who_ask_before_either_wrote_get_two_numbers(world, series):
    with transaction.atomic():
        taken = [next_number(world.departement, series), next_number(world.departement, series)]
    assert taken == [1, 2]
    assert next_number(world.departement, series, several=3) == 3
    assert next_number(world.departement, series) == 6
    hold(world.departement, series)  # takes none
    assert next_number(world.departement, series) == 7
    assert next_number(world.region, series) == 1


def test_what_another_holds_is_not_taken_by_an_incident_nor_by_a_use(world):
    next_number(world.departement, "incidents")  # by someone whose incident is not written yet
    next_number(world.departement, "uses")
    assert report_incident(world.alice, category="wrong", description="Faux.", now=NOW).number == 2
    assert submit_need(world.alice, NEED).number == 2


def test_an_installation_that_counted_the_highest_goes_on_from_it(world):
    submit_need(world.alice, NEED)
    submit_need(world.chloe, NEED)
    Use.objects.filter(organisation=world.departement).update(number=41)
    NumberSeries.objects.all().delete()
    taken_up("lifecycle", "Use", "uses").code(apps, None)
    assert next_number(world.departement, "uses") == 42
    assert next_number(world.region, "uses") == 2
    assert next_number(world.departement, "trials") == 1


def test_the_series_that_the_registers_kept_go_on_below(world):
    class Former:
        """The table of the registers, as the migration saw it."""

        objects = SimpleNamespace(
            all=lambda: [SimpleNamespace(organisation_id=world.departement.id, shelf="incidents", last=7)]
        )

    before = SimpleNamespace(
        get_model=lambda room, name: Former if room == "registers" else apps.get_model(room, name)
    )
    importlib.import_module("garant.registers.migrations.0006_numbers_below").carry_over(before, None)
    assert report_incident(world.alice, category="wrong", description="Faux.", now=NOW).number == 8
    assert report_incident(world.chloe, category="wrong", description="Faux.", now=NOW).number == 1
