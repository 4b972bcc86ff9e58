"""The wall: Chloé, of another organisation, tries every address of the project with Alice's ids."""

import asyncio
import re
import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from garant.assistant.actions import write_message
from garant.assistant.models import Conversation, Message
from garant.directory.actions import acknowledge_charter, create_key, put_charter_in_force
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.protection.actions import add_entry
from garant.protection.models import Kind
from garant.registers.actions import report_incident
from world import CHARTER_DEPARTEMENT

# What is meant for everyone, signed in or not.
PUBLIC = {
    "web:appearance",
    "web:accessibility",
    "web:model-progress",
    "directory:sign-in",
    "publication:public-charter",
    "publication:public-version",
    "publication:public-download",
}
OPEN_PATHS = {"robots.txt", "favicon.ico"}
WORDS = "Zébulonne"

pytestmark = pytest.mark.django_db


def patterns(resolver=None, prefix="", space=""):
    """Every address of the project: (name, route, converters)."""
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, route, each.namespace or space)
        else:
            assert isinstance(each, URLPattern)
            yield f"{space}:{each.name}" if each.name else route, route


@pytest.fixture
def ids(world):
    """What Alice's organisation holds, under the names that the addresses use."""
    put_charter_in_force(
        world.claire, text=CHARTER_DEPARTEMENT.replace("2026-11-01\ntitle", "2026-12-01\ntitle")
    )
    acknowledge_charter(world.alice)
    write_message(world.alice, text=WORDS, system="iris")
    return {
        "key": create_key(world.alice, label=WORDS)[0].id,
        "person": world.alice.id,
        "incident": report_incident(world.alice, category="other", description=WORDS).id,
        "slug": "service-externe",
        "number": 2,  # the Région has one version only
        "organisation": "departement-essai",
        "form": "yaml",
        "conversation": Conversation.objects.get().id,
        "message": Message.objects.get().id,
        "entry": add_entry(world.bruno, kind=Kind.ORDINARY, value=WORDS).id,
    }


@pytest.fixture(params=["as an agent", "with every role of her own organisation"])
def chloe(request, world):
    """Chloé, and then a Chloé as powerful as her organisation can make her."""
    if request.param != "as an agent":
        for role in Role:
            world.chloe.assignments.create(role=role)
    return Person.objects.get(id=world.chloe.id)


def addressed(route, ids):
    """The address of a route with Alice's ids; a converter that this test does not know fails it."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(ids[found[1]]), route)


def private():
    return [(name, route) for name, route in patterns() if name not in PUBLIC and route not in OPEN_PATHS]


def of_someone(route):
    """Whether an address names something of someone. A file form is the same for everyone."""
    return "<" in route.replace("<str:form>", "")


def content_of(answer):
    if not answer.streaming:
        return answer.content.decode(errors="replace")
    return asyncio.run(_gathered(answer.streaming_content))


async def _gathered(stream):
    return b"".join([part async for part in stream]).decode(errors="replace")


def test_the_walk_knows_every_room():
    spaces = {name.split(":")[0] for name, _ in patterns() if ":" in name}
    assert spaces == {
        "web",
        "directory",
        "catalogue",
        "registers",
        "publication",
        "assistant",
        "redaction",
        "protection",
    }


@pytest.mark.parametrize(("name", "route"), [pair for pair in private() if of_someone(pair[1])])
def test_chloe_meets_a_wall_at_what_is_alice_s(world, ids, chloe, signed_in, name, route):
    client, address = signed_in(chloe), addressed(route, ids)
    form = {
        "system": "iris",
        "text": "x",
        "category": "other",
        "description": "x",
        "resolution": "x",
        "title": "x",
    }
    seen, sent = client.get(address), client.post(address, form)
    assert {seen.status_code, sent.status_code} <= {403, 404, 405}, address
    assert {seen.status_code, sent.status_code} != {405}, address
    for answer in (seen, sent):
        assert WORDS not in content_of(answer)
        assert "Alice" not in content_of(answer)


@pytest.mark.parametrize(("name", "route"), [pair for pair in private() if not of_someone(pair[1])])
def test_nothing_of_alice_stands_on_chloe_s_own_pages(world, ids, chloe, signed_in, name, route):
    answer = signed_in(chloe).get(addressed(route, ids))
    assert answer.status_code in {200, 302, 403, 405}
    content = content_of(answer)
    for word in (WORDS, "Alice", "Bruno", "Claire", world.departement.name, "service-externe"):
        assert word not in content


@pytest.mark.parametrize(("name", "route"), private())
def test_a_visitor_is_sent_to_sign_in_everywhere(world, ids, name, route):
    for answer in (Client().get(addressed(route, ids)), Client().post(addressed(route, ids))):
        assert answer.status_code == 302
        assert answer["location"].startswith("/connexion/")


@pytest.mark.parametrize(("name", "route"), [pair for pair in private() if of_someone(pair[1])])
def test_what_does_not_exist_looks_the_same_as_what_is_not_hers(world, ids, chloe, signed_in, name, route):
    nothing = {each: uuid.uuid4() for each in ids} | {"slug": "rien", "form": "rien", "number": 99}
    client = signed_in(chloe)
    assert client.get(addressed(route, ids)).status_code == client.get(addressed(route, nothing)).status_code
    assert (
        client.post(addressed(route, ids)).status_code == client.post(addressed(route, nothing)).status_code
    )
