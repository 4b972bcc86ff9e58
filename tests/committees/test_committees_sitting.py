"""What is done while a committee sits: attendance, conflicts, opinions, the end."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.committees.conftest import AT, USE, put, waiting

from garant.committees import actions, queries
from garant.committees.errors import (
    AttendanceIncomplete,
    AttendanceMissing,
    ChangedMeanwhile,
    ConditionsMissing,
    ConditionsUnasked,
    NotASittingMember,
    OpinionGivenAlready,
    OpinionGivenMeanwhile,
    OpinionNotAdopted,
    QuorumMissing,
    ReasonMissing,
    SessionNotOpen,
    SessionStarted,
    VotesMiscounted,
)
from garant.committees.models import Committee, Conflict, Opinion
from garant.committees.quorum import needed
from garant.directory.errors import NotAllowed, NotFound
from garant.journal import RecordMoved

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("share", "seats", "asked"),
    [(50, 2, 1), (50, 3, 2), (50, 4, 2), (51, 4, 3), (100, 3, 3), (1, 5, 1), (50, 0, 1)],
)
def test_a_share_is_rounded_up(share, seats, asked):
    assert needed(Committee(quorum_kind="share", quorum_value=share), seats) == asked


@given(st.integers(1, 100), st.integers(0, 500))
def test_a_share_never_asks_for_nobody_nor_for_more_than_there_are(share, seats):
    asked = needed(Committee(quorum_kind="share", quorum_value=share), seats)
    assert 1 <= asked <= max(1, seats)
    assert asked * 100 >= seats * share


def test_an_opinion_is_written_with_its_votes_and_its_entry(sitting, journalled):
    sitting.open()
    opinion = sitting.opine(verdict="favourable-with-conditions", conditions=["Relire chaque avis", " "])
    assert (opinion.votes_for, opinion.voters, opinion.conditions) == (
        2,
        ["Alice Martin", "Paul Élu"],
        ["Relire chaque avis"],
    )
    entry = journalled()[-1]
    assert isinstance(entry, RecordMoved)
    assert (entry.record, entry.before, entry.after, entry.use) == (
        f"opinion:{opinion.id}",
        "",
        "favourable-with-conditions",
        USE.removeprefix("use:"),
    )
    [given_] = queries.opinions_on(sitting.world.departement, USE)
    assert (given_.committee, given_.kind, given_.verdict, given_.stage, given_.published) == (
        "Comité DATA-IA",
        "data-ia",
        "favourable-with-conditions",
        "evaluation",
        False,
    )
    assert given_.conditions == ("Relire chaque avis",)
    assert queries.opinions_on(sitting.world.region, USE) == []


def test_no_opinion_before_the_opening_nor_before_the_attendance(sitting):
    with pytest.raises(SessionNotOpen):
        sitting.opine()
    actions.convene(sitting.denis, sitting.session.id, now=AT)
    with pytest.raises(SessionNotOpen):
        actions.mark_attendance(sitting.denis, sitting.session.id, presences=sitting.presences())
    actions.open_session(sitting.denis, sitting.session.id, now=AT)
    with pytest.raises(AttendanceMissing):
        sitting.opine()
    with pytest.raises(AttendanceMissing):
        actions.close_session(sitting.denis, sitting.session.id)
    assert not Opinion.objects.exists()


def test_no_opinion_after_the_end(sitting):
    sitting.open()
    actions.close_session(sitting.denis, sitting.session.id)
    with pytest.raises(SessionNotOpen):
        sitting.opine()
    with pytest.raises(SessionNotOpen):
        actions.declare_conflict(sitting.denis, sitting.item.id, member=sitting.alice.id, nature="x")
    with pytest.raises(SessionNotOpen):
        actions.close_session(sitting.denis, sitting.session.id)
    with pytest.raises(SessionStarted):
        actions.open_session(sitting.denis, sitting.session.id)


def test_no_opinion_without_quorum_and_one_with_it(sitting):
    actions.amend_committee(
        sitting.denis,
        sitting.committee.id,
        name="Comité DATA-IA",
        kind="data-ia",
        purpose="x",
        quorum_kind="number",
        quorum_value=2,
    )
    sitting.open(elected="excused")
    with pytest.raises(QuorumMissing) as refused:
        sitting.opine(votes_for=1)
    assert refused.value.facts == {"counted": 1, "needed": 2}  # the expert is there, and does not count
    actions.mark_attendance(sitting.denis, sitting.session.id, presences=sitting.presences())
    assert sitting.opine().votes_for == 2


def test_a_member_in_conflict_neither_votes_nor_counts_and_it_is_written(sitting):
    actions.amend_committee(
        sitting.denis,
        sitting.committee.id,
        name="Comité DATA-IA",
        kind="data-ia",
        purpose="x",
        quorum_kind="number",
        quorum_value=2,
    )
    sitting.open()
    conflict = actions.declare_conflict(
        sitting.world.alice, sitting.item.id, member=sitting.alice.id, nature="Ma sœur dirige le fournisseur."
    )
    assert "sœur" not in bytes(Conflict.objects.get().nature).decode("latin-1")
    assert queries.nature_of(sitting.denis, conflict) == "Ma sœur dirige le fournisseur."
    with pytest.raises(NotFound):
        queries.nature_of(sitting.world.david, conflict)
    with pytest.raises(QuorumMissing):
        sitting.opine()
    actions.amend_committee(
        sitting.denis,
        sitting.committee.id,
        name="Comité DATA-IA",
        kind="data-ia",
        purpose="x",
        quorum_kind="number",
        quorum_value=1,
    )
    with pytest.raises(VotesMiscounted):
        sitting.opine(votes_for=2)
    opinion = sitting.opine(votes_for=1)
    assert (opinion.voters, opinion.withdrawn) == (["Paul Élu"], ["Alice Martin"])


def test_a_conflict_holds_for_one_case_only(sitting):
    second = put(sitting.denis, sitting.committee, stage="pilot")
    actions.take_up(sitting.denis, sitting.session.id, second.id)
    sitting.open()
    actions.declare_conflict(sitting.denis, second.id, member=sitting.alice.id, nature="x")
    assert sitting.opine().withdrawn == []


def test_a_conflict_is_declared_by_a_sitting_member_before_the_opinion_with_its_nature(sitting):
    sitting.open()
    with pytest.raises(ReasonMissing):
        actions.declare_conflict(sitting.denis, sitting.item.id, member=sitting.alice.id, nature=" ")
    with pytest.raises(NotASittingMember):
        actions.declare_conflict(sitting.denis, sitting.item.id, member=sitting.world.bruno.id, nature="x")
    sitting.opine()
    with pytest.raises(OpinionGivenAlready):
        actions.declare_conflict(sitting.denis, sitting.item.id, member=sitting.alice.id, nature="x")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_no_opinion_without_reason(sitting, signed_in, reason):
    sitting.open()
    with pytest.raises(ReasonMissing):
        sitting.opine(reason=reason)
    sent = {"verdict": "favourable", "reason": reason, "votes_for": 2, "votes_against": 0, "abstentions": 0}
    answer = signed_in(sitting.denis).post(f"/comites/affaires/{sitting.item.id}/avis/", sent)
    assert answer.status_code == 400
    assert "ne se rend pas sans eux" in answer.content.decode()
    assert not Opinion.objects.exists()


def test_conditions_go_with_their_verdict_alone(sitting):
    sitting.open()
    with pytest.raises(ConditionsMissing):
        sitting.opine(verdict="favourable-with-conditions", conditions=["  "])
    for verdict in ("favourable", "unfavourable", "deferred"):
        with pytest.raises(ConditionsUnasked):
            sitting.opine(verdict=verdict, conditions=["Relire"])


@pytest.mark.parametrize("votes", [(3, 0, 0), (1, 0, 0), (2, 1, 0), (3, -1, 0), (0, 0, 0)])
def test_votes_add_up_to_who_votes(sitting, votes):
    sitting.open()
    with pytest.raises(VotesMiscounted):
        sitting.opine(votes_for=votes[0], votes_against=votes[1], abstentions=votes[2])


@pytest.mark.parametrize(
    ("votes", "casting", "adopted"),
    [
        ((2, 0, 0), False, True),
        ((1, 0, 1), False, True),
        ((1, 1, 0), False, False),
        ((1, 1, 0), True, True),
        ((0, 1, 1), True, False),
        ((0, 0, 2), True, False),
    ],
)
def test_an_opinion_has_a_majority_or_the_chair_breaks_the_tie(sitting, votes, casting, adopted):
    Committee.objects.update(casting_vote=casting)
    sitting.open()
    counted = {"votes_for": votes[0], "votes_against": votes[1], "abstentions": votes[2]}
    if adopted:
        assert sitting.opine(**counted).by_casting_vote is (votes == (1, 1, 0))
    else:
        with pytest.raises(OpinionNotAdopted):
            sitting.opine(**counted)


def test_an_absent_chair_breaks_no_tie(sitting):
    Committee.objects.update(casting_vote=True)
    actions.add_member(
        sitting.denis, sitting.committee.id, name="Luc Élu", quality="elected", starts=AT.date()
    )
    actions.convene(sitting.denis, sitting.session.id, now=AT)
    actions.open_session(sitting.denis, sitting.session.id, now=AT)
    said = {member.id: "present" for member in queries.seated(sitting.committee, AT.date())}
    actions.mark_attendance(sitting.denis, sitting.session.id, presences={**said, sitting.alice.id: "absent"})
    with pytest.raises(OpinionNotAdopted):
        sitting.opine(votes_for=1, votes_against=1)


def test_two_who_opine_at_once_the_second_meets_a_clear_refusal(sitting, signed_in):
    sitting.open()
    first = sitting.opine()
    with pytest.raises(OpinionGivenMeanwhile):
        sitting.opine(verdict="unfavourable")
    sent = {
        "verdict": "unfavourable",
        "reason": "Non.",
        "votes_for": 2,
        "votes_against": 0,
        "abstentions": 0,
        "instead_of": "",
    }
    answer = signed_in(sitting.denis).post(f"/comites/affaires/{sitting.item.id}/avis/", sent)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "vient d’être rendu" in text
    assert "Non." in text  # the words are not lost
    assert Opinion.objects.get() == first


def test_the_database_itself_refuses_a_second_first_opinion(sitting, monkeypatch):
    sitting.open()
    first = sitting.opine()
    for name in (
        "opinion_on_item",
        "opinion_in_force",
    ):  # what the other one read before the first was written
        monkeypatch.setattr(queries, name, lambda *_: None)
    with pytest.raises(OpinionGivenMeanwhile):
        sitting.opine(verdict="unfavourable")
    assert Opinion.objects.get() == first


def test_a_new_opinion_supersedes_and_links_and_nothing_is_edited(sitting):
    sitting.open()
    first = sitting.opine()
    second = sitting.opine(verdict="unfavourable", reason="Vote refait.", instead_of=first.id)
    first = Opinion.objects.get(id=first.id)
    assert (first.reason, first.current, first.superseded_by) == ("L’essai est borné.", False, second)
    assert [given_.verdict for given_ in queries.opinions_on(sitting.world.departement, USE)] == [
        "unfavourable"
    ]
    with pytest.raises(OpinionGivenMeanwhile):
        sitting.opine(instead_of=first.id)


def next_session(sitting, item):
    later = actions.plan_session(
        sitting.denis, sitting.committee.id, at=AT + timedelta(days=7), place="Salle"
    )
    actions.take_up(sitting.denis, later.id, item.id)
    actions.convene(sitting.denis, later.id)
    actions.open_session(sitting.denis, later.id, now=AT + timedelta(days=7))
    actions.mark_attendance(sitting.denis, later.id, presences=sitting.presences())
    return later


def test_a_deferred_case_comes_back_and_its_opinion_supersedes(sitting):
    sitting.open()
    deferred = sitting.opine(verdict="deferred", reason="Il manque l’AIPD.")
    actions.close_session(sitting.denis, sitting.session.id)
    [again] = waiting(sitting.committee)
    assert again.carried_from == sitting.item
    next_session(sitting, again)
    sitting.item = again
    assert sitting.opine().supersedes == deferred


def test_a_case_without_opinion_comes_back_once(sitting):
    second = put(sitting.denis, sitting.committee, subject="", stage="", title="Orientations")
    actions.take_up(sitting.denis, sitting.session.id, second.id)
    sitting.open()
    sitting.opine()
    actions.close_session(sitting.denis, sitting.session.id)
    [again] = waiting(sitting.committee)
    assert (again.title, again.carried_from) == ("Orientations", second)
    assert [case.title for case in queries.awaiting(sitting.world.departement)] == ["Orientations"]


def test_an_opinion_before_and_one_after_deployment_stand_together(sitting):
    sitting.open()
    sitting.opine()
    actions.close_session(sitting.denis, sitting.session.id)
    after = put(sitting.denis, sitting.committee, stage="generalised")
    next_session(sitting, after)
    sitting.item = after
    assert sitting.opine(verdict="unfavourable").supersedes is None
    stages = {given_.stage: given_.verdict for given_ in queries.opinions_on(sitting.world.departement, USE)}
    assert stages == {"evaluation": "favourable", "generalised": "unfavourable"}


def test_attendance_speaks_of_each_member_and_of_them_alone(sitting):
    actions.convene(sitting.denis, sitting.session.id, now=AT)
    actions.open_session(sitting.denis, sitting.session.id, now=AT)
    whole = sitting.presences()
    fewer = {member: said for member, said in whole.items() if member != sitting.expert.id}
    for wrong in (fewer, {**whole, sitting.world.bruno.id: "present"}, sitting.presences(alice="maybe")):
        with pytest.raises(AttendanceIncomplete):
            actions.mark_attendance(sitting.denis, sitting.session.id, presences=wrong)


def test_two_who_take_attendance_at_once_the_second_is_refused(sitting):
    sitting.open()
    sitting.session.refresh_from_db()
    seen = sitting.session.revision
    said = sitting.presences(elected="absent")
    actions.mark_attendance(sitting.denis, sitting.session.id, presences=said, revision=seen)
    with pytest.raises(ChangedMeanwhile):
        actions.mark_attendance(
            sitting.denis, sitting.session.id, presences=sitting.presences(), revision=seen
        )
    assert queries.quorum_of(sitting.session).counted == 1


def test_audit_agents_and_outsiders_hold_no_session(sitting, signed_in):
    sitting.open()
    session, item = sitting.session.id, sitting.item.id
    addresses = [
        f"/comites/seances/{session}/{verb}/" for verb in ("presences", "clore", "approuver", "ouvrir")
    ]
    addresses += [f"/comites/affaires/{item}/{verb}/" for verb in ("deport", "avis")]
    for person, status in (
        (sitting.world.bruno, 404),
        (sitting.world.chloe, 404),
        (sitting.world.david, 404),
    ):
        client = signed_in(person)
        assert {client.post(address).status_code for address in addresses} == {status}
    ines = sitting.ines
    with pytest.raises(NotAllowed):
        actions.mark_attendance(ines, session, presences=sitting.presences())
    with pytest.raises(NotAllowed):
        actions.declare_conflict(ines, item, member=sitting.alice.id, nature="x")
    with pytest.raises(NotAllowed):
        actions.close_session(ines, session)
    with pytest.raises(NotAllowed):
        actions.give_opinion(
            ines, item, verdict="favourable", reason="x", votes_for=2, votes_against=0, abstentions=0
        )
    assert signed_in(ines).get(f"/comites/seances/{session}/").status_code == 200


def test_a_member_holds_the_session_by_the_pages(sitting, signed_in):
    alice = signed_in(sitting.world.alice)
    address = f"/comites/seances/{sitting.session.id}/"
    actions.convene(sitting.denis, sitting.session.id, now=AT)
    sitting.session.refresh_from_db()
    sitting.session.at = AT - timedelta(days=30)
    sitting.session.save()
    assert alice.post(f"{address}ouvrir/").status_code == 302
    said = {f"member-{member}": presence for member, presence in sitting.presences().items()}
    sitting.session.refresh_from_db()
    partial = dict(list(said.items())[:2])
    assert (
        alice.post(f"{address}presences/", {**partial, "revision": sitting.session.revision}).status_code
        == 400
    )
    assert (
        alice.post(f"{address}presences/", {**said, "revision": sitting.session.revision}).status_code == 302
    )
    case = f"/comites/affaires/{sitting.item.id}/"
    assert alice.get(f"{case}deport/").status_code == 200
    assert (
        alice.post(
            f"{case}deport/", {"member": str(sitting.elected.id), "nature": "Élu du fournisseur"}
        ).status_code
        == 302
    )
    page = alice.get(f"{case}avis/").content.decode()
    assert "1 membre vote" in page
    sent = {
        "verdict": "favourable-with-conditions",
        "reason": "Utile et borné.",
        "conditions": "Relire\n\nInformer les familles",
        "votes_for": 1,
        "votes_against": 0,
        "abstentions": 0,
        "instead_of": "",
    }
    refused = alice.post(f"{case}avis/", {**sent, "votes_for": 2})
    assert refused.status_code == 400
    assert "ne correspondent pas aux présences" in refused.content.decode()
    assert alice.post(f"{case}avis/", sent).status_code == 302
    assert alice.post(f"{address}clore/").status_code == 302
    assert Opinion.objects.get().conditions == ["Relire", "Informer les familles"]
