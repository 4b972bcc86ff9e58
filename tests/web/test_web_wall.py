"""The wall: Chloé, of another organisation, tries every address of the project with Alice's ids."""

import asyncio
import re
import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from garant.assistant.actions import write_message
from garant.assistant.models import Conversation, Message
from garant.catalogue.actions import add_vendor
from garant.catalogue.market import VendorFacts
from garant.committees.actions import create_committee
from garant.consultation.actions import contribute, hold_workshop, open_consultation
from garant.consultation.terms import Kind as ContributionKind
from garant.consultation.voices import voice_of
from garant.decisions.actions import declare_treatment, record_decision
from garant.decisions.facts import DataItem, Facts
from garant.decisions.sealed import Content
from garant.directory.actions import acknowledge_charter, create_key, put_charter_in_force
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.lifecycle.actions.arbitrating import open_session
from garant.lifecycle.actions.calls import open_call
from garant.lifecycle.actions.needs import submit_need
from garant.protection.actions import add_entry
from garant.protection.models import Kind
from garant.registers.actions import report_incident
from garant.registers.lessons.shelf import LESSONS
from garant.registers.shelf.actions import add
from garant.reports.actions import open_draft
from garant.studio.actions import start_draft
from garant.studio.terms import Origin
from garant.trials.actions import open_trial
from world import CHARTER_DEPARTEMENT, join

# What is meant for everyone, signed in or not.
PUBLIC = {
    "web:appearance",
    "web:accessibility",
    "web:model-progress",
    "web:create-organisation",
    "directory:sign-in",
    "directory:ask-link",
    "directory:link-sent",
    "directory:follow-link",
    "directory:oidc",
    "directory:oidc-arrival",
    "directory:oidc-leaving",
    "publication:public-charter",
    "publication:public-version",
    "publication:public-compare",
    "publication:public-download",
    "publication:public-version-download",
    "reports:public-reports",
    "reports:public-report",
    "reports:public-download",
    "portal:home",
    "portal:systems",
    "portal:algorithms",
    "portal:algorithms-csv",
    "portal:algorithms-json",
    "portal:algorithms-schema",
    "portal:algorithm",
    "portal:treatments",
    "portal:treatment",
    "portal:asks",
    "portal:ask",
    "portal:follow",
    "portal:followed",
    "portal:evidence",
    "portal:journal",
    "portal:points",
    "portal:checkpoint",
    "portal:checkpoint-key",
    "portal:accessibility",
    "portal:feed",
    "portal:jsonld",
    # An address that only its token opens; each has the tests of its own room.
    "catalogue:fragment",
    "catalogue:framed",
    "procurement:answer",
    "procurement:vendor-questionnaire",
    "procurement:handed-in",
    "consultation:public-consultations",
    "consultation:public-consultation",
    "consultation:public-whole",
    "consultation:public-clause",
    "consultation:public-react",
    "consultation:public-text",
    "consultation:public-withdraw",
    "consultation:public-synthesis",
    "consultation:public-synthesis-file",
}
OPEN_PATHS = {"robots.txt", "favicon.ico"}
# Words of an address that name a form of something, never someone's own.
FORMS = {"form", "suffix", "shelf", "axis", "name", "tier", "size", "rank"}
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
    """What Alice's organisation holds, under the names that the addresses use; what is left out here has the walls of
    its own room, and is an id that nobody holds."""
    put_charter_in_force(
        world.claire, text=CHARTER_DEPARTEMENT.replace("2026-11-01\ntitle", "2026-12-01\ntitle")
    )
    acknowledge_charter(world.alice)
    write_message(world.alice, text=WORDS, system="iris")
    denis = join(world.departement, "denis", f"Denis {WORDS}", Role.DSI, Role.DGS, Role.REFERENT)
    need = {"title": WORDS, "department": WORDS, "what": WORDS, "for_whom": WORDS}
    use = submit_need(world.alice, need)
    day = date(2026, 11, 20)
    treatment = declare_treatment(
        world.bruno,
        Facts(WORDS, WORDS, "element", WORDS, WORDS, WORDS, 365, data=(DataItem(WORDS, WORDS),)),
    )
    consultation = open_consultation(
        denis,
        title=WORDS,
        presentation=WORDS,
        text=CHARTER_DEPARTEMENT,
        closes_on=date(2999, 1, 1),
        anonymous=False,
    )
    said = {"kind": ContributionKind.COMMENT, "text": WORDS, "clause": "relecture"}
    known = {
        "consultation": consultation.id,
        "contribution": contribute(voice_of(world.alice), consultation.id, **said).id,
        "workshop": hold_workshop(denis, consultation.id, place=WORDS, held_on=day, participants=3).id,
        "clause": "relecture",
        "key": create_key(world.alice, label=WORDS)[0].id,
        "person": world.alice.id,
        "incident": report_incident(world.alice, category="other", description=WORDS).id,
        "slug": "service-externe",
        "number": 2,  # the Région has one version only
        "organisation": "departement-essai",
        "conversation": Conversation.objects.get().id,
        "message": Message.objects.get().id,
        "entry": add_entry(world.bruno, kind=Kind.ORDINARY, value=WORDS).id,
        "use": use.id,
        "session": open_session(denis, title=WORDS, held_on=day).id,
        "call": open_call(
            denis, title=WORDS, text=WORDS, opens_on=day, closes_on=day, criteria=[(WORDS, 1)]
        ).id,
        "committee": create_committee(
            denis, name=WORDS, kind="data-ia", purpose=WORDS, quorum_kind="share", quorum_value=50
        ).id,
        "trial": open_trial(
            denis, use.subject, WORDS, purpose=WORDS, direction=WORDS, starts_on=day, ends_on=day
        ).id,
        "treatment": treatment.id,
        "decision": record_decision(
            world.alice, treatment.id, Content(concerned=WORDS, result=WORDS), decided_on=day
        ).id,
        "record": add(world.alice, LESSONS, title=WORDS, values={}).id,
        "report": open_draft(denis, since=day, until=day).id,
        "draft": start_draft(denis, title=WORDS, origin=Origin.BLANK, text=f"title: {WORDS}").id,
        "vendor": add_vendor(denis, facts=VendorFacts(name=WORDS, country="FR")).id,
        "form": "yaml",
        "suffix": "odt",
        "shelf": "retours",
        "axis": "rgpd",
        "name": "publier",
        "tier": "light",
        "size": "a4",
        "rank": 0,
    }
    named = {word for _, route in private() for word in re.findall(r"<(?:\w+:)?(\w+)>", route)}
    return {word: uuid.uuid4() for word in named} | known


@pytest.fixture(params=["as an agent", "with every role of her own organisation"])
def chloe(request, world):
    """Chloé, and then a Chloé as powerful as her organisation can make her."""
    if request.param != "as an agent":
        for role in Role:
            world.chloe.assignments.create(role=role)
    return Person.objects.get(id=world.chloe.id)


def addressed(route, ids):
    """The address of a route with Alice's ids."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(ids[found[1]]), route)


def private(space=None):
    return [
        (name, route)
        for name, route in patterns()
        if name not in PUBLIC and route not in OPEN_PATHS and space in (None, name.split(":")[0])
    ]


def of_someone(route):
    """Whether an address names something of someone. A form is the same for everyone."""
    return bool(set(re.findall(r"<(?:\w+:)?(\w+)>", route)) - FORMS)


def content_of(answer):
    if not answer.streaming:
        return answer.content.decode(errors="replace")
    return asyncio.run(_gathered(answer.streaming_content))


async def _gathered(stream):
    return b"".join([part async for part in stream]).decode(errors="replace")


SPACES = sorted({name.split(":")[0] for name, _ in private()})
FORM = {
    "system": "iris",
    "text": "x",
    "category": "other",
    "description": "x",
    "resolution": "x",
    "title": "x",
}


def test_the_walk_knows_every_room():
    assert SPACES == [
        "assistant",
        "catalogue",
        "committees",
        "consultation",
        "decisions",
        "directory",
        "federation",
        "lifecycle",
        "notifications",
        "portal",
        "procurement",
        "protection",
        "publication",
        "redaction",
        "registers",
        "reports",
        "studio",
        "trials",
        "web",
    ]


@pytest.mark.parametrize("space", SPACES)
def test_chloe_meets_a_wall_at_what_is_alice_s(world, ids, chloe, signed_in, space):
    client = signed_in(chloe)
    for name, route in private(space):
        if not of_someone(route):
            continue
        address = addressed(route, ids)
        seen, sent = client.get(address), client.post(address, FORM)
        assert {seen.status_code, sent.status_code} <= {403, 404, 405}, name
        assert {seen.status_code, sent.status_code} != {405}, name
        for answer in (seen, sent):
            assert WORDS not in content_of(answer), name
            assert "Alice" not in content_of(answer), name


@pytest.mark.parametrize("space", SPACES)
def test_nothing_of_alice_stands_on_chloe_s_own_pages(world, ids, chloe, signed_in, space):
    client = signed_in(chloe)
    for name, route in private(space):
        if of_someone(route):
            continue
        answer = client.get(addressed(route, ids))
        assert answer.status_code in {200, 302, 403, 404, 405}, name
        content = content_of(answer)
        for word in (WORDS, "Alice", "Bruno", "Claire", world.departement.name, "service-externe"):
            assert word not in content, name


@pytest.mark.parametrize("space", SPACES)
def test_a_visitor_is_sent_to_sign_in_everywhere(world, ids, space):
    for name, route in private(space):
        for answer in (Client().get(addressed(route, ids)), Client().post(addressed(route, ids))):
            assert answer.status_code == 302, name
            assert answer["location"].startswith("/connexion/"), name


@pytest.mark.parametrize("space", SPACES)
def test_what_does_not_exist_looks_the_same_as_what_is_not_hers(world, ids, chloe, signed_in, space):
    nothing = {each: ids[each] if each in FORMS else uuid.uuid4() for each in ids} | {
        "slug": "rien",
        "number": 99,
        "organisation": "rien",
    }
    client = signed_in(chloe)
    for name, route in private(space):
        if of_someone(route):
            hers, none = addressed(route, ids), addressed(route, nothing)
            assert client.get(hers).status_code == client.get(none).status_code, name
            assert client.post(hers).status_code == client.post(none).status_code, name
