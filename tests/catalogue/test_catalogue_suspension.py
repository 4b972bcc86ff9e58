"""The switch that stops a system: who may use it, what agents read, what the gateway learns."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from garant.catalogue import queries
from garant.catalogue.access import Closure
from garant.catalogue.actions import amend_system, resume_system, suspend_system
from garant.catalogue.errors import (
    SuspensionReasonMissing,
    SystemAlreadySuspended,
    SystemNotSuspended,
)
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.directory.queries import revision
from world import external_card, join

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
WHY = "Il invente des références de délibérations."

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.RSSI, Role.DPO, Role.DSI, Role.DGS, Role.ADMINISTRATOR])
def test_each_who_answers_for_it_stops_a_system_at_once(world, journalled, role):
    person = join(world.departement, "stop", "Sam Roy", role)
    before = revision()
    suspend_system(person, "service-externe", reason=WHY, clause="donnees", now=NOW)
    assert queries.closures() == [
        Closure("departement-essai", "service-externe", "suspended", NOW, "donnees")
    ]
    assert revision() > before
    entry = journalled()[-1]
    assert (entry.record, entry.before, entry.after, entry.clause) == (
        "system:service-externe",
        "open",
        "suspended",
        "donnees",
    )


@pytest.mark.parametrize("name", ["alice", "chloe", "auditor", "referent", "committee", "legal"])
def test_nobody_else_stops_or_resumes_a_system(world, signed_in, name):
    person = getattr(world, name, None) or join(world.departement, name, "Une Personne", Role(name))
    with pytest.raises(NotAllowed):
        suspend_system(person, "service-externe", reason=WHY)
    with pytest.raises(NotAllowed):
        resume_system(person, "service-externe", reason=WHY)
    assert signed_in(person).get("/systemes/service-externe/suspendre/").status_code == 403
    assert queries.closures() == []


def test_david_elsewhere_finds_no_system_to_stop(world, signed_in):
    with pytest.raises(NotFound):
        suspend_system(world.david, "service-externe", reason=WHY)
    address = "/systemes/service-externe/suspendre/"
    assert signed_in(world.david).post(address, {"reason": WHY}).status_code == 404


def test_a_reason_is_always_given(world, signed_in):
    with pytest.raises(SuspensionReasonMissing):
        suspend_system(world.bruno, "service-externe", reason=" ")
    page = signed_in(world.bruno).post("/systemes/service-externe/suspendre/", {"reason": " "})
    assert page.status_code == 400
    assert queries.closures() == []
    suspend_system(world.bruno, "service-externe", reason=WHY)
    with pytest.raises(SuspensionReasonMissing):
        resume_system(world.bruno, "service-externe", reason="")


def test_two_people_stop_it_at_once_and_the_first_reason_stands(world, signed_in):
    suspend_system(world.bruno, "service-externe", reason=WHY)
    with pytest.raises(SystemAlreadySuspended):
        suspend_system(world.claire, "service-externe", reason="Autre chose.")
    answer = signed_in(world.claire).post("/systemes/service-externe/suspendre/", {"reason": "Autre chose."})
    assert answer.status_code == 409
    [kept] = queries.suspensions_of(world.bruno, queries.system_visible_to(world.bruno, "service-externe"))
    assert kept.reason == WHY


def test_what_is_resumed_opens_again_and_the_former_reason_stays(world):
    suspend_system(world.bruno, "service-externe", reason=WHY, now=NOW)
    resume_system(world.claire, "service-externe", reason="Corrigé.", now=NOW + timedelta(days=1))
    assert queries.closures() == []
    system = queries.system_visible_to(world.bruno, "service-externe")
    [kept] = queries.suspensions_of(world.bruno, system)
    assert (kept.reason, kept.resumed_reason) == (WHY, "Corrigé.")
    assert queries.suspensions_of(world.alice, system) == []
    with pytest.raises(SystemNotSuspended):
        resume_system(world.claire, "service-externe", reason="Encore.")
    suspend_system(world.bruno, "service-externe", reason="De nouveau.")
    assert [each.code for each in queries.closures()] == ["suspended"]


def test_agents_read_why_on_the_card_and_are_no_longer_offered_it(world, signed_in):
    suspend_system(world.bruno, "service-externe", reason=WHY, clause="donnees")
    alice = signed_in(world.alice)
    card = alice.get("/systemes/service-externe/").content.decode()
    assert WHY in card
    assert 'href="/charte/#clause-donnees"' in card
    assert "Suspendu" in alice.get("/systemes/").content.decode()
    assert [each.slug for each in queries.offered_to(world.alice)] == ["iris"]
    assert alice.get("/systemes.json").json()["systems"][1]["ferme"] is True


def test_a_clause_that_the_charter_does_not_have_is_left_out(world):
    assert suspend_system(world.bruno, "service-externe", reason=WHY, clause="autre").clause == ""


def test_an_amendment_of_the_card_opens_nothing(world):
    suspend_system(world.bruno, "service-externe", reason=WHY)
    amend_system(world.claire, "service-externe", card=external_card())
    assert "service-externe" in queries.closed_now(world.departement)


def test_the_page_stops_and_resumes(world, signed_in):
    bruno = signed_in(world.bruno)
    assert "suspendre/" in bruno.get("/systemes/iris/").content.decode()
    assert "suspendre/" not in signed_in(world.alice).get("/systemes/iris/").content.decode()
    form = bruno.get("/systemes/iris/suspendre/").content.decode()
    assert "Pas de données personnelles dehors" in form
    done = bruno.post("/systemes/iris/suspendre/", {"reason": WHY, "clause": "donnees"})
    assert done["location"] == "/systemes/iris/"
    assert "Lever la suspension" in bruno.get("/systemes/iris/").content.decode()
    assert bruno.post("/systemes/iris/retablir/", {"reason": "Corrigé."}).status_code == 302
    assert queries.closed_now(world.departement, now=timezone.now()) == {}
