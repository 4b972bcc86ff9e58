"""The questionnaire and its answer as one JSON file: stable, versioned, checked when it comes back."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from garant.procurement.errors import FileNotJson, FileOfAnother, FileTooLarge
from garant.procurement.questions import Question
from garant.procurement.replies import LONGEST, Reply

SCHEMA = "garant-questionnaire-ia"
VERSION = 1
LARGEST_BYTES = 1024 * 1024


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class AskedBy(_Part):
    """Which consultation it is of; the rest is for the person who reads the file."""

    id: str
    reference: str = ""
    title: str = ""
    object: str = ""
    organisation: str = ""
    deadline: str = ""


class VendorPart(_Part):
    name: Annotated[str, StringConstraints(max_length=120)] = ""


class ReplyPart(_Part):
    choices: list[str] = Field(default_factory=list, max_length=20)
    number: float | None = None
    text: Annotated[str, StringConstraints(max_length=LONGEST)] = ""


class AnswerFile(_Part):
    """Version 1 of the file. `questions` is there to be read; only `vendor` and `answers` are taken back."""

    schema_: Literal["garant-questionnaire-ia"] = Field(alias="schema")
    schema_version: Literal[1]
    consultation: AskedBy
    vendor: VendorPart = Field(default_factory=VendorPart)
    submitted_at: str = ""
    answers: dict[str, ReplyPart] = Field(default_factory=dict, max_length=500)
    questions: list[dict[str, Any]] = Field(default_factory=list, max_length=500)


@dataclass(frozen=True, slots=True)
class Filed:
    """What a vendor's file says, not yet checked against the questions."""

    vendor: str
    answers: Mapping[str, Any]


def json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of the file, made from the model that reads it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **AnswerFile.model_json_schema(by_alias=True),
        "title": "Questionnaire d’IA d’un marché",
    }


def questionnaire_bytes(asked: Mapping[str, str], questions: Sequence[Question]) -> bytes:
    """The file that a vendor fills in: the questions to read, the answers still empty."""
    return _bytes(
        {
            "schema": SCHEMA,
            "schema_version": VERSION,
            "consultation": dict(asked),
            "vendor": {"name": ""},
            "answers": {question.id: {} for question in questions},
            "questions": [
                {
                    "id": question.id,
                    "theme": question.theme,
                    "text": question.text,
                    "help": question.help,
                    "kind": question.kind.value,
                    "unit": question.unit,
                    "detail": question.detail,
                    "choices": [
                        {"value": each.value, "label": each.label, "knock_out": each in question.knock_outs}
                        for each in question.options
                    ],
                    "weight": question.weight,
                    "good_answer": question.good,
                }
                for question in questions
            ],
        }
    )


def answer_bytes(
    asked: Mapping[str, str], vendor: str, replies: Mapping[str, Reply], submitted_at: datetime
) -> bytes:
    """The answer as it was handed in: the same answer gives the same bytes, so that its digest can be checked."""
    return _bytes(
        {
            "schema": SCHEMA,
            "schema_version": VERSION,
            "consultation": {"id": asked["id"], "reference": asked["reference"]},
            "vendor": {"name": vendor},
            "submitted_at": submitted_at.astimezone(UTC).isoformat(timespec="seconds"),
            "answers": {name: replies[name].to_mapping() for name in sorted(replies)},
        }
    )


def digest(file: bytes) -> str:
    return hashlib.sha256(file).hexdigest()


def read_answer_file(raw: bytes, *, consultation: str) -> Filed:
    """What the file says. FileTooLarge, FileNotJson, FileOfAnother: it came from outside, and may be anything."""
    if len(raw) > LARGEST_BYTES:
        raise FileTooLarge(limit_kb=LARGEST_BYTES // 1024)
    try:
        loaded = json.loads(
            raw.decode("utf-8-sig"), parse_constant=_refuse, object_pairs_hook=_without_doubles
        )
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        raise FileNotJson from error
    if not isinstance(loaded, dict):
        raise FileNotJson
    try:
        read = AnswerFile.model_validate(loaded)
    except ValidationError as error:
        raise FileOfAnother(faults=error.error_count()) from error
    if read.consultation.id != consultation:
        raise FileOfAnother(faults=0)
    answers = {name: part.model_dump(exclude_defaults=True) for name, part in read.answers.items()}
    return Filed(read.vendor.name.strip(), answers)


def _bytes(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values under one name a reader would keep one, in silence."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found
