"""Lessons learned: anyone writes, a referent publishes, everyone of the organisation reads."""

from datetime import UTC, date, datetime

import pytest

from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.registers.lessons.queries import lessons_of_quarter
from garant.registers.lessons.shelf import LESSONS
from garant.registers.shelf.actions import add, amend, move
from garant.registers.shelf.errors import RecordClosed
from garant.registers.shelf.models import Record
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
LIST = "/registres/retours/"
TOLD = {"context": "Accueil, trois mois", "worked": "Les résumés", "tags": ("Accueil", "Résumé")}

pytestmark = pytest.mark.django_db


@pytest.fixture
def referent(world):
    return join(world.departement, "rachid", "Rachid", Role.REFERENT)


@pytest.fixture
def lesson(world):
    return add(world.alice, LESSONS, title="Résumer un conseil", values=TOLD, now=NOW)


def test_written_by_an_agent_published_by_the_referent_read_by_all(world, referent, signed_in):
    alice = signed_in(world.alice)
    address = alice.post(
        f"{LIST}nouveau/", {"title": "Résumer", "context": "Accueil", "tags": "Accueil\nRésumé"}
    )["location"]
    colleague = signed_in(join(world.departement, "eric", "Éric"))
    assert colleague.get(address).status_code == 404
    assert signed_in(referent).post(f"{address}publier/", {"revision": 1}).status_code == 302
    assert colleague.get(address).status_code == 200
    assert "Résumer" in colleague.get(LIST, {"q": "resume accueil"}).content.decode()
    assert signed_in(world.chloe).get(address).status_code == 404
    assert "Résumer" not in signed_in(world.chloe).get(LIST).content.decode()


def test_its_author_amends_it_until_it_is_published(world, referent, lesson):
    amend(world.alice, LESSONS, lesson.id, title="Résumer", values={}, revision=1)
    move(referent, LESSONS, lesson.id, "publier", revision=2)
    with pytest.raises(RecordClosed):
        amend(world.alice, LESSONS, lesson.id, title="Autre", values={}, revision=3)
    amend(referent, LESSONS, lesson.id, title="Autre", values={}, revision=3)


def test_nobody_publishes_or_amends_without_the_role(world, lesson):
    for person, error in (
        (world.alice, NotAllowed),
        (world.bruno, NotAllowed),
        (world.claire, NotFound),
        (world.david, NotFound),
    ):
        with pytest.raises(error):
            move(person, LESSONS, lesson.id, "publier", revision=1)
    with pytest.raises(NotAllowed):
        amend(world.bruno, LESSONS, lesson.id, title="Autre", values={}, revision=1)
    assert Record.objects.get().state == "draft"


def test_what_is_withdrawn_is_read_no_more(world, referent, lesson, signed_in):
    move(referent, LESSONS, lesson.id, "publier", revision=1)
    move(referent, LESSONS, lesson.id, "retirer", revision=2)
    assert (
        signed_in(join(world.departement, "eric", "Éric")).get(lesson.get_absolute_url()).status_code == 404
    )


def test_the_quarter_counts_what_was_written_and_published(world, referent, lesson):
    other = add(world.alice, LESSONS, title="Autre", values={**TOLD, "tags": ("accueil",)}, now=NOW)
    add(world.alice, LESSONS, title="Avant", values=TOLD, now=datetime(2026, 9, 30, 12, tzinfo=UTC))
    for each in (lesson, other):
        move(referent, LESSONS, each.id, "publier", revision=1)
    learned = lessons_of_quarter(world.departement, date(2026, 12, 31))
    assert (learned.since, learned.until) == (date(2026, 10, 1), date(2027, 1, 1))
    assert (learned.written, learned.published) == (2, 2)
    assert dict(learned.tags) == {"Accueil": 2, "Résumé": 1}
    assert lessons_of_quarter(world.departement, date(2026, 7, 1)).written == 1
    assert lessons_of_quarter(world.region, date(2026, 12, 31)).written == 0


def test_the_first_minutes_of_a_quarter_are_of_that_quarter_here(world):
    # Midnight in Paris on the 1st of October is still September in universal time.
    add(world.alice, LESSONS, title="Minuit", values=TOLD, now=datetime(2026, 9, 30, 22, 30, tzinfo=UTC))
    assert lessons_of_quarter(world.departement, date(2026, 10, 1)).written == 1
