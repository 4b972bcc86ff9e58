"""A page tells the hour of the organisation's place, and the next request starts anew."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from garant.registers.actions import report_incident
from garant.registers.models import Incident

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


def test_reunion_reads_its_own_hour_and_metropole_its_own(world, signed_in):
    incident = report_incident(world.alice, category="wrong", description="Faux.", now=MORNING)
    address = Incident.objects.get(id=incident.id).get_absolute_url()
    bruno = signed_in(world.bruno)
    assert "7 h 30" in bruno.get(address).content.decode().replace("\u00a0", " ")

    world.departement.place = "974"
    world.departement.save()
    assert "10 h 30" in bruno.get(address).content.decode().replace("\u00a0", " ")
    assert timezone.get_current_timezone_name() == "Europe/Paris"
