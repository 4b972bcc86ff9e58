"""The register as numbers and as a file, and the wall around it."""

import re
from datetime import date

import pytest
from tests.decisions.conftest import NOW

from garant.decisions.counting import records_held
from garant.decisions.exporting import export_decisions
from garant.decisions.models import Decision
from garant.decisions.urls import urlpatterns
from garant.directory.errors import NotAllowed
from garant.directory.kinds import Role
from garant.journal import RecordsExported
from garant.publication.queries import tally_of
from world import join

pytestmark = pytest.mark.django_db

ADDRESSES = [(each.name, str(each.pattern)) for each in urlpatterns]


def test_the_evidence_counts_complete_decisions_of_one_house(space):
    space.draft()
    space.complete()
    assert records_held(space.world.departement) == {"decisions": 1}
    assert records_held(space.world.region) == {"decisions": 0}
    assert tally_of(space.world.departement, today=date(2026, 11, 20)).registers["decisions"] == 1


def test_the_file_tells_dates_and_who_decided_and_nothing_of_the_person(space, journalled, signed_in):
    made = space.complete()
    answer = signed_in(space.ines).post("/decisions/export/", {"format": "csv"})
    text = answer.content.decode("utf-8-sig")
    assert made.reference in text
    assert "Alice Martin" in text
    assert "Zélie" not in text
    assert "90 euros" not in text
    last = journalled()[-1]
    assert isinstance(last, RecordsExported)
    assert (last.what, last.rows) == ("decisions", 1)


def test_an_agent_exports_nothing(space):
    with pytest.raises(NotAllowed):
        export_decisions(space.alice, format="csv")


@pytest.mark.parametrize(("name", "route"), [pair for pair in ADDRESSES if "<uuid:" in pair[1]])
def test_nothing_of_the_departement_is_found_from_the_region(space, signed_in, name, route):
    elise = join(space.world.region, "elise", "Élise Roy", *Role)
    ids = {"treatment": space.treatment.id, "decision": space.draft().id, "number": 1, "form": "odt"}
    address = "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(ids[found[1]]), route)
    client = signed_in(elise)
    statuses = {client.get(address).status_code, client.post(address, {"revision": "1"}).status_code}
    assert statuses <= {404, 405}, name
    assert 404 in statuses, name


@pytest.mark.parametrize(("name", "route"), [pair for pair in ADDRESSES if "<uuid:" not in pair[1]])
def test_nothing_of_the_departement_stands_on_the_region_s_own_pages(space, signed_in, name, route):
    elise = join(space.world.region, "elise", "Élise Roy", *Role)
    made = space.complete()
    assert made.created_at == NOW
    client = signed_in(elise)
    answer = client.get(f"/{route}") if name != "export" else client.post(f"/{route}", {"format": "csv"})
    assert answer.status_code == 200
    assert "mobilité" not in answer.content.decode()
    assert made.reference not in answer.content.decode()


def test_a_long_list_comes_in_pages_and_asks_the_database_once_for_each(
    space, signed_in, django_assert_max_num_queries
):
    first = space.draft()
    for number in range(2, 53):
        Decision.objects.create(
            organisation=first.organisation,
            number=number,
            reference=f"DE-2026-{number:04d}-aaaaaa",
            version=first.version,
            decided_by=first.decided_by,
            decided_on=first.decided_on,
            created_at=NOW,
        )
    client = signed_in(space.paul)
    with django_assert_max_num_queries(25):
        newest = client.get("/decisions/").content.decode()
    assert "52 décisions" in newest
    assert first.reference not in newest
    assert first.reference in client.get("/decisions/", {"page": "2"}).content.decode()
