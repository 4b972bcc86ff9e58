"""publish: what is there to be read, and by whom. Only what the software publishes today can be named."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from garant.charter.control import Control, Loosening
from garant.charter.policy import Policy
from garant.charter.tally import Evidence, Status, Tally
from garant.words import count


class Published(StrEnum):
    """What has a page or an address of its own."""

    CHARTER = "charter"  # for all, with its former versions
    EVIDENCE = "evidence"  # for the people of the organisation
    SYSTEMS = "systems"  # a list that other sites may show, once somebody opened its address
    PORTAL = "portal"  # for all, once an administrator opened it: the parts that they chose


@dataclass(frozen=True, slots=True)
class Publication:
    """A clause asks that this be published."""

    what: Published
    clause: str


class Publish(Control):
    kind: ClassVar[str] = "publish"
    french: ClassVar[str] = "Publication"
    question: ClassVar[str] = "Qu’est-ce qui est publié ?"

    what: Published = Field(description="charter, evidence, systems ou portal.")

    def effects(self, clause: str) -> Iterable[Publication]:
        return [Publication(self.what, clause)]

    def sentence(self) -> str:
        return _SENTENCES[self.what]

    @property
    def nature(self) -> Status:
        # The list of systems and the portal are read where somebody opened them; the two pages are always there.
        return Status.FOLLOWED if self.what in _OPENED else Status.ENFORCED

    def evidence(self, clause: str, tally: Tally) -> Evidence:
        number = tally.published.get(self.what)
        if number is None:
            return Evidence(_NOT_COUNTED[self.what], None, Status.DECLARED)
        return Evidence(f"{count(number, *_COUNTED[self.what])}.", number, self.nature)

    @classmethod
    def loosened(cls, before: Policy, after: Policy) -> Iterable[Loosening]:
        kept = {each.what for each in _of(after)}
        for each in _of(before):
            if each.what not in kept:
                yield Loosening(_NAME[each.what], "publiée", "non publiée", (each.clause,))


def _of(policy: Policy) -> Iterable[Publication]:
    return (each for each in policy.others.get(Publish.kind, ()) if isinstance(each, Publication))


_OPENED = frozenset({Published.SYSTEMS, Published.PORTAL})

_NAME = {
    Published.CHARTER: "charte et anciennes versions",
    Published.EVIDENCE: "page des preuves",
    Published.SYSTEMS: "liste des systèmes",
    Published.PORTAL: "page publique de l’organisation, le portail",
}

_SENTENCES = {
    Published.CHARTER: "La charte et ses anciennes versions se lisent et se téléchargent sur une page publique, sans compte.",
    Published.EVIDENCE: "Les personnes de l’organisation lisent, clause par clause, ce qui montre que la charte est appliquée.",
    Published.SYSTEMS: "La liste des systèmes validés peut être affichée sur l’intranet ou sur le site de l’organisation.",
    Published.PORTAL: "Un portail public, sans compte, montre avec la charte les parties que l’administration ouvre : systèmes, "
    "algorithmes, décisions, bilans, preuves, demandes des citoyens.",
}

_COUNTED = {
    Published.CHARTER: ("version lisible par tous", "versions lisibles par tous"),
    Published.EVIDENCE: ("clause présentée avec ses preuves", "clauses présentées avec leurs preuves"),
    Published.SYSTEMS: ("système dans la liste ouverte", "systèmes dans la liste ouverte"),
    Published.PORTAL: ("partie du portail lisible par tous", "parties du portail lisibles par tous"),
}

_NOT_COUNTED = {
    Published.CHARTER: "Les versions publiées ne sont pas comptées ici.",
    Published.EVIDENCE: "Les clauses présentées ne sont pas comptées ici.",
    Published.SYSTEMS: "L’adresse de la liste n’est pas ouverte.",
    Published.PORTAL: "Le portail n’est pas ouvert.",
}
