"""The bank of questions: what is asked of an AI in a tender, and how an answer is scored. Data, read once."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator
from ruamel.yaml import YAML

HEAVIEST = 10


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"  # one of its options
    MANY = "many"  # several of them
    NUMBER = "number"
    COUNTRY = "country"
    TEXT = "text"  # words alone: a person appraises them


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(_Data):
    value: str
    label: str
    points: float
    knock_out: bool = False


class Band(_Data):
    """A range of numbers that earns `points`; the first that fits counts."""

    points: float
    why: str
    at_least: float | None = None
    at_most: float | None = None

    def fits(self, number: float) -> bool:
        return (self.at_least is None or number >= self.at_least) and (
            self.at_most is None or number <= self.at_most
        )


class Countries(_Data):
    """The countries where nothing has to be justified, and what the others earn."""

    inside: tuple[str, ...]
    inside_points: float
    inside_why: str
    outside_points: float
    outside_why: str


class Feed(_Data):
    """Where an answer goes once its vendor is retained: a stable key, and the field that a person knows."""

    key: str
    where: Literal["catalogue", "record", "dpia", "contract"]
    field: str
    part: Literal["value", "text"] = "value"


class Question(_Data):
    """One question as it is asked. A consultation keeps its own copy: the bank may change, the tender may not."""

    id: str
    theme: str
    text: str
    help: str = ""
    kind: Kind
    unit: str = ""
    detail: Literal["none", "optional", "required"] = "none"
    options: tuple[Option, ...] = ()
    bands: tuple[Band, ...] = ()
    countries: Countries | None = None
    weight: int
    good: str
    feeds: tuple[Feed, ...] = ()
    sources: tuple[str, ...]
    confidence: Literal["V2", "V", "K", "U"]
    eliminates: bool = True  # whether its knock-out answers knock out in this consultation

    @model_validator(mode="after")
    def _whole(self) -> Self:
        with_options = self.kind in {Kind.CHOICE, Kind.MANY}
        rules = (with_options, self.kind is Kind.NUMBER, self.kind is Kind.COUNTRY)
        if rules != (bool(self.options), bool(self.bands), self.countries is not None):
            raise ValueError(
                f"{self.id}: options belong to choices, bands to numbers, countries to a country"
            )
        if not 0 <= self.weight <= HEAVIEST:
            raise ValueError(f"{self.id}: a weight goes from 0 to {HEAVIEST}")
        return self

    @property
    def knock_outs(self) -> tuple[Option, ...]:
        """The options that set an offer aside, where this consultation holds to them."""
        return tuple(option for option in self.options if option.knock_out) if self.eliminates else ()

    @property
    def can_eliminate(self) -> bool:
        return any(option.knock_out for option in self.options)

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)

    def to_mapping(self) -> dict[str, Any]:
        """Plain JSON values, and the way back through `questions_from`."""
        return self.model_dump(mode="json")


class Theme(_Data):
    id: str
    title: str
    questions: tuple[Question, ...]


class Bank(_Data):
    """A version of the bank, dated, with the day by which it must be read again."""

    version: date
    as_of: date
    review_by: date
    themes: tuple[Theme, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for theme in self.themes for question in theme.questions)


@cache
def bank() -> Bank:
    """The bank that comes with this version of Garant."""
    text = files("garant.procurement").joinpath("data/questions.yaml").read_text(encoding="utf-8")
    raw = YAML(typ="safe", pure=True).load(text)
    for theme in raw["themes"]:
        for question in theme["questions"]:
            question["theme"] = theme["title"]
    found = Bank.model_validate(raw)
    ids = [question.id for question in found.questions]
    if len(set(ids)) != len(ids):
        raise ValueError("two questions of the bank bear the same id")
    return found


def questions_from(kept: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """The questions as a consultation kept them."""
    return tuple(Question.model_validate(each) for each in kept)


def by_theme(questions: Sequence[Question]) -> list[tuple[str, list[Question]]]:
    """In the order of the bank, under their themes."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        found.setdefault(question.theme, []).append(question)
    return list(found.items())
