"""Answers as a form, a file or the database gives them → answers that count, and a sentence for each that can't."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from garant.qualification.condition import UNKNOWN
from garant.qualification.question import Answer, Kind, Question, Sheet
from garant.words import message

LONGEST_TEXT = 5_000
LARGEST_NUMBER = 1e12


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood. Nothing given is lost: it is an answer, a problem, or set aside by name."""

    answers: Mapping[str, Answer]
    problems: Mapping[str, str]  # question → a French sentence that says what to do
    set_aside: tuple[str, ...]  # answers to questions that this version of the sheet does not ask


class _Problem(Exception):
    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        found = message(code)
        self.sentence = f"{found.say} {found.do}".format_map(facts)


def read_answers(sheet: Sheet, raw: Mapping[str, object]) -> Read:
    """Reads what it can; an empty value is no answer. Reading what was read changes nothing.

    Never raises for what a person wrote, nor for what an older version of the sheet asked.
    """
    answers: dict[str, Answer] = {}
    problems: dict[str, str] = {}
    set_aside: list[str] = []
    for name, value in raw.items():
        question = sheet.question(name)
        if question is None:
            set_aside.append(str(name))
        elif not _is_empty(value):
            try:
                answers[name] = _answer(question, value)
            except _Problem as problem:
                problems[name] = problem.sentence
    return Read(answers, problems, tuple(set_aside))


def _is_empty(value: object) -> bool:
    items = value if isinstance(value, list | tuple) else (value,)
    return all(item is None or (isinstance(item, str) and not item.strip()) for item in items)


def _answer(question: Question, value: object) -> Answer:
    if value == UNKNOWN and question.kind is not Kind.TEXT:
        return UNKNOWN
    match question.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return _choice(question, value)
        case Kind.CHOICES:
            return _choices(question, value)
        case Kind.TEXT:
            return _text(value)
        case Kind.NUMBER:
            return _number(value)
        case Kind.INTERVAL:
            return _interval(value)


def _choice(question: Question, value: object) -> str:
    if isinstance(value, bool) and question.kind is Kind.YES_NO:
        return "yes" if value else "no"
    if isinstance(value, list | tuple) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str):
        raise _Problem("sheet_one_choice_expected")
    return _offered(question, value)


def _choices(question: Question, value: object) -> Answer:
    given = list(value) if isinstance(value, list | tuple) else [value]
    chosen = []
    for item in given:
        if not isinstance(item, str):
            raise _Problem("sheet_choices_expected")
        chosen.append(_offered(question, item))
    alone = [option for option in question.options if option.alone and option.value in chosen]
    if alone and len(set(chosen)) > 1:
        raise _Problem("sheet_choice_stands_alone", answer=alone[0].french)
    if chosen and set(chosen) == {UNKNOWN}:
        return UNKNOWN
    # In the order of the sheet: two people who tick the same boxes gave the same answer.
    return tuple(option.value for option in question.options if option.value in chosen)


def _offered(question: Question, value: str) -> str:
    if question.option(value) is not None:
        return value
    if any(option.value == value for option in question.closed_options):
        raise _Problem("sheet_choice_closed", because=question.closed_because)
    raise _Problem("sheet_choice_gone")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Problem("sheet_text_expected")
    text = value.strip()
    if len(text) > LONGEST_TEXT:
        raise _Problem("sheet_text_too_long", length=len(text), limit=LONGEST_TEXT)
    return text


def _number(value: object) -> float:
    found = _parsed(value)
    if found is None:
        raise _Problem("sheet_number_expected")
    return found


def _interval(value: object) -> Answer:
    if isinstance(value, Mapping):
        value = [value.get("min"), value.get("max")]
    if isinstance(value, str):
        value = re.split(r"(?<=\d)\s*(?:-|–|—|à|et)\s*(?=\d)", value.strip().removeprefix("de "))
    bounds = [value, value] if not isinstance(value, list | tuple) else list(value)
    if len(bounds) == 1:
        bounds = bounds * 2
    found = [_parsed(bound) for bound in bounds]
    if len(found) != 2 or None in found:
        raise _Problem("sheet_interval_expected")
    low, high = (float(bound) for bound in found if bound is not None)
    if low > high:
        raise _Problem("sheet_interval_upside_down")
    return (low, high)


def _parsed(value: object) -> float | None:
    """A number that is not negative, as French or JSON writes it."""
    if isinstance(value, str):
        digits = re.sub(r"[\s\u202f\u00a0]", "", value).replace(",", ".")
        if re.fullmatch(r"\d{1,15}(\.\d{1,6})?", digits) is None:
            return None
        value = float(digits)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) and 0 <= found <= LARGEST_NUMBER else None
