"""The CNIL PIA file: what is written, that it comes back whole, and that the tool's import rules are met."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from garant.exchange import (
    UNDATED,
    DpiaAnswer,
    DpiaComment,
    DpiaEvaluation,
    DpiaIncoherent,
    DpiaMeasure,
    DpiaRecord,
    DpiaStatus,
    check_pia,
    questions,
    read_pia,
    to_pia,
    write_pia,
)
from garant.exchange.errors import (
    ExchangeFileNotJson,
    ExchangeFileTooDeep,
    ExchangeFileTooLarge,
    PiaFileWrong,
    PiaShapeWrong,
    PiaTooMany,
)
from garant.exchange.pia_questions import evaluated_references
from garant.words import GarantError, say, todo

_TEXT = st.text(max_size=40)
_MOMENT = st.none() | st.datetimes(
    min_value=datetime(1980, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC)
)


@st.composite
def _assessments(draw: st.DrawFn) -> DpiaRecord:
    ids = draw(st.lists(st.integers(1, 10_000), unique=True, max_size=4))
    measures = tuple(
        DpiaMeasure(
            id=id_, title=draw(_TEXT), content=draw(_TEXT), created_at=draw(_MOMENT), updated_at=draw(_MOMENT)
        )
        for id_ in ids
    )
    titles = [measure.title for measure in measures]
    answers = tuple(
        DpiaAnswer(
            question=question.id,
            text=draw(_TEXT),
            gauge=draw(st.none() | st.integers(1, 4)),
            items=tuple(draw(st.lists(st.sampled_from(titles), max_size=2) if titles else st.just([])))
            if question.lists_measures
            else tuple(draw(st.lists(_TEXT, max_size=3))),
            created_at=draw(_MOMENT),
            updated_at=draw(_MOMENT),
        )
        for question in draw(st.lists(st.sampled_from(list(questions().values())), unique=True, max_size=6))
    )
    parts = draw(
        st.lists(
            st.sampled_from(sorted(evaluated_references()) + [f"3.1.{i}" for i in ids]),
            unique=True,
            max_size=4,
        )
    )
    evaluations = tuple(
        DpiaEvaluation(
            reference=part,
            status=draw(st.integers(0, 3)),
            global_status=draw(st.integers(0, 2)),
            action_plan_comment=draw(_TEXT),
            evaluation_comment=draw(_TEXT),
            severity=draw(st.integers(0, 4)) if part in {"3.2", "3.3", "3.4"} else 0,
            likelihood=draw(st.integers(0, 4)) if part in {"3.2", "3.3", "3.4"} else 0,
            estimated_implementation_date=draw(_MOMENT),
            person_in_charge=draw(_TEXT),
            evaluation_date=draw(_MOMENT),
            created_at=draw(_MOMENT),
        )
        for part in parts
    )
    comments = tuple(
        DpiaComment(
            description=draw(_TEXT),
            reference=draw(_TEXT | st.sampled_from(["211", "1"])),
            for_measure=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    flag = st.none() | st.booleans()
    return DpiaRecord(
        name=draw(_TEXT),
        category=draw(_TEXT),
        status=draw(st.sampled_from(DpiaStatus)),
        author=draw(_TEXT),
        validator=draw(_TEXT),
        dpo_names=draw(_TEXT),
        dpo_favourable=draw(flag),
        dpo_opinion=draw(_TEXT),
        people_searched=draw(flag),
        people_search_reason=draw(_TEXT),
        people_favourable=draw(flag),
        rejection_reason=draw(_TEXT),
        applied_adjustments=draw(_TEXT),
        created_at=draw(_MOMENT) or UNDATED,
        updated_at=draw(_MOMENT),
        answers=answers,
        measures=measures,
        evaluations=evaluations,
        comments=comments,
    )


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(_assessments())
def test_any_assessment_comes_back_whole_and_meets_the_rules_of_the_import(record: DpiaRecord) -> None:
    assert read_pia(write_pia(record)) == record
    assert check_pia(to_pia(record)) == []


def test_the_file_has_exactly_its_five_parts_and_all_36_answers(full_dpia: DpiaRecord) -> None:
    content = json.loads(write_pia(full_dpia))
    assert list(content) == ["pia", "answers", "measures", "evaluations", "comments"]
    expected = [111, 112, 113, 121, 122, 123, *range(211, 216), *range(221, 228)]
    expected += [base + rank for base in (320, 330, 340) for rank in range(1, 7)]
    assert [answer["reference_to"] for answer in content["answers"]] == expected
    assert len(expected) == 36


def test_answers_are_numbered_and_evaluations_are_named(full_dpia: DpiaRecord) -> None:
    content = to_pia(full_dpia)
    assert all(type(answer["reference_to"]) is int for answer in content["answers"])
    assert all(type(evaluation["reference_to"]) is str for evaluation in content["evaluations"])
    assert [evaluation["reference_to"] for evaluation in content["evaluations"]] == [
        "1.1",
        "2.1.211",
        "3.1.1",
        "3.2",
    ]
    assert content["evaluations"][3]["gauges"] == {"x": 3, "y": 1}
    assert content["evaluations"][0]["gauges"] == {"x": 0, "y": 0}


def test_each_kind_of_answer_has_its_shape(full_dpia: DpiaRecord) -> None:
    answers = {answer["reference_to"]: answer["data"] for answer in to_pia(full_dpia)["answers"]}
    assert answers[111] == {"text": "<p>Attribution des places en crèche</p>", "gauge": None, "list": []}
    assert answers[321] == {"text": None, "gauge": None, "list": ["Divulgation de la situation familiale"]}
    assert answers[324] == {"text": None, "gauge": None, "list": ["Chiffrement des échanges"]}
    assert answers[325] == {"text": "<p>Données sociales</p>", "gauge": 3, "list": []}
    assert answers[342] == {"text": None, "gauge": None, "list": []}


def test_dates_are_iso_in_utc(full_dpia: DpiaRecord) -> None:
    content = to_pia(full_dpia)
    assert content["pia"]["created_at"] == "2026-11-02T08:30:00.000Z"
    assert content["answers"][0]["created_at"] == "2026-11-02T08:30:00.000Z"
    assert content["measures"][0]["placeholder"] == "measures.default_placeholder"


def test_a_draft_of_ours_has_no_evaluation_and_is_in_progress() -> None:
    content = to_pia(DpiaRecord(name="Places en crèche"))
    assert content["evaluations"] == []
    assert content["pia"]["status"] == 0
    assert check_pia(content) == []


def test_texts_are_sanitised_in_the_record_itself() -> None:
    answer = DpiaAnswer(question=111, text="<p onclick=x>a</p><script>b</script>")
    assert answer.text == "<p>a</p>"


def test_what_the_tool_itself_writes_is_read() -> None:
    record = read_pia(
        b"""{"pia": {"name": "(IMPORT) Test", "status": "NaN", "created_at": "2021-01-07T09:22:30.542Z",
              "structure_id": "", "progress": 67.5, "is_example": 0, "author_name": 12, "dpo_status": "1"},
          "answers": [
            {"pia_id": 1, "reference_to": 111, "data": {"text": "<span style='x'>Bonjour&nbsp;</span>", "gauge": null, "list": null}, "id": 1},
            {"reference_to": "325", "data": {"text": "<p>grave</p>", "gauge": 0}},
            {"reference_to": 324, "data": {"text": null, "gauge": null, "list": ["Mesure disparue"]}},
            {"reference_to": 911, "data": {"text": "hors du questionnaire"}}],
          "measures": null,
          "evaluations": [
            {"reference_to": "3.1.[object Object]", "status": 3, "gauges": {"x": 0, "y": 0}},
            {"reference_to": "3.2", "status": 3, "global_status": 2, "gauges": {"x": 3, "y": 1}}]}"""
    )
    assert record.name == "(IMPORT) Test"
    assert record.status is DpiaStatus.IN_PROGRESS
    assert record.author == "12"
    assert record.dpo_favourable is True
    assert record.created_at == datetime(2021, 1, 7, 9, 22, 30, 542000, tzinfo=UTC)
    assert record.answer(111).text == "Bonjour"
    assert (record.answer(325).text, record.answer(325).gauge) == ("<p>grave</p>", None)
    assert [measure.title for measure in record.measures] == ["Mesure disparue"]
    assert [(each.reference, each.severity, each.likelihood) for each in record.evaluations] == [
        ("3.2", 3, 1)
    ]
    assert check_pia(to_pia(record)) == []


def test_an_assessment_without_a_name_gets_one() -> None:
    assert read_pia(b'{"pia": {"status": 0}}').name == "Analyse sans nom"


def test_a_number_of_thousands_of_digits_is_no_status() -> None:
    content = b'{"pia": {"name": "x", "status": ' + b"1" * 9000 + b"}}"
    assert read_pia(content).status is DpiaStatus.IN_PROGRESS


def test_a_literal_nan_is_read_as_no_status() -> None:
    assert read_pia(b'{"pia": {"name": "x", "status": NaN}}').status is DpiaStatus.IN_PROGRESS


def test_a_status_written_as_text_is_read_as_the_tool_does() -> None:
    assert read_pia(b'{"pia": {"name": "x", "status": "3"}}').status is DpiaStatus.VALIDATED


@pytest.mark.parametrize("spelling", ["rejected_reason", "rejection_reason"])
def test_both_spellings_of_the_reason_are_read(spelling: str) -> None:
    content = json.dumps({"pia": {"name": "x", spelling: "Trop de données"}}).encode()
    assert read_pia(content).rejection_reason == "Trop de données"


# ---------------------------------------------------------------- hostile files


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", ExchangeFileNotJson),
        (b"{", ExchangeFileNotJson),
        (b"\xff\xfe{}", ExchangeFileNotJson),
        (b"[" * 200_000, ExchangeFileTooDeep),
        (b" " * (8 * 1024 * 1024 + 1), ExchangeFileTooLarge),
        (b"[]", PiaFileWrong),
        (b"{}", PiaFileWrong),
        (b'{"pia": null}', PiaFileWrong),
        (b'{"pia": []}', PiaFileWrong),
        (b'[{"name": "un export de pia-back"}]', PiaFileWrong),
        (b'{"pia": {"name": ["x"]}}', PiaShapeWrong),
        (b'{"pia": {"name": {"a": 1}}}', PiaShapeWrong),
        (b'{"pia": {"name": "x", "status": [1]}}', PiaShapeWrong),
        (b'{"pia": {"name": "x"}, "answers": {}}', PiaShapeWrong),
        (b'{"pia": {"name": "x"}, "answers": [1]}', PiaShapeWrong),
        (b'{"pia": {"name": "x"}, "answers": [{"reference_to": 111, "data": "texte"}]}', PiaShapeWrong),
        (b'{"pia": {"name": "x"}, "answers": [{"reference_to": 321, "data": {"list": [1]}}]}', PiaShapeWrong),
        (b'{"pia": {"name": "x"}, "answers": [' + b",".join([b"{}"] * 5001) + b"]}", PiaTooMany),
        (b'{"pia": {"name": "' + b"x" * 200_001 + b'"}}', PiaTooMany),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(content: bytes, error: type[GarantError]) -> None:
    with pytest.raises(error) as caught:
        read_pia(content)
    assert "?" not in say(caught.value)
    assert todo(caught.value)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | _TEXT,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "reference_to",
                        "data",
                        "text",
                        "list",
                        "gauge",
                        "gauges",
                        "x",
                        "id",
                        "title",
                        "status",
                        "created_at",
                        "name",
                        "for_measure",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(["pia", "answers", "measures", "evaluations", "comments"]),
)
def test_any_json_in_any_part_is_read_or_refused_never_crashes(value: Any, part: str) -> None:
    content = {"pia": {"name": "x"}, part: value}
    check_pia(content)
    try:
        record = read_pia(json.dumps(content).encode())
    except GarantError:
        return
    assert check_pia(to_pia(record)) == []


@pytest.mark.parametrize("id_", [0, -1, 2**53, 10**4000, "x", None, True])
def test_a_measure_with_an_impossible_number_gets_one(id_: Any) -> None:
    content = json.dumps(
        {"pia": {"name": "x"}, "measures": [{"id": 2, "title": "a"}, {"id": id_, "title": "b"}]}
    )
    record = read_pia(content.encode())
    assert {measure.title for measure in record.measures} == {"a", "b"}
    assert read_pia(write_pia(record)) == record


# ---------------------------------------------------------------- the rules of the import


def _broken(full_dpia: DpiaRecord, *path: Any, value: Any) -> list[tuple[str, str, bool]]:
    content: Any = copy.deepcopy(to_pia(full_dpia))
    target = content
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return [(warning.code, warning.where, warning.blocking) for warning in check_pia(content)]


@pytest.mark.parametrize(
    ("path", "value", "warning"),
    [
        (("pia",), None, ("pia_head_missing", "pia", True)),
        (("answers",), None, ("pia_array_missing", "answers", True)),
        (("comments",), None, ("pia_array_missing", "comments", True)),
        (("comments", 0), "x", ("pia_entry_wrong", "comments[0]", True)),
        (("autre",), [], ("pia_key_ignored", "autre", False)),
        (("pia", "name"), " ", ("pia_name_missing", "pia.name", False)),
        (("pia", "status"), 6, ("pia_status_unknown", "pia.status", False)),
        (("pia", "status"), float("nan"), ("pia_status_unknown", "pia.status", False)),
        (("pia", "dpo_status"), 2, ("pia_value_unknown", "pia.dpo_status", False)),
        (("pia", "structure_id"), 3, ("pia_structure_missing", "pia.structure_data", True)),
        (("pia", "created_at"), "hier", ("pia_date_wrong", "pia.created_at", False)),
        (
            ("answers", 0, "reference_to"),
            "111",
            ("pia_reference_not_number", "answers[0].reference_to", False),
        ),
        (("answers", 0, "reference_to"), 114, ("pia_question_unknown", "answers[0].reference_to", False)),
        (("answers", 0, "data"), None, ("pia_answer_empty", "answers[0].data", True)),
        (("answers", 0, "data", "text"), 3, ("pia_value_unknown", "answers[0].data.text", False)),
        (("answers", 22, "data", "gauge"), 5, ("pia_value_unknown", "answers[22].data.gauge", False)),
        (("answers", 18, "data", "list"), "x", ("pia_value_unknown", "answers[18].data.list", False)),
        (("answers", 21, "data", "list"), ["Autre"], ("pia_measure_unknown", "answers[21].data.list", False)),
        (("measures", 0, "id"), "1", ("pia_measure_id_wrong", "measures[0].id", False)),
        (
            ("evaluations", 0, "reference_to"),
            1.1,
            ("pia_reference_not_text", "evaluations[0].reference_to", True),
        ),
        (
            ("evaluations", 0, "reference_to"),
            "3.1.9",
            ("pia_evaluation_unknown", "evaluations[0].reference_to", False),
        ),
        (("evaluations", 0, "status"), 4, ("pia_value_unknown", "evaluations[0].status", False)),
        (("evaluations", 0, "gauges"), None, ("pia_value_unknown", "evaluations[0].gauges", False)),
        (("comments", 0, "for_measure"), 1, ("pia_value_unknown", "comments[0].for_measure", False)),
        (
            ("answers", 0, "data", "text"),
            "<span>a</span>",
            ("pia_markup_removed", "answers, measures, evaluations, comments", False),
        ),
    ],
)
def test_each_rule_of_the_import_is_checked(
    full_dpia: DpiaRecord, path: tuple[Any, ...], value: Any, warning: tuple[str, str, bool]
) -> None:
    assert check_pia(to_pia(full_dpia)) == []
    assert warning in _broken(full_dpia, *path, value=value)


def test_two_answers_to_one_question_are_both_named(full_dpia: DpiaRecord) -> None:
    codes = _broken(full_dpia, "answers", 1, "reference_to", value=111)
    assert [code for code, *_ in codes] == ["pia_answer_twice", "pia_answer_twice"]


def test_a_null_list_is_what_the_tool_writes_and_no_warning(full_dpia: DpiaRecord) -> None:
    assert _broken(full_dpia, "answers", 0, "data", "list", value=None) == []
    assert _broken(full_dpia, "answers", 22, "data", "gauge", value=0) == []


def test_each_warning_is_a_french_sentence(full_dpia: DpiaRecord) -> None:
    content = to_pia(full_dpia) | {"answers": None, "autre": 1}
    for warning in check_pia(content):
        assert warning.sentence.endswith(".")
        assert "{" not in warning.sentence + warning.advice
        assert warning.advice


# ---------------------------------------------------------------- the record's own rules


@pytest.mark.parametrize(
    "values",
    [
        {"answers": (DpiaAnswer(question=111), DpiaAnswer(question=111))},
        {"measures": (DpiaMeasure(id=1, title="a"), DpiaMeasure(id=1, title="b"))},
        {"answers": (DpiaAnswer(question=334, items=("Mesure inconnue",)),)},
        {"evaluations": (DpiaEvaluation(reference="3.1.4"),)},
        {"evaluations": (DpiaEvaluation(reference="3.2"), DpiaEvaluation(reference="3.2"))},
    ],
)
def test_an_assessment_that_could_not_be_read_back_can_not_exist(values: dict[str, Any]) -> None:
    with pytest.raises(DpiaIncoherent):
        DpiaRecord(name="x", **values)


@pytest.mark.parametrize("gauge", [0, 5, -1])
def test_a_gauge_goes_from_1_to_4(gauge: int) -> None:
    with pytest.raises(DpiaIncoherent):
        DpiaAnswer(question=325, gauge=gauge)


def test_a_question_of_another_questionnaire_is_refused() -> None:
    with pytest.raises(DpiaIncoherent):
        DpiaAnswer(question=114)


def test_a_gauge_without_its_text_is_unanswered_as_the_tool_counts() -> None:
    record = DpiaRecord(
        name="x", answers=(DpiaAnswer(question=325, gauge=3), DpiaAnswer(question=326, gauge=3, text="a"))
    )
    unanswered = {question.id for question in record.unanswered}
    assert 325 in unanswered
    assert 326 not in unanswered
    assert len(unanswered) == 35
