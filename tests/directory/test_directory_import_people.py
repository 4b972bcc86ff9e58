"""People by a file: read first, then all of them or nobody."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from garant.directory import queries
from garant.directory.errors import NotAllowed
from garant.directory.kinds import Kind, Role
from garant.directory.links import mailing
from garant.directory.models import PendingPeople, Person
from garant.directory.people import passwords
from garant.directory.people.errors import PasswordsGone, PeopleImportChanged, PeopleImportGone
from garant.directory.people.importing import Added, confirm_people, dry_run_people, upload_people
from garant.directory.people.waiting import KEPT
from garant.journal import RecordsExported

pytestmark = pytest.mark.django_db

NEW = "/administration/personnes/import/"
TITLES = "Adresse électronique;Prénom et nom;Qualité;Rôles"
TWO = f'{TITLES}\r\nEve@Essai.example;Ève Blanc;Bénévole;"dpo;Guichet juridique"\r\nzoe@essai.example;Zoé Noir;;\r\n'


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(mailing, "beside", mailing.attempt)


def upload(actor, text, name="personnes.csv"):
    return upload_people(actor, name=name, data=text.encode()).id


def given(client, text, name="personnes.csv"):
    return client.post(NEW, {"file": SimpleUploadedFile(name, text.encode("utf-8-sig"))})


def test_claire_reads_confirms_and_hands_over_passwords(world, signed_in, journalled):
    client = signed_in(world.claire)
    where = given(client, TWO)["location"]
    page = client.get(where).content.decode()
    assert "Ève Blanc" in page
    assert "Agent ou agente" in page
    assert not Person.objects.filter(email="eve@essai.example").exists()
    (mark,) = re.findall(r'name="mark" value="(\w+)"', page)
    shown = client.post(f"{where}confirmer/", {"mark": mark, "access": "passwords"}).content.decode()
    eve = queries.person_by_email("eve@essai.example")
    assert eve is not None
    assert (eve.organisation, eve.kind, eve.roles, eve.must_change_password) == (
        world.departement,
        Kind.VOLUNTEER,
        {Role.DPO, Role.LEGAL},
        True,
    )
    made = re.findall(r"<code>([^<]+)</code>", shown)
    assert eve.check_password(made[0])
    assert journalled()[-1] == RecordsExported(
        organisation="departement-essai",
        person=str(world.claire.id),
        what="people",
        format="csv",
        rows=2,
        imported=True,
    )
    (carried,) = re.findall(r'name="carried" value="([^"]+)"', shown)
    file = client.post(f"{NEW}mots-de-passe/", {"carried": carried})
    assert made[1] in file.content.decode("utf-8-sig")
    assert client.get(where).status_code == 404


def test_by_mail_nobody_has_a_password_and_no_secret_travels(world, signed_in):
    client = signed_in(world.claire)
    where = given(client, TWO)["location"]
    (mark,) = re.findall(r'name="mark" value="(\w+)"', client.get(where).content.decode())
    assert client.post(f"{where}confirmer/", {"mark": mark, "access": "mail"}).status_code == 302
    assert {tuple(each.to) for each in mail.outbox} == {("eve@essai.example",), ("zoe@essai.example",)}
    assert "/connexion/lien/\n" in mail.outbox[0].body
    eve = queries.person_by_email("eve@essai.example")
    assert eve is not None
    assert not eve.has_usable_password()
    assert not eve.must_change_password


def test_mails_are_not_offered_where_none_leaves(world, signed_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    client = signed_in(world.claire)
    where = given(client, TWO)["location"]
    page = client.get(where).content.decode()
    assert 'value="mail"' not in page
    assert client.post(f"{where}confirmer/", {"mark": "x", "access": "mail"}).status_code == 400


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("pas une adresse;Ève;;", "Ce n’est pas une adresse"),
        (";Ève;;", "obligatoire"),
        ("eve@essai.example;;;", "obligatoire"),
        ("eve@essai.example;Ève;Roi;", "Réponse inconnue"),
        ("eve@essai.example;Ève;;chef", "inconnu"),
        ("eve@essai.example;Ève;;\r\nEVE@essai.example;Ève;;", "plusieurs fois"),
    ],
)
def test_one_wrong_line_keeps_the_whole_file_out_and_is_named(world, signed_in, line, said):
    client = signed_in(world.claire)
    where = given(client, f"{TITLES}\r\nzoe@essai.example;Zoé;;\r\n{line}\r\n")["location"]
    page = client.get(where).content.decode()
    assert said in page
    assert "Ligne\u00a03" in page.replace("Ligne 3", "Ligne\u00a03")
    assert "confirmer" not in page
    assert client.post(f"{where}confirmer/", {"mark": "x", "access": "passwords"}).status_code == 409
    assert queries.person_by_email("zoe@essai.example") is None


def test_an_address_that_is_taken_is_left_out_in_the_same_words_here_and_elsewhere(world):
    pending = upload(
        world.claire,
        f"{TITLES}\n{world.bruno.email};X;;dgs\n{world.chloe.email.upper()};Y;;\nzoe@essai.example;Zoé;;\n",
    )
    run = dry_run_people(world.claire, pending)
    assert len({each.sentence for each in run.known}) == 1
    assert [each.line for each in run.known] == [2, 3]
    confirm_people(world.claire, pending, mark=run.mark, access="passwords")
    for person in (world.bruno, world.chloe):
        after = Person.objects.get(id=person.id)
        assert (after.full_name, after.roles, after.password) == (
            person.full_name,
            person.roles,
            person.password,
        )


def test_who_is_missing_from_the_file_stays(world):
    pending = upload(world.claire, TWO)
    confirm_people(world.claire, pending, mark=dry_run_people(world.claire, pending).mark, access="passwords")
    assert Person.objects.filter(organisation=world.departement, is_active=True).count() == 5


def test_what_changed_since_the_reading_is_read_again(world, signed_in):
    pending = upload(world.claire, TWO)
    mark = dry_run_people(world.claire, pending).mark
    Person.objects.filter(id=world.alice.id).update(email="eve@essai.example")
    with pytest.raises(PeopleImportChanged):
        confirm_people(world.claire, pending, mark=mark, access="passwords")
    answer = signed_in(world.claire).post(f"{NEW}{pending}/confirmer/", {"mark": mark, "access": "passwords"})
    assert answer.status_code == 409
    assert "personne n’a été ajouté" in answer.content.decode()


def test_a_file_of_windows_is_read_and_one_of_excel_is_told_how_to_be_saved(world, signed_in):
    pending = upload_people(
        world.claire, name="p.csv", data=f"{TITLES}\neve@essai.example;Hélène;;".encode("cp1252")
    )
    assert dry_run_people(world.claire, pending.id).added[0].values["full_name"] == "Hélène"
    answer = given(signed_in(world.claire), "PK\x03\x04", "personnes.xlsx")
    assert answer.status_code in {400, 415}


def test_the_template_and_the_export_are_read_back_by_the_import(world, signed_in, journalled):
    client = signed_in(world.claire)
    for form in ("csv", "ods"):
        answer = client.get(f"{NEW}modele.{form}")
        pending = upload_people(world.claire, name=f"m.{form}", data=answer.content)
        assert len(dry_run_people(world.claire, pending.id).added) == 2
        exported = client.get(f"/administration/personnes/export.{form}")
        assert journalled()[-1].what == "people"
        run = dry_run_people(
            world.claire, upload_people(world.claire, name=f"e.{form}", data=exported.content).id
        )
        assert (len(run.known), run.added, run.problems, run.remarks) == (3, (), (), ())
    assert client.get("/administration/personnes/export.pdf").status_code == 404


def test_a_name_that_begins_as_a_formula_does_not_run_in_a_spreadsheet(world, signed_in):
    Person.objects.filter(id=world.alice.id).update(full_name="=1+1")
    assert ";'=1+1;" in signed_in(world.claire).get("/administration/personnes/export.csv").content.decode()


@pytest.mark.parametrize("name", ["alice", "bruno", "chloe"])
def test_nobody_else_imports_or_exports(world, signed_in, name):
    person = getattr(world, name)
    with pytest.raises(NotAllowed):
        upload(person, TWO)
    for path in (NEW, "/administration/personnes/export.csv"):
        assert signed_in(person).get(path).status_code == 403


def test_a_file_is_its_giver_s_alone_for_a_day_and_is_kept_sealed(world):
    pending = upload(world.claire, TWO)
    assert b"Blanc" not in bytes(PendingPeople.objects.get().data)
    world.david.assignments.create(role=Role.ADMINISTRATOR)
    with pytest.raises(PeopleImportGone):
        dry_run_people(Person.objects.get(id=world.david.id), pending)
    with pytest.raises(PeopleImportGone):
        dry_run_people(world.claire, pending, now=timezone.now() + KEPT + timedelta(minutes=1))


def test_the_passwords_are_downloaded_by_their_maker_alone_and_for_a_quarter_of_an_hour(world):
    now = timezone.now()
    added = [Added(world.alice.id, "eve@essai.example", "Ève", "abcd-efgh")]
    carried = passwords.sealed_for_download(world.claire, added, now=now)
    assert "abcd" not in carried
    assert b"abcd-efgh" in passwords.as_csv(world.claire, carried, now=now)
    for actor, at, said in (
        (world.david, now, carried),
        (world.claire, now + passwords.OPENS_FOR + timedelta(seconds=1), carried),
        (world.claire, now, "rien"),
    ):
        with pytest.raises(PasswordsGone):
            passwords.as_csv(actor, said, now=at)
