"""Cases that wait, and sessions being prepared."""

from datetime import timedelta

import pytest
from django.core import mail
from tests.committees.conftest import AT, USE, put, waiting

from garant.committees import actions, queries
from garant.committees.errors import (
    CaseIncomplete,
    CaseNotWaiting,
    CaseWaitsAlready,
    ChangedMeanwhile,
    NobodyToConvene,
    NotConvened,
    ReasonMissing,
    SessionEarly,
    SessionEmpty,
    SessionStarted,
    SubjectInvalid,
)
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.journal import RecordMoved
from world import join

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.DGS, Role.DSI, Role.REFERENT, Role.DPO, Role.RSSI, Role.LEGAL]
)
def test_who_answers_for_uses_puts_a_case(sitting, journalled, role):
    person = join(sitting.world.departement, "sender", "Sacha Roy", role)
    item = put(person, sitting.committee, subject="use:11111111-1111-4111-8111-111111111111")
    assert waiting(sitting.committee) == [item]
    entry = journalled()[-1]
    assert isinstance(entry, RecordMoved)
    assert (entry.record, entry.after, entry.use) == (
        f"case:{item.id}",
        "waiting",
        "11111111-1111-4111-8111-111111111111",
    )


@pytest.mark.parametrize("role", [None, Role.COMMUNICATION, Role.AUDITOR, Role.COMMITTEE])
def test_nobody_else_puts_a_case_unless_they_sit(sitting, role):
    person = join(sitting.world.departement, "sender", "Sacha Roy", *([role] if role else []))
    with pytest.raises(NotAllowed):
        put(person, sitting.committee, stage="pilot")
    assert put(sitting.world.alice, sitting.committee, stage="pilot").put_by == sitting.world.alice


def test_nobody_puts_a_case_to_the_committee_of_another_organisation(sitting):
    for person in (sitting.world.chloe, sitting.world.david):
        with pytest.raises(NotFound):
            put(person, sitting.committee)


@pytest.mark.parametrize(
    "subject",
    [
        "use:",
        "use:x",
        "0b7cbb6b-5ea7-4c5f-a5f9-2d6f3f0f7f10",
        "vendor:1",
        USE + "0",
        "use:{0b7cbb6b-5ea7-4c5f-a5f9-2d6f3f0f7f10}",
    ],
)
def test_a_subject_is_a_use_or_nothing(sitting, subject):
    with pytest.raises(SubjectInvalid):
        put(sitting.denis, sitting.committee, subject=subject)
    assert put(sitting.denis, sitting.committee, subject="").subject == ""


@pytest.mark.parametrize("changes", [{"title": " "}, {"question": "\n"}])
def test_a_case_has_a_title_and_a_question(sitting, changes):
    with pytest.raises(CaseIncomplete):
        put(sitting.denis, sitting.committee, stage="pilot", **changes)


def test_a_case_waits_once_for_a_stage(sitting):
    with pytest.raises(CaseWaitsAlready):
        put(sitting.denis, sitting.committee)
    put(sitting.denis, sitting.committee, stage="generalised")
    sitting.open()
    sitting.opine()
    put(sitting.denis, sitting.committee)  # answered: it may be asked again


def test_what_waits_is_known_to_the_rooms_above_and_not_across_the_wall(sitting):
    [case] = queries.awaiting(sitting.world.departement, USE)
    assert (case.committee_name, case.subject, case.session_at) == ("Comité DATA-IA", USE, AT)
    assert queries.awaiting(sitting.world.region) == []
    assert queries.awaiting(sitting.world.departement, "use:11111111-1111-4111-8111-111111111111") == []
    sitting.open()
    sitting.opine()
    assert queries.awaiting(sitting.world.departement) == []


def test_a_case_is_withdrawn_with_its_reason_and_only_while_it_waits(sitting, signed_in):
    with pytest.raises(CaseNotWaiting):
        actions.withdraw_case(sitting.denis, sitting.item.id, reason="Projet arrêté.")
    item = put(sitting.denis, sitting.committee, stage="pilot")
    with pytest.raises(ReasonMissing):
        actions.withdraw_case(sitting.denis, item.id, reason=" ")
    answer = signed_in(sitting.denis).post(
        f"/comites/affaires/{item.id}/retirer/", {"reason": "Projet arrêté."}
    )
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.withdrawn_because == "Projet arrêté."
    with pytest.raises(CaseNotWaiting):
        actions.withdraw_case(sitting.denis, item.id, reason="Encore.")
    with pytest.raises(CaseNotWaiting):
        actions.take_up(sitting.denis, sitting.session.id, item.id)


def test_the_order_of_the_day_changes_until_the_session_opens(sitting):
    second = put(sitting.denis, sitting.committee, stage="pilot", title="Second")
    actions.take_up(sitting.denis, sitting.session.id, second.id)
    assert [item.id for item in queries.agenda_of(sitting.session)] == [sitting.item.id, second.id]
    actions.move_up(sitting.denis, second.id)
    assert [item.id for item in queries.agenda_of(sitting.session)] == [second.id, sitting.item.id]
    actions.move_up(sitting.denis, second.id)
    assert [item.id for item in queries.agenda_of(sitting.session)] == [second.id, sitting.item.id]
    actions.leave_out(sitting.denis, second.id)
    assert waiting(sitting.committee) == [second]
    sitting.open()
    for change in (actions.leave_out, actions.move_up):
        with pytest.raises(SessionStarted):
            change(sitting.denis, sitting.item.id)
    with pytest.raises(SessionStarted):
        actions.take_up(sitting.denis, sitting.session.id, second.id)
    with pytest.raises(SessionStarted):
        actions.convene(sitting.denis, sitting.session.id)


def test_two_sessions_never_take_the_same_case(sitting):
    other = actions.plan_session(sitting.denis, sitting.committee.id, at=AT + timedelta(days=7))
    with pytest.raises(CaseNotWaiting):
        actions.take_up(sitting.denis, other.id, sitting.item.id)


def test_a_case_of_another_committee_is_not_taken(sitting):
    other = actions.create_committee(
        sitting.denis, name="Éthique", kind="ethique", purpose="x", quorum_kind="number", quorum_value=1
    )
    item = put(sitting.denis, other)
    with pytest.raises(NotFound):
        actions.take_up(sitting.denis, sitting.session.id, item.id)


def test_the_convocation_lists_everyone_and_mails_who_has_an_account_without_content(sitting):
    actions.convene(sitting.denis, sitting.session.id, now=AT)
    sitting.session.refresh_from_db()
    assert [(each["name"], each["by"]) for each in sitting.session.convened] == [
        ("Alice Martin", "courriel"),
        ("Paul Élu", "lettre"),
        ("Rose Experte", "lettre"),
    ]
    [sent] = mail.outbox
    assert sent.to == [sitting.world.alice.email]
    assert "24/11/2026 à 09 h 00" in sent.body
    assert "crèche" not in sent.body + sent.subject


def test_another_date_asks_for_another_convocation(sitting):
    actions.convene(sitting.denis, sitting.session.id, now=AT)
    actions.amend_session(sitting.denis, sitting.session.id, at=AT + timedelta(days=1), place="Ailleurs")
    with pytest.raises(NotConvened):
        actions.open_session(sitting.denis, sitting.session.id, now=AT + timedelta(days=2))


def test_two_who_amend_a_session_at_once_the_second_is_refused(sitting):
    sitting.session.refresh_from_db()
    seen = sitting.session.revision
    actions.amend_session(sitting.denis, sitting.session.id, at=AT, place="A", revision=seen)
    with pytest.raises(ChangedMeanwhile):
        actions.amend_session(sitting.denis, sitting.session.id, at=AT, place="B", revision=seen)


def test_no_step_before_the_opening_is_skipped(sitting):
    with pytest.raises(NotConvened):
        actions.open_session(sitting.denis, sitting.session.id, now=AT)
    actions.leave_out(sitting.denis, sitting.item.id)
    for step in (actions.convene, actions.open_session):
        with pytest.raises(SessionEmpty):
            step(sitting.denis, sitting.session.id, now=AT)
    actions.take_up(sitting.denis, sitting.session.id, sitting.item.id)
    for member in (sitting.alice, sitting.elected):
        member.ends = AT.date() - timedelta(days=1)
        member.save()
    with pytest.raises(NobodyToConvene):  # the expert sits, and has no vote
        actions.convene(sitting.denis, sitting.session.id, now=AT)


def test_a_session_opens_on_its_day_not_before(sitting):
    actions.convene(sitting.denis, sitting.session.id, now=AT)
    eve = AT.replace(day=23, hour=22, minute=59)  # 23:59 in Paris
    with pytest.raises(SessionEarly):
        actions.open_session(sitting.denis, sitting.session.id, now=eve)
    actions.open_session(sitting.denis, sitting.session.id, now=eve + timedelta(minutes=1))


def test_audit_agents_and_outsiders_prepare_nothing(sitting, signed_in):
    session, item = sitting.session.id, sitting.item.id
    addresses = [
        f"/comites/seances/{session}/convoquer/",
        f"/comites/seances/{session}/ouvrir/",
        f"/comites/seances/{session}/modifier/",
        f"/comites/affaires/{item}/remettre/",
        f"/comites/affaires/{item}/monter/",
        f"/comites/affaires/{item}/retirer/",
        f"/comites/{sitting.committee.id}/seances/",
        f"/comites/{sitting.committee.id}/affaires/",
    ]
    for person, status in ((sitting.ines, 403), (sitting.world.bruno, 404), (sitting.world.david, 404)):
        client = signed_in(person)
        assert {client.post(address).status_code for address in addresses} == {status}
    sitting.session.refresh_from_db()
    assert (sitting.session.state, sitting.session.convened_at) == ("planned", None)


def test_a_member_prepares_a_session_by_the_pages(sitting, signed_in):
    alice = signed_in(sitting.world.alice)
    committee = sitting.committee.id
    case = {"title": "Orientations", "question": "Quelles priorités ?", "subject": "", "stage": ""}
    assert alice.get(f"/comites/{committee}/affaires/").status_code == 200
    assert alice.post(f"/comites/{committee}/affaires/", case).status_code == 302
    late = {"at": "2026-12-01T14:00", "place": "", "visio": ""}
    refused = alice.post(f"/comites/{committee}/seances/", late)
    assert refused.status_code == 400
    assert "Donnez un lieu" in refused.content.decode()
    answer = alice.post(f"/comites/{committee}/seances/", {**late, "visio": "https://visio.exemple.fr/a"})
    address = answer["location"]
    page = alice.get(address).content.decode()
    assert "1er décembre 2026 à 14" in page
    assert "Orientations" in page
    item = waiting(sitting.committee)[0]
    assert alice.post(f"{address}ordre-du-jour/", {"case": str(item.id)}).status_code == 302
    assert alice.post(f"{address}convoquer/").status_code == 302
    assert "Paul Élu" in alice.get(address).content.decode()


def test_a_case_that_was_withdrawn_meanwhile_is_refused_on_the_form_and_the_reason_stays(sitting, signed_in):
    case = put(sitting.denis, sitting.committee, stage="pilot")
    address, denis = f"/comites/affaires/{case.id}/retirer/", signed_in(sitting.denis)
    assert denis.post(address, {"reason": "Le besoin a changé."}).status_code == 302
    answer = denis.post(address, {"reason": "Le besoin a changé deux fois."})
    assert answer.status_code == 400
    assert "Le besoin a changé deux fois." in answer.content.decode()
