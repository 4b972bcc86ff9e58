"""The two pages: what is found and shown, what leaves, what comes back, what is refused, what is kept (nothing)."""

import asyncio
import base64
import io
import json
import re

import docx
import openpyxl
import pytest
from django.contrib.sessions.models import Session
from django.core.handlers.asgi import ASGIHandler
from django.test import Client
from redaction_world import (
    BACK,
    LETTER,
    NAME,
    NIR,
    OUT,
    PHONE,
    area,
    asked,
    key_file,
    pdf_file,
    uploaded,
    word_file,
)

from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.journal import TextPseudonymised, TextRestored
from garant.redaction.uploads import MOST_MEGABYTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(world, signed_in):
    return signed_in(world.alice)


def the_masked(client, text=LETTER, **fields):
    return area(asked(client, text, **fields).json()["result"], "masque")


# ---------------------------------------------------------------- out


def test_the_empty_page_offers_a_text_and_a_file_and_no_result(alice):
    page = alice.get(OUT).content.decode()
    assert 'name="text"' in page
    assert ".docx" in page
    assert 'id="masque"' not in page


def test_a_letter_leaves_without_its_data(alice):
    masked = the_masked(alice)
    for value in (NAME, "Benzerga", NIR, PHONE, "12/03/1985"):
        assert value not in masked
    assert "aide au transport scolaire" in masked
    assert "[NIR_" in masked


def test_a_text_without_data_leaves_as_it_is(alice):
    text = "Le conseil municipal se réunit lundi à la salle des fêtes."
    answer = asked(alice, text).json()
    assert area(answer["result"], "masque").strip() == text
    assert "Aucune donnée personnelle" in answer["seen"]


def test_marks_say_what_each_datum_is_and_of_which_class(alice):
    seen = asked(alice, want="preview").json()["seen"]
    assert 'data-french="Numéro de sécurité sociale"' in seen
    assert 'data-class="données hautement personnelles"' in seen
    assert f"<span data-datum>{NIR}</span>" in seen
    assert 'role="button"' in seen


def test_a_preview_hands_nothing_over_and_is_not_journalled(alice, journalled):
    answer = asked(alice, want="preview").json()
    assert answer["result"] == ""
    assert journalled() == []


def test_what_is_handed_over_is_journalled_in_counts(alice, world, journalled):
    asked(alice, keep=[PHONE])
    (entry,) = journalled()
    assert isinstance(entry, TextPseudonymised)
    assert (entry.organisation, entry.person) == ("departement-essai", str(world.alice.id))
    assert entry.found["NIR"] == 1
    assert "PHONE" not in entry.found
    assert (entry.corrected, entry.characters) == (1, len(LETTER) + 1)


@pytest.mark.parametrize("want", ["result", "file", "key"])
def test_whatever_is_handed_over_has_its_entry(alice, journalled, want):
    assert asked(alice, want=want, live=False).status_code == 200
    (entry,) = journalled()
    assert isinstance(entry, TextPseudonymised)
    assert entry.found["NIR"] == 1


def test_without_a_script_the_page_comes_back_with_all_of_it(alice):
    page = asked(alice, live=False).content.decode()
    assert area(page, "texte") == LETTER
    assert NIR not in area(page, "masque")
    assert 'role="button"' not in page
    assert 'value="preview">Appliquer les corrections' in page


def test_the_key_that_is_downloaded_restores_the_text_that_is(alice):
    masked = the_masked(alice)
    key = json.loads(asked(alice, want="key", live=False).content)
    text = asked(alice, want="file", live=False).content.decode()
    assert text == masked
    assert key["format"] == "garant-cle"
    page = alice.post(BACK, {"text": text, "key": key_file(key["mapping"])}).content.decode()
    assert area(page, "restaure") == LETTER


def test_readable_pseudonyms_come_back_as_well(alice):
    masked = the_masked(alice, mode="readable")
    assert "°" in masked
    assert "Benzerga" not in masked
    key = json.loads(asked(alice, want="key", live=False, mode="readable").content)
    page = alice.post(BACK, {"text": masked, "key": key_file(key["mapping"])}).content.decode()
    assert area(page, "restaure") == LETTER


def test_the_pseudonyms_of_a_page_stay_the_same_and_another_page_has_others(alice):
    once, again = the_masked(alice), the_masked(alice)
    other = the_masked(alice, seed="une-autre-graine-0123456789")
    assert once == again
    assert once != other


@pytest.mark.parametrize("want", ["file", "key"])
def test_a_download_has_a_name_that_tells_of_nobody_and_no_cache_keeps_it(alice, want):
    file = uploaded("Fatima Benzerga 1985.txt", LETTER.encode())
    answer = asked(alice, "", want=want, live=False, file=file)
    assert "Benzerga" not in answer["content-disposition"]
    assert answer["content-disposition"].startswith("attachment")
    assert answer["cache-control"] == "no-store"


# ---------------------------------------------------------------- corrections


def test_what_a_person_calls_no_datum_is_left_everywhere(alice):
    text = LETTER + f"Rappeler {PHONE}."
    answer = asked(alice, text, keep=[PHONE]).json()
    masked = area(answer["result"], "masque")
    assert masked.count(PHONE) == 2
    assert NIR not in masked
    assert "est laissé tel quel" in answer["seen"]


def test_a_word_that_a_person_adds_is_masked_everywhere_in_any_case(alice):
    text = "Le projet Chrysalide avance. CHRYSALIDE sera livrée. Une chrysalides n’est pas ce mot."
    masked = the_masked(alice, text, new_value="chrysalide", new_label="CASE_ID")
    assert "Chrysalide" not in masked
    assert "CHRYSALIDE" not in masked
    assert "chrysalides" in masked
    assert masked.count("[DOSSIER_") == 2


def test_a_kind_that_a_person_changes_is_the_one_of_the_pseudonym(alice):
    masked = the_masked(alice, add=[f"CASE_ID:{NIR}"])
    assert "[NIR_" not in masked
    assert "[DOSSIER_" in masked
    assert NIR not in masked


def test_a_person_s_last_word_is_the_one_that_masks(alice):
    masked = the_masked(alice, add=[f"PHONE:{PHONE}"], keep=[PHONE])
    assert PHONE not in masked


@pytest.mark.parametrize(
    "fields",
    [
        {"new_value": "…", "new_label": "PERSON"},
        {"new_value": "mot", "new_label": "SENSITIVE_HEALTH"},
        {"new_value": "mot", "new_label": "RIEN"},
        {"add": ["sans deux-points"]},
        {"keep": ["?!"]},
        {"keep": ["a" * 501]},
        {"keep": [f"mot{n}" for n in range(401)]},
    ],
)
def test_a_correction_that_can_t_be_one_is_refused_in_words(alice, fields):
    answer = asked(alice, **fields)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "redaction_correction_unreadable"


@pytest.mark.parametrize(
    "fields",
    [
        {"new_value": "محمد", "new_label": "PERSON"},
        {"add": ["PERSON:李小龙"]},
        {"add": ["PERSON:Anne 李"]},
        {"keep": ["محمد"]},
    ],
)
def test_a_correction_in_a_script_that_is_not_read_is_refused_and_never_counted(alice, journalled, fields):
    answer = asked(alice, "محمد et 李小龙 habitent ici avec Anne 李.", **fields)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "redaction_correction_script"
    assert journalled() == []


def test_a_correction_with_accents_and_ligatures_is_held(alice):
    answer = asked(alice, "Voir Zœlyñ demain.", add=["PERSON:Zœlyñ"])
    assert "Zœlyñ" not in area(answer.json()["result"], "masque")


def test_a_correction_becomes_a_rule_by_who_answers_for_detection(world, signed_in):
    bruno = signed_in(world.bruno)
    answer = asked(bruno, want="preview", rule=f":{PHONE}").json()
    assert answer["said"].startswith("La correction est devenue une règle de votre organisation.")
    assert "gardée dans vos listes jusqu’à ce que vous la retiriez" in answer["said"]
    assert PHONE in the_masked(bruno)
    assert PHONE in the_masked(signed_in(world.alice))  # the same organisation
    assert PHONE not in the_masked(signed_in(world.chloe))  # another one


def test_a_word_too_short_for_a_rule_still_holds_for_the_text(world, signed_in):
    answer = asked(signed_in(world.bruno), "Voir A7b.", rule="PERSON:A7b", add=["PERSON:A7b"]).json()
    assert answer["said"].startswith("Ce n’est pas devenu une règle.")
    assert "A7b" not in area(answer["result"], "masque")


def test_an_agent_is_offered_no_rule_and_refused_one(world, alice, signed_in):
    assert "règle de l’organisation" not in asked(alice, keep=[PHONE]).json()["seen"]
    assert "règle de l’organisation" in asked(signed_in(world.bruno), keep=[PHONE]).json()["seen"]
    assert asked(alice, rule=f":{PHONE}").status_code == 403
    assert PHONE not in the_masked(alice)


def test_a_correction_without_effect_is_never_said_to_mask(alice):
    answer = asked(alice, "Le projet Chrysalide avance.", add=["CASE_ID:hrysal", "CASE_ID:projet"]).json()
    assert "« hrysal » n’est pas dans le texte en mots entiers" in answer["seen"].replace("&nbsp;", " ")
    assert "« projet » est masqué" in answer["seen"].replace("&nbsp;", " ")
    assert answer["headline"] == "1 donnée à masquer, 1 correction sans effet."
    assert "Chrysalide" in area(answer["result"], "masque")


def test_a_rule_says_where_it_can_be_taken_back(world, signed_in):
    bruno = signed_in(world.bruno)
    assert "/administration/detection/" in asked(bruno, want="preview", rule=f":{PHONE}").json()["seen"]
    assert "/administration/detection/" not in asked(bruno, want="preview").json()["seen"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"new_value": "…", "new_label": "PERSON"}, 400), ({"text": "a" * 200_001}, 413), ({"text": ""}, 400)],
    ids=["a word that is none", "a long text", "no text"],
)
def test_without_a_script_the_page_that_says_no_still_holds_the_corrections(alice, fields, status):
    answer = asked(alice, live=False, keep=[PHONE], add=[f"CASE_ID:{NIR}"], **{"text": LETTER} | fields)
    assert answer.status_code == status
    page = answer.content.decode()
    assert f'<input type="hidden" name="keep" value="{PHONE}">' in page
    assert f'<input type="hidden" name="add" value="CASE_ID:{NIR}">' in page


def test_without_a_script_what_was_added_is_taken_back_where_it_was_added(alice):
    add = ["PERSON:transport"]
    plain = asked(alice, live=False, add=add, want="preview").content.decode()
    live = asked(alice, add=add, want="preview").json()["seen"]
    for_the_word = 'name="keep" value="transport"'
    assert for_the_word not in plain  # a tick here would change nothing: the correction is below, ticked
    assert f'name="keep" value="{PHONE}"' in plain
    assert for_the_word in live  # the script unticks the correction


# ---------------------------------------------------------------- files


def test_a_word_file_comes_back_as_one_and_restores(alice):
    data = word_file(f"Madame {NAME} habite ici.", f"Son numéro de sécurité sociale : {NIR}.")
    answer = asked(alice, "", want="file", live=False, file=uploaded("lettre.docx", data))
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert not any(value in " ".join(texts) for value in ("Benzerga", NIR))
    key = json.loads(asked(alice, "", want="key", live=False, file=uploaded("l.docx", data)).content)
    back = alice.post(
        BACK,
        {"want": "file", "file": uploaded("reponse.docx", answer.content), "key": key_file(key["mapping"])},
    )
    restored = [paragraph.text for paragraph in docx.Document(io.BytesIO(back.content)).paragraphs]
    assert restored == [f"Madame {NAME} habite ici.", f"Son numéro de sécurité sociale : {NIR}."]


def test_without_a_script_the_page_holds_the_file_for_the_next_step(alice):
    data = f"Rappeler {PHONE}\n".encode()
    page = asked(alice, "", live=False, file=uploaded("note.txt", data)).content.decode()
    told = dict(re.findall(r'name="(held_file(?:_name)?)" value="([^"]*)"', page))
    assert base64.b64decode(told["held_file"]) == data
    again = asked(alice, "", want="file", live=False, **told)
    assert PHONE not in again.content.decode()


@pytest.mark.parametrize(
    ("name", "data", "code", "status"),
    [
        ("lettre.docx", b"PK\x03\x04 abc", "document_damaged", 400),
        ("lettre.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "document_encrypted", 400),
        ("lettre.exe", b"MZ", "document_unknown", 400),
        ("lettre", b"abc", "document_unknown", 400),
        ("vide.txt", b" ", "document_empty", 400),
        ("gros.txt", b"a" * ((8 << 20) + 1), "redaction_upload_too_large", 413),
    ],
    ids=["damaged", "encrypted", "unknown", "no suffix", "empty", "too large"],
)
@pytest.mark.parametrize("live", [True, False])
def test_a_file_that_can_t_be_read_is_refused_in_words(alice, name, data, code, status, live):
    answer = asked(alice, "", live=live, file=uploaded(name, data))
    assert answer.status_code == status
    if live:
        error = answer.json()["error"]
        assert error["code"] == code
        assert "{" not in error["say"] + error["do"]
    else:
        assert 'class="note bad"' in answer.content.decode() or "Demande refusée" in answer.content.decode()


def test_a_pasted_text_is_never_cut_by_the_field(alice):
    for address in (OUT, BACK):
        field = re.search(r'<textarea id="texte"[^>]*>', alice.get(address).content.decode())
        assert field is not None
        assert "maxlength" not in field[0]
    answer = asked(alice, "a" * 253_518).json()["error"]
    assert answer["say"].replace("\u202f", " ") == (
        "Votre texte compte 253 518 caractères, et cette page n’en accepte pas plus de 200 000."
    )


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("", "redaction_nothing_given", 400),
        (" \n\t", "redaction_nothing_given", 400),
        ("a" * 200_001, "redaction_text_too_long", 413),
    ],
)
def test_a_text_that_is_none_or_too_much_is_refused_in_words(alice, text, code, status):
    answer = asked(alice, text)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_a_body_beyond_what_is_held_in_memory_is_refused(alice):
    answer = asked(alice, "a" * (13 << 20))
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "redaction_upload_too_large")


@pytest.mark.parametrize(
    "text", ["\0a\0b", "\ufeffé", "\U0001f600 été", "<script>alert(1)</script>", "[PERSONNE_1234]"]
)
def test_any_text_goes_there_and_back(alice, text):
    text = f"{text} : {PHONE}"
    answer = asked(alice, text).json()
    masked = area(answer["result"], "masque")
    assert PHONE not in masked
    assert "<script>alert" not in answer["seen"] + answer["result"]
    key = json.loads(asked(alice, text, want="key", live=False).content)
    page = alice.post(BACK, {"text": masked, "key": key_file(key["mapping"])}).content.decode()
    assert area(page, "restaure") == text.replace("\0", "").removeprefix("\ufeff")


# ---------------------------------------------------------------- back


def test_an_answer_says_how_much_came_back_and_how_much_never_did(alice, world, journalled):
    mapping = {"[PERSONNE_1234]": NAME, "[NIR_5678]": NIR, "[TELEPHONE_9012]": PHONE}
    page = alice.post(
        BACK, {"text": "Chère personne 1234, [nir_5678].", "key": key_file(mapping)}
    ).content.decode()
    assert area(page, "restaure") == f"Chère {NAME}, {NIR}."
    assert "2 valeurs remises" in page
    assert "1 pseudonyme de la clé n’apparaît pas" in page
    (entry,) = journalled()
    assert isinstance(entry, TextRestored)
    assert entry.person == str(world.alice.id)


def test_the_key_of_another_text_brings_nothing_back_and_says_so(alice):
    answer = alice.post(BACK, {"text": "Bonjour [PERSONNE_1111]", "key": key_file({"[PERSONNE_2222]": NAME})})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Aucun pseudonyme de cette clé" in page
    assert area(page, "texte") == "Bonjour [PERSONNE_1111]"


def test_an_answer_as_pdf_is_refused_in_words_of_the_page(alice):
    pdf = uploaded("reponse.pdf", pdf_file("Bonjour [PERSONNE_2222]"))
    answer = alice.post(BACK, {"file": pdf, "key": key_file({"[PERSONNE_2222]": NAME})})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Rien ne peut être remis dans un PDF" in page
    assert "avec -o" not in page


def test_a_false_name_is_missed_once_and_its_short_forms_never(alice):
    key = {
        "Léa Morel°": "Fatima Benzerga",
        "Léa°": "Fatima",
        "L. Morel°": "F. Benzerga",
        "Morel°": "Benzerga",
    }
    key |= {"Hugo Brun°": "Paul Durand", "Hugo°": "Paul"}
    whole = alice.post(
        BACK, {"text": "Pour Léa Morel° et Hugo Brun°.", "key": key_file(key)}
    ).content.decode()
    assert "2 valeurs remises" in whole
    assert "apparai" not in whole.split("2 valeurs remises")[1].split("</p>")[0]
    half = alice.post(BACK, {"text": "Pour Léa Morel° seule.", "key": key_file(key)}).content.decode()
    assert "1 pseudonyme de la clé n’apparaît pas" in half


def test_the_name_of_a_sheet_that_comes_back_is_not_missed(alice):
    book = openpyxl.Workbook()
    book.active.title = "Fatima Benzerga"
    book.active.append(["Nom", NAME])
    data = io.BytesIO()
    book.save(data)
    masked = asked(alice, "", want="file", live=False, file=uploaded("t.xlsx", data.getvalue())).content
    key = json.loads(
        asked(alice, "", want="key", live=False, file=uploaded("t.xlsx", data.getvalue())).content
    )
    page = alice.post(
        BACK, {"file": uploaded("t.xlsx", masked), "key": key_file(key["mapping"])}
    ).content.decode()
    assert f"{len(key['mapping'])} valeurs remises.</p>" in page
    assert NAME in area(page, "restaure").splitlines()[0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"texte"',
        b"\xff\xfe",
        b'{"format": "garant-cle", "version": 2, "sha256": "", "mapping": {}}',
        b'{"format": "garant-cle", "version": 1, "sha256": "", "mapping": {"[PERSONNE_1234]": 7}}',
        b'{"format": "garant-cle", "version": 1, "sha256": "", "mapping": {"n\'importe quoi": "a"}}',
        b'{"format": "garant-cle", "version": 1, "sha256": 3, "mapping": []}',
        b"[" * 50_000,
    ],
)
def test_a_file_that_is_no_key_is_refused_in_words(alice, content):
    answer = alice.post(BACK, {"text": "[PERSONNE_1234]", "key": uploaded("cle.json", content)})
    assert answer.status_code == 400
    assert "n’est pas une clé de Garant" in answer.content.decode() or "Il manque" in answer.content.decode()


def test_an_answer_without_its_key_asks_for_it(alice):
    answer = alice.post(BACK, {"text": "Bonjour"})
    assert answer.status_code == 400
    assert "Il manque le fichier de clé" in answer.content.decode()


# ---------------------------------------------------------------- walls, and nothing kept


@pytest.mark.parametrize("address", [OUT, BACK])
def test_who_is_not_signed_in_is_sent_to_sign_in(world, address):
    for answer in (Client().get(address), Client().post(address, {"text": LETTER})):
        assert answer.status_code == 302
        assert answer["location"].startswith("/connexion/")


@pytest.mark.parametrize("address", [OUT, BACK])
def test_a_form_of_another_site_is_refused(world, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.alice)
    answer = client.post(address, {"text": LETTER, "want": "result"})
    assert answer.status_code == 403
    assert NIR not in answer.content.decode()


def test_the_form_s_own_token_opens_it(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.alice)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(OUT).content.decode())
    assert token is not None
    assert asked(client, csrfmiddlewaretoken=token[1]).status_code == 200


def test_nothing_of_a_text_is_kept(alice, journalled, caplog, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    asked(alice, "", file=uploaded("lettre.txt", LETTER.encode() * 20_000))
    asked(alice, keep=[PHONE])
    alice.post(BACK, {"text": "[NIR_5678]", "key": key_file({"[NIR_5678]": NIR})})
    kept = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    kept += " ".join(map(repr, journalled())) + caplog.text
    for value in (NAME, NIR, PHONE):
        assert value not in kept
    assert not list(tmp_path.iterdir())


def test_every_role_of_another_organisation_sees_only_its_own_rules(world, signed_in):
    for role in Role:
        world.chloe.assignments.create(role=role)
    chloe = signed_in(Person.objects.get(id=world.chloe.id))
    asked(chloe, want="preview", rule="PERSON:Chrysalide")
    assert "Chrysalide" in the_masked(signed_in(world.alice), "Le projet Chrysalide.")
    assert "Chrysalide" not in the_masked(chloe, "Le projet Chrysalide.")


def test_no_body_that_the_page_takes_passes_through_a_file(settings):
    """Under ASGI, Django lays a body beyond its limit on disk before any view sees it."""

    def laid_on_disk(body):
        parts = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive():
            return next(parts)

        with asyncio.run(ASGIHandler().read_body(receive)) as held:
            return held._rolled

    largest = base64.b64encode(bytes(MOST_MEGABYTES << 20))  # as a page without a script holds it
    assert not laid_on_disk(largest + bytes(100_000))
    assert laid_on_disk(bytes(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))


def test_a_key_that_would_swell_the_answer_is_refused_and_a_long_value_is_not(alice):
    key = {"[DOSSIER_4127]": "k" * 50_000}
    fine = alice.post(BACK, {"text": "Voir [DOSSIER_4127].", "key": key_file(key)})
    assert fine.status_code == 200
    answer = alice.post(BACK, {"text": "[DOSSIER_4127] " * 9_000, "key": key_file(key)})
    assert answer.status_code == 400
    assert "32 Mo" in answer.content.decode()
