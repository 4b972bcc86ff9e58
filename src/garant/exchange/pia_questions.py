"""The questions of the CNIL's PIA tool, and the parts of an assessment that it evaluates."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from garant.exchange.facts import facts


class AnswerKind(StrEnum):
    """What a question asks for."""

    TEXT = "text"
    LIST = "list"
    GAUGE = "gauge"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the tool. `item` is the section that it stands in, "3.2"."""

    id: int
    item: str
    kind: AnswerKind
    subject: str

    @property
    def lists_measures(self) -> bool:
        """Whether its list holds titles of measures."""
        return self.kind is AnswerKind.LIST and self.id % 10 == 4


@cache
def questions() -> Mapping[int, Question]:
    """The 36 questions by id, in the order of the tool."""
    rows = facts("pia")["questions"]
    return {
        row["id"]: Question(row["id"], row["item"], AnswerKind(row["kind"]), row["subject"]) for row in rows
    }


@cache
def evaluated_references() -> frozenset[str]:
    """What an evaluation may be about, measures apart."""
    by_question = {f"{each.item}.{each.id}" for each in questions().values() if each.item.startswith("2.")}
    return frozenset(by_question | set(facts("pia")["values"]["evaluated_items"]))
