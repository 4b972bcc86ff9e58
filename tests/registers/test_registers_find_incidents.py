"""Searching the register of incidents, and taking it away as a file."""

from datetime import UTC, datetime

import pytest

from garant.directory.errors import NotAllowed
from garant.directory.kinds import Role
from garant.journal import RecordsExported
from garant.registers.actions import close_incident, report_incident
from garant.registers.exporting import export_incidents
from garant.registers.searching import Wanted, find_incidents
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def incidents(world):
    first = report_incident(world.alice, category="wrong", description="Délibération inventée.", now=NOW)
    second = report_incident(
        world.claire, category="unfair", description="Candidature écartée.", answer_system="iris", now=NOW
    )
    close_incident(world.bruno, second.id, resolution="Corrigé.", now=NOW)
    return first, second


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [1, 2]),
        (Wanted(text="DELIBERATION"), [1]),
        (Wanted(text="corrige"), [2]),
        (Wanted(text="alice inventee"), [1]),
        (Wanted(text="alice corrige"), []),
        (Wanted(state="closed"), [2]),
        (Wanted(category="wrong"), [1]),
        (Wanted(system="Iris"), [2]),
        (Wanted(severity="high"), []),
    ],
)
def test_incidents_are_found_by_words_and_by_facts(world, incidents, wanted, numbers):
    assert [incident.number for incident in find_incidents(world.bruno, wanted)] == numbers


def test_nobody_finds_what_they_may_not_read(world, incidents):
    aude = join(world.departement, "aude", "Aude Blanc", Role.AUDITOR)
    assert find_incidents(aude, Wanted(text="deliberation")) == []
    assert find_incidents(aude, Wanted(text="alice")) == []
    assert len(find_incidents(aude, Wanted(text="repondre"))) == 0
    assert len(find_incidents(aude, Wanted(text="discriminant"))) == 1
    assert [each.number for each in find_incidents(world.alice, Wanted())] == [1]
    for outsider in (world.chloe, world.david):
        assert find_incidents(outsider, Wanted()) == []


def test_the_page_searches(world, incidents, signed_in):
    bruno = signed_in(world.bruno)
    page = bruno.get("/incidents/", {"text": "delib"}).content.decode()
    assert "n° 1" in page
    assert "n° 2" not in page
    assert "Aucun incident ne correspond" in bruno.get("/incidents/?text=rien").content.decode()
    assert bruno.get("/incidents/?state=inconnu").status_code == 200


def test_the_file_holds_facts_and_no_words(world, incidents, signed_in, journalled):
    answer = signed_in(world.bruno).post("/incidents/export/", {"format": "csv"})
    text = answer.content.decode("utf-8-sig")
    assert answer["content-type"].startswith("text/csv")
    assert "Contenu discriminant" in text
    for words in ("Délibération", "Candidature", "Corrigé", "Alice", "Claire"):
        assert words not in text
    assert journalled()[-1] == RecordsExported(
        organisation="departement-essai",
        person=str(world.bruno.id),
        what="incidents",
        format="csv",
        rows=2,
    )


def test_the_ods_file_is_one(world, incidents, signed_in):
    answer = signed_in(world.bruno).post("/incidents/export/", {"format": "ods", "state": "closed"})
    assert answer.content.startswith(b"PK")
    assert answer["content-disposition"].endswith('.ods"')


def test_audit_exports_and_an_agent_does_not(world, incidents, signed_in):
    aude = join(world.departement, "aude", "Aude Blanc", Role.AUDITOR)
    assert export_incidents(aude, format="csv", wanted=Wanted())
    for person in (world.alice, world.claire):
        with pytest.raises(NotAllowed):
            export_incidents(person, format="csv", wanted=Wanted())
        assert signed_in(person).post("/incidents/export/", {"format": "csv"}).status_code == 403
    assert "discriminant" not in export_incidents(world.david, format="csv", wanted=Wanted()).decode()
