"""One organisation enters another's network by a code, and both can end it."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from garant.directory.actions import found_organisation
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.federation import actions, queries
from garant.federation.codes import hash_of
from garant.federation.errors import AlreadyMember, CodeWrong, NetworkTwisted
from garant.federation.models import Invitation, Membership
from world import CHARTER_DEPARTEMENT, join

pytestmark = pytest.mark.django_db


@pytest.fixture
def emile(world):
    """Who administers the Région, head of the network."""
    return join(world.region, "emile", "Émile Garcin", Role.ADMINISTRATOR)


@pytest.fixture
def standing(world, emile):
    _, code = actions.invite(emile, note="Le Département")
    return actions.join(world.claire, code=code)


def test_a_code_binds_the_two_and_each_journal_names_its_own_people(world, emile, journalled):
    _, code = actions.invite(emile)
    made = actions.join(world.claire, code=f"  {code.upper().replace('-', ' ')} ")
    assert queries.head_of(world.departement) == world.region
    assert queries.members_of(world.region) == [world.departement]
    entries = [each for each in journalled() if each.record == f"membership:{made.id}"]
    assert {(each.organisation, each.person) for each in entries} == {
        ("region-essai", "organisation:departement-essai"),
        ("departement-essai", str(world.claire.id)),
    }
    assert code not in str(Invitation.objects.values())
    assert Invitation.objects.get().hash == hash_of(code)


def test_a_code_serves_once_and_neither_late_nor_taken_back(world, emile, standing):
    _, late = actions.invite(emile)
    taken, gone = actions.invite(emile)
    actions.take_back(emile, taken.id)
    actions.end_membership(world.claire, standing.id)
    with pytest.raises(CodeWrong):
        actions.join(world.claire, code=late, now=timezone.now() + timedelta(days=30))
    with pytest.raises(CodeWrong):
        actions.join(world.claire, code=gone)
    actions.join(world.claire, code=late)
    actions.end_membership(world.claire, queries.own_membership(world.claire).id)
    with pytest.raises(CodeWrong):
        actions.join(world.claire, code=late)


def test_one_network_at_once(world, emile, standing):
    _, second = actions.invite(emile)
    with pytest.raises(AlreadyMember):
        actions.join(world.claire, code=second)
    assert len(queries.invitations_of(emile)) == 1  # the code is not spent


def test_a_network_never_turns_in_a_ring(world, emile, standing):
    _, own = actions.invite(emile)
    _, below = actions.invite(world.claire)
    for code in (own, below):
        with pytest.raises(NetworkTwisted):
            actions.join(emile, code=code)


def test_administrators_alone_and_either_side_end_it(world, emile, standing):
    david = world.david  # DPO of the Région: reads, changes nothing
    with pytest.raises(NotAllowed):
        actions.invite(david)
    with pytest.raises(NotAllowed):
        actions.end_membership(david, standing.id)
    assert queries.memberships_visible_to(david) == [standing]
    assert queries.memberships_visible_to(world.chloe) == []
    actions.end_membership(emile, standing.id)
    assert queries.head_of(world.departement) is None
    assert Membership.objects.get().left_at is not None
    with pytest.raises(NotFound):
        actions.end_membership(emile, standing.id)


def test_the_page_shows_a_code_once_and_a_wrong_one_is_said_beside_what_was_typed(world, emile, signed_in):
    answer = signed_in(emile).post("/reseau/inviter/", {"note": "Commune de Sault"})
    code = answer.context["code"]
    assert code in answer.content.decode()
    again = signed_in(emile).get("/reseau/").content.decode()
    assert "Commune de Sault" in again
    assert code not in again
    claire = signed_in(world.claire)
    wrong = claire.post("/reseau/rejoindre/", {"code": "abcd-efgh"})
    assert wrong.status_code == 400
    assert "abcd-efgh" in wrong.content.decode()
    assert "Ce code n’ouvre aucun réseau" in wrong.content.decode()
    assert claire.post("/reseau/rejoindre/", {"code": code}).status_code == 302
    page = claire.get("/reseau/").content.decode()
    assert world.region.name in page
    assert signed_in(world.alice).get("/reseau/").status_code == 403


def test_someone_of_neither_organisation_meets_nothing(world, emile, standing, signed_in):
    third = found_organisation(slug="commune", name="Commune", charter_text=CHARTER_DEPARTEMENT)
    zoe = join(third, "zoe", "Zoé Blanc", Role.ADMINISTRATOR)
    address = f"/reseau/rattachements/{standing.id}/fin/"
    assert signed_in(zoe).get(address).status_code == 404
    assert signed_in(zoe).post(address).status_code == 404
    assert signed_in(zoe).get(f"/reseau/rattachements/{uuid.uuid4()}/fin/").status_code == 404
    assert signed_in(world.claire).get(address).status_code == 200


def test_of_two_who_end_it_at_once_the_first_gives_the_day(world, emile, standing, monkeypatch, journalled):
    first = timezone.now()
    actions.end_membership(emile, standing.id, now=first)
    written = len(journalled())
    # The other side saw it standing a moment before.
    monkeypatch.setattr(queries, "membership_visible_to", lambda actor, asked: standing)
    actions.end_membership(world.claire, standing.id, now=first + timedelta(days=1))
    assert Membership.objects.get().left_at == first
    assert len(journalled()) == written
