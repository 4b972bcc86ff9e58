"""The record of processing: drafted from a sheet, written by the DPO, read by those who answer, by nobody else."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.journal import RecordChanged, RecordMoved
from garant.registers.processing.actions import draft_processing_record
from garant.registers.processing.queries import processing_record_of
from garant.registers.processing.shelf import PROCESSING
from garant.registers.shelf import queries
from garant.registers.shelf.actions import add, amend, move, named
from garant.registers.shelf.errors import (
    AnswerUnfit,
    MoveNotOpen,
    RecordChangedMeanwhile,
    RecordClosed,
    TitleMissing,
)
from garant.registers.shelf.models import Record
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
USE = "use:3f2b8c1e-0000-4000-8000-000000000001"
LIST = "/registres/traitements/"
SHEET = {
    "name": "Places en crèche",
    "purposes": "Instruire les demandes",
    "legal_basis": "public_task",
    "legal_basis_reference": "CSP, art. L2324-1",
    "data_categories": ["État civil, identité", "Informations économiques"],
    "sensitive_data": ["Santé ou handicap"],
    "person_categories": ["Habitants et usagers", "Enfants et adolescents"],
    "recipients": ["Direction de l’enfance"],
    "transfers": [],
    "retention": "Deux ans",
    "security": ["Accès par rôle", "Journal"],
    "dpia_criteria": ["vulnerablePeople", "sensitiveData"],
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def denis(world):
    return join(world.departement, "denis", "Denis Faure", Role.DSI)


@pytest.fixture
def record(world):
    return add(world.bruno, PROCESSING, title="Crèche", values={"purposes": "Attribuer"}, now=NOW)


def test_the_sheet_drafts_a_record_that_the_dpo_validates(world, denis, journalled):
    drafted = draft_processing_record(denis, subject=USE, title="Crèche", values=SHEET, now=NOW)
    assert (drafted.title, drafted.state.value, drafted.validated) == ("Places en crèche", "draft", False)
    assert drafted.values["sensitive_data"] == ("health",)
    assert drafted.values["person_categories"] == ("users", "minors")
    assert drafted.values["security"] == "Accès par rôle\nJournal"
    assert [flag.sentence[:9] for flag in drafted.flags] == ["2 critère"]
    move(world.bruno, PROCESSING, drafted.id, "valider", revision=drafted.revision)
    assert processing_record_of(world.departement, USE).validated
    assert [type(entry) for entry in journalled()][-2:] == [RecordChanged, RecordMoved]
    assert journalled()[-1].use == USE.removeprefix("use:")


def test_drafting_twice_leaves_what_the_dpo_wrote(world, denis):
    first = draft_processing_record(denis, subject=USE, title="Crèche", values=SHEET)
    amend(world.bruno, PROCESSING, first.id, title="Le mien", values={}, revision=1)
    again = draft_processing_record(denis, subject=USE, title="Crèche", values=SHEET)
    assert (again.id, again.title) == (first.id, "Le mien")
    assert Record.objects.count() == 1


def test_words_of_the_sheet_that_fit_no_column_are_kept(denis):
    drafted = draft_processing_record(
        denis, subject=USE, title="Crèche", values={**SHEET, "legal_basis": "Autre chose"}
    )
    assert drafted.values["legal_basis"] is None
    assert "Autre chose" in drafted.values["observation"]


def test_an_agent_drafts_nothing(world):
    with pytest.raises(NotAllowed):
        draft_processing_record(world.alice, subject=USE, title="Crèche", values=SHEET)
    assert Record.objects.count() == 0


@pytest.mark.parametrize(
    "role", [Role.DPO, Role.DSI, Role.LEGAL, Role.RSSI, Role.REFERENT, Role.AUDITOR, Role.DGS]
)
def test_each_role_that_answers_reads_it(world, record, signed_in, role):
    reader = join(world.departement, "lecteur", "Lou Lecteur", role)
    browser = signed_in(reader)
    for address in (
        LIST,
        f"{LIST}{record.id}/",
        f"{LIST}imprimer/",
        f"{LIST}export.csv",
        f"{LIST}export.ods",
    ):
        assert browser.get(address).status_code == 200, address


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COMMUNICATION, Role.COMMITTEE])
def test_no_other_role_reads_it(world, record, signed_in, role):
    browser = signed_in(join(world.departement, "autre", "Ange Autre", role))
    for address in (LIST, f"{LIST}imprimer/", f"{LIST}export.csv"):
        assert browser.get(address).status_code == 403, address
    assert browser.get(f"{LIST}{record.id}/").status_code == 404


@pytest.mark.parametrize("role", [Role.DSI, Role.LEGAL, Role.RSSI, Role.REFERENT, Role.AUDITOR, Role.DGS])
def test_readers_do_not_write(world, record, signed_in, role):
    reader = join(world.departement, "lecteur", "Lou Lecteur", role)
    browser = signed_in(reader)
    for address in (f"{LIST}nouveau/", f"{LIST}{record.id}/modifier/", f"{LIST}importer/"):
        assert browser.get(address).status_code == 403, address
        assert browser.post(address, {"title": "Moi", "purposes": "x", "revision": 1}).status_code == 403
    with pytest.raises(NotAllowed):
        amend(reader, PROCESSING, record.id, title="Moi", values={}, revision=1)
    for step in ("valider", "clore"):
        with pytest.raises(NotAllowed):
            move(reader, PROCESSING, record.id, step, revision=1)
        assert browser.post(f"{LIST}{record.id}/{step}/", {"revision": 1}).status_code == 403
    assert Record.objects.get().title == "Crèche"


def test_the_dpo_of_another_organisation_finds_nothing(world, record, signed_in):
    with pytest.raises(NotFound):
        amend(world.david, PROCESSING, record.id, title="Moi", values={}, revision=1)
    with pytest.raises(NotFound):
        move(world.david, PROCESSING, record.id, "valider", revision=1)
    browser = signed_in(world.david)
    assert browser.get(f"{LIST}{record.id}/").status_code == 404
    assert browser.post(f"{LIST}{record.id}/valider/", {"revision": 1}).status_code == 404
    assert "Crèche" not in browser.get(LIST).content.decode()
    assert "Crèche".encode() not in browser.get(f"{LIST}export.csv").content
    assert processing_record_of(world.region, "") is None


def test_an_outsider_and_a_visitor_meet_the_wall(world, record, signed_in):
    assert signed_in(world.outsider).get(LIST).status_code == 403
    assert signed_in(world.outsider).get(f"{LIST}{record.id}/").status_code == 404
    assert Client().get(LIST)["location"].startswith("/connexion/")


def test_someone_whose_account_was_closed_writes_no_more(world, record):
    world.bruno.is_active = False
    with pytest.raises(NotAllowed):
        add(world.bruno, PROCESSING, title="Autre", values={})
    with pytest.raises(NotFound):
        amend(world.bruno, PROCESSING, record.id, title="Autre", values={}, revision=1)


def test_the_dpo_writes_through_the_pages_and_the_former_text_stays(world, signed_in):
    bruno = signed_in(world.bruno)
    made = bruno.post(
        f"{LIST}nouveau/",
        {"title": "Crèche", "purposes": "Attribuer", "legal_basis": "public_task", "sensitive_data": ["health"], "review_on": "2027-01-31"},
    )  # fmt: skip
    address = made["location"]
    assert made.status_code == 302
    page = bruno.get(address).content.decode()
    assert "Mission d’intérêt public" in page
    assert "Santé ou handicap" in page
    form = bruno.get(f"{address}modifier/").content.decode()
    assert 'value="2027-01-31"' in form
    answer = bruno.post(
        f"{address}modifier/",
        {"title": "Crèche", "purposes": "Attribuer les places", "revision": 1, "reason": "Plus précis"},
    )
    assert answer.status_code == 302
    found = Record.objects.get()
    assert (found.values, found.revision) == ({"purposes": "Attribuer les places"}, 2)
    versions = versions_of(world.bruno, named(PROCESSING, found))
    assert [version.number for version in versions] == [2, 1]
    assert versions[1].values["Finalité principale"] == "Attribuer"
    assert "Plus précis" in bruno.get(address).content.decode()


def test_what_is_missing_is_asked_for_and_nothing_is_written(world, signed_in):
    answer = signed_in(world.bruno).post(
        f"{LIST}nouveau/", {"title": "Crèche", "estimated_people": "beaucoup"}
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "2 réponses sont à corriger" in page
    assert "pas un nombre" in page
    assert Record.objects.count() == 0


def test_of_two_editors_the_second_is_told_and_loses_nothing(world, record, signed_in):
    bruno = signed_in(world.bruno)
    amend(world.bruno, PROCESSING, record.id, title="Crèches", values={"purposes": "La première"}, revision=1)
    answer = bruno.post(
        f"{LIST}{record.id}/modifier/",
        {"title": "Crèche", "purposes": "La seconde", "revision": 1, "reason": ""},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "La première" in page
    assert "La seconde" in page
    assert Record.objects.get().values == {"purposes": "La première"}
    assert 'name="revision" value="2"' in page
    again = bruno.post(
        f"{LIST}{record.id}/modifier/",
        {"title": "Crèche", "purposes": "La seconde", "revision": 2, "reason": ""},
    )
    assert again.status_code == 302
    assert Record.objects.get().values == {"purposes": "La seconde"}


def test_of_two_steps_at_once_the_second_is_told(world, record):
    move(world.bruno, PROCESSING, record.id, "valider", revision=1)
    with pytest.raises(MoveNotOpen):
        move(world.bruno, PROCESSING, record.id, "valider", revision=1)
    with pytest.raises(RecordChangedMeanwhile):
        move(world.bruno, PROCESSING, record.id, "clore", revision=1)
    assert Record.objects.get().state == "validated"


def test_what_is_closed_is_amended_no_more_until_it_is_reopened(world, record, signed_in):
    move(world.bruno, PROCESSING, record.id, "clore", revision=1)
    with pytest.raises(RecordClosed):
        amend(world.bruno, PROCESSING, record.id, title="Autre", values={}, revision=2)
    page = signed_in(world.bruno).post(
        f"{LIST}{record.id}/modifier/", {"title": "Autre", "purposes": "x", "revision": 2, "reason": ""}
    )
    assert page.status_code == 409
    assert "« Clos »".replace(" ", "\u00a0") in page.content.decode().replace("« ", "«\u00a0").replace(
        " »", "\u00a0»"
    )
    move(world.bruno, PROCESSING, record.id, "rouvrir", revision=2)
    amend(world.bruno, PROCESSING, record.id, title="Autre", values={}, revision=3)


def test_a_step_that_does_not_exist_is_none(world, record, signed_in):
    assert signed_in(world.bruno).post(f"{LIST}{record.id}/publier/", {"revision": 1}).status_code == 404
    assert signed_in(world.bruno).get(f"{LIST}{record.id}/valider/").status_code == 405


def test_a_title_and_an_answer_that_does_not_fit_are_refused(world):
    with pytest.raises(TitleMissing):
        add(world.bruno, PROCESSING, title="  ", values={})
    with pytest.raises(AnswerUnfit):
        add(world.bruno, PROCESSING, title="A", values={"legal_basis": "le hasard"})
    assert Record.objects.count() == 0


def test_the_search_forgets_accents_and_case_and_filters_add_up(world, record, signed_in):
    add(
        world.bruno,
        PROCESSING,
        title="Voirie",
        values={"purposes": "Fuites d’eau", "legal_basis": "public_task"},
    )
    bruno = signed_in(world.bruno)
    assert "Crèche" in bruno.get(LIST, {"q": "CRECHE attrib"}).content.decode()
    page = bruno.get(LIST, {"q": "fuites", "legal_basis": "public_task"}).content.decode()
    assert "Voirie" in page
    assert "Crèche" not in page
    assert "Aucune fiche" in bruno.get(LIST, {"q": "fuites", "etat": "validated"}).content.decode()
    assert "2 fiches" in bruno.get(LIST, {"etat": "nimporte", "legal_basis": "' or 1=1"}).content.decode()


def test_the_search_takes_percent_signs_for_what_they_are(world, record, signed_in):
    assert "Aucune fiche" in signed_in(world.bruno).get(LIST, {"q": "zzz%"}).content.decode()


def test_pages_hold_fifty_records(world, signed_in):
    for number in range(51):
        add(world.bruno, PROCESSING, title=f"Traitement {number:02}", values={})
    bruno = signed_in(world.bruno)
    first, second = (bruno.get(LIST, {"page": page}).content.decode() for page in (1, 2))
    assert "Traitement 50" in first
    assert "Traitement 00" not in first
    assert "Traitement 00" in second
    assert "page 2 sur 2" in second


def test_legitimate_interest_and_transfers_are_warned_of_and_a_plain_record_is_not():
    def warned(**values):
        return [flag.tone for flag in PROCESSING.flags(values, "draft")]

    assert warned(legal_basis="legitimate_interest") == ["bad"]
    assert warned(transfers=("États-Unis : clauses types",)) == ["warn"]
    assert warned(dpia_criteria=("dataCrossing",)) == []
    assert warned(dpia_criteria=("dataCrossing", "innovativeUse")) == ["warn"]
    assert warned(dpia_criteria=("dataCrossing", "innovativeUse"), exempt_from_dpia=True) == []
    assert warned(legal_basis="public_task") == []


def test_numbers_are_never_given_twice(world):
    numbers = [add(world.bruno, PROCESSING, title="A", values={}).number for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert add(world.david, PROCESSING, title="A", values={}).number == 1


def test_the_index_shows_what_each_person_may_open(world, record, signed_in):
    of_bruno = signed_in(world.bruno).get("/registres/").content.decode()
    assert "Registre des traitements" in of_bruno
    assert "1 fiche" in of_bruno
    of_alice = signed_in(world.alice).get("/registres/").content.decode()
    assert "Registre des traitements" not in of_alice
    assert "Usages déclarés" in of_alice
    assert queries.may_open(world.alice, PROCESSING) is False


def test_every_link_of_the_index_opens_for_who_sees_it(world, signed_in):
    for person in (world.alice, world.bruno, world.claire, world.david):
        browser = signed_in(person)
        page = browser.get("/registres/").content.decode()
        links = [part.partition('"')[0] for part in page.split('class="card-link" href="')[1:]]
        assert len(links) >= 7
        assert {browser.get(link).status_code for link in links} == {200}
