"""The pages of the reports: prepared by hand, read by the house, then by anyone; the same figures in every file."""

import csv
import io
import json

import pytest
from django.test import Client
from tests.paper.pdf_reading import accessible
from tests.reports.reports_world import NOW, SINCE, UNTIL

from garant.registers.actions import report_incident
from garant.reports import actions
from garant.reports.models import Report

pytestmark = pytest.mark.django_db

PUBLIC = "/o/departement-essai/bilans/"


@pytest.fixture
def draft(cast):
    report_incident(cast.world.alice, category="wrong", description="x", now=NOW)
    made = actions.open_draft(cast.referent, since=SINCE, until=UNTIL, now=NOW)
    words = {"synthese": "Une année d’essais.\n\nEt de refus.", "incidents": "Deux <b>lignes</b>."}
    return actions.write(cast.referent, made.id, words, revision=made.revision)


@pytest.fixture
def published(cast, draft):
    actions.validate(cast.dgs, draft.id, revision=draft.revision, now=NOW)
    return actions.publish(cast.dgs, draft.id, now=NOW)


def test_from_a_year_to_a_published_report(cast, signed_in):
    client, direction = signed_in(cast.referent), signed_in(cast.dgs)
    answer = client.post("/bilans/nouveau/", {"year": "2025"})
    report = Report.objects.get()
    assert answer["location"] == report.get_absolute_url()
    assert report.title.endswith(", 2025")
    page = f"/bilans/{report.id}/"
    client.post(f"{page}textes/", {"revision": 1, "words_synthese": "Rien encore."})
    assert "Rien encore." in client.get(page).content.decode()
    assert client.post(f"{page}valider/", {"revision": 2, "read": "on"}).status_code == 403
    assert direction.post(f"{page}valider/", {"revision": 2}).status_code == 400  # not read again
    assert direction.post(f"{page}valider/", {"revision": 2, "read": "on"}).status_code == 302
    assert Client().get(f"{PUBLIC}1/").status_code == 404
    direction.post(f"{page}publier/")
    assert "Rien encore." in Client().get(f"{PUBLIC}1/").content.decode()
    direction.post(f"{page}retirer/")
    assert Client().get(f"{PUBLIC}1/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Donnez une année, ou un premier et un dernier jour."),
        ({"year": "2025", "since": "2025-01-01"}, "pas les deux"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "se termine avant de commencer"),
        ({"year": "2199"}, "n’a pas commencé"),
    ],
)
def test_a_period_that_does_not_hold_is_told_on_the_form(cast, signed_in, sent, said):
    answer = signed_in(cast.referent).post("/bilans/nouveau/", sent)
    assert answer.status_code == 400
    assert said in answer.content.decode().replace("\u00a0", " ")
    for value in sent.values():
        assert value in answer.content.decode()


def test_the_first_days_of_the_calendar_are_told_on_the_form(cast, signed_in):
    answer = signed_in(cast.referent).post("/bilans/nouveau/", {"since": "0001-01-01", "until": "0001-06-01"})
    assert answer.status_code == 400
    assert "2000 ou d’après" in answer.content.decode()
    assert not Report.objects.exists()


def test_words_that_come_too_late_are_shown_again(cast, signed_in, draft):
    address = f"/bilans/{draft.id}/textes/"
    answer = signed_in(cast.referent).post(address, {"revision": 1, "words_droits": "Mon long texte."})
    assert answer.status_code == 409
    assert "Mon long texte." in answer.content.decode()


def test_each_chart_has_its_title_and_its_table_and_each_figure_its_source(cast, signed_in, draft):
    report_incident(cast.world.alice, category="leak", description="x", now=NOW)
    draft = actions.recompute(
        cast.referent, draft.id, since=SINCE, until=UNTIL, revision=draft.revision, now=NOW
    )
    page = signed_in(cast.referent).get(draft.get_absolute_url()).content.decode()
    assert page.count('<svg class="report-bars"') == page.count('-titre">') > 0
    assert 'href="#chiffre-incidents-signales"' in page
    assert 'id="chiffre-incidents-signales"' in page
    assert "garant.registers.figures.incidents_between" in page
    assert "Deux &lt;b&gt;lignes&lt;/b&gt;." in page  # what people write is text


def test_a_visitor_reads_what_is_published_and_nothing_of_the_house(cast, published):
    visitor = Client()
    assert published.title.replace("’", "’") in visitor.get(PUBLIC).content.decode()
    page = visitor.get(f"{PUBLIC}1/").content.decode()
    for name in ("Alice", "Bruno", "Claire", "Rémi", "Diane"):
        assert name not in page
    assert f"/bilans/{published.id}/" not in page
    assert visitor.get(published.get_absolute_url()).status_code == 302
    assert visitor.get(f"{PUBLIC}2/").status_code == 404
    assert visitor.get("/o/region-essai/bilans/1/").status_code == 404
    assert visitor.get(f"{PUBLIC}1/bilan.exe").status_code == 404


def test_chloe_meets_a_wall(cast, signed_in, published):
    client = signed_in(cast.world.chloe)
    assert published.title not in client.get("/bilans/").content.decode()
    for end in ("", "textes/", "valider/", "bilan.csv"):
        assert client.get(f"/bilans/{published.id}/{end}").status_code in {403, 404}


def test_the_figures_come_out_for_a_spreadsheet_and_for_a_program(cast, published):
    rows = list(
        csv.DictReader(
            io.StringIO(Client().get(f"{PUBLIC}1/bilan.csv").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    (row,) = [row for row in rows if row["Identifiant"] == "incidents.signales"]
    assert (row["Valeur"], row["Partie"]) == ("1", "Incidents")
    assert row["Requête"] == "garant.registers.figures.incidents_between"
    (row,) = [row for row in rows if row["Identifiant"] == "charte.formations"]
    assert (row["Valeur"], row["Ce que le bilan en dit"]) == ("", "non suivi dans Garant")
    said = json.loads(Client().get(f"{PUBLIC}1/bilan.json").content)
    assert said["digest"] == published.digest
    again = Report(
        title=said["title"], since=SINCE, until=UNTIL, words=said["words"], content=said["content"]
    )
    assert actions.digest_of(again) == published.digest


def test_the_pdf_is_accessible_and_the_other_documents_hold_the_same_words(cast, published):
    accessible(Client().get(f"{PUBLIC}1/bilan.pdf").content)
    page = Client().get(f"{PUBLIC}1/bilan.html").content.decode()
    assert "Une année d’essais." in page
    assert "incidents.signales" in page
    for suffix in ("odt", "docx"):
        answer = Client().get(f"{PUBLIC}1/bilan.{suffix}")
        assert answer.content[:2] == b"PK"
        assert f'.{suffix}"' in answer["content-disposition"]
