"""What is published, and the minutes."""

import io
import zipfile
from datetime import timedelta

import pytest
from docx import Document
from tests.committees.conftest import AT, put

from garant.committees import actions, queries
from garant.committees.errors import (
    AttendanceMissing,
    MinutesApprovedAlready,
    MinutesNotReady,
    NotALaterSession,
    QuorumMissing,
)
from garant.committees.minutes import minutes_of
from garant.directory.errors import NotFound
from garant.words import message

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(sitting):
    sitting.open()
    actions.declare_conflict(
        sitting.denis, sitting.item.id, member=sitting.elected.id, nature="Parent du fournisseur"
    )
    sitting.opinion = sitting.opine(
        votes_for=1, verdict="favourable-with-conditions", conditions=["Relire *chaque* avis"]
    )
    actions.close_session(sitting.denis, sitting.session.id, now=AT + timedelta(hours=2))
    sitting.session.refresh_from_db()
    return sitting


def later(sitting, *, opened=True, days=7):
    item = put(sitting.denis, sitting.committee, subject="", stage="", title="Orientations")
    session = actions.plan_session(sitting.denis, sitting.committee.id, at=AT + timedelta(days=days))
    actions.take_up(sitting.denis, session.id, item.id)
    actions.convene(sitting.denis, session.id)
    if opened:
        actions.open_session(sitting.denis, session.id, now=AT + timedelta(days=days))
    return session


def test_every_agent_reads_a_published_opinion_and_nothing_else_of_the_committee(closed, signed_in):
    bruno = signed_in(closed.world.bruno)
    page = bruno.get(f"/comites/avis/{closed.opinion.id}/").content.decode()
    assert "L’essai est borné." in page
    assert "Relire *chaque* avis" in page
    assert "Parent du fournisseur" not in page
    listed = bruno.get("/comites/").content.decode()
    assert "crèche" in listed
    assert "Comité DATA-IA</a>" not in listed
    for address in (
        f"/comites/{closed.committee.id}/",
        f"/comites/seances/{closed.session.id}/proces-verbal/",
    ):
        assert bruno.get(address).status_code == 404


def test_an_opinion_is_not_published_while_its_session_lasts(sitting, signed_in):
    sitting.open()
    opinion = sitting.opine()
    assert queries.published_opinions(sitting.world.bruno) == []
    assert signed_in(sitting.world.bruno).get(f"/comites/avis/{opinion.id}/").status_code == 404
    for reader in (sitting.world.alice, sitting.ines, sitting.denis):
        assert signed_in(reader).get(f"/comites/avis/{opinion.id}/").status_code == 200
    actions.close_session(sitting.denis, sitting.session.id)
    assert queries.published_opinions(sitting.world.bruno) == [opinion]


def test_an_outsider_finds_no_opinion(closed, signed_in):
    for other in (closed.world.chloe, closed.world.david):
        assert queries.published_opinions(other) == []
        assert signed_in(other).get(f"/comites/avis/{closed.opinion.id}/").status_code == 404
        with pytest.raises(NotFound):
            queries.opinion_visible_to(other, closed.opinion.id)
        for name in ("", "proces-verbal/", "proces-verbal.odt"):
            assert signed_in(other).get(f"/comites/seances/{closed.session.id}/{name}").status_code == 404


def test_a_superseded_opinion_stays_readable_and_says_which_replaces_it(closed, signed_in):
    again = put(closed.denis, closed.committee)
    session = actions.plan_session(closed.denis, closed.committee.id, at=AT + timedelta(days=7))
    actions.take_up(closed.denis, session.id, again.id)
    actions.convene(closed.denis, session.id)
    actions.open_session(closed.denis, session.id, now=AT + timedelta(days=7))
    actions.mark_attendance(closed.denis, session.id, presences=closed.presences())
    closed.item = again
    new = closed.opine(verdict="unfavourable")
    page = signed_in(closed.world.bruno).get(f"/comites/avis/{closed.opinion.id}/").content.decode()
    assert f"/comites/avis/{new.id}/" in page
    assert "Remplacé" in page


def test_the_minutes_say_who_was_there_who_withdrew_and_how_it_was_voted(closed, signed_in):
    page = (
        signed_in(closed.world.alice)
        .get(f"/comites/seances/{closed.session.id}/proces-verbal/")
        .content.decode()
    )
    for words in (
        "Rose Experte",
        "consultative",
        "Paul Élu, sans part au débat",
        "1 pour, 0 contre",
        "L’essai est borné.",
    ):
        assert words in page
    assert "Parent du fournisseur" not in page


@pytest.mark.parametrize("form", ["odt", "docx"])
def test_the_minutes_are_a_file_to_sign(closed, signed_in, form):
    answer = signed_in(closed.ines).get(f"/comites/seances/{closed.session.id}/proces-verbal.{form}")
    assert answer.status_code == 200
    assert f'pv-comite-2026-11-24-1.{form}"' in answer["content-disposition"]
    if form == "odt":
        text = zipfile.ZipFile(io.BytesIO(answer.content)).read("content.xml").decode()
    else:
        document = Document(io.BytesIO(answer.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(each.text for each in document.paragraphs), *cells])
    for words in ("Alice Martin", "Favorable avec conditions", "Relire", "borné"):
        assert words in text
    assert "Parent du fournisseur" not in text


def test_another_format_is_refused(closed, signed_in):
    answer = signed_in(closed.ines).get(f"/comites/seances/{closed.session.id}/proces-verbal.exe")
    assert answer.status_code == message("paper_format_unknown").status


def test_no_minutes_before_the_end(sitting, signed_in):
    sitting.open()
    with pytest.raises(MinutesNotReady):
        minutes_of(sitting.session)
    for name in ("proces-verbal/", "proces-verbal.odt"):
        assert (
            signed_in(sitting.denis).get(f"/comites/seances/{sitting.session.id}/{name}").status_code == 409
        )


def test_a_later_session_approves_the_minutes_once(closed, signed_in):
    session = later(closed)
    with pytest.raises(AttendanceMissing):
        actions.approve_minutes(closed.denis, closed.session.id, at_session=session.id)
    actions.mark_attendance(closed.denis, session.id, presences=closed.presences())
    alice = signed_in(closed.world.alice)
    assert "Séance n° 1 du 24/11/2026" in alice.get(f"/comites/seances/{session.id}/").content.decode()
    sent = {"session": str(closed.session.id), "remarks": "Lire « quinze » places."}
    assert alice.post(f"/comites/seances/{session.id}/approuver/", sent).status_code == 302
    closed.session.refresh_from_db()
    assert (closed.session.approved_by, closed.session.remarks) == (session, "Lire « quinze » places.")
    with pytest.raises(MinutesApprovedAlready):
        actions.approve_minutes(closed.denis, closed.session.id, at_session=session.id)
    minutes = alice.get(f"/comites/seances/{closed.session.id}/proces-verbal/").content.decode()
    assert "Lire «\xa0quinze\xa0» places." in minutes


def test_neither_itself_nor_a_planned_nor_an_earlier_session_approves(closed):
    for session in (closed.session, later(closed, opened=False), later(closed, days=-7)):
        with pytest.raises(NotALaterSession):
            actions.approve_minutes(closed.denis, closed.session.id, at_session=session.id)


def test_a_session_without_quorum_approves_nothing(closed):
    session = later(closed)
    actions.mark_attendance(
        closed.denis, session.id, presences=closed.presences(alice="absent", elected="absent")
    )
    with pytest.raises(QuorumMissing):
        actions.approve_minutes(closed.denis, closed.session.id, at_session=session.id)


def test_open_minutes_are_not_approved(sitting):
    sitting.open()
    with pytest.raises(MinutesNotReady):
        actions.approve_minutes(sitting.denis, sitting.session.id, at_session=sitting.session.id)
