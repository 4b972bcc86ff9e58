"""The organisation's own lists: who may write them, what detection makes of them, the wall between organisations."""

import uuid

import pytest
from django.test import Client

from garant.directory.errors import NotAllowed
from garant.privacy import Label, detect
from garant.protection import actions, queries
from garant.protection.errors import OwnEntryRefused, OwnEntryTwice, OwnEntryUnknown
from garant.protection.models import Kind, OwnEntry
from garant.web.publish import build_snapshot
from world import NOW, World

pytestmark = pytest.mark.django_db
TEXT = "Mme Anne Kervella vous répondra au 06 12 34 56 78, carte CF-004512."


def found(world: World) -> list[str]:
    return [TEXT[span.start : span.end] for span in detect(TEXT, queries.own_of(world.bruno.organisation))]


def test_what_the_dpo_writes_counts_from_the_next_text_on(world: World) -> None:
    before = found(world)
    assert {"Anne Kervella", "06 12 34 56 78"} <= set(before)
    actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value="Anne  Kervella")
    actions.add_entry(world.bruno, kind=Kind.DESK, value="+33 6 12 34 56 78")
    actions.add_entry(world.bruno, kind=Kind.PATTERN, value=r"CF-\d{6}", name="Carte", label=Label.CASE_ID)
    assert found(world) == ["CF-004512"]


def test_a_withdrawn_line_counts_no_more_and_its_value_is_gone(world: World) -> None:
    entry = actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value="Anne Kervella")
    actions.withdraw_entry(world.bruno, entry.id)
    assert "Anne Kervella" in found(world)
    assert not OwnEntry.objects.filter(value__contains="Kervella").exists()
    with pytest.raises(OwnEntryUnknown):
        actions.withdraw_entry(world.bruno, entry.id)
    actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value="Anne Kervella")


def test_a_correction_becomes_a_rule(world: World) -> None:
    actions.learn_correction(world.bruno, value="Anne Kervella", label=None)
    actions.learn_correction(world.bruno, value="vous répondra", label=Label.USERNAME)
    assert "Anne Kervella" not in found(world)
    assert "vous répondra" in found(world)


def test_another_organisation_reads_none_of_it(world: World) -> None:
    entry = actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value="Anne Kervella")
    assert queries.own_of(world.david.organisation).is_empty
    assert all(not entries for _, entries in queries.entries_visible_to(world.david))
    with pytest.raises(OwnEntryUnknown):
        actions.withdraw_entry(world.david, entry.id)
    assert set(queries.all_own()) == {world.bruno.organisation.slug}


def test_an_agent_writes_no_rule(world: World) -> None:
    with pytest.raises(NotAllowed):
        actions.learn_correction(world.alice, value="Anne Kervella", label=None)
    with pytest.raises(NotAllowed):
        queries.entries_visible_to(world.alice)


@pytest.mark.parametrize(
    ("kind", "value", "label"),
    [
        (Kind.PUBLIC_PERSON, "Kervella", None),
        (Kind.DESK, "@mairie", None),
        (Kind.ORDINARY, "a b", None),
        (Kind.KNOWN, "quelqu’un", None),
        (Kind.KNOWN, "quelqu’un", Label.SENSITIVE_HEALTH),
        (Kind.PATTERN, "(", Label.CASE_ID),
        (Kind.PATTERN, "a*", Label.CASE_ID),
    ],
)
def test_a_line_that_would_mask_all_or_nothing_is_refused(
    world: World, kind: Kind, value: str, label: Label | None
) -> None:
    with pytest.raises(OwnEntryRefused):
        actions.add_entry(world.bruno, kind=kind, value=value, name="x", label=label)
    assert not OwnEntry.objects.exists()


def test_the_same_line_twice_is_told(world: World) -> None:
    actions.add_entry(world.bruno, kind=Kind.DESK, value="@mairie-volx.fr")
    with pytest.raises(OwnEntryTwice):
        actions.add_entry(world.bruno, kind=Kind.DESK, value=" @mairie-volx.fr ")


def test_the_gateway_receives_the_lists_of_each_organisation(world: World) -> None:
    actions.add_entry(world.bruno, kind=Kind.PUBLIC_PERSON, value="Anne Kervella")
    snapshot = build_snapshot(version=1, now=NOW)
    own = snapshot.own[world.bruno.organisation.slug]
    assert own.public_people == ("Anne Kervella",)
    assert world.david.organisation.slug not in snapshot.own


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_the_page_adds_shows_and_withdraws(world: World) -> None:
    client = signed_in(world.bruno)
    page = "/administration/detection/"
    assert client.get(page).status_code == 200
    sent = client.post(page, {"kind": "public_person", "value": "Anne Kervella", "label": ""}, follow=True)
    assert "Anne Kervella" in sent.content.decode()
    entry = OwnEntry.objects.get()
    assert client.get(f"{page}{entry.id}/retirer/").status_code == 200
    client.post(f"{page}{entry.id}/retirer/")
    assert "Anne Kervella" not in client.get(page).content.decode()
    assert client.get(f"{page}{uuid.uuid4()}/retirer/").status_code == 404


def test_a_form_of_number_is_tried_before_it_is_kept(world: World) -> None:
    client = signed_in(world.bruno)
    page = "/administration/detection/numero/"
    asked = {
        "name": "Carte famille",
        "label": "CASE_ID",
        "expression": r"CF-\d{6}",
        "sample": "CF-004512 et CF-1",
    }
    tried = client.post(page, asked | {"try": ""}).content.decode()
    assert "<mark>CF-004512</mark> et CF-1" in tried
    assert not OwnEntry.objects.exists()
    assert client.post(page, asked | {"sample": "rien", "keep": ""}).status_code == 422
    assert client.post(page, asked | {"expression": "("}).status_code == 422
    assert not OwnEntry.objects.exists()
    assert client.post(page, asked | {"keep": ""}).status_code == 302
    assert OwnEntry.objects.get().value == r"CF-\d{6}"
    assert "004512" not in OwnEntry.objects.get().value


def test_the_pages_are_closed_to_agents_and_strangers(world: World) -> None:
    for page in ("/administration/detection/", "/administration/detection/numero/"):
        assert signed_in(world.alice).get(page).status_code == 403
        assert Client().get(page).status_code == 302
