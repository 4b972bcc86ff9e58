"""A characterisation sheet of the demonstration: a few answers that matter, the quietest ones for the rest."""

from collections.abc import Mapping
from datetime import date

from garant.qualification import Kind, OrganisationFacts, Question, sheet, visible

_ROUNDS = 12  # a chain of questions that open one another is never that long


def completed(
    stated: Mapping[str, object], usual: Mapping[str, object], *, day: date, organisation: OrganisationFacts
) -> dict[str, object]:
    """Answers to every question that the sheet of that day asks. ValueError where it asks on without end."""
    asked_of = sheet(day, organisation=organisation)
    answers: dict[str, object] = {}
    for _ in range(_ROUNDS):
        open_ones = [each for each in visible(asked_of, answers) if each.id not in answers]
        if not open_ones:
            return answers
        for question in open_ones:
            answers[question.id] = stated.get(question.id, usual.get(question.id, _quietest(question)))
    raise ValueError("the sheet never ends")


def _quietest(question: Question) -> object:
    """The answer that raises no flag: "no", the measure that is taken, the choice of fewest points."""
    known = [option for option in question.options if option.value != "unknown"]
    if question.axis == "ai_act" and any(option.value == "no" for option in known):
        return "no"
    match question.kind:
        case Kind.YES_NO:
            return "yes" if question.measure else "no"
        case Kind.CHOICE:
            return min(known, key=lambda option: option.points).value
        case Kind.CHOICES:
            return [next((option for option in known if option.alone), known[0]).value]
        case Kind.TEXT:
            return "Sans objet pour cet usage."
        case Kind.NUMBER:
            return 100
    return [0, 0]
