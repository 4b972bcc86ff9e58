"""Points into the score of an axis, each with its reason.

A score is a sum of points, capped at 100, and points are never negative: another fact of risk can't lower it.
What nobody knows counts half of the heaviest answer, and is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from garant.qualification.condition import UNKNOWN
from garant.qualification.flags import Flag
from garant.qualification.question import Answer, Axis, Kind, Option, Question

HIGHEST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """What one answer brings to its axis, and why."""

    question: str
    text: str
    answer: str
    points: int
    why: str

    def to_mapping(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "text": self.text,
            "answer": self.answer,
            "points": self.points,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class AxisResult:
    """The score of an axis, None where nothing is answered; `at_most` is what it becomes if doubts turn out bad."""

    score: int | None
    at_most: int | None
    certainty: int | None  # percentage of what the visible questions could bring that is settled
    lines: tuple[Line, ...]
    unanswered: tuple[str, ...]
    unknown: tuple[str, ...]
    inherent: int | None = None  # the score without any measure of protection
    measures: tuple[str, ...] = ()  # what the answers ask for, in French
    flags: tuple[Flag, ...] = ()

    def to_mapping(self) -> dict[str, Any]:
        return {
            "score": self.score,
            "at_most": self.at_most,
            "certainty": self.certainty,
            "inherent": self.inherent,
            "lines": [line.to_mapping() for line in self.lines],
            "unanswered": list(self.unanswered),
            "unknown": list(self.unknown),
            "measures": list(self.measures),
            "flags": [flag.code for flag in self.flags],
        }


def score(axis: Axis, shown: Sequence[Question], answers: Mapping[str, Answer]) -> AxisResult:
    """The result of an axis from its visible questions alone."""
    asked = [question for question in shown if question.axis == axis.id]
    given = [(question, answers[question.id]) for question in asked if question.id in answers]
    lines = tuple(line(question, answer) for question, answer in given if question.scored)
    known = axis.scored and any(answer != UNKNOWN for _, answer in given)
    points = sum(found.points for found in lines)
    settled = sum(question.most for question, answer in given if answer != UNKNOWN)
    doubts = sum(
        question.most - line(question, answer).points for question, answer in given if answer == UNKNOWN
    )
    inherent = sum(
        question.most if question.measure else line(question, answer).points for question, answer in given
    )
    possible = sum(question.most for question in asked)
    return AxisResult(
        score=_capped(points) if known else None,
        at_most=_capped(points + doubts) if known else None,
        certainty=round(100 * settled / possible) if axis.scored and possible else None,
        lines=lines,
        unanswered=tuple(q.id for q in asked if q.required and q.id not in answers),
        unknown=tuple(question.id for question, answer in given if answer == UNKNOWN),
        inherent=_capped(inherent) if known else None,
        measures=tuple(dict.fromkeys(ask for question, answer in given for ask in asks(question, answer))),
    )


def line(question: Question, answer: Answer) -> Line:
    """The points of one answer. A doubt counts half of the worst."""
    french = question.french(answer)
    if answer == UNKNOWN:
        why = "À examiner : compté pour la moitié de la réponse la plus lourde, en attendant."
        return Line(question.id, question.text, french, (question.heaviest + 1) // 2, why)
    if question.kind.closed:
        chosen = _chosen(question, answer)
        points = _capped(sum(option.points for option in chosen))
        return Line(question.id, question.text, french, points, " ".join(o.why for o in chosen if o.why))
    number = answer[1] if isinstance(answer, tuple) else answer
    reached = [band for band in question.bands if isinstance(number, int | float) and number >= band.at_least]
    if not reached:
        return Line(question.id, question.text, french, 0, "")
    return Line(question.id, question.text, french, reached[-1].points, reached[-1].why)


def asks(question: Question, answer: Answer) -> tuple[str, ...]:
    """The measures that an answer asks for; those of the worst answer where nobody knows."""
    if answer == UNKNOWN:
        worst = max(question.options, key=lambda option: option.points, default=None)
        return (worst.asks,) if worst is not None and worst.asks and question.measure else ()
    return tuple(option.asks for option in _chosen(question, answer) if option.asks)


def _chosen(question: Question, answer: Answer) -> list[Option]:
    values = answer if isinstance(answer, tuple) else (answer,)
    if question.kind not in (Kind.YES_NO, Kind.CHOICE, Kind.CHOICES):
        return []
    return [option for option in question.options if option.value in values]


def _capped(points: int) -> int:
    return min(HIGHEST, points)
