"""The files of a use: who takes them, what they hold, and the PIA that comes back."""

import json

import pytest
from tests.lifecycle.lifecycle_world import NOW, TODAY, accepted, cast_of, fresh, generalised, submitted

from garant.exchange import FORMATS, check_pia
from garant.journal import RecordsExported
from garant.lifecycle.actions import building
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.exporting import EXPORTS, export_of_installation

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(world):
    return cast_of(world)


@pytest.fixture
def assessed(cast):
    """An accepted use with its DPIA and its processing record drafted, whatever the sheet asks."""
    from garant.registers.assessments.actions import draft_dpia
    from garant.registers.processing.actions import draft_processing_record

    use = accepted(cast)
    building.draft_records(cast.dsi, use.id, now=NOW)
    draft_dpia(cast.dpo, use.subject, use.title, {"q111": "Résumer des comptes rendus."}, now=NOW)
    draft_processing_record(
        cast.dpo, subject=use.subject, title=use.title, values={"purposes": "Résumer."}, now=NOW
    )
    return fresh(use)


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("atrs", "nl-register", "etalab")])
def test_every_format_is_taken_by_the_dpo_and_journalled(cast, assessed, signed_in, journalled, form):
    one = FORMATS[form].many is None and form != "ciso-assistant"
    address = f"/usages/{assessed.id}/exports/{form}/" if one else f"/usages/exports/{form}/"
    answer = signed_in(cast.dpo).get(address)

    assert answer.status_code == 200
    assert answer.content
    assert "attachment" in answer["content-disposition"]
    entry = journalled()[-1]
    assert isinstance(entry, RecordsExported)
    assert (entry.format, entry.rows, entry.imported) == (form, 1, False)


def test_the_public_registers_hold_what_is_or_was_in_service(cast, signed_in):
    use = generalised(cast)
    for form in ("etalab", "nl-register", "atrs"):
        page = signed_in(cast.dpo).get(f"/usages/exports/{form}/").content.decode("utf-8-sig")
        assert "Résumer les comptes rendus" in page
    assert use.number == 1


def test_a_mere_need_stands_in_no_register(cast, signed_in):
    submitted(cast)
    assert signed_in(cast.dpo).get("/usages/exports/etalab/").status_code == 404


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_role_that_may_not_take_a_file_meets_a_refusal(cast, assessed, signed_in, form):
    allowed = {role.value for role in EXPORTS[form]}
    for person, role in ((cast.dgs, "dgs"), (cast.referent, "referent")):
        if role not in allowed:
            assert signed_in(person).get(f"/usages/exports/{form}/").status_code == 403
    assert signed_in(cast.agent).get(f"/usages/exports/{form}/").status_code == 403


def test_the_neighbours_files_hold_nothing_of_ours(cast, assessed, signed_in):
    david = signed_in(cast.world.david)
    assert david.get(f"/usages/{assessed.id}/exports/json/").status_code == 404
    assert david.get("/usages/exports/json/").status_code == 404
    assert david.get("/usages/exports/inconnu/").status_code == 404


def test_a_pia_file_meets_the_rules_of_the_tool_and_comes_back(cast, assessed, signed_in, journalled):
    dpo = signed_in(cast.dpo)
    file = json.loads(dpo.get(f"/usages/{assessed.id}/exports/pia/").content)
    assert check_pia(file) == []

    for answer in file["answers"]:
        if answer["reference_to"] == 112:
            answer["data"]["text"] = "<p>La direction, et son délégué.</p>"
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = SimpleUploadedFile("pia.json", json.dumps(file).encode(), "application/json")
    assert dpo.post(f"/usages/{assessed.id}/pia/", {"file": sent}).status_code == 302
    kept = Dossier(fresh(assessed), TODAY).dpia
    assert kept.values["q112"] == "La direction, et son délégué."
    assert kept.values["q111"] == "Résumer des comptes rendus."
    assert journalled()[-1].imported


@pytest.mark.parametrize("content", [b"", b"{}", b"\x89PNG\r\n", b'{"pia": null}', b"[" * 5000])
def test_a_file_that_is_no_pia_is_refused_in_words_and_changes_nothing(cast, assessed, signed_in, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = SimpleUploadedFile("pia.json", content, "application/json")
    answer = signed_in(cast.dpo).post(f"/usages/{assessed.id}/pia/", {"file": sent}, follow=True)
    assert answer.status_code in (200, 400)
    assert Dossier(fresh(assessed), TODAY).dpia.revision == 1


def test_only_the_dpo_takes_a_pia_back(cast, assessed, signed_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = signed_in(cast.dpo).get(f"/usages/{assessed.id}/exports/pia/").content
    sent = SimpleUploadedFile("pia.json", file, "application/json")
    assert signed_in(cast.dsi).post(f"/usages/{assessed.id}/pia/", {"file": sent}).status_code == 403


def test_the_command_line_exports_for_the_installation(cast, assessed, journalled):
    found = export_of_installation(cast.world.departement, "json", today=TODAY)
    assert json.loads(found.data)["uses"]
    assert journalled()[-1].person == "installation"
