"""The switch that stops a system for everyone, at once and with its reason, and the way back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from garant.catalogue.errors import (
    NothingToSuspend,
    SuspensionReasonMissing,
    SystemAlreadySuspended,
    SystemNotSuspended,
)
from garant.catalogue.models import Suspension
from garant.catalogue.queries import opened_by, suspension_of, system_visible_to
from garant.catalogue.terms import STOPPERS
from garant.directory.actions import bump_revision, require
from garant.directory.journal import record
from garant.directory.models import Person
from garant.directory.queries import policy_in_force
from garant.journal import RecordMoved


@transaction.atomic
def suspend_system(
    actor: Person, slug: str, *, reason: str, clause: str = "", now: datetime | None = None
) -> Suspension:
    """Nobody reaches this system from now on; the reason is read by every agent. `clause` is of the charter."""
    require(actor, *STOPPERS)
    system = system_visible_to(actor, slug)
    if not reason.strip():
        raise SuspensionReasonMissing
    known = clause if clause in policy_in_force(actor.organisation).clauses else ""
    try:
        with transaction.atomic():
            suspension = Suspension.objects.create(
                organisation=actor.organisation,
                system=system,
                since=now or timezone.now(),
                by=actor,
                reason=reason.strip(),
                clause=known,
            )
    except IntegrityError as error:  # two people at once: the first one's reason stands
        raise SystemAlreadySuspended from error
    bump_revision()
    _record(actor, slug, "open", "suspended", known)
    return suspension


@transaction.atomic
def suspend_clause(
    actor: Person, clause: str, *, reason: str, now: datetime | None = None
) -> tuple[Suspension, ...]:
    """Stop every system that this clause opens, all at once; those that are stopped already keep their reason.

    A clause is not taken out of a charter that an assembly voted: what it opens is closed. NothingToSuspend where it
    opens no system that answers. Each is resumed by itself.
    """
    require(actor, *STOPPERS)
    if not reason.strip():
        raise SuspensionReasonMissing
    opened = [each for each in opened_by(actor, clause) if suspension_of(each) is None]
    if not opened:
        raise NothingToSuspend
    return tuple(suspend_system(actor, each.slug, reason=reason, clause=clause, now=now) for each in opened)


@transaction.atomic
def resume_system(actor: Person, slug: str, *, reason: str, now: datetime | None = None) -> Suspension:
    """The system answers again. What else may close it (a proof, a re-evaluation) is not touched."""
    require(actor, *STOPPERS)
    system = system_visible_to(actor, slug)
    if not reason.strip():
        raise SuspensionReasonMissing
    ended = Suspension.objects.filter(system=system, resumed_at=None)
    suspension = ended.select_for_update().first()
    if suspension is None:
        raise SystemNotSuspended
    suspension.resumed_at = now or timezone.now()
    suspension.resumed_by = actor
    suspension.resumed_reason = reason.strip()
    suspension.save(update_fields=["resumed_at", "resumed_by", "resumed_reason"])
    bump_revision()
    _record(actor, slug, "suspended", "open", suspension.clause)
    return suspension


def _record(actor: Person, slug: str, before: str, after: str, clause: str) -> None:
    record(
        RecordMoved(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"system:{slug}",
            before=before,
            after=after,
            clause=clause or None,
        )
    )
