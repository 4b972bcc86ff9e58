"""Records in the files of other tools: the CNIL's PIA tool both ways, the CNIL's and Madis' registers out."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.exchange import PiaFileWrong, check_pia
from garant.journal import RecordsExported
from garant.registers.assessments.actions import draft_dpia
from garant.registers.assessments.exchanging import export_pia, import_pia
from garant.registers.assessments.queries import assessments_of
from garant.registers.assessments.shelf import DPIA
from garant.registers.processing.exchanging import export_processing
from garant.registers.processing.queries import processing_records_of
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf.actions import add
from garant.registers.shelf.loading import facts
from garant.registers.shelf.models import Record
from garant.registers.shelf.queries import entry_of
from garant.tables import Column, read_table
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
SAID = {
    "q111": "Attribuer les places.\n\nAvec l’aide d’une IA < 2 & > 1.",
    "q211": "- Instruire\n- Classer",
    "q321": ["Divulgation", "Discrimination"],
    "q324": ["Accès par rôle", "Journal"],
    "q334": ["Journal"],
    "q325": "Des enfants.",
    "g325": "3",
    "people_searched": True,
    "people_opinion": "Favorable.",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def dpia(world):
    return draft_dpia(world.bruno, "use:3f2b8c1e", "Crèche", SAID, now=NOW)


def test_the_file_passes_the_rules_of_the_tool_and_comes_back_the_same(world, dpia, journalled):
    data = export_pia(world.bruno, dpia.id)
    assert list(check_pia(json.loads(data))) == []
    entry = journalled()[-1]
    assert isinstance(entry, RecordsExported)
    assert (entry.what, entry.format, entry.rows, entry.imported) == ("dpia", "pia-json", 1, False)
    again = entry_of(DPIA, import_pia(world.bruno, data))
    said = {key: value for key, value in dpia.values.items() if key[0] in "qgp"}
    told = {key: value for key, value in again.values.items() if key[0] in "qgp"}
    # Blank lines between paragraphs are the only thing that the tool's own form does not keep.
    assert {**told, "q111": None} == {**said, "q111": None}
    assert told["q111"].split() == said["q111"].split()
    assert (again.title, again.state.value) == ("Crèche", "draft")
    assert journalled()[-1].imported is True


def test_the_measures_that_the_risks_name_are_in_the_file_once(world, dpia):
    file = json.loads(export_pia(world.bruno, dpia.id))
    assert [measure["title"] for measure in file["measures"]] == ["Accès par rôle", "Journal"]
    answers = {answer["reference_to"]: answer["data"] for answer in file["answers"]}
    assert len(answers) == 36
    assert (answers[325]["gauge"], answers[334]["list"]) == (3, ["Journal"])


def test_no_name_of_a_person_leaves_in_the_file(world, dpia):
    assert world.bruno.full_name.encode() not in export_pia(world.bruno, dpia.id)


def test_what_the_tool_evaluated_is_not_lost(world, dpia):
    file = json.loads(export_pia(world.bruno, dpia.id))
    at = "2026-11-20T10:00:00.000Z"
    file["comments"] = [
        {"description": "À revoir", "reference_to": 211, "for_measure": False, "created_at": at}
    ]
    file["pia"]["dpo_opinion"] = "Réservé"
    again = entry_of(DPIA, import_pia(world.bruno, json.dumps(file).encode()))
    assert set(again.values["pia_remarks"]) == {"Commentaire 211 : À revoir", "Avis du DPO : Réservé"}


def test_a_file_of_something_else_is_refused_in_words(world, signed_in):
    with pytest.raises(PiaFileWrong):
        import_pia(world.bruno, b'{"answers": []}')
    answer = signed_in(world.bruno).post(
        "/registres/aipd/importer-pia/", {"file": SimpleUploadedFile("a.json", b"%PDF-1.7")}
    )
    assert 400 <= answer.status_code < 500
    assert signed_in(world.bruno).post("/registres/aipd/importer-pia/", {}).status_code == 400
    assert Record.objects.count() == 0


def test_the_file_goes_out_and_in_through_the_pages(world, dpia, signed_in):
    bruno = signed_in(world.bruno)
    answer = bruno.get(f"/registres/aipd/{dpia.id}/pia.json")
    assert answer["Content-Disposition"].endswith('.json"')
    sent = {"file": SimpleUploadedFile("pia.json", answer.content)}
    made = bruno.post("/registres/aipd/importer-pia/", sent)
    assert "Attribuer les places" in bruno.get(made["location"]).content.decode()


def test_readers_take_the_file_and_put_none_back_and_outsiders_do_neither(world, dpia, signed_in):
    data = export_pia(world.bruno, dpia.id)
    denis = join(world.departement, "denis", "Denis", Role.DSI)
    assert signed_in(denis).get(f"/registres/aipd/{dpia.id}/pia.json").status_code == 200
    with pytest.raises(NotAllowed):
        import_pia(denis, data)
    assert signed_in(denis).get("/registres/aipd/importer-pia/").status_code == 403
    for person in (world.alice, world.david, world.chloe):
        with pytest.raises(NotFound):
            export_pia(person, dpia.id)
        assert signed_in(person).get(f"/registres/aipd/{dpia.id}/pia.json").status_code == 404


@pytest.fixture
def processing(world):
    values = {
        "manager": "Enfance",
        "purposes": "Instruire",
        "legal_basis": "public_task",
        "sensitive_data": ("health",),
        "person_categories": ("users", "minors"),
        "dpia_criteria": ("vulnerablePeople", "sensitiveData"),
        "review_on": date(2027, 1, 1),
    }
    return add(world.bruno, PROCESSING, title="Crèche", values=values, now=NOW)


def test_the_register_goes_out_in_the_columns_of_the_cnil(world, processing, signed_in, journalled):
    answer = signed_in(world.bruno).get("/registres/traitements/export-cnil.csv")
    assert answer.status_code == 200
    columns = (
        Column(key="name", title="Nom, sigle du traitement"),
        Column(key="health", title="Données concernant la santé : Description"),
    )
    row = read_table(answer.content, "r.csv", columns).rows[0]
    assert row.values["name"] == "Crèche"
    assert row.values["health"] == "oui"
    assert (journalled()[-1].format, journalled()[-1].rows) == ("cnil-register", 1)


def test_the_register_goes_out_under_the_names_of_madis(world, processing):
    data = export_processing(world.bruno, "madis")
    columns = (
        Column(key="goal", title="goal"),
        Column(key="vulnerable", title="vulnerablePeople"),
        Column(key="crossing", title="dataCrossing"),
    )
    row = read_table(data, "r.csv", columns).rows[0]
    # What nobody examined is a gap, never "non".
    assert row.values == {"goal": "Instruire", "vulnerable": "oui", "crossing": "non renseigné"}


def test_every_sensitive_category_has_its_label_in_the_cnil_model(world):
    labels = facts("processing", "record")["cnil_labels"]
    assert set(labels) == set(PROCESSING.by_key["sensitive_data"].titles)


def test_nobody_else_exports_the_register(world, processing, signed_in):
    for person in (world.alice, world.chloe):
        with pytest.raises(NotAllowed):
            export_processing(person, "madis")
        assert signed_in(person).get("/registres/traitements/export-madis.csv").status_code == 403
    assert "Crèche".encode() not in export_processing(world.david, "madis")


def test_the_command_line_reads_the_records_of_one_organisation_alone(world, processing, dpia):
    assert [each.title for each in processing_records_of(world.departement)] == ["Crèche"]
    assert [each.id for each in assessments_of(world.departement, "dpia")] == [dpia.id]
    assert processing_records_of(world.region) == assessments_of(world.departement, "fria") == []
