"""A DPIA for the CNIL's PIA tool: the five arrays that its import wants, and nothing that it could stumble on.

Answers are found by a number, evaluations by a string; texts are the little HTML; each date is ISO 8601 in UTC.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from garant.exchange.dpia import DpiaAnswer, DpiaComment, DpiaEvaluation, DpiaMeasure, DpiaRecord, instant
from garant.exchange.facts import facts
from garant.exchange.jsonfile import json_bytes

Json = dict[str, Any]


def to_pia(record: DpiaRecord) -> Json:
    """The content of the file. `read_pia` gives the same record back."""
    return {
        "pia": _head(record),
        "answers": [_answer(answer) for answer in record.answers],
        "measures": [_measure(measure) for measure in record.measures],
        "evaluations": [_evaluation(evaluation) for evaluation in record.evaluations],
        "comments": [_comment(comment) for comment in record.comments],
    }


def write_pia(record: DpiaRecord) -> bytes:
    """The file, to be imported as it is: named .json, never zipped."""
    return json_bytes(to_pia(record))


def _head(record: DpiaRecord) -> Json:
    return {
        "name": record.name,
        "category": record.category,
        "status": int(record.status),
        "author_name": record.author,
        "evaluator_name": record.evaluator,
        "validator_name": record.validator,
        "dpos_names": record.dpo_names,
        "dpo_status": _flag(record.dpo_favourable),
        "dpo_opinion": record.dpo_opinion,
        "concerned_people_searched_opinion": record.people_searched,
        "concerned_people_searched_content": record.people_search_reason,
        "people_names": record.people_names,
        "concerned_people_status": _flag(record.people_favourable),
        "concerned_people_opinion": record.people_opinion,
        # The tool's own model spells these two otherwise than its documentation: both are written.
        "rejected_reason": record.rejection_reason,
        "rejection_reason": record.rejection_reason,
        "applied_adjustements": record.applied_adjustments,
        "applied_adjustments": record.applied_adjustments,
        **_dates(record),
    }


def _answer(answer: DpiaAnswer) -> Json:
    return {
        "reference_to": answer.question,
        "data": {"text": answer.text or None, "gauge": answer.gauge, "list": list(answer.items)},
        **_dates(answer),
    }


def _measure(measure: DpiaMeasure) -> Json:
    return {
        "id": measure.id,
        "title": measure.title,
        "content": measure.content,
        "placeholder": facts("pia")["values"]["measure_placeholder"],
        **_dates(measure),
    }


def _evaluation(evaluation: DpiaEvaluation) -> Json:
    return {
        "reference_to": evaluation.reference,
        "status": evaluation.status,
        "global_status": evaluation.global_status,
        "action_plan_comment": evaluation.action_plan_comment,
        "evaluation_comment": evaluation.evaluation_comment,
        "gauges": {"x": evaluation.severity, "y": evaluation.likelihood},
        "estimated_implementation_date": iso(evaluation.estimated_implementation_date),
        "person_in_charge": evaluation.person_in_charge,
        "evaluation_date": iso(evaluation.evaluation_date),
        **_dates(evaluation),
    }


def _comment(comment: DpiaComment) -> Json:
    return {
        "description": comment.description,
        # The tool looks the comments of a question up by its number.
        "reference_to": int(comment.reference) if _is_number(comment.reference) else comment.reference,
        "for_measure": comment.for_measure,
        **_dates(comment),
    }


def _is_number(reference: str) -> bool:
    return (
        reference.isascii()
        and reference.isdigit()
        and len(reference) < 10
        and str(int(reference)) == reference
    )


def _dates(
    entry: DpiaRecord | DpiaAnswer | DpiaMeasure | DpiaEvaluation | DpiaComment,
) -> Mapping[str, str | None]:
    return {"created_at": iso(entry.created_at), "updated_at": iso(entry.updated_at)}


def iso(value: datetime | None) -> str | None:
    """As JavaScript writes it: "2026-11-22T09:30:00.000Z"."""
    moved = instant(value)
    return None if moved is None else moved.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _flag(value: bool | None) -> int | None:
    return None if value is None else int(value)
