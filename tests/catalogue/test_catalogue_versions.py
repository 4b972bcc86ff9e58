"""What answers under a system's name is pinned: another model is another version, and the former stays."""

import dataclasses
import importlib
from datetime import UTC, date, datetime

import pytest
from django.apps import apps

from garant.catalogue import queries
from garant.catalogue.actions import add_system, amend_system, change_version, install_system
from garant.catalogue.errors import CardChangedMeanwhile, VersionReasonMissing, VersionUnchanged
from garant.catalogue.models import AiSystem, SystemVersion
from garant.catalogue.versions import Pinned
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.directory.queries import revision
from garant.history.queries import versions_of
from world import external_card, internal_card, join

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
MISTRAL = Pinned(
    model="mistral-large-2411",
    host="Ailleurs SA",
    provider="Mistral AI",
    version="2411",
    quantisation="FP8",
    terms_date=date(2026, 10, 1),
)
PAGE = "/systemes/service-externe/versions/nouvelle/"

pytestmark = pytest.mark.django_db


def external(world):
    return queries.system_visible_to(world.claire, "service-externe")


def test_a_system_is_at_its_first_version_from_the_start(world):
    current = queries.current_version(external(world))
    assert (current.number, current.model, current.host) == (1, "grand-modele", "Ailleurs SA")


def test_a_new_version_keeps_the_former_and_says_why(world, journalled):
    before = revision()
    change_version(world.claire, "service-externe", pinned=MISTRAL, reason="Version retirée.", now=NOW)
    rows = queries.versions_of_system(world.alice, external(world))
    assert [(row.number, row.model) for row in rows] == [(2, "mistral-large-2411"), (1, "grand-modele")]
    assert (rows[0].reason, rows[0].by, rows[0].since) == ("Version retirée.", world.claire, NOW)
    assert external(world).upstream_model == "mistral-large-2411"
    assert revision() > before
    assert (journalled()[-1].record, journalled()[-1].change) == ("system:service-externe", "amended")


def test_the_version_that_answers_now_is_told_by_system(world):
    change_version(world.claire, "service-externe", pinned=MISTRAL, reason="Version retirée.", now=NOW)
    assert queries.current_versions(world.departement) == {"service-externe": 2, "iris": 1}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("model", "autre"),
        ("host", "Autre SA"),
        ("provider", "Autre"),
        ("version", "2412"),
        ("quantisation", "Q4"),
        ("terms_date", date(2026, 11, 1)),
    ],
)
def test_each_thing_that_is_pinned_makes_a_version(world, name, value):
    change_version(world.claire, "service-externe", pinned=MISTRAL, reason="Essai.")
    change_version(
        world.claire,
        "service-externe",
        pinned=dataclasses.replace(MISTRAL, **{name: value}),
        reason="Un changement.",
    )
    assert queries.current_version(external(world)).number == 3


def test_a_version_that_changes_nothing_is_none(world):
    change_version(world.claire, "service-externe", pinned=MISTRAL, reason="Essai.")
    with pytest.raises(VersionUnchanged):
        change_version(world.claire, "service-externe", pinned=MISTRAL, reason="Encore.")


def test_a_version_without_a_reason_is_refused(world):
    with pytest.raises(VersionReasonMissing):
        change_version(world.claire, "service-externe", pinned=MISTRAL, reason="  ")
    assert queries.current_version(external(world)).number == 1


@pytest.mark.parametrize(
    "change",
    [
        {"upstream_model": "autre"},
        {"host": "Autre SA"},
        {"country": "DE"},
        {"upstream_url": "http://10.0.0.9:9/v1"},
    ],
)
def test_a_card_that_changes_what_answers_is_a_version_too(world, change):
    card = dataclasses.replace(external_card(), **change)
    with pytest.raises(VersionReasonMissing):
        amend_system(world.claire, "service-externe", card=card)
    assert queries.current_version(external(world)).number == 1
    amend_system(world.claire, "service-externe", card=card, reason="Un déménagement.")
    current = queries.current_version(external(world))
    assert (current.number, current.model, current.host) == (2, card.upstream_model, card.host)


def test_a_card_that_changes_words_alone_is_no_version(world):
    card = dataclasses.replace(external_card(), role="Rédige.", upstream_url="http://127.0.0.1:8/v1")
    amend_system(world.claire, "service-externe", card=card)
    assert queries.current_version(external(world)).number == 1
    [past, *_] = versions_of(world.claire, "system:service-externe")
    assert past.values["Rôle"] == "Rédige."
    assert "127.0.0.1" not in str(past.values)


def test_a_start_with_another_model_is_a_version_and_one_with_another_address_is_none(world):
    iris = queries.system_visible_to(world.alice, "iris")
    moved = internal_card(model="iris", upstream_url="http://127.0.0.1:7/v1")
    install_system(world.departement, slug="iris", card=moved)
    assert queries.current_version(iris).number == 1
    install_system(world.departement, slug="iris", card=dataclasses.replace(moved, upstream_model="modele-2"))
    current = queries.current_version(iris)
    assert (current.number, current.model, current.by) == (2, "modele-2", None)


def test_two_people_amend_one_card_and_the_second_is_told(world, signed_in):
    read = external(world).revision
    amend_system(world.claire, "service-externe", card=external_card(), revision=read)
    with pytest.raises(CardChangedMeanwhile):
        amend_system(world.claire, "service-externe", card=external_card(), revision=read)
    form = signed_in(world.claire).get("/administration/systemes/service-externe/").content.decode()
    assert f'name="revision" value="{read + 1}"' in form


@pytest.mark.parametrize("name", ["alice", "bruno", "chloe", "david", "rssi", "auditor"])
def test_nobody_else_changes_a_version(world, signed_in, name):
    person = getattr(world, name, None) or join(world.departement, name, "Une Personne", Role(name))
    with pytest.raises(NotAllowed):
        change_version(person, "service-externe", pinned=MISTRAL, reason="Essai.")
    assert signed_in(person).post(PAGE, {}).status_code == 403


def test_an_administrator_elsewhere_finds_no_version(world, signed_in):
    ada = join(world.region, "ada", "Ada Roy", Role.ADMINISTRATOR)
    with pytest.raises(NotFound):
        change_version(ada, "service-externe", pinned=MISTRAL, reason="Essai.")
    assert signed_in(ada).get("/systemes/service-externe/versions/").status_code == 404
    assert queries.versions_of_system(ada, AiSystem.objects.get(slug="service-externe")) == []


def test_the_page_shows_what_holds_and_records_what_changes(world, signed_in):
    denis = signed_in(join(world.departement, "denis", "Denis Faure", Role.DSI))
    assert 'value="grand-modele"' in denis.get(PAGE).content.decode()
    fields = {"model": "grand-modele", "host": "Ailleurs SA", "version": "2411", "reason": ""}
    refused = denis.post(PAGE, fields)
    assert refused.status_code == 400
    assert "la version précédente reste au dossier" in refused.content.decode()
    assert denis.post(PAGE, {**fields, "reason": "Nouvelle version."}).status_code == 302
    page = signed_in(world.alice).get("/systemes/service-externe/versions/").content.decode()
    assert "Nouvelle version." in page
    assert "première version" in page
    assert "Denis Faure" not in page
    assert "Historique de la fiche" not in page  # an agent reads the versions, not the drafts of the card
    card = signed_in(world.alice).get("/systemes/service-externe/").content.decode()
    assert "version 2411" in card


def test_a_system_that_is_added_with_its_version_begins_there(world):
    card = dataclasses.replace(external_card(), model="neuf", upstream_model="mistral-large-2411")
    system = add_system(world.claire, slug="neuf", card=card, pinned=MISTRAL)
    assert Pinned.of(queries.current_version(system)) == MISTRAL


def test_a_system_of_before_begins_at_what_answered_then(world):
    SystemVersion.objects.all().delete()
    migration = importlib.import_module("garant.catalogue.migrations.0002_market")
    migration.begin_versions(apps, None)
    current = queries.current_version(external(world))
    assert (current.number, current.model, current.host) == (1, "grand-modele", "Ailleurs SA")
    assert queries.current_versions(world.region) == {"chat": 1}
