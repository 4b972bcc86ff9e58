"""What a draft would have changed: the journal's requests decided again, the live uses held to it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.lifecycle.lifecycle_world import cast_of, generalised

from garant.catalogue.compliance import today_of
from garant.charter import compile_policy, load_text
from garant.directory.journal import record
from garant.journal import RequestDecided
from garant.studio.foresight import Turn, foresee, replay
from garant.studio.gathering import gather
from garant.studio.models import Replayable
from garant.words import Action
from world import CHARTER_DEPARTEMENT

pytestmark = pytest.mark.django_db

STRICTER = CHARTER_DEPARTEMENT.replace("action: pseudonymise}", "action: block}")


def policy_of(text):
    return compile_policy(load_text(text))


def decided(world, *labels, system="service-externe", zone="external", code=None):
    record(
        RequestDecided(
            organisation=world.departement.slug,
            request="r",
            person=str(world.alice.id),
            charter="departement-essai",
            version="2026-11-01",
            system=system,
            zone=zone,
            routed_to=system,
            action="allow",
            code=code,
            found=dict.fromkeys(labels, 1),
        )
    )


def replayed(world, text):
    gather()
    return replay(world.departement, policy_of(text), today=today_of(world.departement))


@pytest.fixture(autouse=True)
def _nothing_before(world):
    """The requests of other tests stand in the same journal: they are counted before, then left out."""
    gather()
    Replayable.objects.all().delete()


def test_requests_that_would_have_met_another_action_are_counted(world):
    decided(world, "PERSON")
    decided(world, "PERSON", "PHONE")
    decided(world)
    found = replayed(world, STRICTER)
    assert (found.requests, found.changed) == (3, 2)
    assert found.turns == (Turn(Action.PSEUDONYMISE, Action.BLOCK, 2),)
    assert not found.turns[0].milder


def test_the_same_charter_changes_nothing(world):
    decided(world, "PERSON")
    assert replayed(world, CHARTER_DEPARTEMENT).changed == 0


def test_a_zone_that_closes_would_have_refused_everything(world):
    decided(world)
    closed = CHARTER_DEPARTEMENT.replace(
        "zones: [internal, sovereign, external], levels", "zones: [internal, sovereign], levels"
    )
    assert replayed(world, closed).turns == (Turn(Action.ALLOW, Action.BLOCK, 1),)


def test_what_the_table_did_not_decide_is_set_aside_and_said(world):
    decided(world, "PERSON", code="charter_use_forbidden")
    found = replayed(world, STRICTER)
    assert (found.requests, found.aside, found.changed) == (0, 1, 0)


def test_only_the_last_thirty_days_are_replayed(world):
    decided(world, "PERSON")
    gather()
    Replayable.objects.update(day=today_of(world.departement) - timedelta(days=30))
    assert replayed(world, STRICTER).requests == 0


def test_the_requests_of_another_organisation_are_not_counted(world):
    decided(world, "PERSON")
    gather()
    assert replay(world.region, policy_of(STRICTER), today=today_of(world.region)).requests == 0


def test_a_live_use_that_would_no_longer_comply_says_why(world):
    cast = cast_of(world)
    use = generalised(cast)
    asking = CHARTER_DEPARTEMENT.replace(
        "          - commitment: {promise: Former",
        "          - committee: {name: le comité d’éthique, committee: ethique, before: [pilot]}\n"
        "          - commitment: {promise: Former",
    )
    found = foresee(world.claire, policy_of(asking), now=timezone.now())
    assert found.live == 1
    assert [each.use.id for each in found.uses] == [use.id]
    assert "clause « Former »" in found.uses[0].reasons[0]
    same = foresee(world.claire, policy_of(CHARTER_DEPARTEMENT), now=timezone.now())
    assert same.uses == ()


def test_a_use_whose_system_would_no_longer_be_allowed_says_it(world):
    cast = cast_of(world)
    generalised(cast)
    closed = CHARTER_DEPARTEMENT.replace("levels: [1, 2]", "levels: [3]")
    found = foresee(world.claire, policy_of(closed), now=timezone.now())
    assert "ne serait plus autorisé" in found.uses[0].reasons[-1]
    assert foresee(world.david, policy_of(closed), now=timezone.now()).live == 0
