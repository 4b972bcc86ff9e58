"""Which questions are asked, given the answers so far. What is hidden never counts."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from garant.qualification.act import act_visible
from garant.qualification.condition import UNKNOWN, Answers
from garant.qualification.question import Answer, Question, Sheet
from garant.qualification.reading import read_answers

Path: TypeAlias = Literal["full", "short"]


def visible(sheet: Sheet, answers: Mapping[str, object], *, path: Path = "full") -> tuple[Question, ...]:
    """The questions to show, in order. The short path is the whole sheet from the first flag on.

    « Je ne sais pas » opens whatever a real answer might open; an answer that can't be read opens nothing.
    """
    answers = read_answers(sheet, answers).answers
    if path == "short" and not opens_full(sheet, answers):
        return tuple(question for question in sheet.questions if question.small)
    shown: list[Question] = []
    counted: dict[str, object] = {}
    asked_of_act = act_visible(sheet.day, answers)
    for question in sheet.questions:
        if question.axis == "ai_act":
            if question.id in asked_of_act:
                shown.append(question)
        elif question.visible_if is None or question.visible_if.holds(counted) is not False:
            shown.append(question)
            if question.id in answers:
                # Only visible answers open further questions, so a chain closes from its first link.
                counted[question.id] = answers[question.id]
    return tuple(shown)


def opens_full(sheet: Sheet, answers: Answers) -> bool:
    """Whether an answer of the five-question path asks for the whole sheet."""
    return any(
        answers.get(question.id) in (*question.opens_full, UNKNOWN)
        for question in sheet.questions
        if question.small and question.id in answers
    )


def counted(shown: tuple[Question, ...], answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers to questions that are shown."""
    return {question.id: answers[question.id] for question in shown if question.id in answers}
