"""The file of the CNIL's PIA tool, read back. What the tool itself may have written is accepted; a lie is refused.

Accepted: null or missing arrays, lists and dates, a status that is no number, references as text or number.
Set aside: answers and evaluations about questions that the tool does not have (`check_pia` names them).
"""

import itertools
from collections.abc import Iterator
from typing import Any

from garant.exchange.dpia import (
    LARGEST_ID,
    UNDATED,
    DpiaAnswer,
    DpiaComment,
    DpiaEvaluation,
    DpiaMeasure,
    DpiaRecord,
    DpiaStatus,
)
from garant.exchange.errors import PiaFileWrong, PiaShapeWrong, PiaTooMany
from garant.exchange.facts import facts
from garant.exchange.jsonfile import read_json
from garant.exchange.pia_part import Part
from garant.exchange.pia_questions import evaluated_references, questions

ARRAYS = ("answers", "measures", "evaluations", "comments")
Json = dict[str, Any]

_LARGEST_READ = LARGEST_ID // 2  # leaves numbers free for the measures that lack one


def load_pia(content: bytes) -> Json:
    """The object that the file holds, for `check_pia`. Raises where it is not JSON or not of this tool."""
    loaded = read_json(content, limit_mebibytes=facts("pia")["limits"]["file_mebibytes"])
    if not isinstance(loaded, dict) or not isinstance(loaded.get("pia"), dict):
        raise PiaFileWrong
    return loaded


def read_pia(content: bytes) -> DpiaRecord:
    """The assessment of a file. Its texts come back as the little HTML, whatever they held."""
    file = load_pia(content)
    head = Part(file["pia"], "pia")
    created_at = head.moment("created_at") or head.moment("updated_at") or UNDATED
    measures = _measures(file)
    answers = _answers(file)
    titles = {measure.title for measure in measures}
    free = max((measure.id for measure in measures), default=0) + 1
    named = [
        title
        for answer in answers
        if questions()[answer.question].lists_measures
        for title in answer.items
        if title not in titles
    ]
    # A risk may still name a measure that was renamed or removed since: it stands in the assessment, so it stays.
    measures += [
        DpiaMeasure(id=free + place, title=title) for place, title in enumerate(dict.fromkeys(named))
    ]
    return DpiaRecord(
        name=head.text("name"),
        category=head.text("category"),
        status=_status(head),
        author=head.text("author_name"),
        evaluator=head.text("evaluator_name"),
        validator=head.text("validator_name"),
        dpo_names=head.text("dpos_names"),
        dpo_favourable=head.flag("dpo_status"),
        dpo_opinion=head.text("dpo_opinion"),
        people_searched=head.flag("concerned_people_searched_opinion"),
        people_search_reason=head.text("concerned_people_searched_content"),
        people_names=head.text("people_names"),
        people_favourable=head.flag("concerned_people_status"),
        people_opinion=head.text("concerned_people_opinion"),
        rejection_reason=head.text("rejected_reason") or head.text("rejection_reason"),
        applied_adjustments=head.text("applied_adjustements") or head.text("applied_adjustments"),
        created_at=created_at,
        updated_at=head.moment("updated_at"),
        answers=tuple(answers),
        measures=tuple(measures),
        evaluations=tuple(_evaluations(file, {measure.id for measure in measures})),
        comments=tuple(_comments(file)),
    )


def _answers(file: Json) -> list[DpiaAnswer]:
    found: dict[int, DpiaAnswer] = {}
    for entry in _entries(file, "answers"):
        question = entry.number("reference_to")
        if question is None or question not in questions():
            continue
        data = entry.part("data")
        gauge = data.number("gauge")
        found[question] = DpiaAnswer(
            question=question,
            text=data.text("text"),
            gauge=gauge if gauge is not None and 1 <= gauge <= 4 else None,
            items=data.texts("list"),
            created_at=entry.moment("created_at"),
            updated_at=entry.moment("updated_at"),
        )
    return list(found.values())


def _measures(file: Json) -> list[DpiaMeasure]:
    entries = [(entry.number("id"), entry) for entry in _entries(file, "measures")]
    taken: set[int] = set()
    own = []
    for id_, _ in entries:
        fits = id_ is not None and 1 <= id_ <= _LARGEST_READ and id_ not in taken
        own.append(id_ if fits else None)
        taken.update({id_} if fits and id_ is not None else ())
    free = itertools.count(max(taken, default=0) + 1)
    return [
        DpiaMeasure(
            id=next(free) if id_ is None else id_,
            title=entry.text("title"),
            content=entry.text("content"),
            created_at=entry.moment("created_at"),
            updated_at=entry.moment("updated_at"),
        )
        for id_, (_, entry) in zip(own, entries, strict=True)
    ]


def _evaluations(file: Json, measure_ids: set[int]) -> list[DpiaEvaluation]:
    known = evaluated_references() | {f"3.1.{id_}" for id_ in measure_ids}
    found: dict[str, DpiaEvaluation] = {}
    for entry in _entries(file, "evaluations"):
        reference = entry.reference("reference_to")
        if reference not in known:
            continue
        gauges = entry.part("gauges")
        gauged = reference in facts("pia")["values"]["gauged_items"]
        found[reference] = DpiaEvaluation(
            reference=reference,
            status=entry.within("status", 3),
            global_status=entry.within("global_status", 2),
            action_plan_comment=entry.text("action_plan_comment"),
            evaluation_comment=entry.text("evaluation_comment"),
            severity=gauges.within("x", 4) if gauged else 0,
            likelihood=gauges.within("y", 4) if gauged else 0,
            estimated_implementation_date=entry.moment("estimated_implementation_date"),
            person_in_charge=entry.text("person_in_charge"),
            evaluation_date=entry.moment("evaluation_date"),
            created_at=entry.moment("created_at"),
            updated_at=entry.moment("updated_at"),
        )
    return list(found.values())


def _comments(file: Json) -> Iterator[DpiaComment]:
    for entry in _entries(file, "comments"):
        yield DpiaComment(
            description=entry.text("description"),
            reference=entry.reference("reference_to"),
            for_measure=entry.flag("for_measure") or False,
            created_at=entry.moment("created_at"),
            updated_at=entry.moment("updated_at"),
        )


def _entries(file: Json, name: str) -> Iterator[Part]:
    entries = file.get(name)
    if entries is None:
        return
    if not isinstance(entries, list):
        raise PiaShapeWrong(where=name, expected="une liste")
    limit = facts("pia")["limits"]["entries"]
    if len(entries) > limit:
        raise PiaTooMany(where=name, limit=limit)
    for place, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise PiaShapeWrong(where=f"{name}[{place}]", expected="un objet")
        yield Part(entry, f"{name}[{place}]")


def _status(head: Part) -> DpiaStatus:
    status = head.number("status")
    return (
        DpiaStatus(status)
        if status is not None and 0 <= status <= max(DpiaStatus)
        else DpiaStatus.IN_PROGRESS
    )
