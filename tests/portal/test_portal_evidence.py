"""Evidence for everybody: sums alone, and none about so few people that one could be recognised."""

from datetime import date

import pytest
from django.test import Client
from tests.portal.portal_world import HERE, open_portal

from garant.charter import ControlEvidence, Evidence, Status, Tally
from garant.directory.threshold import Told, fewest_people, threshold_on
from garant.portal.evidence import _control
from garant.portal.things import counts_things

LEAST = 11


def control(kind="protect", said="", count=1):
    return ControlEvidence(kind, "Titre", "La règle.", "?", Evidence(said, count, Status.ENFORCED))


def shown(said, *, people=200, acknowledged=100, kind="protect", count=1):
    tally = Tally(people=people, acknowledged=acknowledged)
    return _control(control(kind, said, count), tally, LEAST).said


@pytest.mark.parametrize(
    "said", ["12 demandes.", "1\u202f240 demandes.", "Aucune demande.", "0 demande sur 11."]
)
def test_a_sum_with_enough_people_behind_it_is_told(said):
    assert shown(said) == said


@pytest.mark.parametrize(
    "said", ["10 demandes.", "40 demandes, dont 3 en retard.", "1 demande sur 1\u00a0240."]
)
def test_a_sum_that_could_show_somebody_is_not(said):
    assert shown(said) == ""


def test_where_the_organisation_is_small_nothing_that_people_did_is_told():
    assert shown("500 demandes.", people=10) == ""
    assert shown("500 demandes.", people=11) == "500 demandes."
    assert shown("0 demande.", people=10) == ""  # each of them did not


def test_those_who_did_not_acknowledge_are_not_told_by_subtraction():
    said = "195 personnes sur 200."
    assert shown(said, acknowledged=195, kind="acknowledge") == ""
    assert shown("180 personnes sur 200.", acknowledged=180, kind="acknowledge")
    assert shown("200 personnes sur 200.", acknowledged=200, kind="acknowledge")


def test_what_counts_things_is_told_whatever_its_number():
    assert shown("2 versions lisibles par tous.", kind="publish", people=3) == "2 versions lisibles par tous."
    assert shown("Échéance à venir.", kind="protect", count=None, people=3) == "Échéance à venir."
    assert not counts_things("keep_register")  # a register of incidents counts what people did


def test_the_threshold_is_dated_and_says_where_it_comes_from():
    held = threshold_on(date(2026, 11, 22), Told.PUBLIC)
    assert held.value == LEAST
    assert held.source
    assert held.review_by > held.since
    assert threshold_on(date(2020, 1, 1), Told.PUBLIC).value == LEAST
    assert fewest_people(date(2026, 11, 22)) == 5  # within the house


@pytest.mark.django_db
def test_the_page_says_what_is_not_published_and_what_is_declared_only(world):
    open_portal(world)
    page = Client().get(HERE + "preuves/").content.decode()
    assert "Moins de 11 personnes&nbsp;: non publié." in page
    assert "Déclarée seulement" in page
    assert "Appliquée par le logiciel" in page


@pytest.mark.django_db
def test_an_organisation_may_ask_for_more_people(world):
    open_portal(world, threshold=50)
    assert "Moins de 50 personnes" in Client().get(HERE + "preuves/").content.decode()
