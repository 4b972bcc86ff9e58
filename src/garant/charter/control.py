"""What every kind of control is: its parameters, and the four answers that it gives."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from garant.charter.policy import Policy
from garant.charter.tally import Evidence, Status, Tally

# A text that says something. Kept as written, but for the ends.
Text = Annotated[str, AfterValidator(str.strip), Field(min_length=1, max_length=20_000)]


def _iso_date(value: object) -> object:
    # pydantic alone would take "20261101" for seconds since 1970.
    if isinstance(value, date):
        return value
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise PydanticCustomError("charter_date_expected", "an ISO date", {"value": shown(value)})
    return day


IsoDate = Annotated[date, BeforeValidator(_iso_date)]


@dataclass(frozen=True, slots=True)
class Loosening:
    """Something that a charter allows and another did not, in French: the subject, its stricter state, its milder one.

    `clauses` are those that cause it: where the milder charter inherits the other, each must give its reason.
    """

    subject: str
    strict: str
    mild: str
    clauses: tuple[str, ...]

    @property
    def what(self) -> str:
        return f"{self.subject} : {self.strict} → {self.mild}"


class Control(BaseModel, ABC):
    """One control of a clause: the fields are its parameters, as the charter file writes them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[str]  # the word of the charter file
    french: ClassVar[str]  # what a page calls it
    question: ClassVar[str]  # what the evidence page asks of it, in French
    aliases: ClassVar[Mapping[str, str]] = MappingProxyType({})  # keys that the file may use for a field

    @abstractmethod
    def effects(self, clause: str) -> Iterable[object]:
        """Its contribution to the Policy: values of garant.charter.policy, or its own frozen ones.

        The compiler puts each in the field of its type; those of another type go to `policy.others[kind]`.
        """

    @abstractmethod
    def sentence(self) -> str:
        """What it enforces, in one French sentence."""

    @property
    def nature(self) -> Status:
        """How real this promise can be at best, whatever the counts say."""
        return Status.ENFORCED

    @abstractmethod
    def evidence(self, clause: str, tally: Tally) -> Evidence:
        """The answer to `question` for the period of the tally."""

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        """What `after` allows, as far as this kind goes, that `before` did not."""
        return ()

    def warnings(self, today: date) -> Iterable[tuple[str, dict[str, object]]]:
        """What deserves a second look in the file: codes of messages, with their facts."""
        return ()


def shown(value: object) -> str:
    """A value of the file, short enough for an error sentence."""
    text = "rien" if value is None else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
