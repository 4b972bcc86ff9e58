"""The answer as a file: its schema, its dry run, and files that lie."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from procurement_world import AFTER, BEFORE, DEADLINE, GOOD, ORIGIN

from garant.procurement import actions, queries
from garant.procurement.answer_file import (
    answer_bytes,
    json_schema,
    questionnaire_bytes,
    read_answer_file,
)
from garant.procurement.errors import (
    AnswerIncomplete,
    AnswerInvalid,
    AnswerLate,
    AnswerSubmitted,
    ConsultationNotOpen,
    FileNotJson,
    FileOfAnother,
    FileTooLarge,
)
from garant.procurement.models import Answer
from garant.procurement.questions import bank
from garant.procurement.replies import Reply
from garant.words import GarantError

ASKED = {"id": "abc", "reference": "R", "title": "T", "object": "O", "organisation": "D", "deadline": "2026"}


def filled(market, answers=None, **more) -> bytes:
    raw = questionnaire_bytes(queries.asked_by(market.consultation), market.consultation.asked)
    file = json.loads(raw)
    file["answers"] = GOOD if answers is None else answers
    file["vendor"] = {"name": "Bonne IA"}
    return json.dumps({**file, **more}).encode()


def take_in(market, raw, *, received_at=BEFORE, now=AFTER):
    return actions.import_answer(
        market.denis, market.consultation.id, market.good.id, raw, received_at=received_at, now=now
    )


def test_the_questionnaire_comes_back_as_it_left():
    filed = read_answer_file(questionnaire_bytes(ASKED, bank().questions), consultation="abc")
    assert set(filed.answers) == {question.id for question in bank().questions}
    assert not any(filed.answers.values())


def test_the_questionnaire_tells_weights_and_knock_outs():
    file = json.loads(questionnaire_bytes(ASKED, bank().questions))
    training = next(each for each in file["questions"] if each["id"] == "entrainement")
    assert training["weight"] == 5
    assert [each["value"] for each in training["choices"] if each["knock_out"]] == ["yes", "unknown"]
    assert (file["schema"], file["schema_version"]) == ("garant-questionnaire-ia", 1)


def test_the_schema_names_what_the_reader_takes():
    schema = json_schema()
    assert schema["$schema"].endswith("2020-12/schema")
    assert {"schema", "schema_version", "consultation"} <= set(schema["required"])
    assert schema["additionalProperties"] is False
    assert schema["properties"]["schema_version"]["const"] == 1


def test_an_answer_comes_back_as_it_was_handed_in():
    replies = {"pays": Reply(("FR",)), "journaux": Reply(number=6.0, text="CSV")}
    raw = answer_bytes(ASKED, "Bonne IA", replies, BEFORE)
    assert raw == answer_bytes(ASKED, "Bonne IA", dict(reversed(replies.items())), BEFORE)
    filed = read_answer_file(raw, consultation="abc")
    assert (filed.vendor, dict(filed.answers)) == (
        "Bonne IA",
        {"pays": {"choices": ["FR"]}, "journaux": {"number": 6.0, "text": "CSV"}},
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04 une archive",
        b"%PDF-1.7",
        b"\xff\xfe{\x00}\x00",
        b"{",
        b"[1]",
        b'"texte"',
        b'{"schema": NaN}',
        b'{"a": 1, "a": 2}',
        b"[" * 100_000,
        b"<html></html>",
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(raw):
    with pytest.raises(FileNotJson):
        read_answer_file(raw, consultation="abc")


@pytest.mark.parametrize(
    "more",
    [
        {"schema": "autre"},
        {"schema_version": 2},
        {"schema_version": "1"},
        {"consultation": {"id": "une autre"}},
        {"consultation": {}},
        {"inconnu": 1},
        {"answers": []},
        {"answers": {"pays": {"choices": "FR"}}},
        {"answers": {"pays": {"number": "6"}}},
        {"answers": {"pays": {"text": "x" * 5000}}},
    ],
)
def test_a_json_file_of_another_make_is_refused(more):
    file = {"schema": "garant-questionnaire-ia", "schema_version": 1, "consultation": {"id": "abc"}}
    assert read_answer_file(json.dumps(file).encode(), consultation="abc").answers == {}
    with pytest.raises(FileOfAnother):
        read_answer_file(json.dumps({**file, **more}).encode(), consultation="abc")


def test_a_file_beyond_its_size_is_not_even_read():
    with pytest.raises(FileTooLarge):
        read_answer_file(b" " * (1024 * 1024 + 1), consultation="abc")


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_refused_with_a_sentence_of_ours(raw):
    with pytest.raises(GarantError):
        read_answer_file(raw, consultation="abc")


@pytest.mark.django_db
def test_the_dry_run_writes_nothing(market, journalled):
    preview = queries.preview_import(market.denis, market.consultation.id, market.good.id, filled(market))
    assert preview.checked.complete
    assert preview.filed.vendor == "Bonne IA"
    assert not preview.replaces_draft
    assert not Answer.objects.exists()
    assert not [entry for entry in journalled() if "vendor-answer" in str(entry)]


@pytest.mark.django_db
def test_the_dry_run_names_what_is_wrong_and_what_is_missing(market):
    raw = filled(market, {"pays": {"choices": ["Mars"]}, "inconnue": {}, "journaux": {"number": 6}})
    preview = queries.preview_import(market.denis, market.consultation.id, market.good.id, raw)
    assert {each.question for each in preview.checked.problems} == {"", "pays"}
    assert "entrainement" in {each.id for each in preview.checked.missing}
    for sent, error in ((raw, AnswerInvalid), (filled(market, {}), AnswerIncomplete)):
        with pytest.raises(error):
            take_in(market, sent)
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_an_imported_answer_is_handed_in_and_opens_with_the_others(market):
    answer = take_in(market, filled(market))
    assert (answer.submitted_at, answer.by_file, answer.imported_by) == (BEFORE, True, market.denis)
    actions.open_answers(market.denis, market.consultation.id, now=AFTER)
    offer = queries.offer_of(market.denis, market.consultation.id, market.good.id)
    assert offer.replies["pays"].choices == ("FR",)


@pytest.mark.django_db
def test_an_import_replaces_a_draft_and_never_an_answer(market):
    actions.save_answer(
        market.good_token, {"pays": {"choices": ["US"]}}, revision=0, origin=ORIGIN, now=BEFORE
    )
    assert queries.preview_import(
        market.denis, market.consultation.id, market.good.id, filled(market)
    ).replaces_draft
    take_in(market, filled(market))
    with pytest.raises(AnswerSubmitted):
        take_in(market, filled(market))
    with pytest.raises(AnswerSubmitted):
        market.submit(market.good_token, GOOD, revision=2)


@pytest.mark.django_db
@pytest.mark.parametrize("received_at", [DEADLINE + timedelta(seconds=1), AFTER + timedelta(days=1)])
def test_a_late_file_is_not_taken_in(market, received_at):
    with pytest.raises(AnswerLate):
        take_in(market, filled(market), received_at=received_at)
    assert take_in(market, filled(market), received_at=DEADLINE)


@pytest.mark.django_db
def test_nothing_is_imported_once_the_answers_are_open(market):
    actions.open_answers(market.denis, market.consultation.id, now=AFTER)
    with pytest.raises(ConsultationNotOpen):
        take_in(market, filled(market))


@pytest.mark.django_db
def test_the_file_of_another_consultation_is_refused(market):
    with pytest.raises(FileOfAnother):
        take_in(market, filled(market, consultation={"id": "autre"}))
