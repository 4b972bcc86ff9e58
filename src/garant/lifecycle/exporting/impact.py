"""The DPIA of a use, to and from the CNIL's PIA tool."""

from django.db import transaction
from django.utils.html import escape

from garant.directory.actions import require
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.exchange import (
    AnswerKind,
    DpiaAnswer,
    DpiaMeasure,
    DpiaRecord,
    DpiaStatus,
    paragraphs,
    plain,
    questions,
    read_pia,
)
from garant.journal import RecordsExported
from garant.lifecycle.dossier import VALIDATED, Dossier
from garant.lifecycle.errors import NoImpactAssessment
from garant.registers.assessments.shelf import DPIA
from garant.registers.shelf import actions as shelf
from garant.registers.shelf.queries import Entry


def dpia_record(dossier: Dossier) -> DpiaRecord:
    """The assessment as the tool cuts it. NoImpactAssessment where the use has none."""
    entry = dossier.dpia
    if entry is None:
        raise NoImpactAssessment(number=dossier.use.number)
    measures = _measures(entry)
    return DpiaRecord(
        name=entry.title,
        category=dossier.use.department,
        status=DpiaStatus.SIMPLY_VALIDATED if entry.state.value == VALIDATED else DpiaStatus.IN_PROGRESS,
        created_at=entry.created_at,
        updated_at=entry.amended_at,
        dpo_opinion=str(entry.values.get("dpo_opinion") or ""),
        answers=tuple(_answer(entry, id_) for id_ in questions()),
        measures=measures,
    )


@transaction.atomic
def import_dpia(actor: Person, dossier: Dossier, data: bytes) -> Entry:
    """Write the answers of a file of the tool over the draft of this use. What the file leaves empty stays as it was;
    the former words stay in the history."""
    require(actor, Role.DPO)
    entry = dossier.dpia
    if entry is None:
        raise NoImpactAssessment(number=dossier.use.number)
    read = read_pia(data)
    values: dict[str, object] = {}
    for answer in read.answers:
        kind = questions()[answer.question].kind
        if kind is AnswerKind.LIST and answer.items:
            values[f"q{answer.question}"] = list(answer.items)
        elif answer.text:
            values[f"q{answer.question}"] = plain(answer.text)
        if answer.gauge is not None:
            values[f"g{answer.question}"] = str(answer.gauge)
    shelf.amend(
        actor,
        DPIA,
        entry.id,
        title=entry.title,
        values=values,
        revision=entry.revision,
        reason="Importé de l’outil PIA de la CNIL",
    )
    record(
        RecordsExported(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            what="dpia",
            format="pia-json",
            rows=1,
            imported=True,
        )
    )
    return entry


def _answer(entry: Entry, id_: int) -> DpiaAnswer:
    value, gauge = entry.values.get(f"q{id_}"), entry.values.get(f"g{id_}")
    items = tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()
    text = paragraphs(escape(value)) if isinstance(value, str) else ""
    level = str(gauge)
    return DpiaAnswer(question=id_, text=text, gauge=int(level) if level.isdecimal() else None, items=items)


def _measures(entry: Entry) -> tuple[DpiaMeasure, ...]:
    """The tool's lists of measures name them by their titles: each is made once."""
    titles: list[str] = []
    for id_, question in questions().items():
        value = entry.values.get(f"q{id_}")
        if question.lists_measures and isinstance(value, list | tuple):
            titles += [str(each) for each in value]
    return tuple(
        DpiaMeasure(id=rank, title=title) for rank, title in enumerate(dict.fromkeys(titles), start=1)
    )
