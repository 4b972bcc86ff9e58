"""Each contribution gets its answer; then the synthesis is published, for good."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from garant.consultation import figures
from garant.consultation.actions.guards import being_answered, changed, managed, moved
from garant.consultation.errors import AnswersMissing, NothingChosen, ReasonMissing
from garant.consultation.models import Answer, ClauseSynthesis, Consultation, Contribution, Reaction
from garant.consultation.terms import State, Verdict
from garant.consultation.voices import by_chance
from garant.directory.errors import NotFound
from garant.directory.models import Person
from garant.history.actions import keep
from garant.notifications.actions import notify


@transaction.atomic
def answer(
    actor: Person,
    consultation: uuid.UUID,
    *,
    contributions: Collection[uuid.UUID],
    verdict: Verdict,
    reason: str,
    now: datetime | None = None,
) -> int:
    """The same answer to one contribution or to several that say the same; how many. What it replaces is kept in the
    history."""
    found = managed(actor, consultation)
    being_answered(found, now)
    if not contributions:
        raise NothingChosen
    if not reason.strip():
        raise ReasonMissing
    chosen = list(found.contributions.filter(id__in=contributions, hidden_at=None))
    if len(chosen) != len(set(contributions)):
        raise NotFound(what="contribution")
    for each in chosen:
        Answer.objects.update_or_create(
            contribution=each,
            defaults={
                "verdict": verdict,
                "reason": reason.strip(),
                "at": now or timezone.now(),
                "by": actor,
            },
        )
        keep(
            found.organisation,
            each.record,
            {"Suite donnée": verdict.label, "Motif": reason.strip()},
            by=actor,
            now=now,
        )
    changed(found, found.record, "amended", by=actor)
    return len(chosen)


@transaction.atomic
def summarise(
    actor: Person, consultation: uuid.UUID, *, clause: str, text: str, now: datetime | None = None
) -> None:
    """What is kept of all that was said on one clause ("" for the whole); an empty text takes it back."""
    found = managed(actor, consultation)
    being_answered(found, now)
    if clause and clause not in found.clauses_by_id:
        raise NotFound(what="clause")
    if text.strip():
        ClauseSynthesis.objects.update_or_create(
            consultation=found, clause=clause, defaults={"text": text.strip()}
        )
    else:
        ClauseSynthesis.objects.filter(consultation=found, clause=clause).delete()
    changed(found, found.record, "amended", by=actor)


@transaction.atomic
def publish(
    actor: Person, consultation: uuid.UUID, *, conclusion: str = "", now: datetime | None = None
) -> Consultation:
    """Show the synthesis to those who took part. Raises AnswersMissing while a contribution waits.

    People are counted here for the last time; of an anonymous consultation every digest is then erased.
    """
    found = managed(actor, consultation)
    being_answered(found, now)
    left = found.contributions.filter(hidden_at=None, answer=None).count()
    if left:
        raise AnswersMissing(left=left)
    now = now or timezone.now()
    found.contributors = {way.value: number for way, number in figures.contributors_of(found).items()}
    found.conclusion = conclusion.strip()
    found.salt = None
    found.published_at = now
    found.published_by = actor
    found.save()
    if found.anonymous:
        _forget(found)
    else:
        _tell(found, now)
    moved(found, actor, State.CLOSED.value, State.PUBLISHED.value)
    return found


def _tell(found: Consultation, now: datetime) -> None:
    authors = {each.author for each in found.contributions.select_related("author") if each.author}
    notify(
        found.organisation,
        people=authors,
        code="charter-consultation-published",
        record=found.record,
        address=f"{found.get_absolute_url()}synthese/",
        facts={"number": found.number},
        now=now,
    )


def _forget(found: Consultation) -> None:
    """No digest leads to anybody, nor from one contribution to another of the same hand."""
    said = list(Contribution.objects.filter(consultation=found).exclude(voice="").only("pk"))
    thought = list(Reaction.objects.filter(consultation=found).only("pk"))
    for contribution in said:
        contribution.voice = by_chance()
    for reaction in thought:
        reaction.voice = by_chance()
    Contribution.objects.bulk_update(said, ["voice"], batch_size=500)
    Reaction.objects.bulk_update(thought, ["voice"], batch_size=500)
