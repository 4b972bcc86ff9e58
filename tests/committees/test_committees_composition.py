"""Who composes a committee, its mandates, and what stays of what it was."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from garant.committees import actions, queries
from garant.committees.errors import (
    ChangedMeanwhile,
    CommitteeBusy,
    CommitteeClosed,
    CommitteeNameTaken,
    MandateInvalid,
    MemberInvalid,
    MemberTwice,
    QuorumInvalid,
)
from garant.committees.models import Committee
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.journal import RecordChanged
from world import join

pytestmark = pytest.mark.django_db

CARD = {
    "name": "Comité d’éthique",
    "kind": "ethique",
    "purpose": "Veiller.",
    "quorum_kind": "number",
    "quorum_value": 3,
}


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DGS, Role.DSI])
def test_a_manager_creates_a_committee(world, signed_in, journalled, role):
    person = join(world.departement, "manager", "Maud Roy", role)
    answer = signed_in(person).post("/comites/nouveau/", CARD)
    assert answer.status_code == 302
    found = Committee.objects.get()
    assert (found.organisation, found.name, found.quorum_french) == (
        world.departement,
        "Comité d’éthique",
        "3 membres ayant voix délibérative",
    )
    entry = journalled()[-1]
    assert isinstance(entry, RecordChanged)
    assert (entry.record, entry.change) == (f"committee:{found.id}", "created")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.DGS, Role.DSI}))
def test_nobody_else_does(world, signed_in, role):
    person = join(world.departement, "other", "Omar Blanc", role)
    with pytest.raises(NotAllowed):
        actions.create_committee(person, **CARD)
    assert signed_in(person).post("/comites/nouveau/", CARD).status_code == 403
    assert not Committee.objects.exists()


@pytest.mark.parametrize(
    ("kind", "value", "holds"),
    [
        ("share", 1, True),
        ("share", 100, True),
        ("share", 101, False),
        ("share", 0, False),
        ("number", 0, False),
        ("number", 101, True),
    ],
)
def test_a_quorum_asks_for_someone_and_can_be_reached(world, kind, value, holds):
    card = {**CARD, "quorum_kind": kind, "quorum_value": value}
    if holds:
        assert actions.create_committee(world.claire, **card).quorum_value == value
    else:
        with pytest.raises(QuorumInvalid):
            actions.create_committee(world.claire, **card)


def test_a_name_is_taken_once_in_an_organisation_and_free_in_another(world):
    actions.create_committee(world.claire, **CARD)
    with pytest.raises(CommitteeNameTaken):
        actions.create_committee(world.claire, **{**CARD, "name": "comité d’éthique"})
    elsewhere = join(world.region, "elise", "Élise Roy", Role.DGS)
    assert actions.create_committee(elsewhere, **CARD).organisation == world.region


def test_what_a_committee_was_stays_readable(sitting):
    actions.amend_committee(
        sitting.denis,
        sitting.committee.id,
        name="Comité DATA-IA",
        kind="data-ia",
        purpose="Étudier et évaluer.",
        quorum_kind="number",
        quorum_value=2,
        revision=1,
        reason="Délibération du 3 novembre",
    )
    last = versions_of(sitting.denis, f"committee:{sitting.committee.id}")[0]
    assert {change.field for change in last.changes} == {"Mission", "Quorum"}
    assert last.reason == "Délibération du 3 novembre"


def test_two_who_amend_at_once_the_second_meets_a_clear_refusal(sitting, signed_in):
    denis = signed_in(sitting.denis)
    sent = {**CARD, "revision": 1, "reason": ""}
    address = f"/comites/{sitting.committee.id}/modifier/"
    assert denis.post(address, sent).status_code == 302
    answer = denis.post(address, {**sent, "purpose": "Autre."})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Quelqu’un d’autre" in page
    assert "Autre." in page  # what was typed stays, to be copied
    assert Committee.objects.get().purpose == "Veiller."
    with pytest.raises(ChangedMeanwhile):
        actions.amend_committee(sitting.denis, sitting.committee.id, **CARD, revision=1)


def test_a_member_is_a_colleague_or_a_name_never_both_nor_neither(sitting):
    common = {"quality": "expert", "starts": date(2026, 1, 1)}
    for who in ({}, {"person": sitting.world.bruno.id, "name": "Bruno"}, {"name": "   "}):
        with pytest.raises(MemberInvalid):
            actions.add_member(sitting.denis, sitting.committee.id, **common, **who)
    with pytest.raises(NotFound):
        actions.add_member(sitting.denis, sitting.committee.id, person=sitting.world.chloe.id, **common)


def test_a_person_sits_once_at_a_time_and_again_after_their_mandate(sitting):
    again = {"person": sitting.world.alice.id, "quality": "agent"}
    with pytest.raises(MemberTwice):
        actions.add_member(sitting.denis, sitting.committee.id, **again, starts=date(2027, 1, 1))
    actions.end_mandate(sitting.denis, sitting.alice.id, ends=date(2026, 12, 31))
    with pytest.raises(MemberTwice):
        actions.add_member(sitting.denis, sitting.committee.id, **again, starts=date(2026, 12, 31))
    actions.add_member(sitting.denis, sitting.committee.id, **again, starts=date(2027, 1, 1))


def test_a_mandate_never_ends_before_it_starts(sitting):
    with pytest.raises(MandateInvalid):
        actions.end_mandate(sitting.denis, sitting.alice.id, ends=date(2025, 12, 31))
    actions.end_mandate(sitting.denis, sitting.alice.id, ends=date(2026, 1, 1))


@pytest.mark.parametrize(("days", "sits"), [(-1, False), (0, True), (1, True)])
def test_the_last_day_of_a_mandate_is_a_day_of_it(sitting, days, sits):
    today = timezone.localdate()
    sitting.alice.ends = today
    assert sitting.alice.sits_on(today - timedelta(days=days)) is (days >= 0)
    sitting.alice.ends = today + timedelta(days=days)
    sitting.alice.save()
    assert queries.may_work(sitting.world.alice, sitting.committee) is sits
    assert (queries.committees_visible_to(sitting.world.alice) != []) is sits


def test_a_committee_ends_once_nothing_waits(sitting):
    with pytest.raises(CommitteeBusy) as refused:
        actions.end_committee(sitting.denis, sitting.committee.id)
    assert refused.value.facts == {"sessions": 1, "cases": 0}
    sitting.open()
    sitting.opine()
    actions.close_session(sitting.denis, sitting.session.id)
    actions.end_committee(sitting.denis, sitting.committee.id)
    with pytest.raises(CommitteeClosed):
        actions.plan_session(sitting.denis, sitting.committee.id, at=timezone.now())
    assert queries.committees_of(sitting.world.departement) == []
    assert len(queries.opinions_on(sitting.world.departement, sitting.item.subject)) == 1


def test_members_and_audit_read_agents_and_outsiders_find_nothing(sitting, signed_in):
    address = f"/comites/{sitting.committee.id}/"
    for reader in (sitting.denis, sitting.world.alice, sitting.ines):
        assert "Paul Élu" in signed_in(reader).get(address).content.decode()
    for other in (sitting.world.bruno, sitting.world.chloe, sitting.world.david):
        assert signed_in(other).get(address).status_code == 404
        with pytest.raises(NotFound):
            queries.committee_visible_to(other, sitting.committee.id)


def test_a_manager_elsewhere_changes_nothing(sitting, signed_in):
    elise = join(sitting.world.region, "elise", "Élise Roy", Role.DGS, Role.ADMINISTRATOR, Role.DSI)
    found = signed_in(elise)
    committee, member = sitting.committee.id, sitting.alice.id
    for address in (
        f"/comites/{committee}/modifier/",
        f"/comites/{committee}/membres/",
        f"/comites/membres/{member}/fin/",
    ):
        assert found.get(address).status_code == 404
    assert found.post(f"/comites/{committee}/fin/").status_code == 404
    with pytest.raises(NotFound):
        actions.end_mandate(elise, member, ends=date(2026, 12, 31))


def test_neither_member_nor_audit_composes(sitting):
    for person in (sitting.world.alice, sitting.ines):
        with pytest.raises(NotAllowed):
            actions.add_member(
                person, sitting.committee.id, name="X", quality="user", starts=date(2026, 1, 1)
            )
        with pytest.raises(NotAllowed):
            actions.end_mandate(person, sitting.elected.id, ends=date(2026, 12, 31))
        with pytest.raises(NotAllowed):
            actions.end_committee(person, sitting.committee.id)


def test_the_pages_of_composition_answer(sitting, signed_in):
    denis = signed_in(sitting.denis)
    committee = sitting.committee.id
    sent = {
        "person": "",
        "name": "Zoé Usagère",
        "quality": "user",
        "votes": "on",
        "starts": "2026-01-01",
        "ends": "",
    }
    assert denis.get(f"/comites/{committee}/membres/").status_code == 200
    assert denis.post(f"/comites/{committee}/membres/", sent).status_code == 302
    again = denis.post(f"/comites/{committee}/membres/", sent)
    assert again.status_code == 400
    assert "siège déjà" in again.content.decode()
    assert (
        denis.post(f"/comites/membres/{sitting.elected.id}/fin/", {"ends": "2026-12-31"}).status_code == 302
    )
    assert denis.get(f"/comites/{committee}/modifier/").status_code == 200
    assert "jusqu’au 31 décembre 2026" in denis.get(f"/comites/{committee}/").content.decode()
