"""Model clauses for a contract, by risk: our own words on the structure of the European MCC-AI. Data, read once."""

from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML


class Tier(StrEnum):
    """The two lengths of the clauses."""

    LIGHT = "light"
    HIGH = "high"

    @property
    def french(self) -> str:
        return "haut risque" if self is Tier.HIGH else "risque courant"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Clause(_Data):
    id: str
    title: str
    tiers: tuple[Tier, ...]
    text: str
    sources: tuple[str, ...]
    applies_from: date | None = None  # when the duty behind it begins to apply, where that is dated


class Part(_Data):
    id: str
    title: str
    clauses: tuple[Clause, ...]


class ModelClauses(_Data):
    """The whole set, dated, with the day by which it must be read again."""

    version: date
    as_of: date
    review_by: date
    confidence: Literal["V2", "V", "K", "U"]
    sources: tuple[str, ...]
    parts: tuple[Part, ...]


@cache
def model_clauses() -> ModelClauses:
    """The clauses that come with this version of Garant."""
    text = files("garant.procurement").joinpath("data/clauses.yaml").read_text(encoding="utf-8")
    return ModelClauses.model_validate(YAML(typ="safe", pure=True).load(text))


def clauses_for(tier: Tier) -> list[Part]:
    """The parts with the clauses of this tier; a part without any is left out."""
    found = [
        Part(id=part.id, title=part.title, clauses=tuple(each for each in part.clauses if tier in each.tiers))
        for part in model_clauses().parts
    ]
    return [part for part in found if part.clauses]
