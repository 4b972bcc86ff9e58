"""What an administrator opens is shown, and nothing else."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from tests.portal.portal_world import CONTACT, HERE, NEED, open_portal, use_in_service

from garant.catalogue.actions import renew_listing
from garant.charter import Stage
from garant.directory.errors import NotAllowed
from garant.journal import RecordChanged
from garant.portal.actions import save_settings
from garant.portal.errors import (
    AuditMissing,
    PortalChangedMeanwhile,
    PortalContactMissing,
    RateOutOfPlace,
    ThresholdTooLow,
)
from garant.portal.models import Portal
from garant.portal.settings import PortalSettings
from garant.portal.terms import Conformity, Part

pytestmark = pytest.mark.django_db

OPEN = PortalSettings(is_open=True, parts=frozenset(Part), contact=CONTACT)
OF_PARTS = {
    Part.SYSTEMS: ["systemes/"],
    Part.ALGORITHMS: ["algorithmes/", "algorithmes.csv", "algorithmes.json", "algorithmes.schema.json"],
    Part.DECISIONS: ["decisions/"],
    Part.REQUESTS: ["demandes/", "demandes/explication/", "suivi/"],
    Part.EVIDENCE: ["preuves/"],
    Part.JOURNAL: ["journal/", "journal/points.json", "journal/cle.txt"],
    Part.REPORTS: [],  # a report is public by itself: the portal only shows the way
}
ALWAYS = ["", "accessibilite/", "actualites.xml", "portail.jsonld"]


def test_without_settings_or_closed_there_is_no_portal(world):
    pages = [*ALWAYS, *(page for part in OF_PARTS.values() for page in part)]
    assert {Client().get(HERE + page).status_code for page in pages} == {404}
    assert HERE + '"' not in Client().get(HERE + "charte/").content.decode()
    open_portal(world)
    assert {Client().get(HERE + page).status_code for page in pages} == {200}
    assert (
        HERE + '"' in Client().get(HERE + "charte/").content.decode()
    )  # the way from the charter to the portal
    save_settings(world.claire, replace(OPEN, is_open=False), revision=1)
    assert {Client().get(HERE + page).status_code for page in pages} == {404}
    assert Client().get(HERE + "charte/").status_code == 200  # public by itself


@pytest.mark.parametrize("part", Part)
def test_a_part_that_is_not_open_looks_as_if_it_never_was(world, part):
    open_portal(world, parts=set(Part) - {part})
    assert all(Client().get(HERE + page).status_code == 404 for page in OF_PARTS[part])
    others = [page for each, pages in OF_PARTS.items() if each is not part for page in pages]
    assert {Client().get(HERE + page).status_code for page in others + ALWAYS} == {200}


def test_the_systems_show_only_while_the_catalogue_opens_its_list(world):
    open_portal(world, list_open=False)
    assert Client().get(HERE + "systemes/").status_code == 404
    assert "Assistant interne" not in Client().get(HERE + "actualites.xml").content.decode()
    renew_listing(world.claire)
    assert "Assistant interne" in Client().get(HERE + "systemes/").content.decode()
    assert "Assistant interne" in Client().get(HERE + "actualites.xml").content.decode()


def test_a_use_shows_once_somebody_chose_it(world):
    hidden, shown = use_in_service(world), use_in_service(world, title="Résumer les comptes rendus")
    open_portal(world, uses=frozenset({str(shown.id)}))
    for page in ("", "systemes/", "algorithmes/", "algorithmes.csv", "algorithmes.json", "actualites.xml"):
        assert NEED["title"] not in Client().get(HERE + page).content.decode(), page
    assert NEED["title"] not in Client().get(HERE + "demandes/explication/").content.decode()
    assert Client().get(f"{HERE}algorithmes/{hidden.number}/").status_code == 404
    assert "Résumer les comptes rendus" in Client().get(f"{HERE}algorithmes/{shown.number}/").content.decode()


def test_a_use_before_its_service_or_of_others_can_not_be_chosen(world):
    early = use_in_service(world, stage=Stage.EVALUATION)
    open_portal(world, uses=frozenset({str(early.id), str(uuid.uuid4())}))
    assert Portal.objects.get().uses == []


def test_a_use_keeps_its_address_once_it_is_retired(world):
    use = use_in_service(world)
    open_portal(world, uses=frozenset({str(use.id)}))
    type(use).objects.filter(id=use.id).update(stage=Stage.RETIRED.value)
    assert "Retiré" in Client().get(f"{HERE}algorithmes/{use.number}/").content.decode()


def test_the_settings_are_the_administrators_alone(world, signed_in, journalled):
    for person in (world.alice, world.bruno):
        with pytest.raises(NotAllowed):
            save_settings(person, OPEN, revision=0)
        assert signed_in(person).get("/administration/portail/").status_code == 403
    save_settings(world.claire, OPEN, revision=0)
    entry = journalled()[-1]
    assert isinstance(entry, RecordChanged)
    assert (entry.organisation, entry.record, entry.change) == ("departement-essai", "portal", "created")


def test_the_page_saves_what_was_ticked(world, signed_in):
    use = use_in_service(world)
    client = signed_in(world.claire)
    assert NEED["title"] in client.get("/administration/portail/").content.decode()
    sent = {
        "revision": "0",
        "is_open": "on",
        "parts": ["requests", "algorithms"],
        "uses": [str(use.id)],
        "contact": CONTACT,
        "conformity": "none",
    }
    assert client.post("/administration/portail/", sent).status_code == 302
    assert Client().get(f"{HERE}algorithmes/{use.number}/").status_code == 200
    assert Client().get(HERE + "preuves/").status_code == 404
    # What is refused stays on the page.
    refused = client.post("/administration/portail/", sent | {"revision": "0", "presentation": "Bonjour"})
    assert refused.status_code == 409
    assert "Bonjour" in refused.content.decode()


def test_two_administrators_do_not_overwrite_each_other(world):
    save_settings(world.claire, OPEN, revision=0)
    with pytest.raises(PortalChangedMeanwhile):
        save_settings(world.claire, OPEN, revision=0)
    assert save_settings(world.claire, OPEN, revision=1).revision == 2


def test_it_does_not_open_without_an_address_to_write_to(world):
    with pytest.raises(PortalContactMissing):
        save_settings(world.claire, replace(OPEN, contact=""), revision=0)
    save_settings(world.claire, replace(OPEN, contact="", is_open=False), revision=0)


def test_the_threshold_is_raised_never_lowered(world):
    with pytest.raises(ThresholdTooLow):
        save_settings(world.claire, replace(OPEN, threshold=10), revision=0)
    assert save_settings(world.claire, replace(OPEN, threshold=11), revision=0).threshold == 11


def test_a_conformity_needs_its_audit_and_its_rate(world):
    claimed = replace(OPEN, conformity=Conformity.PARTIAL)
    with pytest.raises(AuditMissing):
        save_settings(world.claire, claimed, revision=0)
    audited = replace(claimed, audited_on=date(2026, 10, 1), audited_by="Bureau d’audit")
    for rate in (49, 100):
        with pytest.raises(RateOutOfPlace):
            save_settings(world.claire, replace(audited, rate=rate), revision=0)
    save_settings(world.claire, replace(audited, rate=50, not_accessible="Les cartes"), revision=0)
    said = Client().get(HERE + "accessibilite/").content.decode()
    assert "partiellement conforme" in said
    assert "50\u00a0%" in said or "50&nbsp;%" in said
    assert "Les cartes" in said
