"""What a vendor answers, checked against the questions: bounded, of the right kind, one entry for each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from types import MappingProxyType
from typing import Any

from garant.procurement.questions import Kind, Question

LONGEST = 4_000  # characters of a free text
LARGEST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. Nothing said is an empty reply, not a missing one."""

    choices: tuple[str, ...] = ()
    number: float | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.choices and self.number is None and not self.text.strip()

    def to_mapping(self) -> dict[str, Any]:
        """Plain JSON values; what is empty is left out."""
        found: dict[str, Any] = {}
        if self.choices:
            found["choices"] = list(self.choices)
        if self.number is not None:
            found["number"] = self.number
        if self.text:
            found["text"] = self.text
        return found


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one reply, in French. `question` is "" for what concerns the whole."""

    question: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The replies that stand, what is wrong, and what is missing before the answer can be handed in."""

    replies: Mapping[str, Reply]
    problems: tuple[Problem, ...] = ()
    missing: tuple[Question, ...] = field(default=())

    @property
    def complete(self) -> bool:
        return not self.problems and not self.missing


def check(questions: Sequence[Question], given: Mapping[str, Any]) -> Checked:
    """Read what was given, which may be anything at all: it came from outside."""
    known = {question.id: question for question in questions}
    problems = [
        Problem("", f"La question « {str(name)[:60]} » n’est pas dans ce questionnaire.")
        for name in given
        if name not in known
    ]
    replies: dict[str, Reply] = {}
    for question in questions:
        reply, wrong = _reply(question, given.get(question.id, {}))
        problems.extend(Problem(question.id, what) for what in wrong)
        if not wrong and not reply.is_empty:
            replies[question.id] = reply
    wrong_ids = {problem.question for problem in problems}
    missing = tuple(
        question
        for question in questions
        if question.id not in wrong_ids and not _enough(question, replies.get(question.id, Reply()))
    )
    return Checked(MappingProxyType(replies), tuple(problems), missing)


def replies_from(kept: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Reply]:
    """The way back from what was kept once checked."""
    return MappingProxyType(
        {
            name: Reply(tuple(each.get("choices", ())), each.get("number"), each.get("text", ""))
            for name, each in kept.items()
        }
    )


def _enough(question: Question, reply: Reply) -> bool:
    match question.kind:
        case Kind.TEXT:
            return bool(reply.text.strip())
        case Kind.NUMBER:
            answered = reply.number is not None
        case _:
            answered = bool(reply.choices)
    return answered and (question.detail != "required" or bool(reply.text.strip()))


def _reply(question: Question, given: object) -> tuple[Reply, list[str]]:
    if not isinstance(given, Mapping):
        return Reply(), ["La réponse n’a pas la forme attendue."]
    wrong = [f"Le champ « {str(name)[:40]} » n’est pas attendu." for name in given if name not in _FIELDS]
    text = given.get("text", "")
    if not isinstance(text, str):
        text = ""
        wrong.append("Le texte n’en est pas un.")
    elif len(text) > LONGEST:
        wrong.append(f"Le texte dépasse {LONGEST} caractères.")
    elif question.detail == "none" and question.kind is not Kind.TEXT and text.strip():
        wrong.append("Cette question n’attend pas de précision.")
    choices, said = _choices(question, given.get("choices", []))
    number, said_of_number = _number(question, given.get("number"))
    return Reply(choices, number, text.strip()), [*wrong, *said, *said_of_number]


_FIELDS = frozenset({"choices", "number", "text"})


def _choices(question: Question, given: object) -> tuple[tuple[str, ...], list[str]]:
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        return (), ["Le choix n’a pas la forme attendue."]
    if not given:
        return (), []
    match question.kind:
        case Kind.TEXT | Kind.NUMBER:
            return (), ["Cette question ne se répond pas par un choix."]
        case Kind.COUNTRY:
            code = given[0].strip().upper()
            if len(given) > 1 or len(code) != 2 or not (code.isascii() and code.isalpha()):
                return (), ["Un pays se dit par son code de deux lettres, comme FR."]
            return (code,), []
    if any(question.option(each) is None for each in given):
        return (), ["Ce choix n’est pas proposé."]
    if len(given) > 1 and question.kind is Kind.CHOICE:
        return (), ["Cette question n’attend qu’un choix."]
    if len(given) > 1 and "none" in given:
        return (), ["« Aucune » ne va pas avec un autre choix."]
    return tuple(dict.fromkeys(given)), []


def _number(question: Question, given: object) -> tuple[float | None, list[str]]:
    if given is None:
        return None, []
    if question.kind is not Kind.NUMBER:
        return None, ["Cette question ne se répond pas par un nombre."]
    if isinstance(given, bool) or not isinstance(given, int | float) or not isfinite(given):
        return None, ["Le nombre n’en est pas un."]
    if not 0 <= given <= LARGEST or (question.unit == "%" and given > 100):
        return None, ["Ce nombre n’est pas possible ici."]
    return float(given), []
