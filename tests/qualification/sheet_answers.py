"""What the tests of the sheet share: a day, two organisations, answers at random."""

from datetime import date

from hypothesis import strategies as st

from garant.qualification import Answer, Kind, OrganisationFacts, Question, Sheet, assess, sheet

TODAY = date(2026, 11, 22)
TOWN = OrganisationFacts(public=True, agents=120, inhabitants=9_000)
CLUB = OrganisationFacts(public=False, agents=3, inhabitants=None)
SHEET = sheet(TODAY)


def question(name: str, of: Sheet = SHEET) -> Question:
    found = of.question(name)
    assert found is not None, name
    return found


def assessed(answers: dict[str, object], organisation: OrganisationFacts = TOWN, **more):
    return assess(answers, today=TODAY, organisation=organisation, **more)


def codes(answers: dict[str, object], organisation: OrganisationFacts = TOWN) -> dict[str, bool]:
    """The flags that rise, with whether each stops."""
    return {flag.code: flag.stops for flag in assessed(answers, organisation).flags}


def opened(name: str) -> dict[str, object]:
    """The answers that make a question visible."""
    answers: dict[str, object] = {}
    pending = [name]
    while pending:
        condition = question(pending.pop()).visible_if
        for needed, values in condition.lines if condition else ():
            several = question(needed).kind is Kind.CHOICES
            answers[needed] = [values[0]] if several else values[0]
            pending.append(needed)
    return answers


def answer_to(asked: Question) -> st.SearchStrategy[Answer]:
    """An answer that the question takes."""
    values = [option.value for option in asked.options]
    match asked.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return st.sampled_from(values)
        case Kind.CHOICES:
            together = [option.value for option in asked.options if not option.alone]
            some = st.lists(st.sampled_from(together), min_size=1, unique=True).map(
                lambda chosen: tuple(value for value in values if value in chosen)
            )
            return some | st.just("unknown")
        case Kind.NUMBER:
            return st.integers(0, 50_000).map(float) | st.just("unknown")
        case Kind.INTERVAL:
            pair = st.tuples(st.integers(0, 50_000), st.integers(0, 50_000))
            return pair.map(lambda two: (float(min(two)), float(max(two)))) | st.just("unknown")
        case Kind.TEXT:
            return st.just("Un texte.")


def some_answers(without: str = "") -> st.SearchStrategy[dict[str, Answer]]:
    """Answers to any questions but those of the AI Act, which has its own tests."""
    asked = {q.id: answer_to(q) for q in SHEET.questions if q.axis != "ai_act" and q.id != without}
    return st.fixed_dictionaries({}, optional=asked)
