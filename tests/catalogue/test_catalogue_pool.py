"""Systems that the head of a network offers: adopted under the member's own charter, closed with the offer."""

from dataclasses import replace

import pytest

from garant.catalogue import queries
from garant.catalogue.actions import (
    add_system,
    adopt_system,
    amend_system,
    change_version,
    offer_system,
    suspend_system,
)
from garant.catalogue.card import Card
from garant.catalogue.errors import SystemAdoptedAlready, SystemPooledElsewhere
from garant.catalogue.models import AiSystem
from garant.catalogue.versions import Pinned
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.federation import actions as federation
from garant.federation.queries import own_membership
from garant.web.publish import build_snapshot
from garant.words import Zone
from world import NOW, external_card, join

pytestmark = pytest.mark.django_db

SHARED = replace(
    external_card(upstream_url="https://ia.region.example/v1"),
    model="partage",
    name="IA partagée",
    zone=Zone.INTERNAL,
    host="La Région",
    country="FR",
    key_env="GARANT_KEY__REGION_ESSAI__IA",
    role="Résumer et reformuler.",
    local=False,
)


@pytest.fixture
def emile(world):
    return join(world.region, "emile", "Émile Garcin", Role.ADMINISTRATOR)


@pytest.fixture
def source(world, emile):
    """A system of the Région, offered; the Département is in its network."""
    made = add_system(emile, slug="ia-partagee", card=SHARED)
    offer_system(emile, "ia-partagee", offered=True)
    _, code = federation.invite(emile)
    federation.join(world.claire, code=code)
    return made


@pytest.fixture
def adopted(world, source):
    return adopt_system(world.claire, source.pk)


def published(slug):
    """What the gateway knows of the Département's system."""
    snapshot = build_snapshot(version=1, now=NOW)
    return next(
        each for each in snapshot.systems if (each.organisation, each.id) == ("departement-essai", slug)
    )


def test_an_adopted_system_waits_for_its_own_people_then_answers_where_the_head_s_does(world, adopted):
    assert not adopted.approved
    amend_system(
        world.claire, adopted.slug, card=replace(Card.of(adopted), name="IA de la Région", approved=True)
    )
    known = published("ia-partagee")
    assert (known.name, known.approved, known.zone) == ("IA de la Région", True, Zone.INTERNAL)
    assert (known.url, known.key_env) == ("https://ia.region.example/v1", "GARANT_KEY__REGION_ESSAI__IA")
    assert known.closures == ()


def test_a_member_can_neither_read_nor_turn_the_way_to_the_head_s_machine(world, adopted, signed_in):
    elsewhere = replace(
        Card.of(adopted),
        upstream_url="https://chez-moi.example",
        zone=Zone.EXTERNAL,
        host="Moi",
        approved=True,
    )
    amend_system(world.claire, adopted.slug, card=elsewhere)
    assert (published("ia-partagee").url, published("ia-partagee").zone) == (
        "https://ia.region.example/v1",
        Zone.INTERNAL,
    )
    answer = signed_in(world.claire).get("/administration/systemes/ia-partagee/")
    assert answer.status_code == 200
    page = answer.content.decode()
    for secret in ("ia.region.example", "GARANT_KEY__REGION_ESSAI__IA"):
        assert secret not in page
        assert secret not in str(AiSystem.objects.filter(pk=adopted.pk).values())


def test_the_page_amends_what_is_the_member_s_own(world, adopted, signed_in):
    sent = {"name": "Notre IA", "model": "partage", "revision": 1, "approved": "on", "zone": "external"}
    assert signed_in(world.claire).post("/administration/systemes/ia-partagee/", sent).status_code == 302
    adopted.refresh_from_db()
    assert (adopted.name, adopted.approved, adopted.zone) == ("Notre IA", True, "internal")


def test_what_the_head_changes_reaches_the_member_as_another_version(world, emile, adopted, journalled):
    pinned = replace(Pinned.of(queries.current_version(adopted)), model="plus-grand")
    change_version(emile, "ia-partagee", pinned=pinned, reason="Plus capable.")
    adopted.refresh_from_db()
    assert adopted.upstream_model == "plus-grand"
    version = queries.current_version(adopted)
    assert (version.number, version.model) == (2, "plus-grand")
    assert world.region.name in version.reason
    entry = next(
        each for each in journalled() if each.organisation == "departement-essai" and each.change == "amended"
    )
    assert entry.person == "organisation:region-essai"
    with pytest.raises(SystemPooledElsewhere):
        change_version(world.claire, "ia-partagee", pinned=pinned, reason="À nous.")


def test_another_card_of_the_head_that_changes_no_fact_leaves_the_member_s_alone(
    world, emile, source, adopted
):
    source.refresh_from_db()
    amend_system(emile, "ia-partagee", card=replace(Card.of(source), name="Autre nom"))
    adopted.refresh_from_db()
    assert (adopted.name, adopted.revision) == ("IA partagée", 1)


@pytest.mark.parametrize("end", ["offer", "membership", "approval", "suspension"])
def test_it_closes_for_the_member_when_the_head_closes_it(world, emile, source, adopted, end):
    amend_system(world.claire, adopted.slug, card=replace(Card.of(adopted), approved=True))
    match end:
        case "offer":
            offer_system(emile, "ia-partagee", offered=False)
        case "membership":
            federation.end_membership(emile, own_membership(world.claire).id)
        case "approval":
            source.refresh_from_db()
            amend_system(emile, "ia-partagee", card=replace(Card.of(source), approved=False))
        case "suspension":
            suspend_system(emile, "ia-partagee", reason="Elle invente.")
    [closing] = published("ia-partagee").closures
    assert closing.code == ("suspended" if end == "suspension" else "pool_ended")
    assert "ia-partagee" in queries.closed_now(world.departement)


def test_nothing_is_adopted_twice_nor_offered_on_nor_by_an_agent(world, emile, source, adopted):
    with pytest.raises(SystemAdoptedAlready):
        adopt_system(world.claire, source.pk)
    with pytest.raises(SystemPooledElsewhere):
        offer_system(world.claire, adopted.slug, offered=True)
    with pytest.raises(NotAllowed):
        adopt_system(world.alice, source.pk)


def test_what_is_not_offered_is_not_found(world, emile, source):
    offer_system(emile, "ia-partagee", offered=False)
    assert queries.offers_to(world.claire) == []
    with pytest.raises(NotFound):
        adopt_system(world.claire, source.pk)


def test_two_names_that_are_taken_get_a_number(world, source):
    add_system(world.claire, slug="ia-partagee", card=replace(SHARED, key_env=""))
    made = adopt_system(world.claire, source.pk)
    assert (made.slug, made.model) == ("ia-partagee-2", "partage-2")


def test_the_pages_show_the_offer_with_what_one_s_own_charter_does(world, emile, source, signed_in):
    page = signed_in(world.claire).get("/systemes/mutualises/").content.decode()
    assert "IA partagée" in page
    assert "mots de passe" in page or "secrets" in page  # the charter blocks them everywhere
    assert "ia.region.example" not in page
    answer = signed_in(world.claire).post(f"/systemes/mutualises/{source.pk}/adopter/")
    assert answer.status_code == 302
    assert "Mutualisé par" in signed_in(world.claire).get("/systemes/ia-partagee/").content.decode()
    assert "1 organisation l’a adopté" in signed_in(emile).get("/systemes/ia-partagee/").content.decode()
    assert signed_in(world.alice).get("/systemes/mutualises/").status_code == 403
