"""What the rooms below hold for everybody is found from the portal, and read within it."""

import json
from dataclasses import replace

import pytest
from django.test import Client
from tests.decisions.conftest import CONTENT, FACTS, NOW, TODAY
from tests.portal.portal_world import HERE, open_portal
from tests.reports.reports_world import NOW as REPORTED
from tests.reports.reports_world import SINCE, UNTIL, cast_of

from garant.consultation.actions import open_consultation
from garant.decisions.actions import (
    amend_treatment,
    close_treatment,
    complete_decision,
    declare_treatment,
    record_decision,
)
from garant.decisions.queries import declared_treatments
from garant.portal.terms import Part
from garant.publication.queries import tally_of
from garant.reports import actions as reports
from world import CHARTER_DEPARTEMENT

pytestmark = pytest.mark.django_db

CHARTER_OPENED = "Notre première charte"


def read(page: str = "") -> str:
    answer = Client().get(HERE + page)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_declared_treatment_is_told_with_its_rules_and_its_mention(world):
    declare_treatment(world.bruno, FACTS, now=NOW)
    open_portal(world)
    assert declared_treatments(world.region) == []  # nobody else's
    assert "1 traitement déclaré" in read()
    assert FACTS.title in read("decisions/")
    said = read("decisions/1/")
    for told in (FACTS.operations, "Avis d’impôt fourni", "60 %", FACTS.decider, FACTS.contact):
        assert told in said.replace("\u00a0", " ").replace("&nbsp;", " "), told
    assert "articles L. 311-3-1" in said.replace("\u00a0", " ")  # the mention
    assert f"Traitement algorithmique déclaré : {FACTS.title}" in read("actualites.xml").replace(
        "\u00a0", " "
    )


def test_no_decision_and_nobody_is_told(world):
    made = declare_treatment(world.bruno, FACTS, now=NOW)
    taken = record_decision(world.alice, made.id, CONTENT, decided_on=TODAY, now=NOW)
    complete_decision(world.alice, taken.id, mention_carried=True, revision=taken.revision, now=NOW)
    open_portal(world)
    for page in ("", "decisions/", "decisions/1/", "actualites.xml", "portail.jsonld"):
        said = read(page)
        for hidden in (taken.reference, "Zélie", world.alice.full_name, world.bruno.full_name, str(made.id)):
            assert hidden not in said, (page, hidden)


def test_the_public_reads_the_last_version_and_none_of_a_closed_treatment(world):
    kept = declare_treatment(world.bruno, FACTS, now=NOW)
    amend_treatment(
        world.bruno, kept.id, replace(FACTS, purpose="Classer par âge."), reason="Essai", after=1, now=NOW
    )
    gone = declare_treatment(world.bruno, replace(FACTS, title="Ancien calcul"), now=NOW)
    close_treatment(world.bruno, gone.id, now=NOW)
    open_portal(world)
    assert "Classer par âge." in read("decisions/1/")
    assert FACTS.purpose not in read("decisions/1/")
    assert "Ancien calcul" not in read("decisions/") + read("actualites.xml")
    assert Client().get(f"{HERE}decisions/2/").status_code == 404


def test_a_mention_with_a_blank_is_not_shown_as_one(world):
    declare_treatment(world.bruno, replace(FACTS, contact=""), now=NOW)
    open_portal(world)
    assert "Elle n’est pas encore complète." in read("decisions/1/")
    assert "à compléter" not in read("decisions/1/")


def test_a_published_report_is_on_the_home_in_the_news_and_in_the_graph(world):
    report = _published(cast_of(world))
    open_portal(world)
    address = f"{HERE}bilans/{report.number}/"
    assert report.title in read()
    assert address in read("actualites.xml")
    kinds = {each["@type"]: each for each in json.loads(read("portail.jsonld"))["@graph"]}
    assert kinds["Report"]["url"].endswith(address)
    for page in ("bilans/", f"bilans/{report.number}/"):
        assert 'class="portal-nav"' in read(page)


def test_without_its_part_a_report_keeps_its_address_and_the_portal_names_none(world):
    report = _published(cast_of(world))
    open_portal(world, parts=set(Part) - {Part.REPORTS})
    for page in ("", "actualites.xml", "portail.jsonld"):
        assert "bilans/" not in read(page), page
    assert report.title in read(f"bilans/{report.number}/")


def test_a_consultation_open_to_all_is_found_and_one_of_the_house_is_not(world):
    open_portal(world)
    _consult(world, public=False)
    assert CHARTER_OPENED not in read() + read("actualites.xml")
    assert "consultations/" not in read()
    _consult(world, public=True)
    assert f"Consultation ouverte à tous : {CHARTER_OPENED}" in read("actualites.xml").replace("\u00a0", " ")
    assert f"{HERE}consultations/" in read()
    assert 'class="portal-nav"' in read("consultations/")


def test_the_pages_of_other_rooms_wear_the_portal_while_it_is_open(world):
    made = _consult(world, public=True)
    pages = ("charte/", "charte/comparer/", "bilans/", "consultations/", f"consultations/{made.id}/")
    assert not [page for page in pages if 'class="portal-nav"' in read(page)]
    open_portal(world)
    assert all('class="portal-nav"' in read(page) for page in pages)


def _published(cast):
    draft = reports.open_draft(cast.referent, since=SINCE, until=UNTIL, now=REPORTED)
    reports.validate(cast.dgs, draft.id, revision=draft.revision, now=REPORTED)
    return reports.publish(cast.dgs, draft.id, now=REPORTED)


def _consult(world, *, public):
    return open_consultation(
        world.claire,
        title=CHARTER_OPENED,
        text=CHARTER_DEPARTEMENT,
        presentation="Dites ce qui manque.",
        closes_on=TODAY.replace(year=2999),
        anonymous=False,
        public=public,
        now=NOW,
    )


def test_the_evidence_counts_the_portal_while_it_is_open_and_the_reports_once_validated(world):
    def tally():
        return tally_of(world.departement, today=TODAY)

    cast = cast_of(world)
    draft = reports.open_draft(cast.referent, since=SINCE, until=UNTIL, now=REPORTED)
    assert tally().registers["reports"] == 0
    reports.validate(cast.dgs, draft.id, revision=draft.revision, now=REPORTED)
    assert tally().registers["reports"] == 1
    assert "portal" not in tally().published
    open_portal(world, parts={Part.REPORTS, Part.EVIDENCE})
    assert tally().published["portal"] == 3  # the charter and two parts
