"""Where the platform keeps something about a person of the house: what it counts, what it can delete.

Rooms above this one hold more (conversations): `garant.web`, which knows them all, adds them once, at start, by
`add_stores(...)`. A store answers for one person at a time, and never hands out what it holds.
"""

from dataclasses import dataclass
from typing import Protocol

from garant.directory import queries as directory
from garant.directory.models import Person
from garant.notifications import queries as notifications
from garant.notifications.actions import erase_notices
from garant.registers.desk.erasing import erase_questions
from garant.registers.desk.queries import asked_count
from garant.registers.queries import reported_count
from garant.registers.rights.queries import filed_count


class Store(Protocol):
    """One kind of thing. `key` is its name in the journal; `kept_because` is "" where it can be deleted."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kept_because(self) -> str: ...

    def count(self, person: Person) -> int:
        """How many of them concern this person."""

    def erase(self, person: Person) -> int:
        """Delete what can be; how many. Called only where `kept_because` is empty."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one store answered."""

    key: str
    title: str
    count: int
    kept_because: str

    @property
    def may_be_erased(self) -> bool:
        return not self.kept_because and self.count > 0


class Acknowledgements:
    key = "acknowledgements"
    title = "Prises de connaissance de la charte"
    kept_because = "C’est la preuve que la charte a été lue : elle reste tant que la personne a un compte."

    def count(self, person: Person) -> int:
        return sum(who == person.id for who, _, _ in directory.published_acknowledgements())

    def erase(self, person: Person) -> int:
        return 0


class Keys:
    key = "api-keys"
    title = "Clés de la passerelle"
    kept_because = "Elles appartiennent à la personne, qui les révoque elle-même sur sa page « Mon compte »."

    def count(self, person: Person) -> int:
        return len(directory.keys_of(person))

    def erase(self, person: Person) -> int:
        return 0


class ReportedIncidents:
    key = "incidents"
    title = "Incidents signalés"
    kept_because = "Le registre des violations est une obligation (RGPD, art. 33, § 5)."

    def count(self, person: Person) -> int:
        return reported_count(person)

    def erase(self, person: Person) -> int:
        return 0


class FiledRequests:
    key = "rights-requests"
    title = "Demandes de droits"
    kept_because = "Elles prouvent que la demande a reçu sa réponse."

    def count(self, person: Person) -> int:
        return filed_count(person)

    def erase(self, person: Person) -> int:
        return 0


class Notices:
    key = "notices"
    title = "Notifications"
    kept_because = ""

    def count(self, person: Person) -> int:
        return notifications.notices_count(person)

    def erase(self, person: Person) -> int:
        return erase_notices(person)


class DeskQuestions:
    key = "desk-questions"
    title = "Questions posées au guichet juridique"
    kept_because = ""

    def count(self, person: Person) -> int:
        return asked_count(person)

    def erase(self, person: Person) -> int:
        return erase_questions(person)


_HOUSE: tuple[Store, ...] = (
    Acknowledgements(),
    Keys(),
    ReportedIncidents(),
    FiledRequests(),
    Notices(),
    DeskQuestions(),
)
_added: list[Store] = []


def add_stores(*stores: Store) -> None:
    """Add what rooms above hold. Said twice, a store stays there once."""
    known = {store.key for store in all_stores()}
    _added.extend(store for store in stores if store.key not in known)


def all_stores() -> tuple[Store, ...]:
    """Every store of the installation."""
    return (*_HOUSE, *_added)
