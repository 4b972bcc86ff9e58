"""What a retained answer says of the system: facts under stable keys, for the catalogue, the record and the DPIA."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from garant.procurement.questions import Feed, Kind, Question
from garant.procurement.replies import Reply
from garant.procurement.scoring import said

# A value, several of them, or a number, as the room that takes them keeps them.
FactValue = str | tuple[str, ...] | float


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact and the place where it would be written."""

    key: str
    value: FactValue
    shown: str
    where: str
    field: str
    question: Question


WHERE = MappingProxyType(
    {
        "catalogue": "Fiche du catalogue",
        "record": "Registre des traitements",
        "dpia": "Analyse d’impact",
        "contract": "Contrat",
    }
)


def facts_of(questions: Sequence[Question], replies: Mapping[str, Reply]) -> tuple[Fact, ...]:
    """In the order of the questions; what was not answered gives no fact."""
    found = []
    for question in questions:
        reply = replies.get(question.id, Reply())
        for feed in question.feeds:
            value = _value(question, feed, reply)
            if value not in ("", ()):
                shown = (
                    reply.text
                    if feed.part == "text"
                    else said(question, _without_detail(question, feed, reply))
                )
                found.append(Fact(feed.key, value, shown, feed.where, feed.field, question))
    return tuple(found)


def _value(question: Question, feed: Feed, reply: Reply) -> FactValue:
    if feed.part == "text" or question.kind is Kind.TEXT:
        return reply.text
    if question.kind is Kind.NUMBER:
        return "" if reply.number is None else reply.number
    if question.kind is Kind.MANY:
        return reply.choices
    return reply.choices[0] if reply.choices else ""


def _without_detail(question: Question, feed: Feed, reply: Reply) -> Reply:
    """Where the detail feeds a field of its own, it is not said twice."""
    apart = any(other.part == "text" for other in question.feeds if other is not feed)
    return Reply(reply.choices, reply.number) if apart else reply
