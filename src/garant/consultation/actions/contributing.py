"""What people say: contributions, reactions, and taking one's own words back."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from garant.consultation import queries
from garant.consultation.actions.guards import changed, local_day, locked, managed, still_open
from garant.consultation.errors import (
    AmendmentUnchanged,
    AmendmentWithoutClause,
    ContributionEmpty,
    ContributionHidden,
    ContributionTooLong,
    ReasonMissing,
    TooManyContributions,
)
from garant.consultation.models import Consultation, Contribution, Reaction
from garant.consultation.parts import unwrapped
from garant.consultation.terms import Kind, Opinion, Way
from garant.consultation.voices import Voice, digest, voice_of
from garant.directory.errors import NotFound
from garant.directory.models import Person

LONGEST = 4_000  # characters of a contribution
MOST = 5_000  # contributions of one consultation: each one must get its answer
_LONGEST_SIGNATURE = 80


@transaction.atomic
def contribute(
    voice: Voice,
    consultation: uuid.UUID,
    *,
    kind: Kind,
    text: str,
    clause: str = "",
    reason: str = "",
    signature: str = "",
    now: datetime | None = None,
) -> Contribution:
    """One comment on a clause or on the whole ("" for `clause`), or another wording proposed for a clause.

    A visitor may sign where the consultation is not anonymous. Raises ContributionEmpty, ContributionTooLong,
    AmendmentUnchanged, AmendmentWithoutClause, ConsultationNotOpen.
    """
    found = locked(voice, consultation)
    still_open(found, now)
    shown = not found.anonymous
    made = write(
        found,
        kind=kind,
        text=text,
        clause=clause,
        reason=reason,
        way=voice.way,
        author=voice.person if shown else None,
        signature=signature.strip()[:_LONGEST_SIGNATURE] if shown and voice.person is None else "",
        voice=digest(found, voice),
        now=now,
    )
    changed(found, made.record, "created", voice=voice)
    return made


@transaction.atomic
def react(
    voice: Voice,
    consultation: uuid.UUID,
    *,
    opinion: Opinion,
    clause: str = "",
    contribution: uuid.UUID | None = None,
    now: datetime | None = None,
) -> None:
    """Say what one thinks of a contribution, or of a clause. Another word takes the place of the first; the same word
    said again takes it back."""
    found = locked(voice, consultation)
    still_open(found, now)
    about: dict[str, object]
    if contribution is not None:
        item = queries.contribution_in(found, contribution)
        if item.hidden_at is not None:
            raise ContributionHidden
        about = {"contribution": item, "clause": ""}
    else:
        _clause_of(found, clause, needed=True)
        about = {"contribution": None, "clause": clause}
    mine = Reaction.objects.filter(consultation=found, voice=digest(found, voice), **about)
    before = mine.first()
    if before is None:
        Reaction.objects.create(
            consultation=found, voice=digest(found, voice), opinion=opinion, way=voice.way, **about
        )
    elif before.opinion == opinion:
        before.delete()
    else:
        before.opinion = opinion
        before.save(update_fields=["opinion"])
    changed(found, found.record, "amended", voice=voice)


@transaction.atomic
def withdraw(voice: Voice, contribution: uuid.UUID, *, now: datetime | None = None) -> Consultation:
    """Take one's own words back while it is open: they are deleted, with what others said of them."""
    item = queries.contribution_for(voice, contribution)
    found = locked(voice, item.consultation_id)
    still_open(found, now)
    if not queries.may_withdraw(voice, item):
        raise NotFound(what="contribution")
    what = item.record
    item.delete()
    changed(found, what, "closed", voice=voice)
    return found


@transaction.atomic
def hide(actor: Person, contribution: uuid.UUID, *, reason: str, now: datetime | None = None) -> Contribution:
    """Take a contribution's words off the pages. That it was there, and why it is hidden, stays shown."""
    item = queries.contribution_for(voice_of(actor), contribution)
    found = managed(actor, item.consultation_id)
    if item.hidden_at is not None:
        raise ContributionHidden
    if not reason.strip():
        raise ReasonMissing
    item.hidden_at = now or timezone.now()
    item.hidden_by = actor
    item.hidden_because = reason.strip()
    item.save(update_fields=["hidden_at", "hidden_by", "hidden_because"])
    changed(found, item.record, "amended", by=actor)
    return item


def write(
    found: Consultation,
    *,
    kind: Kind,
    text: str,
    clause: str,
    reason: str,
    way: Way,
    now: datetime | None,
    **more: object,
) -> Contribution:
    """A contribution that holds, under the next number. The consultation is locked by the caller."""
    text, reason = unwrapped(text) if kind is Kind.AMENDMENT else text.strip(), reason.strip()
    if not text:
        raise ContributionEmpty
    if max(len(text), len(reason)) > LONGEST:
        raise ContributionTooLong(limit=LONGEST)
    _clause_of(found, clause, needed=False)
    if kind is Kind.AMENDMENT:
        if not clause:
            raise AmendmentWithoutClause
        if text == found.clauses_by_id[clause].text:
            raise AmendmentUnchanged
    numbers = found.contributions.aggregate(last=Max("number"))
    if (numbers["last"] or 0) >= MOST:
        raise TooManyContributions(limit=MOST)
    return Contribution.objects.create(
        consultation=found,
        number=(numbers["last"] or 0) + 1,
        clause=clause,
        kind=kind,
        text=text,
        reason=reason if kind is Kind.AMENDMENT else "",
        way=way,
        written_on=local_day(found, now),
        **more,
    )


def _clause_of(found: Consultation, clause: str, *, needed: bool) -> None:
    if (clause or needed) and clause not in found.clauses_by_id:
        raise NotFound(what="clause")
