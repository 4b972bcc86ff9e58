"""Commitments: those of the charter and those that were decided, with someone who answers and a day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from garant.directory.actions import put_charter_in_force
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.journal import RecordMoved
from garant.notifications.queries import notices_of
from garant.registers.commitments.actions import add_commitment, follow_charter
from garant.registers.commitments.queries import charter_waiting, commitments_about, due
from garant.registers.commitments.shelf import COMMITMENTS
from garant.registers.reminding import remind_due
from garant.registers.shelf.actions import amend, move
from garant.registers.shelf.errors import NoteMissing
from garant.registers.shelf.models import Record
from world import CHARTER_DEPARTEMENT, join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
USE = "use:3f2b8c1e-0000-4000-8000-000000000001"
LIST = "/registres/engagements/"
DAY = date(2026, 12, 1)
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dgs(world):
    return join(world.departement, "diane", "Diane Leroy", Role.DGS)


@pytest.fixture
def promise(world, dgs):
    return add_commitment(dgs, USE, "Mesurer les biais.", world.alice, DAY, "arbitration:3f2b", now=NOW)


def test_a_decision_becomes_a_commitment_of_someone(world, promise):
    assert (promise.owner, promise.values["owner"], promise.values["source"]) == (
        world.alice,
        world.alice.full_name,
        "Arbitrage",
    )
    assert [each.id for each in commitments_about(world.departement, USE)] == [promise.id]
    assert commitments_about(world.region, USE) == []


def test_a_service_may_answer_for_it_without_a_name(dgs):
    made = add_commitment(dgs, USE, "x" * 300, "Direction de l’enfance", None, "Bureau municipal")
    assert (made.owner, made.values["owner"], made.values["source"]) == (
        None,
        "Direction de l’enfance",
        "Bureau municipal",
    )
    assert made.values["reason"] == "x" * 300  # the title is short, nothing is lost


def test_someone_of_another_organisation_answers_for_nothing_here(world, dgs):
    with pytest.raises(NotFound):
        add_commitment(dgs, USE, "Mesurer.", world.chloe, DAY, "Arbitrage")
    with pytest.raises(NotAllowed):
        add_commitment(world.alice, USE, "Mesurer.", world.alice, DAY, "Arbitrage")


def test_who_answers_for_it_reads_it_and_declares_it_kept_with_evidence(
    world, promise, signed_in, journalled
):
    alice = signed_in(world.alice)
    assert "Mesurer les biais" in alice.get(LIST).content.decode()
    with pytest.raises(NoteMissing):
        move(world.alice, COMMITMENTS, promise.id, "tenu", revision=1)
    answer = alice.post(f"{LIST}{promise.id}/tenu/", {"revision": 1, "note": "Rapport du 25 novembre."})
    assert answer.status_code == 302
    found = Record.objects.get()
    assert (found.state, found.values["evidence"]) == ("kept", "Rapport du 25 novembre.")
    entry = journalled()[-1]
    assert isinstance(entry, RecordMoved)
    assert (entry.before, entry.after, entry.in_time) == ("open", "kept", True)


def test_who_answers_for_it_amends_nothing_and_a_colleague_sees_nothing(world, promise, signed_in):
    with pytest.raises(NotAllowed):
        amend(world.alice, COMMITMENTS, promise.id, title="Autre", values={}, revision=1)
    colleague = join(world.departement, "eric", "Éric")
    assert "Mesurer" not in signed_in(colleague).get(LIST).content.decode()
    for person in (colleague, world.chloe, world.david):
        assert signed_in(person).get(f"{LIST}{promise.id}/").status_code == 404
        with pytest.raises(NotFound):
            move(person, COMMITMENTS, promise.id, "tenu", revision=1, note="Fait.")


def test_the_auditor_reads_and_moves_nothing(world, promise, signed_in):
    auditor = join(world.departement, "ana", "Ana", Role.AUDITOR)
    assert signed_in(auditor).get(f"{LIST}{promise.id}/").status_code == 200
    for step in ("tenu", "abandonner"):
        with pytest.raises(NotAllowed):
            move(auditor, COMMITMENTS, promise.id, step, revision=1, note="Fait.")
    with pytest.raises(NotAllowed):
        follow_charter(auditor)


def test_only_the_direction_abandons(world, dgs, promise):
    with pytest.raises(NotAllowed):
        move(world.bruno, COMMITMENTS, promise.id, "abandonner", revision=1, note="Non.")
    move(dgs, COMMITMENTS, promise.id, "abandonner", revision=1, note="Le projet s’arrête.")
    move(world.bruno, COMMITMENTS, promise.id, "rouvrir", revision=2)
    assert Record.objects.get().state == "open"


@pytest.mark.parametrize(
    ("today", "found"), [(date(2026, 10, 31), []), (date(2026, 11, 1), [False]), (date(2026, 12, 2), [True])]
)
def test_a_reminder_comes_thirty_days_before_and_stays(promise, today, found):
    assert [each.late for each in due(datetime.combine(today, time(12), UTC))] == found


@pytest.mark.parametrize(("place", "late"), [("metropole", [False]), ("988", [True]), ("972", [False])])
def test_a_day_is_over_where_the_organisation_is_not_where_the_server_is(world, promise, place, late):
    world.departement.place = place
    world.departement.save()
    # 3 p.m. of the last day in Paris; in Nouméa it is tomorrow, in Fort-de-France still the morning.
    assert [each.late for each in due(datetime(2026, 12, 1, 14, tzinfo=UTC))] == late


def test_what_is_kept_is_no_longer_reminded_of(world, promise):
    move(world.alice, COMMITMENTS, promise.id, "tenu", revision=1, note="Fait.")
    assert due(NOON) == []


def test_the_due_day_follows_the_amended_date(world, promise):
    amend(
        world.bruno,
        COMMITMENTS,
        promise.id,
        title=promise.title,
        values={"due": date(2027, 6, 1)},
        revision=1,
    )
    assert due(NOON) == []
    assert Record.objects.get().values["owner"] == world.alice.full_name  # what was not said stays


def test_the_commitments_of_the_charter_are_shown_until_they_are_followed(world, signed_in):
    bruno = signed_in(world.bruno)
    assert "Former chaque agent" in bruno.get(LIST).content.decode()
    assert bruno.post(f"{LIST}charte/").status_code == 302
    followed = Record.objects.get()
    assert followed.title == "Former chaque agent."
    assert followed.values["owner"] == "Direction des ressources humaines"
    assert charter_waiting(world.departement) == ()
    assert follow_charter(world.bruno) == 0
    assert Record.objects.count() == 1
    assert charter_waiting(world.region) == ()


def test_a_promise_said_otherwise_in_a_new_version_is_another_promise(world):
    follow_charter(world.bruno)
    text = CHARTER_DEPARTEMENT.replace("version: 2026-11-01", "version: 2026-12-01")
    put_charter_in_force(world.claire, text=text)
    assert charter_waiting(world.departement) == ()
    text = text.replace("2026-12-01", "2026-12-02").replace(
        "Former chaque agent.", "Former chaque agent chaque année."
    )
    put_charter_in_force(world.claire, text=text)
    assert [each.promise for each in charter_waiting(world.departement)] == [
        "Former chaque agent chaque année."
    ]


def test_an_agent_follows_nothing_of_the_charter(world, signed_in):
    assert "Former chaque agent" not in signed_in(world.alice).get(LIST).content.decode()
    assert signed_in(world.alice).post(f"{LIST}charte/").status_code == 403


def test_a_past_date_is_shown_in_words(dgs, signed_in):
    made = add_commitment(dgs, USE, "Mesurer.", "Enfance", date(2020, 1, 1), "Arbitrage")
    for address in (LIST, made.address):
        assert "Date passée" in signed_in(dgs).get(address).content.decode()


def test_a_commitment_calls_its_owner_before_its_day_and_after_it(world, promise, signed_in):
    def said(person):
        return [line.sentence for line in notices_of(person) if "Engagement" in line.sentence]

    due_at = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
    assert remind_due(now=due_at - timedelta(days=15)) == 0
    assert remind_due(now=due_at - timedelta(days=14)) == 1
    assert remind_due(now=due_at) == 0
    assert remind_due(now=due_at + timedelta(days=1)) == 1
    assert remind_due(now=due_at + timedelta(days=2)) == 0
    assert set(said(world.alice)) == {
        "Engagement n° 1\u00a0: il est à tenir pour le 1er décembre 2026.",
        "Engagement n° 1\u00a0: il était à tenir pour le 1er décembre 2026.",
    }
    assert said(world.bruno) == said(world.chloe) == []
    assert signed_in(world.alice).get(promise.address).status_code == 200


def test_where_a_service_answers_the_referent_is_called(world, dgs):
    referent = join(world.departement, "remi", "Rémi Lambert", Role.REFERENT)
    add_commitment(dgs, USE, "Mesurer.", "Direction de l’enfance", DAY, "Bureau municipal", now=NOW)
    assert remind_due(now=datetime(2026, 11, 30, 10, 0, tzinfo=UTC)) == 1
    assert any("Engagement n° 1" in line.sentence for line in notices_of(referent))
    assert not any("Engagement" in line.sentence for line in notices_of(world.alice))
