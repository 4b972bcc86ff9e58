"""An administrator adds a system to the list and amends its card."""

import dataclasses

import pytest
from django.test import Client

from garant.catalogue import queries
from garant.catalogue.actions import add_system, amend_system, install_system
from garant.catalogue.errors import SystemNameTaken
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.directory.queries import revision
from garant.words import DataClass
from world import external_card, internal_card, join

FIELDS = {
    "slug": "souverain",
    "name": "Service souverain",
    "model": "souverain-70b",
    "level": "1",
    "zone": "sovereign",
    "host": "Hébergeur qualifié",
    "country": "fr",
    "training": "no",
    "upstream_url": "https://ia.exemple.fr/v1/",
    "upstream_model": "llama-70b",
    "card": "Bon en français.",
    "total_billions": "60 à 80",
    "footprint_zone": "fra",
    "pue": "1,3",
    "gpu": "on",
    "approved": "on",
}
NEW, IRIS = "/administration/systemes/nouveau/", "/administration/systemes/iris/"

pytestmark = pytest.mark.django_db


def iris_fields(**more):
    return {
        "name": "IRIS",
        "model": "iris",
        "level": "1",
        "zone": "internal",
        "host": "Nous-mêmes",
        "country": "FR",
        "training": "no",
        "upstream_url": "http://127.0.0.1:9/v1",
        "upstream_model": "petit-modele",
        "approved": "on",
        "reroute_target": "on",
        **more,
    }


def test_the_administrator_adds_a_system(world, signed_in, journalled):
    before = revision()
    assert signed_in(world.claire).post(NEW, FIELDS)["location"] == "/systemes/souverain/"
    system = queries.system_visible_to(world.alice, "souverain")
    assert (system.country, system.upstream_url) == ("FR", "https://ia.exemple.fr/v1")
    assert system.footprint_parameters.total_billions.min == 60
    assert revision() > before
    assert (journalled()[-1].record, journalled()[-1].change) == ("system:souverain", "created")


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.DSI, Role.RSSI, Role.DPO, Role.DGS, Role.LEGAL, Role.AUDITOR]
)
def test_a_system_that_is_not_approved_is_seen_by_those_who_keep_or_check_the_list(world, role):
    draft = dataclasses.replace(external_card(), model="brouillon", approved=False)
    add_system(world.claire, slug="brouillon", card=draft)
    reader = join(world.departement, "lecteur", "Lise Roy", role)
    assert queries.system_visible_to(reader, "brouillon").name == "Service externe"
    elsewhere = join(world.region, "ailleurs", "Luc Roy", role)
    with pytest.raises(NotFound):
        queries.system_visible_to(elsewhere, "brouillon")


def test_a_system_that_is_not_approved_is_seen_by_no_agent(world, signed_in):
    signed_in(world.claire).post(NEW, {**FIELDS, "approved": ""})
    referent = join(world.departement, "rosa", "Rosa Roy", Role.REFERENT)
    for person in (world.alice, referent):
        with pytest.raises(NotFound):
            queries.system_visible_to(person, "souverain")
        assert signed_in(person).get("/systemes/souverain/").status_code == 404


def test_the_dsi_adds_and_amends_as_the_administrator_does(world, signed_in):
    denis = signed_in(join(world.departement, "denis", "Denis Faure", Role.DSI))
    assert denis.post(NEW, FIELDS).status_code == 302
    assert denis.post(IRIS, iris_fields(name="IRIS 2")).status_code == 302
    assert queries.system_visible_to(world.alice, "iris").name == "IRIS 2"


@pytest.mark.parametrize("name", ["alice", "bruno", "chloe", "david", "rssi", "dgs", "legal", "auditor"])
def test_nobody_else_adds_or_amends(world, signed_in, name):
    person = getattr(world, name, None) or join(world.departement, name, "Une Personne", Role(name))
    with pytest.raises(NotAllowed):
        add_system(person, slug="x", card=internal_card(model="x"))
    with pytest.raises(NotAllowed):
        amend_system(person, "iris", card=internal_card(model="x"))
    assert signed_in(person).post(NEW, FIELDS).status_code == 403
    assert signed_in(person).post(IRIS, iris_fields()).status_code == 403


def test_a_visitor_adds_nothing(world):
    assert Client().post(NEW, FIELDS).status_code == 302
    with pytest.raises(NotFound):
        queries.system_visible_to(world.claire, "souverain")


def test_an_administrator_elsewhere_does_not_find_the_system(world, signed_in):
    world.chloe.assignments.create(role=Role.ADMINISTRATOR)
    chloe = Person.objects.get(id=world.chloe.id)
    assert signed_in(chloe).get("/administration/systemes/service-externe/").status_code == 404
    with pytest.raises(NotFound):
        amend_system(chloe, "service-externe", card=external_card())


def test_a_name_taken_elsewhere_is_free_here_but_not_twice_here(world, signed_in):
    chat = dataclasses.replace(internal_card(model="chat"), reroute_target=False)
    add_system(world.claire, slug="chat", card=chat)  # the Région has a "chat" too
    with pytest.raises(SystemNameTaken):
        add_system(world.claire, slug="chat-2", card=chat)
    page = signed_in(world.claire).post(NEW, {**FIELDS, "model": "iris"})
    assert page.status_code == 400
    assert "porte déjà ce nom" in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"slug": "Mon Système"}, "Minuscules sans accent"),
        ({"slug": "fragment"}, "sert déjà à une page"),
        ({"model": "modèle spécial"}, "Lettres sans accent"),
        ({"country": "France"}, "Deux lettres"),
        ({"upstream_url": "ia.exemple.fr"}, "adresse complète"),
        ({"upstream_url": "https://moi:secret@ia.exemple.fr/v1"}, "ni mot de passe"),
        ({"upstream_url": "https://[::1/v1"}, "ne peut pas être lue"),
        ({"upstream_url": "https://ia.exemple.fr/v1\r\nX: y"}, "ne peut pas être lue"),
        ({"upstream_url": "http://169.254.169.254/v1"}, "aucun service"),
        ({"upstream_url": "http://[fe80::1]/v1"}, "aucun service"),
        ({"upstream_url": "http://[::ffff:169.254.169.254]/v1"}, "aucun service"),
        ({"zone": "external", "upstream_url": "http://ailleurs.example/v1"}, "doit commencer par https"),
        ({"reroute_target": "on"}, "zone interne"),
        ({"key_env": "GARANT_EXTERNAL_KEY"}, "GARANT_KEY__DEPARTEMENT_ESSAI__"),
        ({"key_env": "GARANT_KEY__REGION_ESSAI__X"}, "GARANT_KEY__DEPARTEMENT_ESSAI__"),
        ({"total_billions": "beaucoup"}, "Écrivez un nombre"),
        ({"total_billions": "80 à 60"}, "du plus petit au plus grand"),
        ({"pue": "0,5"}, "pue"),
        ({"footprint_provider": "mistralai"}, "provider"),
        ({"level": "4"}, "4"),
        ({"zone": "lune"}, "lune"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_saved(world, signed_in, fields, said):
    page = signed_in(world.claire).post(NEW, {**FIELDS, **fields})
    assert page.status_code == 400
    assert said in page.content.decode()
    with pytest.raises(NotFound):
        queries.system_visible_to(world.claire, "souverain")


def test_a_key_of_ones_own_organisation_may_be_named(world, signed_in):
    answer = signed_in(world.claire).post(NEW, {**FIELDS, "key_env": "GARANT_KEY__DEPARTEMENT_ESSAI__IA"})
    assert answer.status_code == 302


def test_a_key_that_the_installation_gave_does_not_follow_to_another_address(world, signed_in):
    card = dataclasses.replace(internal_card(model="iris"), key_env="GARANT_MODEL_KEY")
    install_system(world.departement, slug="iris", card=card)
    claire = signed_in(world.claire)
    assert claire.post(IRIS, iris_fields(key_env="GARANT_MODEL_KEY")).status_code == 302
    stolen = iris_fields(key_env="GARANT_MODEL_KEY", upstream_url="https://chez-moi.example/v1")
    assert claire.post(IRIS, stolen).status_code == 400
    assert queries.system_visible_to(world.claire, "iris").upstream_url == "http://127.0.0.1:9/v1"


def test_a_list_of_classes_restricts_only_where_it_is_asked(world, signed_in):
    claire = signed_in(world.claire)
    claire.post(IRIS, iris_fields(allowed_classes=["personal"]))
    assert queries.system_visible_to(world.claire, "iris").classes is None
    claire.post(IRIS, iris_fields(restrict="on", allowed_classes=["personal"]))
    assert queries.system_visible_to(world.claire, "iris").classes == {DataClass.PERSONAL}
    claire.post(IRIS, iris_fields(restrict="on"))
    assert queries.system_visible_to(world.claire, "iris").classes == frozenset()


def test_there_is_one_system_that_takes_what_is_rerouted(world):
    add_system(world.claire, slug="autre", card=internal_card(model="autre"))
    targets = [system.slug for system in queries.systems_visible_to(world.claire) if system.reroute_target]
    assert targets == ["autre"]


def test_the_form_shows_the_card_as_it_is(world, signed_in):
    page = signed_in(world.claire).get(IRIS).content.decode()
    assert 'value="1,5"' in page
    assert "**faible**" in page


def test_at_each_start_a_system_of_the_installation_follows_its_model(world):
    install_system(
        world.departement, slug="iris", card=internal_card(model="iris", upstream_url="http://127.0.0.1:7/v1")
    )
    assert queries.system_visible_to(world.alice, "iris").upstream_url == "http://127.0.0.1:7/v1"


def test_a_start_that_changes_nothing_publishes_nothing(world, journalled):
    before = revision()
    install_system(world.departement, slug="iris", card=internal_card(model="iris"))
    assert (revision(), journalled()) == (before, [])


def test_a_start_keeps_what_an_administrator_wrote(world, signed_in):
    signed_in(world.claire).post(IRIS, iris_fields(name="Notre IRIS", card="À nous."))
    install_system(
        world.departement, slug="iris", card=internal_card(model="iris", upstream_url="http://127.0.0.1:7/v1")
    )
    system = queries.system_visible_to(world.alice, "iris")
    assert (system.name, system.card) == ("Notre IRIS", "À nous.")
    assert system.upstream_url == "http://127.0.0.1:7/v1"


def test_a_start_leaves_the_address_that_an_administrator_gave(world, signed_in):
    fields = iris_fields(upstream_url="http://10.0.0.5:8000/v1", reason="Notre serveur.")
    signed_in(world.claire).post(IRIS, fields)
    install_system(
        world.departement, slug="iris", card=internal_card(model="iris", upstream_url="http://127.0.0.1:7/v1")
    )
    assert queries.system_visible_to(world.alice, "iris").upstream_url == "http://10.0.0.5:8000/v1"
