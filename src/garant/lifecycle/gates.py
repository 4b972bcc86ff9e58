"""The gates before a use: for each way out of its stage, what stands, what is missing, who takes it."""

from dataclasses import dataclass

from garant.charter import ClauseText, Gate, Move, Requirement, Stage
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.requirements import Found, check
from garant.lifecycle.terms import Decision


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement of a gate, as it is found today, and the clauses of the charter that ask for it."""

    requirement: Requirement
    found: Found
    clauses: tuple[ClauseText, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of the present stage. `open` where everything stands; `mine` where this reader may take it."""

    move: Move
    title: str
    asked: tuple[Asked, ...]
    mine: bool

    @property
    def missing(self) -> tuple[Asked, ...]:
        return tuple(each for each in self.asked if not each.found.met)

    @property
    def open(self) -> bool:
        return not self.missing


def ways_of(dossier: Dossier, reader: Person) -> list[Way]:
    """Every way that the charter in force draws from the use's stage, in its order."""
    drawn = dossier.policy.lifecycle.stage(dossier.use.stage_word)
    return [way_of(dossier, move, reader) for move in (drawn.moves if drawn else ())]


def way_of(dossier: Dossier, move: Move, reader: Person) -> Way:
    """One of them."""
    policy, use = dossier.policy, dossier.use
    asked = tuple(
        Asked(
            requirement,
            _found(dossier, requirement, move, gates),
            tuple(policy.clauses[gate.clause] for gate in gates if gate.clause in policy.clauses),
        )
        for requirement, gates in policy.gates_of(use.stage_word, move.to)
    )
    drawn = policy.lifecycle.stage(move.to)
    return Way(
        move,
        drawn.title if drawn else move.to.french,
        asked,
        may_take(use.requester_id == reader.id, move, reader),
    )


def may_take(requested: bool, move: Move, reader: Person) -> bool:
    """Whether this person's roles, or their being the requester, let them take it."""
    return reader.is_active and (
        reader.has_role(*(Role(role.value) for role in move.roles)) or (move.requester and requested)
    )


def _found(dossier: Dossier, requirement: Requirement, move: Move, gates: tuple[Gate, ...]) -> Found:
    found = check(requirement, dossier, gates)
    if requirement is Requirement.DECIDED and found.met:
        decision = dossier.decision
        assert decision is not None
        wanted = Decision.REFUSED if move.to is Stage.REFUSED else Decision.ACCEPTED
        if decision.decision != wanted:
            return Found(
                False,
                f"L’arbitrage n° {decision.session.number} dit : {decision.decision_french.lower()}.",
                "la DGS, en séance d’arbitrage",
                "/arbitrages/",
            )
    return found
