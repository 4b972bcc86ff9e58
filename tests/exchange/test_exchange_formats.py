"""Every format: its schema is shipped and is met by a full record and by one that holds next to nothing."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import garant.exchange
from garant.exchange import (
    FORMATS,
    Format,
    FormatHoldsOne,
    FormatUnknown,
    OrganisationRecord,
    UseRecord,
    format_of,
)
from garant.exchange.csvfile import columns
from garant.exchange.facts import names, source_of
from garant.exchange.schema import made_schema, shipped_schema
from garant.words import all_messages, say, todo

Problems = Callable[[Any, dict[str, Any]], list[str]]

_KINDS = {
    "pia": "dpia", "annex-viii-c": "use", "etalab": "use", "atrs": "use", "nl-register": "use",
    "ciso-assistant": "charter", "madis": "processing", "cnil-register": "processing", "json": "use",
}  # fmt: skip


def _rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.replace("\r\n", "").count("\r") == 0
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _loaded(format_: Format, content: bytes) -> Any:
    if format_.suffix == ".yaml":
        return yaml.load(content, Loader=yaml.BaseLoader)
    return json.loads(content)


def test_the_formats_are_those_that_were_promised() -> None:
    assert list(FORMATS) == list(_KINDS)
    for id_, format_ in FORMATS.items():
        assert format_.id == id_
        assert format_.suffix.startswith(".")
        assert format_.french


@pytest.mark.parametrize("id_", _KINDS)
def test_the_shipped_schema_is_the_one_that_the_facts_make(id_: str) -> None:
    # To write it again: json.dumps(made_schema(id_), ensure_ascii=False, indent=2) in schemas/.
    assert shipped_schema(id_) == made_schema(id_)


@pytest.mark.parametrize("size", ["full", "bare"])
@pytest.mark.parametrize("id_", [id_ for id_, format_ in FORMATS.items() if format_.suffix == ".json"])
def test_each_json_file_meets_its_schema(
    id_: str, size: str, request: pytest.FixtureRequest, problems: Problems
) -> None:
    record = request.getfixturevalue(f"{size}_{_KINDS[id_]}")
    assert problems(json.loads(FORMATS[id_].write(record)), shipped_schema(id_)) == []


@pytest.mark.parametrize("size", ["full", "bare"])
def test_the_library_of_a_charter_meets_its_schema(
    size: str, request: pytest.FixtureRequest, problems: Problems
) -> None:
    content = FORMATS["ciso-assistant"].write(request.getfixturevalue(f"{size}_charter"))
    loaded = yaml.safe_load(content)
    if "publication_date" in loaded:
        assert loaded["publication_date"] == date(2026, 11, 1)
        loaded["publication_date"] = loaded["publication_date"].isoformat()
    assert problems(loaded, shipped_schema("ciso-assistant")) == []


@pytest.mark.parametrize(
    ("id_", "broken"),
    [
        ("pia", lambda content: content["answers"][0].update(reference_to="111")),
        ("pia", lambda content: content["answers"].pop()),
        ("pia", lambda content: content.update(comments=None)),
        ("pia", lambda content: content["evaluations"][0].update(reference_to="4.1")),
        ("annex-viii-c", lambda content: content["fields"].pop()),
        ("atrs", lambda content: content["facets"].update(algorithmic_transparency_record_phase="live")),
        ("atrs", lambda content: content["tier_2_owner_and_responsibility"].update(external_supplier="x")),
        ("nl-register", lambda content: content.update(status="In use")),
        ("nl-register", lambda content: content.update(name="x" * 101)),
        ("nl-register", lambda content: content.pop("contact_email")),
        ("nl-register", lambda content: content.update(begin_date="2026-09-01")),
        ("json", lambda content: content["uses"][0].update(surprise=1)),
        ("json", lambda content: content["uses"][0].pop("title")),
    ],
)
def test_a_schema_refuses_what_the_format_does_not_hold(
    id_: str, broken: Callable[[Any], object], request: pytest.FixtureRequest, problems: Problems
) -> None:
    content = json.loads(FORMATS[id_].write(request.getfixturevalue(f"full_{_KINDS[id_]}")))
    broken(content)
    assert problems(content, shipped_schema(id_))


@pytest.mark.parametrize("size", ["full", "bare"])
@pytest.mark.parametrize("id_", [id_ for id_, format_ in FORMATS.items() if format_.suffix == ".csv"])
def test_each_table_meets_its_table_schema(id_: str, size: str, request: pytest.FixtureRequest) -> None:
    rows = _rows(FORMATS[id_].write(request.getfixturevalue(f"{size}_{_KINDS[id_]}")))
    schema = shipped_schema(id_)
    fields = {field["name"]: field for field in schema["fields"]}
    assert len(fields) == len(schema["fields"]), "two columns bear one name"
    assert rows
    for row in rows:
        assert list(row) == list(fields)
        for name, value in row.items():
            field = fields[name]
            assert value, f"{name} is empty: a gap must be seen"
            if value in schema["missingValues"]:
                continue
            if field["type"] == "date":
                assert date.fromisoformat(value).isoformat() == value
            if field["type"] == "integer":
                assert str(int(value)) == value
            assert value in field.get("constraints", {}).get("enum", [value])


@pytest.mark.parametrize("id_", ["etalab", "madis", "cnil-register"])
def test_a_gap_is_written_as_such(id_: str, request: pytest.FixtureRequest) -> None:
    row = _rows(FORMATS[id_].write(request.getfixturevalue(f"bare_{_KINDS[id_]}")))[0]
    assert list(row.values()).count("non renseigné") > 10


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
@pytest.mark.parametrize("id_", ["etalab", "madis", "cnil-register"])
def test_a_formula_in_a_name_is_text_in_the_spreadsheet(
    id_: str, start: str, request: pytest.FixtureRequest
) -> None:
    record = request.getfixturevalue(f"bare_{_KINDS[id_]}")
    formula = f'{start}HYPERLINK("http://x")'
    named = replace(record, title=formula) if _KINDS[id_] == "use" else replace(record, name=f" \t{formula}")
    cells = [cell for row in _rows(FORMATS[id_].write(named)) for cell in row.values()]
    assert f"'{formula}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_name_that_only_holds_a_sign_further_on_is_left_alone(bare_use: UseRecord) -> None:
    rows = _rows(FORMATS["etalab"].write(replace(bare_use, title="a = b")))
    assert rows[0]["Nom de l'algorithme"] == "a = b"


@pytest.mark.parametrize("id_", [id_ for id_, format_ in FORMATS.items() if format_.many is not None])
def test_several_records_go_into_one_file(id_: str, request: pytest.FixtureRequest) -> None:
    kind = _KINDS[id_]
    records = [request.getfixturevalue(f"full_{kind}"), request.getfixturevalue(f"bare_{kind}")]
    content = FORMATS[id_].write_all(records)
    if FORMATS[id_].suffix == ".csv":
        assert len(_rows(content)) == len(_rows(FORMATS[id_].write(records[0]))) + 1
    else:
        loaded = json.loads(content)
        assert len(loaded["uses"] if id_ == "json" else loaded) == 2


@pytest.mark.parametrize("id_", [id_ for id_, format_ in FORMATS.items() if format_.many is None])
def test_a_format_that_holds_one_record_says_so(id_: str, request: pytest.FixtureRequest) -> None:
    record = request.getfixturevalue(f"full_{_KINDS[id_]}")
    assert FORMATS[id_].write_all([record]) == FORMATS[id_].write(record)
    with pytest.raises(FormatHoldsOne) as caught:
        FORMATS[id_].write_all([record, record])
    assert say(caught.value) == f"Le format « {id_} » tient une seule fiche par fichier (fiches reçues : 2)."


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    assert format_of("etalab").id == "etalab"
    with pytest.raises(FormatUnknown) as caught:
        format_of("excel")
    assert "etalab" in todo(caught.value)


@pytest.mark.parametrize("size", ["full", "bare"])
@pytest.mark.parametrize("id_", _KINDS)
def test_each_remark_is_a_sentence_of_the_catalogue(
    id_: str, size: str, request: pytest.FixtureRequest
) -> None:
    for remark in FORMATS[id_].remarks(request.getfixturevalue(f"{size}_{_KINDS[id_]}")):
        assert "{" not in remark.sentence + remark.advice
        assert remark.sentence


@pytest.mark.parametrize(
    "id_", ["pia", "annex-viii-c", "etalab", "atrs", "nl-register", "madis", "cnil-register"]
)
def test_a_record_without_its_facts_is_remarked(id_: str, request: pytest.FixtureRequest) -> None:
    def gaps(size: str) -> int:
        remarks = FORMATS[id_].remarks(request.getfixturevalue(f"{size}_{_KINDS[id_]}"))
        return sum(remark.code.startswith("exchange_field") for remark in remarks)

    assert gaps("bare") > gaps("full")


@pytest.mark.parametrize("name", names())
def test_the_facts_of_a_format_have_a_source_and_a_date_of_review(name: str) -> None:
    source = source_of(name)
    assert source.source
    assert source.as_of < source.review_by


@pytest.mark.parametrize("id_", ["etalab", "madis", "cnil-register"])
def test_columns_have_ids_of_their_own(id_: str) -> None:
    ids = [column.id for column in columns(id_)]
    assert len(set(ids)) == len(ids)


def test_every_message_of_the_room_is_raised_or_remarked_somewhere() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in Path(garant.exchange.__file__).parent.glob("*.py")
    )
    messages = {name for name, message in all_messages().items() if message.room == "exchange"}
    assert {name for name in messages if f'"{name}"' not in code} == set()


@pytest.mark.parametrize("id_", ["annex-viii-c", "etalab", "atrs", "nl-register", "json"])
def test_hostile_words_do_not_break_a_file(id_: str) -> None:
    hostile = "<script>\x00\ud800;\"'\r\n=1+1 é𝄞"
    record = UseRecord(
        id="1", title=hostile, purpose=hostile * 2000, organisation=OrganisationRecord(name=hostile)
    )
    content = FORMATS[id_].write(record)
    content.decode("utf-8")
    assert _rows(content) if FORMATS[id_].suffix == ".csv" else json.loads(content)
