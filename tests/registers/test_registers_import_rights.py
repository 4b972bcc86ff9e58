"""Requests followed elsewhere come in by a file: shown before, held to the page's rules, their names sealed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from garant.directory.errors import NotAllowed
from garant.directory.kinds import Role
from garant.journal import RecordsExported
from garant.notifications.queries import notices_of
from garant.registers.rights import actions
from garant.registers.rights.errors import IdentityKnown, IdentityMissing
from garant.registers.rights.exporting import export_requests
from garant.registers.rights.importing import (
    confirm_requests,
    dry_run_requests,
    give_up_requests,
    upload_requests,
)
from garant.registers.rights.letters import letter
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.queries import RightsWanted, words_of
from garant.registers.rights.receiving import enter_request
from garant.registers.rights.sealed import Identity
from garant.registers.shelf.errors import ImportChangedMeanwhile, ImportEmpty, ImportGone
from garant.registers.shelf.models import PendingImport
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
WHO = Identity("Zoé Zébulonne", "12 rue des Lilas")
PAGE = "/registres/droits/importer/"
TITLES = (
    "Droit exercé",
    "État",
    "Reçue le",
    "Prolongée le",
    "Réponse le",
    "Numéro de reçu",
    "Nom de la personne",
    "Où lui répondre",
    "Ce qui est demandé",
    "Usage d’IA",
)
OPEN = "Accès;En cours;10/11/2026;;;2026-77;Zoé Zébulonne;12 rue des Lilas;Tout voir.;"
CLOSED = "Effacement;Répondue;02/03/2026;;20/03/2026;;;;;"

pytestmark = pytest.mark.django_db


def written(*lines):
    return "\n".join([";".join(TITLES), *lines]).encode()


def upload(person, *lines, now=NOW, name="demandes.csv"):
    return upload_requests(person, name=name, data=written(*lines), now=now)


def taken(person, *lines):
    pending = upload(person, *lines)
    mark = dry_run_requests(person, pending.id, now=NOW).mark
    confirm_requests(person, pending.id, mark=mark, now=NOW)
    return list(RightsRequest.objects.order_by("number"))


def test_the_whole_way_through_the_pages(world, signed_in, journalled):
    bruno = signed_in(world.bruno)
    assert PAGE in bruno.get("/registres/droits/").content.decode()
    assert "Numéro de reçu" in bruno.get(PAGE).content.decode()
    sent = SimpleUploadedFile("zoe-zebulonne.csv", written(OPEN, CLOSED, "Accès;;31/02/2026;;;;;;;"))
    address = bruno.post(PAGE, {"file": sent})["location"]
    kept = PendingImport.objects.get()
    assert (kept.name, "Zébulonne".encode() in bytes(kept.data)) == ("demandes.csv", False)
    page = bruno.get(address).content.decode()
    assert "Importer 2 demandes" in page
    assert "Ligne 4" in page
    assert "n’existe pas dans le calendrier" in page
    assert "1 demande sans nom" in page
    assert "Zébulonne" not in page
    assert RightsRequest.objects.count() == 0  # nothing yet
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    assert bruno.post(f"{address}confirmer/", {"mark": mark})["location"] == "/registres/droits/"
    assert [(each.number, each.state) for each in RightsRequest.objects.order_by("number")] == [
        (1, "ongoing"),
        (2, "answered"),
    ]
    entry = journalled()[-1]
    assert isinstance(entry, RecordsExported)
    assert (entry.imported, entry.rows, entry.what) == (True, 2, "rights-requests")
    assert "2 demandes en plus" in bruno.get("/registres/droits/").content.decode()
    assert PendingImport.objects.count() == 0


def test_names_and_words_are_sealed_and_the_deadline_is_the_law_s(world):
    found, closed = taken(world.bruno, OPEN, CLOSED)
    for sealed in (found.identity, found.words, found.reference):
        assert not {b"Lilas", b"voir", b"2026-77"} & set(bytes(sealed).split())
    words = words_of(world.bruno, found)
    assert (words.identity, words.request, words.reference) == (WHO, "Tout voir.", "2026-77")
    assert found.due_day.isoformat() == "2026-12-10"
    assert found.receipt.startswith("DR-2026-0001-")
    assert "votre numéro : 2026-77" in letter(found, words)
    assert (found.channel, found.entered_by, found.person) == ("desk", world.bruno, None)
    assert (closed.in_time, notices_of(world.bruno)) == (True, [])


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_an_export_comes_back_and_changes_nothing(world, kind):
    taken(world.bruno, OPEN, CLOSED)
    enter_request(world.bruno, kind="review", identity=WHO, words="Relire.", now=NOW)
    data = export_requests(world.bruno, format=kind, wanted=RightsWanted())
    again = upload_requests(world.bruno, name=f"d.{kind}", data=data, now=NOW)
    run = dry_run_requests(world.bruno, again.id, now=NOW)
    assert (run.plan.unchanged, run.plan.created, run.plan.problems) == (3, (), ())
    with pytest.raises(ImportEmpty):
        confirm_requests(world.bruno, again.id, mark=run.mark, now=NOW)


def test_an_export_goes_to_another_register_without_its_numbers_and_without_a_name(world):
    enter_request(world.bruno, kind="access", identity=WHO, words="Tout.", now=NOW)
    head, line = (
        export_requests(world.bruno, format="csv", wanted=RightsWanted()).decode("utf-8-sig").splitlines()
    )
    pending = upload_requests(world.david, name="d.csv", data=f"{head}\n{line}".encode(), now=NOW)
    run = dry_run_requests(world.david, pending.id, now=NOW)
    assert "laissez le numéro vide" in run.plan.problems[0].sentence
    moved = f"{head}\n;{line.partition(';')[2]}".encode()
    pending = upload_requests(world.david, name="d.csv", data=moved, now=NOW)
    run = dry_run_requests(world.david, pending.id, now=NOW)
    assert (run.nameless, confirm_requests(world.david, pending.id, mark=run.mark, now=NOW)) == (1, 1)
    assert RightsRequest.objects.get(organisation=world.region).number == 1


def test_a_receipt_that_is_here_is_left_out_and_said(world, signed_in):
    here = enter_request(world.bruno, kind="access", identity=WHO, words="Tout.", now=NOW)
    taken(world.bruno, OPEN)
    other = CLOSED.replace(";20/03/2026;;", f";20/03/2026;{here.receipt.lower()};")
    pending = upload(world.bruno, OPEN, other, CLOSED, now=datetime.now(UTC))
    run = dry_run_requests(world.bruno, pending.id)
    assert [(each.line, each.number) for each in run.already] == [(2, 2), (3, 1)]
    assert [row.line for row in run.plan.created] == [4]
    page = signed_in(world.bruno).get(f"{PAGE}{pending.id}/").content.decode()
    assert "Reçus déjà dans le registre" in page
    assert here.receipt not in page


def test_two_lines_with_one_receipt_are_both_refused(world):
    run = dry_run_requests(
        world.bruno, upload(world.bruno, OPEN, OPEN.replace("2026-77", "2026 77"), CLOSED).id, now=NOW
    )
    assert [(each.line, each.column) for each in run.plan.problems] == [
        (2, "Numéro de reçu"),
        (3, "Numéro de reçu"),
    ]
    assert [row.line for row in run.plan.created] == [4]


def test_a_file_amends_no_request(world):
    enter_request(world.bruno, kind="access", identity=WHO, words="Tout.", now=NOW)
    data = "N°;Droit exercé;Reçue le\n1;Effacement;20/11/2026\n1;Accès;20/11/2026\n".encode()
    pending = upload_requests(world.bruno, name="d.csv", data=data.rsplit(b"\n", 2)[0], now=NOW)
    run = dry_run_requests(world.bruno, pending.id, now=NOW)
    assert "sa page" in run.plan.problems[0].sentence
    assert run.plan.created == ()


@pytest.mark.parametrize(
    ("line", "column", "sentence"),
    [
        ("Accès;;21/11/2026;;;;;;;", "Reçue le", "à venir"),
        ("Accès;Répondue;02/03/2026;;;;;;;", "Réponse le", "date de réponse"),
        ("Accès;;02/03/2026;;05/03/2026;;;;;", "Réponse le", "date de réponse"),
        ("Accès;Refusée;02/03/2026;;01/03/2026;;;;;", "Réponse le", "avant la demande"),
        ("Accès;;02/03/2026;03/04/2026;;;;;;", "Prolongée le", "déjà passé"),
        ("Accès;;02/03/2026;01/03/2026;;;;;;", "Prolongée le", "avant la demande"),
        ("Explication d’une décision;;02/03/2026;05/03/2026;;;;;;", "Prolongée le", "ne permet pas"),
        ("Accès;;02/03/2026;;;;Zoé;;;", "Où lui répondre", "les deux"),
        ("Accès;;02/03/2026;;;;;12 rue des Lilas;;", "Nom de la personne", "les deux"),
        ("Accès;;02/03/2026;;;;;;;La crèche", "Usage d’IA", "use:"),
        (";;02/03/2026;;;;;;;", "Droit exercé", "obligatoire"),
        ("Divination;;02/03/2026;;;;;;;", "Droit exercé", "Réponse inconnue"),
    ],
)
def test_what_the_page_would_refuse_is_refused_with_its_line_and_column(world, line, column, sentence):
    plan = dry_run_requests(world.bruno, upload(world.bruno, line, CLOSED).id, now=NOW).plan
    assert [(each.line, each.column) for each in plan.problems] == [(2, column)]
    assert sentence in plan.problems[0].sentence
    assert [row.line for row in plan.created] == [3]


def test_a_delay_prolonged_on_its_last_day_is_prolonged(world):
    (found,) = taken(world.bruno, "Accès;;02/03/2026;02/04/2026;;;;;;")
    assert (found.due_day.isoformat(), found.extended_at is not None) == ("2026-06-02", True)


def test_without_a_name_nothing_is_answered_until_somebody_says_it(world, signed_in):
    (found,) = taken(world.bruno, "Accès;En cours;10/11/2026;;;;;;;")
    bruno, address = signed_in(world.bruno), found.get_absolute_url()
    page = bruno.get(address).content.decode()
    assert "reprise sans son nom" in page
    assert "aucune lettre" in page
    assert "Répondre</a>" not in page
    assert bruno.get(f"{address}courrier/").status_code == 404
    with pytest.raises(IdentityMissing):
        actions.answer(world.bruno, found.id, text="Voici.", revision=0)
    given = {"revision": 0, "name": WHO.name, "contact": WHO.contact}
    lacking = bruno.post(f"{address}personne/", {**given, "contact": ""})
    assert (lacking.status_code, WHO.name in lacking.content.decode()) == (400, True)
    assert bruno.post(f"{address}personne/", given).status_code == 302
    assert words_of(world.bruno, found).identity == WHO
    with pytest.raises(IdentityKnown):
        actions.name_requester(world.bruno, found.id, identity=Identity("Autre", "ici"), revision=1)
    assert "Répondre</a>" in bruno.get(address).content.decode()
    actions.answer(world.bruno, found.id, text="Voici.", revision=1)
    closed = RightsRequest.objects.get()
    assert "Voici." in letter(closed, words_of(world.bruno, closed))


def test_a_nameless_request_may_be_refused_but_never_declared_identified(world):
    (found,) = taken(world.bruno, "Accès;;10/11/2026;;;;;;;")
    with pytest.raises(IdentityMissing):
        actions.check_identity(world.bruno, found.id, revision=0)
    actions.refuse(world.bruno, found.id, reason="Introuvable.", revision=0)
    assert RightsRequest.objects.get().state == "refused"


def test_an_answer_given_elsewhere_makes_no_letter_here(world):
    (found,) = taken(
        world.bruno, "Accès;Répondue;02/03/2026;;05/03/2026;;Zoé Zébulonne;12 rue des Lilas;Tout.;"
    )
    assert letter(found, words_of(world.bruno, found)) == ""


def test_what_was_closed_beyond_the_retention_comes_without_name_nor_words(world):
    old, kept = taken(
        world.bruno,
        "Accès;Répondue;02/03/2020;;05/03/2020;A-1;Zoé;ici;Tout.;",
        "Accès;Répondue;02/03/2022;;05/03/2022;A-2;Zoé;ici;Tout.;",
    )
    assert (old.forgotten_at, old.reference) == (NOW, None)
    assert (kept.forgotten_at, words_of(world.bruno, kept).identity.name) == (None, "Zoé")


def test_an_import_is_all_or_nothing_and_its_file_goes_in_a_day(world, monkeypatch):
    pending = upload(world.bruno, OPEN)
    mark = dry_run_requests(world.bruno, pending.id, now=NOW).mark
    with pytest.raises(ImportChangedMeanwhile):
        confirm_requests(world.bruno, pending.id, mark="autre", now=NOW)

    def broken(*_args: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr("garant.registers.rights.importing.forget_file", broken)
    with pytest.raises(OSError):
        confirm_requests(world.bruno, pending.id, mark=mark, now=NOW)
    assert (RightsRequest.objects.count(), PendingImport.objects.count()) == (0, 1)
    with pytest.raises(ImportGone):
        dry_run_requests(world.bruno, pending.id, now=NOW + timedelta(days=1, minutes=1))


def test_ten_thousand_lines_and_three_wrong_ones(world):
    lines = [f"Accès;;{1 + n % 28:02}/{1 + n % 10:02}/2026;;;;;;;" for n in range(10_000)]
    lines[41], lines[500], lines[9_999] = (
        "Accès;;hier;;;;;;;",
        CLOSED.replace("20/03", "01/03"),
        ";;02/03/2026;;;;;;;",
    )
    plan = dry_run_requests(world.bruno, upload(world.bruno, *lines).id, now=NOW).plan
    assert [each.line for each in plan.problems] == [43, 502, 10_001]
    assert len(plan.created) == 9_997


def test_the_wall_of_each_address(world, client, signed_in):
    pending = upload(world.bruno, OPEN, now=timezone.now())
    auditor = join(world.departement, "aude", "Aude Blanc", Role.AUDITOR)
    referent = join(world.departement, "remi", "Rémi Gay", Role.REFERENT)
    legal = join(world.departement, "lina", "Lina Roy", Role.LEGAL)
    addresses = [f"{PAGE}{pending.id}/", f"{PAGE}{pending.id}/confirmer/", f"{PAGE}{pending.id}/abandonner/"]
    walls = [(world.alice, 403), (auditor, 403), (referent, 403), (world.david, 404), (legal, 404)]
    for person, refused in walls:
        visitor = signed_in(person)
        assert visitor.get(PAGE).status_code == (403 if refused == 403 else 200)
        statuses = [
            visitor.get(addresses[0]).status_code,
            *(visitor.post(each).status_code for each in addresses[1:]),
        ]
        assert statuses == [refused] * 3
    assert all(client.get(each).status_code in {302, 405} for each in [PAGE, *addresses])
    for person in (world.alice, auditor, referent):
        with pytest.raises(NotAllowed):
            upload(person, OPEN)
        with pytest.raises(NotAllowed):
            give_up_requests(person, pending.id)
        with pytest.raises(NotAllowed):
            actions.name_requester(person, pending.id, identity=WHO, revision=0)
    assert (RightsRequest.objects.count(), PendingImport.objects.count()) == (0, 1)


@pytest.mark.parametrize(("day", "fits"), [("01/01/0001", False), ("10/11/2026", True)])
def test_a_year_that_no_clock_reaches_is_told_on_its_line(world, day, fits):
    dpo = join(world.departement, "delphine", "Delphine Garrigue", Role.DPO)
    pending = upload(dpo, OPEN.replace("10/11/2026", day))
    run = dry_run_requests(dpo, pending.id, now=NOW)
    assert [problem.sentence for problem in run.plan.problems] == (
        [] if fits else ["Cette date est trop ancienne : vérifiez l’année."]
    )
