"""The charter in files: every version, every form, what its link says, and what a public page can't do."""

import io
import json
import zipfile

import docx
import odfdo
import pypdfium2
import pytest
from django.test import Client

from garant.directory.actions import put_charter_in_force
from garant.press import PressBusy, Shelf
from garant.publication import files
from world import CHARTER_DEPARTEMENT

PUBLIC = "/o/departement-essai/charte/"
FORMS = ["pdf", "odt", "docx", "html", "md", "json", "yaml", "affiche-a3", "affiche-a4"]
TITLE = "Pas de données personnelles dehors"

pytestmark = pytest.mark.django_db


def words_of(form: str, body: bytes) -> str:
    match form:
        case "pdf" | "affiche-a3" | "affiche-a4":
            document = pypdfium2.PdfDocument(body)
            return " ".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", " ")
        case "odt":
            return odfdo.Document(io.BytesIO(body)).get_formatted_text()
        case "docx":
            return "\n".join(each.text for each in docx.Document(io.BytesIO(body)).paragraphs)
        case "json":
            return json.dumps(json.loads(body), ensure_ascii=False)
    return body.decode()


def put_another(world):
    text = CHARTER_DEPARTEMENT.replace("2026-11-01\ntitle", "2026-12-01\ntitle")
    put_charter_in_force(world.claire, text=text.replace(TITLE, "Rien de personnel dehors"))


@pytest.mark.parametrize("form", FORMS)
def test_the_public_takes_the_charter_away_in_every_form(world, form):
    answer = Client().get(f"{PUBLIC}telecharger/{form}/")
    assert answer.status_code == 200
    assert answer["content-type"].startswith(files.FORMS[form].content_type)
    assert "departement-essai-2026-11-01" in answer["content-disposition"]
    assert "attachment" in answer["content-disposition"]
    assert TITLE in " ".join(words_of(form, answer.content).split())


@pytest.mark.parametrize("form", ["pdf", "odt", "affiche-a4"])
def test_a_former_version_keeps_its_own_files(world, signed_in, form):
    put_another(world)
    for client, address in ((signed_in(world.alice), "/charte/"), (Client(), PUBLIC)):
        former = client.get(f"{address}versions/1/telecharger/{form}/")
        assert TITLE in " ".join(words_of(form, former.content).split())
        now = client.get(f"{address}telecharger/{form}/")
        assert TITLE not in " ".join(words_of(form, now.content).split())
        assert "departement-essai-2026-12-01" in now["content-disposition"]
        assert client.get(f"{address}versions/9/telecharger/{form}/").status_code == 404


def test_the_page_names_each_file_with_its_format_and_its_weight(world):
    page = Client().get(PUBLIC).content.decode()
    for form in FORMS:
        size = files.weight_french(len(Client().get(f"{PUBLIC}telecharger/{form}/").content))
        assert f'{PUBLIC}telecharger/{form}/" download>{files.FORMS[form].label}, {size}</a>' in page
    assert "/charte/affiche/" not in page


def test_the_page_of_a_former_version_leads_to_the_files_of_that_version(world, signed_in):
    put_another(world)
    page = signed_in(world.alice).get("/charte/versions/1/").content.decode()
    assert "/charte/versions/1/telecharger/pdf/" in page
    assert '"/charte/telecharger/pdf/"' not in page


def test_a_poster_says_where_the_whole_charter_is(world):
    body = Client().get(f"{PUBLIC}telecharger/affiche-a4/").content
    assert f"http://testserver{PUBLIC}" in words_of("affiche-a4", body)


def test_an_unknown_form_is_not_found_for_any_version(world):
    assert Client().get(f"{PUBLIC}telecharger/exe/").status_code == 404
    assert Client().get(f"{PUBLIC}versions/1/telecharger/exe/").status_code == 404
    assert Client().get("/o/personne/charte/versions/1/telecharger/pdf/").status_code == 404


def test_the_files_of_the_house_want_a_person_who_signed_in(world):
    for address in ("/charte/telecharger/pdf/", "/charte/versions/1/telecharger/pdf/", "/charte/affiche/"):
        assert Client().get(address).status_code == 302


def test_chloe_takes_away_the_charter_of_her_own_organisation(world, signed_in):
    body = signed_in(world.chloe).get("/charte/versions/1/telecharger/pdf/").content
    assert "Rien ne sort" in words_of("pdf", body)


def test_a_light_colour_is_darkened_and_the_page_says_so(world, signed_in):
    page = signed_in(world.alice).get("/charte/affiche/", {"couleur": "#ffcc00"}).content.decode()
    assert "#ffcc00 ne se lirait pas assez" in page
    assert "a3/?couleur=%23ffcc00" not in page
    plain = signed_in(world.alice).get("/charte/affiche/", {"couleur": "#003366"}).content.decode()
    assert "ne se lirait pas" not in plain
    assert "a3/?couleur=%23003366" in plain


def test_what_is_no_colour_is_refused_and_said(world, signed_in):
    answer = signed_in(world.alice).get("/charte/affiche/", {"couleur": '"><script>'})
    assert answer.status_code == 400
    assert "six chiffres hexadécimaux" in answer.content.decode()
    assert "<script>" not in answer.content.decode().split("<main")[1]


def test_the_poster_in_a_colour_is_taken_away(world, signed_in):
    alice = signed_in(world.alice)
    answer = alice.get("/charte/affiche/a3/", {"couleur": "#003366"})
    assert answer.content.startswith(b"%PDF-")
    assert 'filename="departement-essai-2026-11-01-affiche-a3.pdf"' in answer["content-disposition"]
    assert alice.get("/charte/affiche/a0/").status_code == 404


def test_a_file_is_made_once(world, monkeypatch):
    monkeypatch.setattr(files, "_SHELF", Shelf())
    first = Client().get(f"{PUBLIC}telecharger/pdf/").content
    monkeypatch.setattr("garant.publication.files.charter_pdf", lambda charter: pytest.fail("made again"))
    assert Client().get(f"{PUBLIC}telecharger/pdf/").content == first


def test_a_page_that_is_asked_too_many_files_still_shows_the_charter(world, monkeypatch):
    monkeypatch.setattr(files, "_SHELF", Shelf(made_per_minute=1))
    page = Client().get(PUBLIC)
    assert page.status_code == 200
    assert f">{files.FORMS['odt'].label}</a>" in page.content.decode()
    refused = Client().get(f"{PUBLIC}telecharger/odt/")
    assert refused.status_code == 503
    assert "Réessayez dans une minute" in refused.content.decode()


def test_weights_are_said_in_french():
    assert [files.weight_french(n) for n in (812, 203_000, 1_300_000)] == [
        "812\u00a0octets",
        "198\u00a0Ko",
        "1,2\u00a0Mo",
    ]


def test_no_archive_among_the_files_bears_a_date(world):
    with zipfile.ZipFile(io.BytesIO(Client().get(f"{PUBLIC}telecharger/odt/").content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_a_shelf_that_made_its_share_says_that_it_is_busy():
    shelf = Shelf(made_per_minute=1)
    shelf.get("a", lambda: b"a")
    with pytest.raises(PressBusy):
        shelf.get("b", lambda: b"b")


def test_another_name_of_the_site_makes_no_file_anew_but_the_posters(world, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr(files, "_SHELF", Shelf())
    Client().get(f"{PUBLIC}telecharger/pdf/")
    first = Client().get(f"{PUBLIC}telecharger/affiche-a4/").content
    monkeypatch.setattr("garant.publication.files.charter_pdf", lambda charter: pytest.fail("made again"))
    assert Client().get(f"{PUBLIC}telecharger/pdf/", headers={"host": "autre.exemple.fr"}).status_code == 200
    other = Client().get(f"{PUBLIC}telecharger/affiche-a4/", headers={"host": "autre.exemple.fr"}).content
    assert "autre.exemple.fr" in words_of("affiche-a4", other)
    assert "autre.exemple.fr" not in words_of("affiche-a4", first)
