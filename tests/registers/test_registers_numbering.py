"""A number is given once, even to two who ask before either has written anything."""

import importlib
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import transaction

from garant.lifecycle.actions.needs import submit_need
from garant.lifecycle.models import Use
from garant.registers.actions import report_incident
from garant.registers.models import Incident
from garant.registers.numbering import hold, next_number
from garant.registers.shelf.models import Numbering

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
NEED = {"title": "Crèche", "department": "Enfance", "what": "Attribuer", "for_whom": "Les familles"}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("series", ["incidents", "uses", "arbitrations", "rights-requests"])
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
    report_incident(world.alice, category="wrong", description="Faux.", now=NOW)
    submit_need(world.alice, NEED)
    Incident.objects.update(number=41)
    Use.objects.update(number=7)
    Numbering.objects.all().delete()
    importlib.import_module("garant.registers.migrations.0005_rights_taken_over").number_incidents(apps, None)
    importlib.import_module("garant.lifecycle.migrations.0002_number_series").number_in_series(apps, None)
    assert report_incident(world.alice, category="wrong", description="Faux.", now=NOW).number == 42
    assert submit_need(world.alice, NEED).number == 8
    assert report_incident(world.chloe, category="wrong", description="Faux.", now=NOW).number == 1
