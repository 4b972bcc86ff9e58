"""One data protection impact assessment, as the CNIL's tool cuts it: 36 answers, measures, evaluations, comments.

A value that exists can be written, read back and imported without loss: texts are in the little HTML, dates in
UTC with milliseconds, every question has its answer, and references lead somewhere.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Final, TypeVar

from garant.exchange.errors import DpiaIncoherent
from garant.exchange.facts import facts
from garant.exchange.markup import clean_line, clean_text, sanitised
from garant.exchange.pia_questions import AnswerKind, Question, evaluated_references, questions

UNDATED: Final = datetime(
    1970, 1, 1, tzinfo=UTC
)  # the tool wants a date of creation: this one says "unknown"

LARGEST_ID: Final = 2**53 - 1  # beyond it, JavaScript takes two numbers for one


class DpiaStatus(IntEnum):
    """Where the assessment stands in the tool."""

    IN_PROGRESS = 0
    REFUSED = 1
    SIMPLY_VALIDATED = 2
    VALIDATED = 3
    ARCHIVED = 4
    AWAITING_VALIDATION = 5

    @property
    def french(self) -> str:
        return str(facts("pia")["values"]["statuses"][self])


@dataclass(frozen=True, slots=True, kw_only=True)
class DpiaAnswer:
    """The answer to one question: a text (little HTML), a gauge from 1 to 4, a list of plain texts."""

    question: int
    text: str = ""
    gauge: int | None = None
    items: tuple[str, ...] = ()
    created_at: datetime | None = None  # the assessment's where it is not given
    updated_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.question not in questions():
            raise DpiaIncoherent(field="answers", expected="une question connue de l’outil")
        if self.gauge is not None and not 1 <= self.gauge <= 4:
            raise DpiaIncoherent(field=f"answers[{self.question}].gauge", expected="une valeur de 1 à 4")
        _set(self, text=sanitised(self.text), items=_lines(self.items))
        _set(self, created_at=instant(self.created_at), updated_at=instant(self.updated_at))

    @property
    def complete(self) -> bool:
        """As the tool counts: a gauge needs its text too."""
        match questions()[self.question].kind:
            case AnswerKind.TEXT:
                return bool(self.text)
            case AnswerKind.LIST:
                return bool(self.items)
            case AnswerKind.GAUGE:
                return bool(self.text) and self.gauge is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class DpiaMeasure:
    """A measure, existing or planned. The lists of the risks name it by its title."""

    id: int
    title: str
    content: str = ""  # little HTML
    created_at: datetime | None = None
    updated_at: datetime | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.id <= LARGEST_ID:
            raise DpiaIncoherent(field="measures.id", expected="un entier à partir de 1")
        _set(self, title=clean_line(self.title), content=sanitised(self.content))
        _set(self, created_at=instant(self.created_at), updated_at=instant(self.updated_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class DpiaEvaluation:
    """What the DPO thinks of one part. `severity` and `likelihood` are what remains after the measures, 0 to 4."""

    reference: str  # "1.1", "2.1.211", "3.1.<id of a measure>", "3.2"
    status: int = 0
    global_status: int = 0
    action_plan_comment: str = ""
    evaluation_comment: str = ""
    severity: int = 0
    likelihood: int = 0
    estimated_implementation_date: datetime | None = None
    person_in_charge: str = ""
    evaluation_date: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    def __post_init__(self) -> None:
        where = f"evaluations[{self.reference}]"
        if not 0 <= self.status <= 3:
            raise DpiaIncoherent(field=f"{where}.status", expected="une valeur de 0 à 3")
        if not 0 <= self.global_status <= 2:
            raise DpiaIncoherent(field=f"{where}.global_status", expected="une valeur de 0 à 2")
        if not (0 <= self.severity <= 4 and 0 <= self.likelihood <= 4):
            raise DpiaIncoherent(field=f"{where}.gauges", expected="des valeurs de 0 à 4")
        if (self.severity or self.likelihood) and self.reference not in facts("pia")["values"][
            "gauged_items"
        ]:
            raise DpiaIncoherent(field=f"{where}.gauges", expected="0 hors des trois risques")
        _set(
            self,
            action_plan_comment=sanitised(self.action_plan_comment),
            evaluation_comment=sanitised(self.evaluation_comment),
            person_in_charge=clean_line(self.person_in_charge),
            evaluation_date=instant(self.evaluation_date),
            estimated_implementation_date=instant(self.estimated_implementation_date),
            created_at=instant(self.created_at),
            updated_at=instant(self.updated_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DpiaComment:
    """A remark in plain text on a question, or on a measure where `for_measure`."""

    description: str
    reference: str  # "211", or the id of a measure
    for_measure: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None

    def __post_init__(self) -> None:
        _set(self, description=clean_text(self.description), reference=clean_line(self.reference))
        _set(self, created_at=instant(self.created_at), updated_at=instant(self.updated_at))


_Entry = TypeVar("_Entry", DpiaAnswer, DpiaMeasure, DpiaEvaluation, DpiaComment)


@dataclass(frozen=True, slots=True, kw_only=True)
class DpiaRecord:
    """One assessment. `answers` always holds the 36 questions, in order; those that were not given are empty."""

    name: str
    category: str = ""
    status: DpiaStatus = DpiaStatus.IN_PROGRESS
    author: str = ""
    evaluator: str = ""
    validator: str = ""
    dpo_names: str = ""
    dpo_favourable: bool | None = None  # whether the processing could be carried out
    dpo_opinion: str = ""
    people_searched: bool | None = None  # whether the opinion of the people concerned was asked for
    people_search_reason: str = ""  # why it was not
    people_names: str = ""
    people_favourable: bool | None = None
    people_opinion: str = ""
    rejection_reason: str = ""
    applied_adjustments: str = ""
    created_at: datetime = UNDATED
    updated_at: datetime | None = None
    answers: tuple[DpiaAnswer, ...] = ()
    measures: tuple[DpiaMeasure, ...] = ()
    evaluations: tuple[DpiaEvaluation, ...] = ()
    comments: tuple[DpiaComment, ...] = ()

    def __post_init__(self) -> None:
        names = ("name", "category", "author", "evaluator", "validator", "dpo_names", "people_names")
        _set(self, **{name: clean_line(getattr(self, name)) for name in names})
        _set(self, name=self.name or facts("pia")["values"]["unnamed"])
        texts = (
            "dpo_opinion",
            "people_search_reason",
            "people_opinion",
            "rejection_reason",
            "applied_adjustments",
        )
        _set(self, **{name: clean_text(getattr(self, name)) for name in texts})
        _set(self, status=DpiaStatus(self.status))
        _set(self, created_at=instant(self.created_at), updated_at=instant(self.updated_at))
        _set(self, answers=self._all_answers())
        for part in ("answers", "measures", "evaluations", "comments"):
            _set(self, **{part: tuple(map(self._dated, getattr(self, part)))})
        self._check_references()

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions that the tool will count as incomplete."""
        return tuple(questions()[answer.question] for answer in self.answers if not answer.complete)

    def answer(self, question: int) -> DpiaAnswer:
        """The answer to a question of the tool; KeyError for another one."""
        return {answer.question: answer for answer in self.answers}[question]

    def _dated(self, entry: _Entry) -> _Entry:
        if entry.created_at is not None:
            return entry
        dated = copy(entry)  # its values are in order already: `replace` would clean each text again
        _set(dated, created_at=self.created_at)
        return dated

    def _all_answers(self) -> tuple[DpiaAnswer, ...]:
        given = {answer.question: answer for answer in self.answers}
        if len(given) < len(self.answers):
            raise DpiaIncoherent(field="answers", expected="une seule réponse par question")
        return tuple(given.get(id_, DpiaAnswer(question=id_)) for id_ in questions())

    def _check_references(self) -> None:
        ids = {measure.id for measure in self.measures}
        if len(ids) < len(self.measures):
            raise DpiaIncoherent(field="measures.id", expected="un numéro différent par mesure")
        titles = {measure.title for measure in self.measures}
        for answer in self.answers:
            if questions()[answer.question].lists_measures and not titles.issuperset(answer.items):
                raise DpiaIncoherent(
                    field=f"answers[{answer.question}].items", expected="des titres de mesures de l’analyse"
                )
        known = evaluated_references() | {f"3.1.{id_}" for id_ in ids}
        references = [evaluation.reference for evaluation in self.evaluations]
        if not known.issuperset(references) or len(set(references)) < len(references):
            raise DpiaIncoherent(
                field="evaluations.reference", expected="une partie de l’analyse, évaluée une seule fois"
            )


def instant(value: datetime | None) -> datetime | None:
    """In UTC, to the millisecond, as the tool writes it. A time without a zone is taken for UTC."""
    if value is None:
        return None
    aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    moved = aware.astimezone(UTC)
    return moved.replace(microsecond=moved.microsecond // 1000 * 1000)


def _lines(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(clean_line, items) if line)


def _set(record: object, **values: object) -> None:
    for name, value in values.items():
        object.__setattr__(record, name, value)
