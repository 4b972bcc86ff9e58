"""Verbs of the commitments that other rooms call; their pages use those of every register."""

from datetime import date, datetime

from django.db import transaction

from garant.directory.actions import require
from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.directory.queries import policy_in_force
from garant.registers.commitments.queries import charter_subject, charter_waiting
from garant.registers.commitments.shelf import COMMITMENTS
from garant.registers.shelf.actions import write_new
from garant.registers.shelf.queries import Entry, entry_of

DECIDERS = (Role.DGS, Role.DSI, Role.DPO, Role.RSSI, Role.REFERENT)


@transaction.atomic
def add_commitment(
    actor: Person,
    subject: str,
    promise: str,
    owner: Person | str,
    due: date | None,
    source: str,
    *,
    now: datetime | None = None,
) -> Entry:
    """What was decided and someone must now do. `owner` is a colleague, who is reminded, or the name of a service."""
    require(actor, *DECIDERS)
    who = None if isinstance(owner, str) else owner
    if who is not None and who.organisation_id != actor.organisation_id:
        raise NotFound(what="person")
    record = write_new(
        actor.organisation,
        COMMITMENTS,
        title=promise if len(promise) <= 200 else f"{promise[:199]}…",
        values={
            "owner": owner if isinstance(owner, str) else owner.full_name,
            "due": due,
            "source": _origin(source),
            "reason": promise if len(promise) > 200 else "",
        },
        subject=subject,
        by=actor,
        owner=who,
        now=now,
    )
    return entry_of(COMMITMENTS, record)


_ORIGINS = {"arbitration": "Arbitrage", "incident": "Incident", "committee": "Comité", "trial": "Évaluation"}


def _origin(source: str) -> str:
    """A record of another room is named by what it is; words stay words."""
    kind, colon, _ = source.partition(":")
    return _ORIGINS.get(kind, source)[:200] if colon else source[:200]


@transaction.atomic
def follow_charter(actor: Person, *, now: datetime | None = None) -> int:
    """Put in the register the commitments of the charter in force that are not there yet; how many."""
    require(actor, *COMMITMENTS.writers)
    policy = policy_in_force(actor.organisation)
    waiting = charter_waiting(actor.organisation)
    for commitment in waiting:
        clause = policy.clauses[commitment.clause]
        write_new(
            actor.organisation,
            COMMITMENTS,
            title=commitment.promise if len(commitment.promise) <= 200 else f"{commitment.promise[:199]}…",
            values={
                "owner": commitment.owner,
                "due": date.fromisoformat(commitment.due) if commitment.due else None,
                "source": f"Charte, clause {clause.number} {clause.title}"[:200],
                "reason": commitment.reason or "",
            },
            subject=charter_subject(commitment),
            by=actor,
            now=now,
        )
    return len(waiting)
