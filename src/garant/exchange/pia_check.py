"""The import rules of the CNIL's PIA tool, applied to the content of a file before it is handed over.

A blocking remark means that the tool would refuse the file or stop half way; another one, that something would
be lost or shown wrongly.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeGuard

from garant.exchange.facts import facts
from garant.exchange.markup import sanitised
from garant.exchange.pia_part import parsed_instant
from garant.exchange.pia_questions import evaluated_references, questions
from garant.exchange.pia_reading import ARRAYS
from garant.exchange.remark import Remark

Json = Mapping[str, Any]

_TAG = re.compile(r"<[a-zA-Z/!]")


def check_pia(content: Json) -> list[Remark]:
    """What the import would stumble on, in the order of the file. None for what `to_pia` makes."""
    return list(_warnings(content))


def _warnings(content: Json) -> Iterator[Remark]:
    head = content.get("pia")
    if not isinstance(head, Mapping) or not head:
        yield Remark("pia_head_missing", "pia", blocking=True)
        head = {}
    else:
        yield from _head(head)
    for name in content:
        if name not in {"pia", *ARRAYS}:
            yield Remark("pia_key_ignored", str(name)[:60])
    arrays: dict[str, list[Json]] = {}
    for name in ARRAYS:
        entries = content.get(name)
        if not isinstance(entries, list):
            yield Remark("pia_array_missing", name, blocking=True)
            entries = []
        arrays[name] = []
        for place, entry in enumerate(entries):
            if isinstance(entry, Mapping):
                arrays[name].append(entry)
                yield from _entry_dates(entry, f"{name}[{place}]")
            else:
                arrays[name].append({})
                yield Remark("pia_entry_wrong", f"{name}[{place}]", blocking=True)
    titles = {measure.get("title") for measure in arrays["measures"] if isinstance(measure.get("title"), str)}
    yield from _answers(arrays["answers"], titles)
    yield from _measures(arrays["measures"])
    ids = {measure.get("id") for measure in arrays["measures"] if _is_int(measure.get("id"))}
    yield from _evaluations(arrays["evaluations"], ids)
    yield from _comments(arrays["comments"])
    yield from _markup(arrays)


def _head(head: Json) -> Iterator[Remark]:
    if not isinstance(head.get("name"), str) or not head["name"].strip():
        yield Remark("pia_name_missing", "pia.name")
    if not _is_int(head.get("status")) or not 0 <= head["status"] < len(facts("pia")["values"]["statuses"]):
        yield Remark("pia_status_unknown", "pia.status")
    for name in ("dpo_status", "concerned_people_status"):
        if head.get(name) is not None and (not _is_int(head[name]) or head[name] not in {0, 1}):
            yield Remark("pia_value_unknown", f"pia.{name}", {"expected": "0, 1 ou rien"})
    searched = head.get("concerned_people_searched_opinion")
    if searched is not None and not isinstance(searched, bool):
        yield Remark(
            "pia_value_unknown", "pia.concerned_people_searched_opinion", {"expected": "vrai, faux ou rien"}
        )
    if head.get("structure_id"):
        data = head.get("structure_data")
        if not isinstance(data, Mapping) or not isinstance(data.get("sections"), list):
            yield Remark("pia_structure_missing", "pia.structure_data", blocking=True)
    yield from _entry_dates(head, "pia")


def _entry_dates(entry: Json, where: str) -> Iterator[Remark]:
    for name in ("created_at", "updated_at", "evaluation_date", "estimated_implementation_date"):
        value = entry.get(name)
        wanted = name == "created_at"
        if (wanted or value) and parsed_instant(value) is None:
            yield Remark("pia_date_wrong", f"{where}.{name}")


def _answers(answers: list[Json], titles: set[Any]) -> Iterator[Remark]:
    counts = Counter(_key(answer.get("reference_to")) for answer in answers)
    for place, answer in enumerate(answers):
        where = f"answers[{place}]"
        reference = answer.get("reference_to")
        if not _is_int(reference):
            yield Remark("pia_reference_not_number", f"{where}.reference_to")
        elif reference not in questions():
            yield Remark("pia_question_unknown", f"{where}.reference_to", {"question": _short(reference)})
        elif counts[_key(reference)] > 1:
            yield Remark("pia_answer_twice", f"{where}.reference_to", {"question": reference})
        data = answer.get("data")
        if not isinstance(data, Mapping):
            yield Remark("pia_answer_empty", f"{where}.data", blocking=True)
            continue
        if data.get("text") is not None and not isinstance(data["text"], str):
            yield Remark("pia_value_unknown", f"{where}.data.text", {"expected": "un texte"})
        gauge = data.get("gauge")
        if gauge is not None and (not _is_int(gauge) or not 0 <= gauge <= 4):
            yield Remark("pia_value_unknown", f"{where}.data.gauge", {"expected": "1 à 4"})
        items = data.get("list")
        if items is not None and not (
            isinstance(items, list) and all(isinstance(item, str) for item in items)
        ):
            yield Remark("pia_value_unknown", f"{where}.data.list", {"expected": "une liste de textes"})
        elif (
            items
            and _is_int(reference)
            and reference in questions()
            and questions()[reference].lists_measures
            and not titles.issuperset(items)
        ):
            yield Remark("pia_measure_unknown", f"{where}.data.list")


def _measures(measures: list[Json]) -> Iterator[Remark]:
    counts = Counter(_key(measure.get("id")) for measure in measures)
    for place, measure in enumerate(measures):
        id_ = measure.get("id")
        if not _is_int(id_) or counts[_key(id_)] > 1:
            yield Remark("pia_measure_id_wrong", f"measures[{place}].id")
        for name in ("title", "content"):
            if measure.get(name) is not None and not isinstance(measure[name], str):
                yield Remark("pia_value_unknown", f"measures[{place}].{name}", {"expected": "un texte"})


def _evaluations(evaluations: list[Json], measure_ids: set[Any]) -> Iterator[Remark]:
    known = evaluated_references() | {f"3.1.{id_}" for id_ in measure_ids}
    for place, evaluation in enumerate(evaluations):
        where = f"evaluations[{place}]"
        reference = evaluation.get("reference_to")
        if not isinstance(reference, str):
            yield Remark("pia_reference_not_text", f"{where}.reference_to", blocking=True)
        elif reference not in known:
            yield Remark("pia_evaluation_unknown", f"{where}.reference_to", {"reference": _short(reference)})
        for name, highest in (("status", 3), ("global_status", 2)):
            value = evaluation.get(name)
            if value is not None and (not _is_int(value) or not 0 <= value <= highest):
                yield Remark("pia_value_unknown", f"{where}.{name}", {"expected": f"0 à {highest}"})
        gauges = evaluation.get("gauges")
        if not isinstance(gauges, Mapping) or not all(
            _is_int(gauges.get(axis)) and 0 <= gauges[axis] <= 4 for axis in ("x", "y")
        ):
            yield Remark("pia_value_unknown", f"{where}.gauges", {"expected": "x et y, de 0 à 4"})


def _comments(comments: list[Json]) -> Iterator[Remark]:
    for place, comment in enumerate(comments):
        where = f"comments[{place}]"
        if not isinstance(comment.get("description"), str):
            yield Remark("pia_value_unknown", f"{where}.description", {"expected": "un texte"})
        if not _is_int(comment.get("reference_to")) and not isinstance(comment.get("reference_to"), str):
            yield Remark("pia_value_unknown", f"{where}.reference_to", {"expected": "un numéro"})
        if not isinstance(comment.get("for_measure"), bool):
            yield Remark("pia_value_unknown", f"{where}.for_measure", {"expected": "vrai ou faux"})


def _markup(arrays: Mapping[str, list[Json]]) -> Iterator[Remark]:
    """One warning for all texts: a file that the tool itself wrote may hold hundreds of styled spans."""
    texts: Iterable[object] = (
        *(
            answer["data"].get("text")
            for answer in arrays["answers"]
            if isinstance(answer.get("data"), Mapping)
        ),
        *(measure.get("content") for measure in arrays["measures"]),
        *(
            each.get(name)
            for each in arrays["evaluations"]
            for name in ("action_plan_comment", "evaluation_comment")
        ),
    )
    styled = sum(
        1 for text in texts if isinstance(text, str) and _TAG.search(text) and sanitised(text) != text
    )
    if styled:
        yield Remark("pia_markup_removed", "answers, measures, evaluations, comments", {"count": styled})


def _is_int(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _key(value: object) -> str:
    return repr(value) if _is_int(value) or isinstance(value, str) else f"{type(value).__name__}"


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
