"""What is said of a treatment in one of its versions. Frozen: an amendment is another version."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from garant.decisions.terms import Degree


@dataclass(frozen=True, slots=True)
class DataItem:
    """A category of data, and where it comes from."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """What the treatment takes into account; `weight` is "" where it gives none."""

    name: str
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The algorithmic treatment behind a kind of decision. "" is "not said", never guessed."""

    title: str
    purpose: str
    degree: str
    mode: str
    operations: str
    decider: str
    retention_days: int
    data: tuple[DataItem, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    contact: str = ""
    rules_url: str = ""
    sensitive: bool = False
    learning: bool = False  # revises its own rules
    mastered: bool = False  # the controller can explain it and its evolutions
    converses: bool = False
    generates: bool = False
    high_risk: bool = False
    indirect: bool = False  # some data come from elsewhere than the person
    legal_basis: str = ""
    recipients: str = ""
    transfers: str = ""
    kept_for: str = ""  # in the words of the information notice
    dpo: str = ""

    @property
    def automated(self) -> bool:
        return self.degree == Degree.ALONE

    @property
    def degree_word(self) -> Degree:
        return Degree(self.degree)


def stored(facts: Facts) -> dict[str, Any]:
    """As JSON keeps it."""
    return asdict(facts)


def read(held: Mapping[str, Any]) -> Facts:
    """The facts as they were stored; what a former release did not know stays "not said"."""
    known = {each.name for each in fields(Facts)}
    values = {name: value for name, value in held.items() if name in known}
    return Facts(
        **values
        | {
            "data": tuple(DataItem(**each) for each in held.get("data", ())),
            "parameters": tuple(Parameter(**each) for each in held.get("parameters", ())),
        }
    )
