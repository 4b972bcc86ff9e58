"""A file into a register and out of it: first what it would change, then all of it or nothing."""

import io
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from garant.directory.errors import NotAllowed
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.journal import RecordsExported
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf import importing
from garant.registers.shelf.actions import add, amend, move, named
from garant.registers.shelf.errors import ImportAmendsTooMany, ImportChangedMeanwhile, ImportEmpty, ImportGone
from garant.registers.shelf.exporting import export
from garant.registers.shelf.models import PendingImport, Record
from garant.registers.shelves import SHELVES
from garant.tables import TableKindRefused, TableLies, read_table
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
LIST = "/registres/traitements/"
TITLES = "N°;Nom du traitement;Finalité principale;Nombre de personnes (estimation)"

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(world):
    """Two records, numbers 1 and 2."""
    add(world.bruno, PROCESSING, title="Crèche", values={"purposes": "Attribuer", "estimated_people": 300})
    add(world.bruno, PROCESSING, title="Voirie", values={"purposes": "Réparer"})


def upload(person, *lines, name="registre.csv", now=NOW):
    text = "\n".join([TITLES, *lines])
    return importing.upload(person, PROCESSING, name=name, data=text.encode(), now=now)


def sent(*lines, name="registre.csv"):
    return {"file": SimpleUploadedFile(name, "\n".join([TITLES, *lines]).encode())}


def test_the_whole_way_through_the_pages(world, there, signed_in, journalled):
    bruno = signed_in(world.bruno)
    lines = (
        "1;Crèche;Attribuer les places;300",
        "2;Voirie;Réparer;",
        ";Eau;Chercher les fuites;douze",
        ";Bois;Couper;",
    )
    address = bruno.post(f"{LIST}importer/", sent(*lines))["location"]
    page = bruno.get(address).content.decode()
    assert "Attribuer les places" in page
    assert "Ligne 4" in page
    assert "pas un nombre" in page
    assert "Importer 3 lignes justes" in page
    assert Record.objects.count() == 2  # nothing yet
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    assert bruno.post(f"{address}confirmer/", {"mark": mark})["location"] == LIST
    assert [(record.number, record.title) for record in Record.objects.order_by("number")] == [
        (1, "Crèche"),
        (2, "Voirie"),
        (3, "Bois"),
    ]
    crèche = Record.objects.get(number=1)
    assert crèche.values == {"purposes": "Attribuer les places", "estimated_people": 300}
    assert [version.number for version in versions_of(world.bruno, named(PROCESSING, crèche))] == [2, 1]
    entry = journalled()[-1]
    assert isinstance(entry, RecordsExported)
    assert (entry.imported, entry.rows, entry.format, entry.what) == (True, 2, "csv", "processing")
    assert PendingImport.objects.count() == 0


def test_giving_up_changes_nothing_and_forgets_the_file(world, there, signed_in):
    bruno = signed_in(world.bruno)
    address = bruno.post(f"{LIST}importer/", sent(";Bois;Couper;"))["location"]
    assert bruno.post(f"{address}abandonner/").status_code == 302
    assert (Record.objects.count(), PendingImport.objects.count()) == (2, 0)
    assert bruno.get(address).status_code == 404


def test_the_file_waits_sealed(world, there):
    pending = upload(world.bruno, ";Zébulonne;Attribuer;")
    assert "Zébulonne".encode() not in bytes(PendingImport.objects.get().data)
    assert (
        importing.dry_run(world.bruno, PROCESSING, pending.id, now=NOW).plan.created[0].values["title"]
        == "Zébulonne"
    )


def test_a_day_later_the_file_is_gone(world, there):
    pending = upload(world.bruno, ";Bois;Couper;")
    later = NOW + timedelta(days=1, minutes=1)
    with pytest.raises(ImportGone):
        importing.confirm(world.bruno, PROCESSING, pending.id, mark="", now=later)
    upload(world.bruno, ";Bois;Couper;", now=later)
    assert PendingImport.objects.count() == 1


def test_where_the_register_changed_meanwhile_nothing_is_imported(world, there, signed_in):
    pending = upload(world.bruno, "1;Crèche;Attribuer les places;300", ";Bois;Couper;")
    run = importing.dry_run(world.bruno, PROCESSING, pending.id, now=NOW)
    first = Record.objects.get(number=1)
    amend(world.bruno, PROCESSING, first.id, title="Crèches", values={}, revision=1)
    with pytest.raises(ImportChangedMeanwhile):
        importing.confirm(world.bruno, PROCESSING, pending.id, mark=run.mark, now=NOW)
    assert Record.objects.count() == 2
    PendingImport.objects.update(created_at=datetime.now(UTC))
    answer = signed_in(world.bruno).post(f"{LIST}importer/{pending.id}/confirmer/", {"mark": run.mark})
    assert answer.status_code == 409
    assert "rien n’a été importé" in answer.content.decode()
    assert "Crèches" in answer.content.decode()


def test_an_import_is_all_or_nothing(world, there, monkeypatch):
    pending = upload(world.bruno, ";Bois;Couper;", "1;Crèche;Autre;300")
    run = importing.dry_run(world.bruno, PROCESSING, pending.id, now=NOW)

    def broken(*_args: object) -> None:
        raise OSError

    monkeypatch.setattr(importing, "_amend", broken)
    with pytest.raises(OSError):
        importing.confirm(world.bruno, PROCESSING, pending.id, mark=run.mark, now=NOW)
    assert Record.objects.count() == 2
    assert PendingImport.objects.count() == 1


def test_a_number_that_is_not_there_and_a_closed_record_are_said(world, there):
    move(world.bruno, PROCESSING, Record.objects.get(number=2).id, "clore", revision=1)
    pending = upload(world.bruno, "9;Bois;Couper;", "2;Voirie;Autre;", "1;Crèche;Attribuer;300")
    plan = importing.dry_run(world.bruno, PROCESSING, pending.id, now=NOW).plan
    assert [(problem.line, "Clos" in problem.sentence) for problem in plan.problems] == [
        (2, False),
        (3, True),
    ]
    assert (plan.created, plan.amended, plan.unchanged) == ((), (), 1)
    run = importing.dry_run(world.bruno, PROCESSING, pending.id, now=NOW)
    with pytest.raises(ImportEmpty):
        importing.confirm(world.bruno, PROCESSING, pending.id, mark=run.mark, now=NOW)


def test_an_import_moves_no_state(world, there):
    text = "N°;Nom du traitement;Finalité principale;État\n1;Crèche;Attribuer;Validé\n"
    pending = importing.upload(world.bruno, PROCESSING, name="r.csv", data=text.encode(), now=NOW)
    plan = importing.dry_run(world.bruno, PROCESSING, pending.id, now=NOW).plan
    assert (plan.problems, plan.unchanged) == ((), 1)


@pytest.mark.parametrize("form", ["csv", "ods"])
def test_what_is_exported_and_imported_again_changes_nothing(world, there, form, journalled):
    data = export(world.bruno, PROCESSING, form)
    assert (journalled()[-1].rows, journalled()[-1].imported) == (2, False)
    pending = importing.upload(world.bruno, PROCESSING, name=f"r.{form}", data=data, now=NOW)
    run = importing.dry_run(world.bruno, PROCESSING, pending.id, now=NOW)
    assert (run.plan.unchanged, run.changes, run.plan.problems, run.format) == (2, 0, (), form)


def test_an_export_holds_what_was_searched_and_no_name_of_an_author(world, there, signed_in):
    answer = signed_in(world.bruno).get(f"{LIST}export.csv", {"q": "creche"})
    assert answer["Content-Disposition"].endswith('.csv"')
    rows = read_table(answer.content, "r.csv", PROCESSING.read_columns, ignored=("État", "Usage d’IA")).rows
    assert [row.values["title"] for row in rows] == ["Crèche"]
    assert world.bruno.full_name.encode() not in answer.content


def test_a_file_that_lies_or_that_is_no_table_is_refused_in_words(world, signed_in):
    bruno = signed_in(world.bruno)
    answer = bruno.post(f"{LIST}importer/", {"file": SimpleUploadedFile("r.csv", b"%PDF-1.7")})
    assert answer.status_code == 415
    assert "PDF" in answer.content.decode()
    with pytest.raises(TableLies):
        upload(world.bruno, name="r.ods")
    with pytest.raises(TableKindRefused):
        importing.upload(world.bruno, PROCESSING, name="r.xlsx", data=b"\xd0\xcf\x11\xe0", now=NOW)
    assert bruno.post(f"{LIST}importer/", {}).status_code == 400
    assert PendingImport.objects.count() == 0


def test_nobody_else_sees_or_confirms_the_import(world, there, signed_in):
    pending = upload(world.bruno, ";Bois;Couper;")
    run = importing.dry_run(world.bruno, PROCESSING, pending.id, now=NOW)
    for other in (world.alice, world.chloe, join(world.departement, "denis", "Denis", Role.DSI)):
        with pytest.raises(NotAllowed):
            importing.confirm(other, PROCESSING, pending.id, mark=run.mark, now=NOW)
    for dpo in (world.david, join(world.departement, "diane", "Diane", Role.DPO)):
        with pytest.raises(ImportGone):
            importing.confirm(dpo, PROCESSING, pending.id, mark=run.mark, now=NOW)
        with pytest.raises(ImportGone):
            importing.give_up(dpo, PROCESSING, pending.id)
        assert signed_in(dpo).get(f"{LIST}importer/{pending.id}/").status_code == 404
    assert PendingImport.objects.count() == 1


def test_an_import_of_one_register_is_not_one_of_another(world, there):
    pending = upload(world.bruno, ";Bois;Couper;")
    with pytest.raises(ImportGone):
        importing.dry_run(world.bruno, SHELVES["aipd"], pending.id, now=NOW)


def test_ten_thousand_lines_with_three_wrong_ones(world, signed_in):
    lines = [f";Traitement {number};Servir;{number}" for number in range(10_000)]
    lines[10], lines[5_000], lines[9_999] = ";;Servir;3", ";Sans fin;;3", ";Mauvais;Servir;beaucoup"
    began = time.process_time()
    pending = upload(world.bruno, *lines, now=datetime.now(UTC))
    page = signed_in(world.bruno).get(f"{LIST}importer/{pending.id}/").content.decode()
    spent = time.process_time() - began
    plain = "".join(page.split())  # however the thousands are written
    assert "Importer9997lignesjustes" in plain
    assert all(f"Ligne{line}" in plain for line in (12, 5002, 10001))
    assert Record.objects.count() == 0
    assert spent < 20  # a bound against something quadratic: it takes about two seconds
    run = importing.dry_run(world.bruno, PROCESSING, pending.id)
    assert importing.confirm(world.bruno, PROCESSING, pending.id, mark=run.mark) == 9_997
    assert Record.objects.count() == 9_997
    assert add(world.bruno, PROCESSING, title="Suivant", values={}).number == 9_998


def test_more_amendments_than_one_request_can_keep_are_refused(world, there, monkeypatch):
    monkeypatch.setattr(importing, "MOST_AMENDED", 1)
    both = upload(world.bruno, "1;Crèche;Autre;300", "2;Voirie;Autre;", ";Eau;Fuites;")
    with pytest.raises(ImportAmendsTooMany):
        importing.dry_run(world.bruno, PROCESSING, both.id, now=NOW)
    one = upload(world.bruno, "1;Crèche;Autre;300", ";Eau;Fuites;", ";Bois;Couper;")
    assert importing.dry_run(world.bruno, PROCESSING, one.id, now=NOW).changes == 3


@pytest.mark.parametrize("shelf", SHELVES.values(), ids=SHELVES)
def test_every_register_exports_what_it_imports(world, shelf):
    writer = join(world.departement, "auteur", "Camille Auteur", *shelf.writers)
    head = ";".join(column.title for column in shelf.read_columns if column.required)
    row = ";".join("Un texte" for column in shelf.read_columns if column.required)
    pending = importing.upload(writer, shelf, name="r.csv", data=f"{head}\n{row}\n".encode(), now=NOW)
    run = importing.dry_run(writer, shelf, pending.id, now=NOW)
    assert importing.confirm(writer, shelf, pending.id, mark=run.mark, now=NOW) == 1
    data = export(join(world.departement, "lecteur", "Lou", *shelf.readers), shelf, "ods")
    reading = read_table(data, "r.ods", shelf.file_columns)
    assert reading.problems == ()
    assert reading.rows[0].values["title"] == "Un texte"


def test_a_formula_in_a_title_does_not_leave_as_one(world):
    add(world.bruno, PROCESSING, title="=HYPERLINK(1)", values={})
    assert b";'=HYPERLINK" in export(world.bruno, PROCESSING, "csv")
    assert isinstance(io.BytesIO(export(world.bruno, PROCESSING, "ods")).getvalue(), bytes)
