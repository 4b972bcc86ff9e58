"""The pages, as people meet them: who opens which, one h1, the right status, the link shown once."""

import html as entities
import io
import json
import re
import zipfile
from datetime import timedelta
from itertools import pairwise

import docx
import odfdo
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html
from procurement_world import CHOSEN, GOOD, KNOCKED_OUT, as_form, outline

from garant.journal import RecordsExported
from garant.procurement import actions, queries
from garant.procurement.answer_file import questionnaire_bytes
from garant.procurement.models import Answer, Consultation, Invitation
from garant.procurement.questions import bank

pytestmark = pytest.mark.django_db

LIST = "/marches/"
NEW = "/marches/nouveau/"
BANK = "/marches/questions/"
CLAUSES = "/marches/clauses/"


@pytest.fixture
def ahead(market):
    """The market's consultation with a deadline that is ahead of the clock on the wall: pages ask it themselves."""
    Consultation.objects.filter(id=market.consultation.id).update(
        deadline=timezone.now() + timedelta(days=20)
    )
    return market


def past(market):
    Consultation.objects.filter(id=market.consultation.id).update(
        deadline=timezone.now() - timedelta(hours=1)
    )


def opened(market):
    """Two answers, opened."""
    desks = ((market.good_token, GOOD), (market.bad_token, KNOCKED_OUT))
    for token, given in desks:
        actions.submit_answer(token, given, revision=0, origin="192.0.2.1")
    past(market)
    return actions.open_answers(market.denis, market.consultation.id)


def whole(answer, status=200):
    """A page that is one: its status, its language, one h1, every field with its label."""
    assert answer.status_code == status, answer.content[:2000]
    page = html.document_fromstring(answer.content.decode())
    assert len(page.findall(".//h1")) == 1
    assert page.get("lang") == "fr"
    assert not page.xpath("//*[@style]")
    labelled = set(page.xpath("//label/@for"))
    controls = page.xpath("//main//input[not(@type='hidden')] | //main//select | //main//textarea")
    assert not [each.get("id") for each in controls if each.get("id") not in labelled]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for table in page.iter("table"):
        assert table.find("caption") is not None
        assert all(each.get("scope") for each in table.iter("th"))
    ranks = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(ranks))
    return page


def of(market, path=""):
    return f"/marches/{market.consultation.id}/{path}"


def staff_pages(market):
    vendor = market.good.id
    return [
        LIST, BANK, CLAUSES, f"{CLAUSES}high/", of(market), of(market, "comparaison/"),
        of(market, f"reponses/{vendor}/"), of(market, "suites/"),
    ]  # fmt: skip


def retained(market):
    found = opened(market)
    actions.retain_answer(
        market.denis, found.id, market.good.id, reason="La meilleure", revision=found.revision
    )


def test_every_page_is_whole_for_who_runs_it_and_for_an_auditor(ahead, signed_in):
    retained(ahead)
    for person in (ahead.denis, ahead.agathe):
        client = signed_in(person)
        for path in staff_pages(ahead):
            whole(client.get(path))
    whole(signed_in(ahead.denis).get(NEW))


def test_an_agent_meets_a_403_everywhere(ahead, signed_in):
    retained(ahead)
    client = signed_in(ahead.world.alice)
    for path in [
        *staff_pages(ahead),
        NEW,
        of(ahead, "modifier/"),
        of(ahead, "questions/"),
        of(ahead, "importer/"),
    ]:
        assert client.get(path).status_code == 403, path


def test_another_organisation_meets_a_404_and_a_visitor_the_sign_in(ahead, signed_in):
    retained(ahead)
    client = signed_in(ahead.world.david)
    for path in [*staff_pages(ahead)[4:], of(ahead, "questionnaire.odt"), of(ahead, "comparaison.csv")]:
        assert client.get(path).status_code == 404, path
        assert Client().get(path).status_code == 302, path


WRITES = ["publier/", "reporter/", "sans-suite/", "candidats/", "ouvrir/", "retenir/", "importer/confirmer/"]


@pytest.mark.parametrize(
    "path", [*WRITES, "candidats/{0}/renouveler/", "candidats/{0}/revoquer/", "reponses/{0}/noter/"]
)
def test_an_auditor_and_an_agent_write_nothing(ahead, signed_in, path):
    address = of(ahead, path.format(ahead.good.id))
    for person in (ahead.agathe, ahead.world.alice):
        assert signed_in(person).post(address, {}).status_code == 403
    assert signed_in(ahead.denis).get(address).status_code == 405


def test_a_consultation_is_prepared_from_page_to_page(world, signed_in):
    client = signed_in(world.bruno)
    given = {
        "title": "Crèches", "reference": "2026-1", "object": "Des places.", "system_kind": "decision", "risk": "unknown",
        "deadline": f"{timezone.localtime() + timedelta(days=30):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    answer = client.post(NEW, given)
    found = Consultation.objects.get()
    assert answer.headers["Location"] == f"/marches/{found.id}/questions/"
    page = whole(client.get(answer.headers["Location"]))
    assert len(page.xpath("//input[starts-with(@name, 'keep-')][@checked]")) == len(bank().questions)
    chosen = {"revision": found.revision, "out-entrainement": "on"}
    for name, weight in CHOSEN.items():
        chosen |= {f"keep-{name}": "on", f"weight-{name}": weight}
    assert client.post(answer.headers["Location"], chosen).status_code == 302
    found.refresh_from_db()
    assert {each.id: each.weight for each in found.asked} == CHOSEN
    assert [each.id for each in found.asked if each.knock_outs] == ["entrainement"]
    whole(client.get(f"/marches/{found.id}/modifier/"))
    assert client.post(f"/marches/{found.id}/publier/", {"revision": found.revision}).status_code == 302
    page = whole(client.get(f"/marches/{found.id}/"))
    assert "Inviter un candidat" in page.text_content()
    assert "clauses/high" in "".join(page.xpath("//a/@href"))  # an unknown risk takes the longer set


@pytest.mark.parametrize("weight", ["", "11", "-1", "beaucoup"])
def test_a_crooked_weight_is_told_beside_its_question_and_the_rest_stays(world, signed_in, weight):
    found = actions.prepare_consultation(world.bruno, outline(deadline=timezone.now() + timedelta(days=9)))
    given = {
        "revision": found.revision,
        "keep-pays": "on",
        "weight-pays": weight,
        "keep-audit": "on",
        "weight-audit": 7,
    }
    page = whole(signed_in(world.bruno).post(f"/marches/{found.id}/questions/", given), 400)
    assert page.xpath("//input[@name='weight-pays'][@aria-invalid='true']")
    assert page.xpath("//input[@name='weight-audit']/@value") == ["7"]
    assert len(page.xpath("//input[starts-with(@name, 'keep-')][@checked]")) == 2


def test_an_outline_that_is_refused_keeps_what_was_typed(market, signed_in):
    given = {
        "title": "Encore", "reference": market.consultation.reference, "object": "x", "system_kind": "other", "risk": "light",
        "deadline": f"{timezone.localtime() + timedelta(days=30):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    page = whole(signed_in(market.denis).post(NEW, given), 400)
    assert "déjà celle d’une autre consultation" in page.text_content()
    assert page.xpath("//input[@name='title']/@value") == ["Encore"]
    late = whole(
        signed_in(market.denis).post(NEW, {**given, "reference": "z", "deadline": "2020-01-01T00:00"}), 400
    )
    assert "doit être à venir" in late.text_content()


def test_a_stale_page_meets_a_409(market, signed_in):
    found = actions.prepare_consultation(
        market.denis, outline(reference="x", deadline=timezone.now() + timedelta(days=9))
    )
    actions.choose_questions(
        market.denis, found.id, weights={"pays": 1}, eliminating=(), revision=found.revision
    )
    answer = signed_in(market.world.bruno).post(f"/marches/{found.id}/publier/", {"revision": 1})
    whole(answer, 409)


def link_in(answer) -> str:
    (link,) = whole(answer).xpath("//code[@class='once']/text()")
    return link


def test_an_invitation_shows_its_link_once_and_mails_it(ahead, signed_in):
    client = signed_in(ahead.denis)
    answer = client.post(
        of(ahead, "candidats/"), {"vendor": "Neuve", "email": "neuve@exemple.fr", "send": "on"}
    )
    link = link_in(answer)
    assert link in mail.outbox[0].body
    path = link.split("testserver")[1]
    whole(Client().get(path))
    assert path.encode() not in client.get(of(ahead)).content


def test_an_invitation_without_address_cannot_be_mailed(ahead, signed_in):
    page = whole(signed_in(ahead.denis).post(of(ahead, "candidats/"), {"vendor": "Neuve", "send": "on"}), 400)
    assert "Donnez l’adresse" in page.text_content()
    assert not Invitation.objects.filter(vendor="Neuve").exists()


def test_a_mail_that_fails_says_so_and_still_shows_the_link(ahead, signed_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = signed_in(ahead.denis).post(
        of(ahead, "candidats/"), {"vendor": "Neuve", "email": "neuve@exemple.fr", "send": "on"}
    )
    assert link_in(answer)
    assert "n’est pas parti" in answer.content.decode()


def test_a_link_is_renewed_and_revoked_from_its_line(ahead, signed_in):
    client = signed_in(ahead.denis)
    line = of(ahead, f"candidats/{ahead.good.id}/")
    path = link_in(client.post(f"{line}renouveler/")).split("testserver")[1]
    whole(Client().get(path))
    assert client.post(f"{line}revoquer/").status_code == 302
    page = whole(Client().get(path), 410)
    assert "L’acheteur a retiré ce lien" in page.text_content()


def test_the_deadline_is_put_off_and_the_consultation_abandoned_from_its_page(ahead, signed_in):
    client = signed_in(ahead.denis)
    later = f"{timezone.localtime() + timedelta(days=60):%Y-%m-%dT%H:%M}"
    whole(client.post(of(ahead, "reporter/"), {"deadline": "2020-01-01T00:00"}), 400)
    assert client.post(of(ahead, "reporter/"), {"deadline": later}).status_code == 302
    revision = Consultation.objects.get().revision
    whole(client.post(of(ahead, "sans-suite/"), {"revision": revision, "reason": ""}), 400)
    assert (
        client.post(of(ahead, "sans-suite/"), {"revision": revision, "reason": "Besoin disparu"}).status_code
        == 302
    )
    assert "Besoin disparu" in whole(client.get(of(ahead))).text_content()


# ------------------------------------------------------------------ the vendor


def test_a_vendor_saves_comes_back_and_hands_in_once(ahead):
    client, path = Client(), f"/reponse/{ahead.good_token}/"
    partial = {"pays": {"choices": ["FR"]}, "modeles": {"text": "Un « modèle » & <b>"}}
    assert client.post(path, as_form(partial)).status_code == 302
    page = whole(client.get(path))
    assert page.xpath("//input[@name='pays-value']/@value") == ["FR"]
    assert page.xpath("//textarea[@name='modeles-text']")[0].text.strip() == "Un « modèle » & <b>"
    assert page.xpath("//input[@name='revision']/@value") == ["1"]
    assert client.post(path, as_form(GOOD, revision=1, action="submit")).status_code == 302
    page = whole(client.get(path))
    digest = Answer.objects.get().digest
    assert digest in page.text_content()
    assert "pays-value" not in entities.unescape(client.get(path).content.decode())
    page = whole(client.post(path, as_form(KNOCKED_OUT, revision=2, action="submit")), 409)
    assert "a été remise" in page.text_content()
    assert Answer.objects.get().digest == digest


def test_a_missing_answer_is_told_beside_its_question_and_nothing_typed_is_lost(ahead):
    client, path = Client(), f"/reponse/{ahead.good_token}/"
    given = {key: value for key, value in GOOD.items() if key != "entrainement"}
    page = whole(client.post(path, as_form(given, action="submit")), 400)
    assert "attend une réponse complète" in page.text_content()
    assert page.xpath("//input[@name='pays-value']/@value") == ["FR"]
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"journaux-value": "beaucoup"},
        {"journaux-value": "-3"},
        {"journaux-value": "nan"},
        {"pays-value": "FRA"},
        {"entrainement-value": "peut-être"},
        {"modeles-text": "x" * 4001},
        {"certifications-value": ["none", "hds"]},
    ],
)
def test_a_crooked_answer_is_not_saved(ahead, more):
    answer = Client().post(f"/reponse/{ahead.good_token}/", {**as_form(GOOD), **more})
    whole(answer, 400)
    assert not Answer.objects.exists()


def test_a_number_is_read_with_its_french_comma(ahead):
    data = {**as_form(GOOD), "journaux-value": "6,5"}
    assert Client().post(f"/reponse/{ahead.good_token}/", data).status_code == 302
    assert actions.open_link(ahead.good_token, origin="x").replies["journaux"].number == 6.5


def test_a_page_opened_twice_keeps_what_was_typed_last_on_screen(ahead):
    client, path = Client(), f"/reponse/{ahead.good_token}/"
    client.post(path, as_form(GOOD))
    page = whole(client.post(path, as_form({**GOOD, "pays": {"choices": ["DE"]}}, revision=0)), 409)
    assert page.xpath("//input[@name='pays-value']/@value") == ["DE"]
    assert "depuis une autre page" in page.text_content()


@pytest.mark.parametrize(
    "path", ["/reponse/faux/", "/reponse/faux/questionnaire.odt", "/reponse/faux/reponse.json"]
)
def test_a_wrong_link_is_a_404_with_a_sentence(ahead, path):
    assert "n’ouvre aucun questionnaire" in whole(Client().get(path), 404).text_content()


def test_an_expired_link_is_gone_with_a_sentence(ahead):
    past(ahead)
    page = whole(Client().get(f"/reponse/{ahead.good_token}/"), 410)
    assert "La date limite de cette consultation est passée" in page.text_content()
    whole(Client().post(f"/reponse/{ahead.good_token}/", as_form(GOOD, action="submit")), 410)


def test_trying_links_ends_with_a_429(ahead):
    client = Client()
    for _ in range(20):
        client.get("/reponse/faux/")
    whole(client.get(f"/reponse/{ahead.good_token}/"), 429)


def test_a_vendors_page_is_kept_by_nobody(ahead):
    answer = Client().get(f"/reponse/{ahead.good_token}/")
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_vendor_is_protected_from_forged_forms(ahead):
    answer = Client(enforce_csrf_checks=True).post(f"/reponse/{ahead.good_token}/", as_form(GOOD))
    assert answer.status_code == 403
    assert not Answer.objects.exists()


def test_a_vendor_takes_the_questionnaire_and_the_answer_away(ahead):
    client, path = Client(), f"/reponse/{ahead.good_token}/"
    assert (
        json.loads(client.get(f"{path}questionnaire.json").content)["consultation"]["reference"]
        == "2026-SI-014"
    )
    assert zipfile.is_zipfile(io.BytesIO(client.get(f"{path}questionnaire.odt").content))
    assert client.get(f"{path}questionnaire.exe").status_code == 404
    assert client.get(f"{path}reponse.json").status_code == 302
    client.post(path, as_form(GOOD, action="submit"))
    assert json.loads(client.get(f"{path}reponse.json").content)["answers"]["pays"] == {"choices": ["FR"]}


def test_a_vendor_sees_nothing_of_another(ahead):
    Client().post(f"/reponse/{ahead.good_token}/", as_form(GOOD, action="submit"))
    page = Client().get(f"/reponse/{ahead.bad_token}/").content.decode()
    assert "Bonne IA" not in page
    assert "Mistral" not in page


# ------------------------------------------------------------------ after the deadline


def test_the_answers_open_are_compared_marked_and_retained_from_page_to_page(ahead, signed_in):
    client = signed_in(ahead.denis)
    for token, given in ((ahead.good_token, GOOD), (ahead.bad_token, KNOCKED_OUT)):
        Client().post(f"/reponse/{token}/", as_form(given, action="submit"))
    whole(client.post(of(ahead, "ouvrir/")), 409)
    whole(client.get(of(ahead, "comparaison/")), 409)
    past(ahead)
    assert client.post(of(ahead, "ouvrir/")).status_code == 302
    page = whole(client.get(of(ahead, "comparaison/")))
    assert page.xpath("//thead/tr/th/text()")[-2:] == ["Bonne IA", "Autre SA"]
    assert "Éliminée" in page.text_content()
    offer = of(ahead, f"reponses/{ahead.good.id}/")
    whole(client.post(f"{offer}noter/", {"question": "modeles", "revision": 0, "mark": 4, "reason": ""}), 400)
    marked = {"question": "modeles", "revision": 0, "mark": 4, "reason": "Modèle connu et ouvert"}
    assert client.post(f"{offer}noter/", marked).status_code == 302
    assert "Modèle connu et ouvert" in whole(client.get(offer)).text_content()
    revision = Consultation.objects.get().revision
    whole(client.post(of(ahead, "retenir/"), {"revision": revision, "invitation": ahead.good.id}), 400)
    answer = client.post(
        of(ahead, "retenir/"), {"revision": revision, "invitation": ahead.good.id, "reason": "La mieux notée"}
    )
    assert answer.headers["Location"] == of(ahead, "suites/")
    page = whole(client.get(answer.headers["Location"]))
    assert "Entraînement sur nos données" in page.text_content()


def test_the_comparison_leaves_as_files_and_the_journal_says_so(ahead, signed_in, journalled):
    retained(ahead)
    client = signed_in(ahead.agathe)
    table = docx.Document(io.BytesIO(client.get(of(ahead, "comparaison.docx")).content)).tables[0]
    assert table.rows[1].cells[0].text == "Bonne IA"
    lines = client.get(of(ahead, "comparaison.csv")).content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Question;Thème;Poids;Candidat;Réponse;Points;Pourquoi;Éliminatoire"
    assert len([line for line in lines if "Bonne IA" in line]) == len(CHOSEN)
    sheet = odfdo.Document(io.BytesIO(client.get(of(ahead, "comparaison.ods")).content)).body.get_tables()[0]
    assert len(sheet.get_values()) == 1 + 2 * len(CHOSEN)
    assert journalled()[-1] == RecordsExported(
        organisation="departement-essai",
        person=str(ahead.agathe.id),
        what="vendor-answers",
        format="ods",
        rows=2,
    )
    before = len(journalled())
    assert client.get(of(ahead, "comparaison.exe")).status_code == 404
    assert len(journalled()) == before


def test_a_formula_of_a_vendor_does_not_run_in_the_spreadsheet(ahead, signed_in):
    given = {**GOOD, "modeles": {"text": '=HYPERLINK("https://exemple.fr")'}}
    actions.submit_answer(ahead.good_token, given, revision=0, origin="x")
    past(ahead)
    actions.open_answers(ahead.denis, ahead.consultation.id)
    text = signed_in(ahead.denis).get(of(ahead, "comparaison.csv")).content.decode()
    assert "'=HYPERLINK" in text
    assert not re.search(r'(^|;)"?=', text)


def test_hostile_words_of_a_vendor_do_nothing_to_the_pages(ahead, signed_in):
    given = {**GOOD, "modeles": {"text": "<script>alert(1)</script> **x** [y](javascript:z)"}}
    actions.submit_answer(ahead.good_token, given, revision=0, origin="x")
    past(ahead)
    actions.open_answers(ahead.denis, ahead.consultation.id)
    client = signed_in(ahead.denis)
    for path in ("comparaison/", f"reponses/{ahead.good.id}/"):
        assert not whole(client.get(of(ahead, path))).xpath("//main//script")
    assert b"<script>" not in client.get(of(ahead, "comparaison.html")).content


def test_the_questionnaire_and_the_clauses_leave_as_documents(ahead, signed_in):
    client = signed_in(ahead.agathe)
    document = docx.Document(io.BytesIO(client.get(of(ahead, "questionnaire.docx")).content))
    texts = [each.text for each in document.paragraphs]
    assert "☐ Oui (éliminatoire)" in texts
    assert sum(each.style.name == "Heading 2" for each in document.paragraphs) == len(CHOSEN)
    clauses = docx.Document(io.BytesIO(client.get(f"{CLAUSES}high.docx").content))
    assert any("B.4" in each.text for each in clauses.paragraphs if each.style.name == "Heading 2")
    assert client.get(f"{CLAUSES}light.odt").status_code == 200
    assert client.get(f"{CLAUSES}moyen.odt").status_code == 404
    assert client.get(f"{CLAUSES}moyen/").status_code == 404
    assert json.loads(client.get("/marches/questionnaire.schema.json").content)["title"]


# ------------------------------------------------------------------ the import


def upload(market, raw, name="reponse.json", **more):
    moment = f"{timezone.localtime() - timedelta(minutes=5):%Y-%m-%dT%H:%M}"
    return {
        "invitation": str(market.good.id),
        "received_at": moment,
        "file": SimpleUploadedFile(name, raw, content_type="application/json"),
        **more,
    }


def answered(market, answers=None) -> bytes:
    file = json.loads(questionnaire_bytes(queries.asked_by(market.consultation), market.consultation.asked))
    return json.dumps({**file, "answers": GOOD if answers is None else answers}).encode()


def test_a_file_is_checked_then_imported(ahead, signed_in):
    client = signed_in(ahead.denis)
    whole(client.get(of(ahead, "importer/")))
    page = whole(client.post(of(ahead, "importer/"), upload(ahead, answered(ahead))))
    assert "Rien n’est encore enregistré" in page.text_content()
    assert "Mistral" not in page.find(".//main").text_content()
    assert not Answer.objects.exists()
    form = page.xpath("//form[contains(@action, 'confirmer')]")[0]
    assert client.post(form.get("action"), dict(form.fields)).status_code == 302
    answer = Answer.objects.get()
    assert answer.by_file
    assert answer.submitted_at < timezone.now()


def test_a_file_with_faults_shows_them_and_cannot_be_confirmed(ahead, signed_in):
    raw = answered(ahead, {**GOOD, "pays": {"choices": ["Mars"]}})
    page = whole(signed_in(ahead.denis).post(of(ahead, "importer/"), upload(ahead, raw)))
    assert "Un pays se dit par son code" in page.text_content()
    assert not page.xpath("//form[contains(@action, 'confirmer')]")


@pytest.mark.parametrize("raw", [b"PK\x03\x04", b"%PDF-1.7", b"\xff\xfe", b"{}", b" " * (1024 * 1024 + 1)])
def test_a_file_that_lies_is_refused_on_the_page(ahead, signed_in, raw):
    page = whole(signed_in(ahead.denis).post(of(ahead, "importer/"), upload(ahead, raw)), 400)
    assert page.xpath("//*[contains(@class, 'error')]")


def test_a_confirmation_that_was_tampered_with_is_checked_again(ahead, signed_in):
    client = signed_in(ahead.denis)
    given = {
        "invitation": ahead.good.id,
        "received_at": (timezone.now() - timedelta(minutes=5)).isoformat(),
        "content": answered(ahead, {"pays": {"choices": ["FR"]}}).decode(),
    }
    whole(client.post(of(ahead, "importer/confirmer/"), given), 400)
    assert client.post(of(ahead, "importer/confirmer/"), {"content": "x"}).status_code == 302
    assert not Answer.objects.exists()


def test_the_page_says_which_words_are_optional_and_a_draft_needs_none(ahead):
    client, path = Client(), f"/reponse/{ahead.good_token}/"
    page = whole(client.get(path))
    labels = {each.get("for"): each.text_content() for each in page.iter("label") if each.get("for")}
    assert "(facultatif)" in labels["id_entrainement-text"]
    assert "(facultatif)" not in labels["id_certifications-text"]
    assert "(facultatif)" not in labels["id_pays-value"]
    assert not page.xpath("//*[@required]")
    assert client.post(path, {"revision": 0, "action": "save"}).status_code == 302


def test_a_page_that_breaks_leaves_the_link_out_of_the_log(ahead, monkeypatch, caplog):
    def broken(token, *, origin):
        raise RuntimeError("panne")

    monkeypatch.setattr(actions, "open_link", broken)
    path = f"/reponse/{ahead.good_token}/"
    assert Client(raise_request_exception=False).get(path).status_code == 500
    assert "/reponse/…/" in caplog.text
    assert ahead.good_token not in "".join(record.getMessage() for record in caplog.records)
