"""The DPIA in the file of the CNIL's PIA tool, both ways."""

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction

from garant.directory.actions import require
from garant.directory.journal import record_file
from garant.directory.models import Person
from garant.exchange import (
    AnswerKind,
    DpiaAnswer,
    DpiaMeasure,
    DpiaRecord,
    DpiaStatus,
    Question,
    paragraphs,
    plain,
    questions,
    read_pia,
    write_pia,
)
from garant.registers.assessments.shelf import DPIA, REFUSED, VALIDATED
from garant.registers.shelf.actions import write_new
from garant.registers.shelf.models import Record
from garant.registers.shelf.queries import Entry, entry_of, record_visible_to
from garant.registers.shelf.values import coerced

_STATUSES = {VALIDATED: DpiaStatus.SIMPLY_VALIDATED, REFUSED: DpiaStatus.REFUSED}


@transaction.atomic
def export_pia(actor: Person, record: uuid.UUID) -> bytes:
    """One assessment, to be opened in the CNIL's tool."""
    entry = entry_of(DPIA, record_visible_to(actor, DPIA, record))
    data = write_pia(pia_of(entry))
    _exported(actor, imported=False)
    return data


@transaction.atomic
def import_pia(actor: Person, data: bytes) -> Record:
    """A draft from a file of the CNIL's tool. Raises what `garant.exchange` refuses. What the tool's evaluations and
    comments say stands under "Remarques reprises de l’outil PIA"."""
    require(actor, *DPIA.writers)
    pia = read_pia(data)
    fits, left = coerced(DPIA.columns, values_of(pia))
    if left:
        fits["sheet_unknown"] = tuple(left)
    record = write_new(
        actor.organisation, DPIA, title=pia.name.strip() or "Analyse d’impact sans nom", values=fits, by=actor
    )
    _exported(actor, imported=True)
    return record


def pia_of(entry: Entry) -> DpiaRecord:
    """The record as the tool cuts it. Names of people stay here: the tool asks for them anew."""
    values = entry.values
    titles = list(dict.fromkeys(_measures(values)))
    ids = {title: number for number, title in enumerate(titles, start=1)}
    return DpiaRecord(
        name=entry.title,
        status=_STATUSES.get(entry.state.value, DpiaStatus.IN_PROGRESS),
        dpo_opinion=_text(values, "dpo_opinion"),
        people_searched=_flag(values, "people_searched"),
        people_search_reason=_text(values, "people_search_reason"),
        people_names=_text(values, "people_names"),
        people_opinion=_text(values, "people_opinion"),
        rejection_reason=_text(values, "rejection_reason"),
        created_at=entry.created_at,
        updated_at=entry.amended_at,
        answers=tuple(_answer(question, values) for question in questions().values()),
        measures=tuple(DpiaMeasure(id=ids[title], title=title) for title in titles),
    )


def values_of(pia: DpiaRecord) -> dict[str, object]:
    """The answers under our keys."""
    values: dict[str, object] = {
        "people_searched": pia.people_searched,
        "people_search_reason": pia.people_search_reason,
        "people_names": pia.people_names,
        "people_opinion": pia.people_opinion,
        "pia_remarks": _remarks(pia),
    }
    for answer in pia.answers:
        question = questions()[answer.question]
        values[f"q{question.id}"] = answer.items if question.kind is AnswerKind.LIST else plain(answer.text)
        if answer.gauge is not None and question.kind is AnswerKind.GAUGE:
            values[f"g{question.id}"] = str(answer.gauge)
    return {key: value for key, value in values.items() if value not in (None, "", ())}


def _answer(question: Question, values: Mapping[str, object]) -> DpiaAnswer:
    said = values.get(f"q{question.id}")
    if question.kind is AnswerKind.LIST:
        return DpiaAnswer(question=question.id, items=said if isinstance(said, tuple) else ())
    level = values.get(f"g{question.id}")
    return DpiaAnswer(
        question=question.id, text=paragraphs(str(said or "")), gauge=int(str(level)) if level else None
    )


def _measures(values: Mapping[str, object]) -> Iterable[str]:
    """The measures that the risks name: the tool holds them apart, and the lists by their titles."""
    for question in questions().values():
        said = values.get(f"q{question.id}")
        if question.lists_measures and isinstance(said, tuple):
            yield from said


def _remarks(pia: DpiaRecord) -> tuple[str, ...]:
    """Every word of the file that has no question of its own."""
    measures = {str(measure.id): measure.title for measure in pia.measures}
    found = [(measure.title, plain(measure.content)) for measure in pia.measures]
    for evaluation in pia.evaluations:
        words = (plain(evaluation.evaluation_comment), plain(evaluation.action_plan_comment))
        found.append((f"Évaluation {evaluation.reference}", " ".join(filter(None, words))))
    for comment in pia.comments:
        about = (
            measures.get(comment.reference, comment.reference) if comment.for_measure else comment.reference
        )
        found.append((f"Commentaire {about}", plain(comment.description)))
    found += [
        ("Avis du DPO", pia.dpo_opinion),
        ("Raison du refus", pia.rejection_reason),
        ("Ajustements", pia.applied_adjustments),
    ]
    return tuple(f"{about} : {' '.join(words.split())}" for about, words in found if words.strip())


def _text(values: Mapping[str, object], key: str) -> str:
    return str(values.get(key) or "")


def _flag(values: Mapping[str, object], key: str) -> bool | None:
    said = values.get(key)
    return said if isinstance(said, bool) else None


def _exported(actor: Person, *, imported: bool) -> None:
    record_file(actor, DPIA.kind, "pia-json", rows=1, imported=imported)
