"""A committee that sits: Denis (DSI) manages it, Alice and an elected outsider sit in it, Ines audits."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from garant.committees import actions, queries
from garant.committees.models import Committee, Item, Member, Session
from garant.directory.kinds import Role
from garant.directory.models import Person
from world import World, join

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
USE = "use:0b7cbb6b-5ea7-4c5f-a5f9-2d6f3f0f7f10"


@dataclass
class Sitting:
    """The committee and its people; `item` is a case on the agenda of `session`."""

    world: World
    denis: Person
    ines: Person
    committee: Committee
    alice: Member
    elected: Member
    expert: Member
    item: Item
    session: Session

    def presences(self, **said: str) -> dict[uuid.UUID, str]:
        members = {"alice": self.alice, "elected": self.elected, "expert": self.expert}
        return {member.id: said.get(name, "present") for name, member in members.items()}

    def open(self, **said: str) -> None:
        """Convene, open, take the attendance."""
        actions.convene(self.denis, self.session.id, now=AT)
        actions.open_session(self.denis, self.session.id, now=AT)
        actions.mark_attendance(self.denis, self.session.id, presences=self.presences(**said), now=AT)

    def opine(self, **changes: object):
        """A favourable opinion, two voices for."""
        asked = {
            "verdict": "favourable",
            "reason": "L’essai est borné.",
            "votes_for": 2,
            "votes_against": 0,
            "abstentions": 0,
            "now": AT,
        }
        return actions.give_opinion(self.denis, self.item.id, **(asked | changes))


@pytest.fixture
def sitting(world) -> Sitting:
    denis = join(world.departement, "denis", "Denis Faure", Role.DSI)
    ines = join(world.departement, "ines", "Inès Lambert", Role.AUDITOR)
    committee = actions.create_committee(
        denis,
        name="Comité DATA-IA",
        kind="data-ia",
        purpose="Étudier les usages.",
        quorum_kind="share",
        quorum_value=50,
    )
    start = date(2026, 1, 1)
    alice = actions.add_member(
        denis, committee.id, person=world.alice.id, quality="agent", starts=start, chairs=True
    )
    elected = actions.add_member(denis, committee.id, name="Paul Élu", quality="elected", starts=start)
    expert = actions.add_member(
        denis, committee.id, name="Rose Experte", quality="expert", starts=start, votes=False
    )
    item = put(denis, committee)
    session = actions.plan_session(denis, committee.id, at=AT, place="Salle des délibérations")
    actions.take_up(denis, session.id, item.id)
    return Sitting(world, denis, ines, committee, alice, elected, expert, item, session)


def put(actor: Person, committee: Committee, **changes: object) -> Item:
    asked = {
        "subject": USE,
        "title": "Aide à l’attribution des places en crèche",
        "question": "Le comité est-il favorable à un essai ?",
        "stage": "evaluation",
        "now": AT,
    }
    return actions.put_on_agenda(actor, committee=committee.id, **(asked | changes))


def waiting(committee: Committee) -> list[Item]:
    return queries.waiting_cases(committee)
