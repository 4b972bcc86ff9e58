"""What happened between two dates, as plain counts, and what a control answers to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from garant.words import DataClass, Zone


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts that the caller draws from the journal and the registers. Never content, never a name.

    `recognised` holds the classes that detection finds today: a rule on another class protects nothing yet,
    and its evidence says so. `purged` has a key for each kind of record that a task really deletes at its
    term: a retention without such a task is a declaration. In the same way `registers` has a key for each
    register whose records are counted, and `published` one for each thing that is really there to be read.
    """

    since: date | None = None
    until: date | None = None
    requests: int = 0
    answers: Mapping[Zone, int] = field(default_factory=dict)  # requests that a system of the zone answered
    decisions: Mapping[tuple[str, str], int] = field(default_factory=dict)  # (clause, action) → requests
    observed: Mapping[tuple[str, str], int] = field(default_factory=dict)  # the same, of shadow rules
    events: Mapping[tuple[str, str], int] = field(
        default_factory=dict
    )  # (journal entry kind, clause) → entries
    people: int = 0  # active
    acknowledged: int = 0  # of them, who acknowledged the version in force
    systems: Mapping[Zone, int] = field(default_factory=dict)  # approved, in the catalogue
    incidents: int = 0
    incidents_in_time: int = 0
    incidents_late: int = 0
    purged: Mapping[str, int] = field(default_factory=dict)  # conversations | journal | incidents → deleted
    recognised: frozenset[DataClass] = frozenset()
    uncertain: Mapping[DataClass, int] = field(
        default_factory=dict
    )  # requests with a finding below the threshold
    registers: Mapping[str, int] = field(default_factory=dict)  # word of keep_register → records, at the end
    rights: int = 0  # requests received in the period, of every kind
    rights_in_time: int = 0  # answered or refused before their deadline
    rights_late: int = 0
    published: Mapping[str, int] = field(
        default_factory=dict
    )  # charter → versions; evidence → clauses shown; systems → systems of the open list


class Status(StrEnum):
    """How real a promise is. The order is from the strongest to the weakest."""

    ENFORCED = "enforced"  # software applies it, whatever people do
    FOLLOWED = "followed"  # people do it, by a date or under observation, and it is recorded
    DECLARED = "declared"  # words

    @property
    def french(self) -> str:
        """Feminine, for "une clause"."""
        return _STATUS_FRENCH[self]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One control's answer. `count` is None where nothing is counted."""

    sentence_fr: str
    count: int | None
    status: Status
    unrecognised: tuple[DataClass, ...] = ()  # classes of the rule that detection does not find yet


_STATUS_FRENCH = {
    Status.ENFORCED: "appliquée par le logiciel",
    Status.FOLLOWED: "suivie par des personnes",
    Status.DECLARED: "déclarée seulement",
}
