"""Versions of the charter: voted, put in force on a day to come, withdrawn before it, read for ever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from garant.directory import queries
from garant.directory.actions import acknowledge_charter, put_charter_in_force, withdraw_charter
from garant.directory.errors import (
    CharterDayPast,
    CharterInheritsTooMuch,
    CharterScheduledAlready,
    NotAllowed,
    NotFound,
    VoteDayAhead,
)
from garant.directory.kinds import Role
from garant.journal import RecordChanged
from world import CHARTER_DEPARTEMENT, join

NEXT = CHARTER_DEPARTEMENT.replace("version: 2026-11-01", "version: 2026-12-01").replace(
    "Aucune donnée personnelle ne sort en clair.", "Aucune donnée personnelle ne sort, même masquée."
)
LATER = NEXT.replace("2026-12-01", "2026-12-15")

pytestmark = pytest.mark.django_db


def tomorrow():
    return timezone.now() + timedelta(days=1)


def test_a_version_holds_from_its_day_and_not_before(world):
    begins = tomorrow()
    put_charter_in_force(world.claire, text=NEXT, in_force_at=begins)
    organisation = world.departement
    assert queries.charter_in_force(organisation, now=begins - timedelta(seconds=1)).number == 1
    assert queries.charter_in_force(organisation, now=begins).policy.version == "2026-12-01"
    assert queries.charter_scheduled(organisation).number == 2
    assert queries.charter_scheduled(organisation, now=begins) is None
    assert [row.number for row in queries.charter_versions(organisation)] == [1]


def test_the_vote_is_kept_and_shown_to_everyone(world):
    put_charter_in_force(
        world.claire,
        text=NEXT,
        voted_by="le conseil départemental",
        voted_on=date(2026, 11, 20),
        deliberation="2026-118",
    )
    page = Client().get("/o/departement-essai/charte/").content.decode()
    assert "Votée par le conseil départemental le 20 novembre 2026 (délibération 2026-118)" in page
    assert "Vote non renseigné" in page  # the first version: nobody said, and the page says so


def test_a_charter_does_not_come_into_force_yesterday(world):
    with pytest.raises(CharterDayPast):
        put_charter_in_force(world.claire, text=NEXT, in_force_at=timezone.now() - timedelta(days=1))


def test_a_vote_that_has_not_taken_place_is_refused(world):
    with pytest.raises(VoteDayAhead):
        put_charter_in_force(
            world.claire, text=NEXT, voted_on=date(2026, 11, 24), now=datetime(2026, 11, 23, 9, tzinfo=UTC)
        )


def test_one_version_at_most_waits_for_its_day(world):
    put_charter_in_force(world.claire, text=NEXT, in_force_at=tomorrow())
    with pytest.raises(CharterScheduledAlready):
        put_charter_in_force(world.claire, text=LATER)


def test_a_version_is_withdrawn_before_its_day_and_journalled(world, journalled):
    put_charter_in_force(world.claire, text=NEXT, in_force_at=tomorrow())
    withdraw_charter(world.claire, number=2)
    assert queries.charter_scheduled(world.departement) is None
    assert journalled()[-1] == RecordChanged(
        organisation="departement-essai",
        person=str(world.claire.id),
        record="charter:departement-essai/2026-12-01",
        change="closed",
    )
    put_charter_in_force(world.claire, text=NEXT)  # the same version may come back, and holds
    assert queries.charter_in_force(world.departement).number == 2


def test_what_was_in_force_is_never_withdrawn(world):
    put_charter_in_force(world.claire, text=NEXT)
    for number in (1, 2):
        with pytest.raises(NotFound):
            withdraw_charter(world.claire, number=number)


def test_only_an_administrator_withdraws(world):
    put_charter_in_force(world.claire, text=NEXT, in_force_at=tomorrow())
    with pytest.raises(NotAllowed):
        withdraw_charter(world.bruno, number=2)


def test_the_public_page_announces_the_version_to_come(world):
    put_charter_in_force(world.claire, text=NEXT, in_force_at=tomorrow())
    visitor = Client()
    assert "entrera en vigueur le" in visitor.get("/o/departement-essai/charte/").content.decode()
    to_come = visitor.get("/o/departement-essai/charte/versions/2/").content.decode()
    assert "Cette version entrera en vigueur le" in to_come
    assert "Cette version n’est plus en vigueur" not in to_come


def test_the_administrator_chooses_the_day_on_the_page(world, signed_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    claire = signed_in(world.claire)
    claire.post(
        "/administration/charte/comparer/", {"file": SimpleUploadedFile("charte.yaml", NEXT.encode())}
    )
    past = claire.post(
        "/administration/charte/appliquer/",
        {"after": 1, "in_force_on": "2020-01-01", "voted_by": "l’assemblée"},
    )
    assert past.status_code == 400
    assert "l’assemblée" in past.content.decode()  # nothing typed is lost
    day = (timezone.now() + timedelta(days=3)).date()
    sent = claire.post(
        "/administration/charte/appliquer/",
        {"after": 1, "in_force_on": day.isoformat(), "voted_by": "l’assemblée"},
    )
    assert sent.status_code == 302
    scheduled = queries.charter_scheduled(world.departement)
    assert (scheduled.begins_on, scheduled.voted_by) == (day, "l’assemblée")
    page = claire.get("/administration/charte/").content.decode()
    assert "Une version attend son jour" in page
    assert claire.post("/administration/charte/2/retirer/").status_code == 302
    assert "Une version attend son jour" not in claire.get("/administration/charte/").content.decode()


def test_two_versions_are_compared_in_plain_french_by_anyone(world):
    put_charter_in_force(world.claire, text=NEXT)
    page = Client().get("/o/departement-essai/charte/comparer/?de=1&a=2").content.decode()
    assert "1 clause modifiée" in page
    assert "même masquée." in page
    assert "en clair." in page


def test_a_version_that_there_is_not_is_not_found(world):
    assert Client().get("/o/departement-essai/charte/comparer/?de=1&a=7").status_code == 404
    assert Client().get("/o/departement-essai/charte/comparer/?a=n%27importe").status_code == 404


def test_who_read_an_earlier_version_is_shown_only_what_changed(world, signed_in):
    put_charter_in_force(world.claire, text=NEXT)
    page = signed_in(world.alice).get("/charte/prendre-connaissance/").content.decode()
    assert "Pas de données personnelles dehors" in page  # the clause that changed
    assert "Aucun classement des personnes" not in page  # one that did not


def test_what_changed_counts_from_the_last_version_that_was_acknowledged(world, signed_in):
    put_charter_in_force(world.claire, text=NEXT)
    put_charter_in_force(world.claire, text=LATER.replace("On relit.", "On relit deux fois."))
    page = signed_in(world.alice).get("/charte/prendre-connaissance/").content.decode()
    assert "même masquée." in page  # of version 2, which she never read
    assert "deux" in page


def test_a_first_timer_reads_the_whole(world, signed_in):
    from garant.directory.models import Acknowledgement

    Acknowledgement.objects.filter(person=world.alice).delete()
    page = signed_in(world.alice).get("/charte/prendre-connaissance/").content.decode()
    assert "Aucun classement des personnes" in page
    acknowledge_charter(world.alice)
    assert queries.has_acknowledged(world.alice)


def long_charter(head, prefix, clauses):
    text = "          Une phrase qui se répète, pour que le texte soit long.\n" * 120
    return f"{head}sections:\n  - title: Partie\n    clauses:\n" + "".join(
        f"      - id: {prefix}{number}\n        title: Longue\n        text: |\n{text}"
        for number in range(clauses)
    )


@pytest.mark.parametrize(("clauses", "holds"), [(2, True), (22, False)])
def test_a_charter_too_long_with_what_it_inherits_is_refused_before_it_could_not_be_read(
    world, clauses, holds
):
    emile = join(world.region, "emile", "Émile Garcin", Role.ADMINISTRATOR)
    parent = long_charter("charter: grande\nversion: 2026-11-02\ntitle: Grande\n", "a", 22)
    put_charter_in_force(emile, text=parent)
    name = queries.name_to_inherit("region-essai")
    child = long_charter(f"charter: petite\nversion: 2026-11-03\nextends: {name}\n", "b", clauses)
    if holds:
        put_charter_in_force(world.claire, text=child)
    else:
        with pytest.raises(CharterInheritsTooMuch):
            put_charter_in_force(world.claire, text=child)
    assert queries.charter_in_force(world.departement).policy.charter == (
        "petite" if holds else "departement-essai"
    )
