"""Incidents followed elsewhere come in by a file: shown before, held to the page's rules, all or nothing."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from garant.directory.errors import NotAllowed
from garant.directory.kinds import Role
from garant.journal import RecordsExported
from garant.registers import importing
from garant.registers.actions import report_incident
from garant.registers.aftermath import clocks, steps_of
from garant.registers.exporting import export_incidents
from garant.registers.importing import confirm_incidents, dry_run_incidents, upload_incidents
from garant.registers.models import Incident, IncidentStep
from garant.registers.queries import words_of
from garant.registers.searching import Wanted
from garant.registers.shelf.errors import ImportChangedMeanwhile, ImportEmpty, ImportGone
from garant.registers.shelf.models import PendingImport
from garant.tables import TableLies
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
PAGE = "/incidents/importer/"
TITLES = (
    "Nature",
    "État",
    "Signalé le",
    "Clos le",
    "Violation de données personnelles",
    "Violation connue le",
    "Violation notifiée à la CNIL",
    "Information des personnes écartée",
    "Ce qui s’est passé",
)
WRONG = "Réponse fausse ou inventée"
CLOSED_BREACH = (
    f"{WRONG};Clos;02/03/2026;10/03/2026;Oui;02/03/2026;04/03/2026;05/03/2026;Une adresse est sortie."
)

pytestmark = pytest.mark.django_db


def written(*lines):
    return "\n".join([";".join(TITLES), *lines]).encode()


def upload(person, *lines, now=NOW):
    return upload_incidents(person, name="incidents.csv", data=written(*lines), now=now)


def planned(person, *lines):
    return dry_run_incidents(person, upload(person, *lines).id, now=NOW).plan


def test_the_whole_way_through_the_pages(world, signed_in, journalled):
    report_incident(world.alice, category="wrong", description="Déjà là.", now=NOW)
    bruno = signed_in(world.bruno)
    assert PAGE in bruno.get("/incidents/").content.decode()
    assert "Ce qui s’est passé" in bruno.get(PAGE).content.decode()
    lines = (CLOSED_BREACH, f"{WRONG};;31/02/2026;;;;;;", f"{WRONG};;01/04/2026;;;;;;")
    sent = {"file": SimpleUploadedFile("incidents.csv", written(*lines))}
    address = bruno.post(PAGE, sent)["location"]
    page = bruno.get(address).content.decode()
    assert "Importer 2 incidents" in page
    assert "signalé le 2 mars 2026" in page
    assert "Ligne 3" in page
    assert "n’existe pas dans le calendrier" in page
    assert Incident.objects.count() == 1  # nothing yet
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    assert bruno.post(f"{address}confirmer/", {"mark": mark})["location"] == "/incidents/"
    assert [(each.number, each.state) for each in Incident.objects.order_by("number")] == [
        (1, "new"),
        (2, "closed"),
        (3, "new"),
    ]
    entry = journalled()[-1]
    assert isinstance(entry, RecordsExported)
    assert (entry.imported, entry.rows, entry.what) == (True, 2, "incidents")
    assert "2 incidents en plus" in bruno.get("/incidents/").content.decode()


def test_words_dates_and_steps_are_those_of_the_file(world):
    pending = upload(world.bruno, CLOSED_BREACH)
    mark = dry_run_incidents(world.bruno, pending.id, now=NOW).mark
    assert confirm_incidents(world.bruno, pending.id, mark=mark, now=NOW) == 1
    found = Incident.objects.get()
    assert words_of(world.bruno, found).description == "Une adresse est sortie."
    assert "Repris d’un autre registre" in words_of(world.bruno, found).resolution
    assert b"adresse" not in bytes(found.description)
    assert (found.reporter, found.breach, found.due_at) == (world.bruno, "yes", None)
    assert [each.step for each in steps_of(world.bruno, found)] == ["cnil-told", "persons-not-due"]
    assert [clock.is_running for clock in clocks(found)] == [False, False]
    assert "Repris" in steps_of(world.bruno, found)[1].reason


def test_an_open_incident_has_the_delay_of_the_charter_from_its_report_on(world):
    pending = upload(world.bruno, f"{WRONG};;18/11/2026;;;;;;")
    confirm_incidents(
        world.bruno, pending.id, mark=dry_run_incidents(world.bruno, pending.id, now=NOW).mark, now=NOW
    )
    imported = Incident.objects.get()
    reported = report_incident(world.alice, category="wrong", description="Ici.", now=NOW)
    assert imported.due_at is not None
    assert imported.due_at - imported.opened_at == reported.due_at - reported.opened_at
    assert (imported.clause, imported.roles) == (reported.clause, reported.roles)


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_an_export_comes_back_and_changes_nothing(world, kind):
    pending = upload(world.bruno, CLOSED_BREACH, f"{WRONG};;18/11/2026;;;;;;")
    confirm_incidents(
        world.bruno, pending.id, mark=dry_run_incidents(world.bruno, pending.id, now=NOW).mark, now=NOW
    )
    data = export_incidents(world.bruno, format=kind, wanted=Wanted())
    again = upload_incidents(world.bruno, name=f"incidents.{kind}", data=data, now=NOW)
    run = dry_run_incidents(world.bruno, again.id, now=NOW)
    assert (run.plan.unchanged, run.changes, run.plan.problems) == (2, 0, ())
    with pytest.raises(ImportEmpty):
        confirm_incidents(world.bruno, again.id, mark=run.mark, now=NOW)


@pytest.mark.parametrize(
    ("line", "column", "sentence"),
    [
        (f"{WRONG};;21/11/2026;;;;;;", "Signalé le", "à venir"),
        (f"{WRONG};Clos;02/03/2026;;;;;;", "Clos le", "date de clôture"),
        (f"{WRONG};;02/03/2026;05/03/2026;;;;;", "Clos le", "date de clôture"),
        (f"{WRONG};Clos;02/03/2026;01/03/2026;;;;;", "Clos le", "avant le signalement"),
        (f"{WRONG};;02/03/2026;;Oui;;;;", "Violation connue le", "72 heures"),
        (f"{WRONG};Clos;02/03/2026;05/03/2026;Oui;02/03/2026;;;", "État", "« Notifier la CNIL »"),
        (f"{WRONG};;02/03/2026;;Non;;03/03/2026;;", "Violation notifiée à la CNIL", "Rien"),
        (";;02/03/2026;;;;;;", "Nature", "obligatoire"),
        ("Panne;;02/03/2026;;;;;;", "Nature", "Réponse inconnue"),
    ],
)
def test_what_the_page_would_refuse_is_refused_with_its_line_and_column(world, line, column, sentence):
    plan = planned(world.bruno, line, f"{WRONG};;02/03/2026;;;;;;")
    assert [(each.line, each.column) for each in plan.problems] == [(2, column)]
    assert sentence in plan.problems[0].sentence
    assert [row.line for row in plan.created] == [3]


def test_a_serious_incident_needs_its_reason_and_its_day(world):
    data = f"Nature;Signalé le;Incident grave d’IA\n{WRONG};02/03/2026;Oui\n".encode()
    pending = upload_incidents(world.bruno, name="i.csv", data=data, now=NOW)
    plan = dry_run_incidents(world.bruno, pending.id, now=NOW).plan
    assert {each.column for each in plan.problems} == {"Incident grave connu le", "Motif de gravité"}


def test_a_file_amends_no_incident_and_knows_no_number_of_its_own(world):
    report_incident(world.alice, category="wrong", description="Déjà là.", now=NOW)
    data = "N°;Nature;Signalé le\n1;Autre;20/11/2026\n9;Autre;20/11/2026\n".encode()
    pending = upload_incidents(world.bruno, name="i.csv", data=data, now=NOW)
    run = dry_run_incidents(world.bruno, pending.id, now=NOW)
    assert run.changes == 0
    assert ["sa page" in each.sentence for each in run.plan.problems] == [True, False]
    assert Incident.objects.get().category == "wrong"


def test_an_import_is_all_or_nothing(world, monkeypatch):
    pending = upload(world.bruno, CLOSED_BREACH)
    mark = dry_run_incidents(world.bruno, pending.id, now=NOW).mark
    with pytest.raises(ImportChangedMeanwhile):
        confirm_incidents(world.bruno, pending.id, mark="autre", now=NOW)

    def broken(*_args: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr(IncidentStep.objects, "bulk_create", broken)
    with pytest.raises(OSError):
        confirm_incidents(world.bruno, pending.id, mark=mark, now=NOW)
    assert (Incident.objects.count(), PendingImport.objects.count()) == (0, 1)


def test_a_file_that_lies_about_its_type_is_refused(world):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(TableLies):
        upload_incidents(world.bruno, name="incidents.csv", data=packed.getvalue(), now=NOW)
    assert PendingImport.objects.count() == 0


def test_giving_up_forgets_the_file_and_a_day_does_too(world, signed_in):
    pending = upload(world.bruno, CLOSED_BREACH, now=datetime.now(UTC))
    bruno = signed_in(world.bruno)
    assert bruno.post(f"{PAGE}{pending.id}/abandonner/").status_code == 302
    assert bruno.get(f"{PAGE}{pending.id}/").status_code == 404
    late = upload(world.bruno, CLOSED_BREACH)
    with pytest.raises(ImportGone):
        dry_run_incidents(world.bruno, late.id, now=NOW + timedelta(days=1, minutes=1))


def test_ten_thousand_lines_and_three_wrong_ones(world):
    lines = [f"{WRONG};;{date(2025, 1 + n % 12, 1 + n % 28):%d/%m/%Y};;;;;;" for n in range(10_000)]
    lines[41] = f"{WRONG};;hier;;;;;;"
    lines[500] = f"{WRONG};Clos;02/03/2026;;;;;;"
    lines[9_999] = ";;02/03/2026;;;;;;"
    plan = planned(world.bruno, *lines)
    assert [each.line for each in plan.problems] == [43, 502, 10_001]
    assert len(plan.created) == 9_997


def test_the_wall_of_each_address(world, client, signed_in):
    pending = upload(world.bruno, CLOSED_BREACH, now=datetime.now(UTC))
    auditor = join(world.departement, "aude", "Aude Blanc", Role.AUDITOR)
    rssi = join(world.departement, "sonia", "Sonia Peyre", Role.RSSI)
    addresses = [f"{PAGE}{pending.id}/", f"{PAGE}{pending.id}/confirmer/", f"{PAGE}{pending.id}/abandonner/"]
    for person, refused in [(world.alice, 403), (auditor, 403), (world.david, 404), (rssi, 404)]:
        visitor = signed_in(person)
        assert visitor.get(PAGE).status_code == (403 if refused == 403 else 200)
        statuses = [
            visitor.get(addresses[0]).status_code,
            *(visitor.post(each).status_code for each in addresses[1:]),
        ]
        assert statuses == [refused] * 3
    assert all(client.get(each).status_code in {302, 405} for each in [PAGE, *addresses])
    for person in (world.alice, auditor):
        with pytest.raises(NotAllowed):
            upload(person, CLOSED_BREACH)
        with pytest.raises(NotAllowed):
            importing.give_up_incidents(person, pending.id)
    assert (Incident.objects.count(), PendingImport.objects.count()) == (0, 1)
