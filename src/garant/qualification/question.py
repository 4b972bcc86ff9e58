"""The shape of the sheet: axes, questions, options. Read from `data/sheet/`, frozen from then on."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from garant.qualification.condition import UNKNOWN, Condition

# What `read_answers` gives: plain JSON values, so that they can be stored as they are.
Answer: TypeAlias = str | float | tuple[str, ...] | tuple[float, float]


class Frozen(BaseModel):
    """Base of what the files describe: an unknown key is an error, and nothing changes once read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    NUMBER = "number"
    INTERVAL = "interval"

    @property
    def closed(self) -> bool:
        """Whether its answers are taken from a list."""
        return self in (Kind.YES_NO, Kind.CHOICE, Kind.CHOICES)


class Role(StrEnum):
    """Who is best placed to answer."""

    REFERENT = "referent"
    DSI = "dsi"
    DPO = "dpo"
    RSSI = "rssi"
    LEGAL = "legal"
    DGS = "dgs"

    @property
    def french(self) -> str:
        return _ROLE_FRENCH[self]


class Reading(StrEnum):
    """What 100 means on an axis."""

    RISK = "risk"
    VALUE = "value"
    COST = "cost"
    COMPLEXITY = "complexity"

    @property
    def french(self) -> str:
        return _READING_FRENCH[self]


class Option(Frozen):
    """One answer of a list. `points` go to the axis, `why` says for what reason, `asks` what to do about it."""

    value: str
    french: str
    points: int = Field(default=0, ge=0, le=100)
    why: str = ""
    asks: str = ""
    alone: bool = False  # "none of these" goes with no other

    @model_validator(mode="after")
    def _points_are_explained(self) -> Self:
        if self.points and not self.why:
            raise ValueError(f"the points of {self.value} are not explained")
        return self


class Band(Frozen):
    """Points of a number from `at_least` on, up to the next band."""

    at_least: float
    points: int = Field(ge=0, le=100)
    why: str


class Question(Frozen):
    """One question. Nothing of it depends on who reads it, save options that the law closes to public bodies."""

    id: str
    axis: str
    text: str
    help: str
    source: str
    as_of: date
    kind: Kind
    asked_of: Annotated[tuple[Role, ...], Field(min_length=1)]
    options: tuple[Option, ...] = ()
    closed_options: tuple[Option, ...] = ()  # closed to this organisation by law; kept, to be able to say so
    closed_because: str = ""
    bands: tuple[Band, ...] = ()
    unit: str = ""
    required: bool = True
    small: bool = False
    measure: bool = False  # asks for a measure of protection: its absence is the risk
    opens_full: tuple[str, ...] = ()  # answers that end the five-question path; "unknown" always does
    visible_if: Condition | None = None

    @property
    def most(self) -> int:
        """The most points that one answer can bring."""
        points = [option.points for option in self.options]
        if self.kind is Kind.CHOICES:
            return min(100, sum(points))
        return max([*points, *(band.points for band in self.bands)], default=0)

    @property
    def heaviest(self) -> int:
        """The points of its heaviest single answer: a doubt counts half of them."""
        points = [option.points for option in self.options] + [band.points for band in self.bands]
        return max(points, default=0)

    @property
    def scored(self) -> bool:
        """Whether an answer can bring points at all."""
        return self.most > 0

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)

    def french(self, answer: Answer) -> str:
        """The answer as a person reads it."""
        if answer == UNKNOWN:
            return "Je ne sais pas"
        values = answer if isinstance(answer, tuple) else (answer,)
        if self.kind.closed:
            found = [self.option(str(value)) for value in values]
            return ", ".join(option.french for option in found if option is not None)
        if self.kind is Kind.INTERVAL and isinstance(answer, tuple):
            low, high = (_number(float(bound)) for bound in answer)
            return f"{low} {self.unit}".strip() if low == high else f"de {low} à {high} {self.unit}".strip()
        if isinstance(answer, int | float):
            return f"{_number(answer)} {self.unit}".strip()
        return str(answer)


class Axis(Frozen):
    """A family of questions with a score of its own; no axis depends on another's score."""

    id: str
    title: str
    help: str
    reading: Reading = Reading.RISK
    scored: bool = True
    questions: tuple[Question, ...] = ()


class Sheet(Frozen):
    """The questions as they stand on a day. Answers bear the version of the sheet that asked them."""

    version: str
    day: date
    axes: tuple[Axis, ...]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All of them, in the order in which they are asked."""
        return tuple(question for axis in self.axes for question in axis.questions)

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, identifier: str) -> Question | None:
        return self._by_id.get(identifier)


def _number(number: float) -> str:
    shown = f"{number:,.2f}".rstrip("0").rstrip(".")
    return shown.replace(",", "\u202f").replace(".", ",")


_ROLE_FRENCH = {
    Role.REFERENT: "le référent métier",
    Role.DSI: "la DSI",
    Role.DPO: "le DPO",
    Role.RSSI: "le RSSI",
    Role.LEGAL: "le service juridique",
    Role.DGS: "la direction générale",
}

_READING_FRENCH = {
    Reading.RISK: "0 : aucun risque relevé ; 100 : le plus de risques",
    Reading.VALUE: "0 : aucune utilité établie ; 100 : la plus grande utilité",
    Reading.COST: "0 : gratuit ; 100 : le plus coûteux",
    Reading.COMPLEXITY: "0 : prêt à l’emploi ; 100 : le plus difficile",
}
