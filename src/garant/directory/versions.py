"""How a version of the charter comes into force, at once or on a day to come, and how one is withdrawn before its day."""

from dataclasses import dataclass
from datetime import date, datetime, time

from garant.charter import Charter, CharterInvalid, Policy, resolved_text
from garant.directory.charters import compiled, digest, opened
from garant.directory.errors import (
    CharterChangedMeanwhile,
    CharterDayPast,
    CharterInheritsTooMuch,
    CharterScheduledAlready,
    CharterUnchanged,
    CharterVersionReused,
    NotFound,
    VoteDayAhead,
)
from garant.directory.journal import record
from garant.directory.models import CharterVersion, Organisation, Person
from garant.directory.queries import charter_to_inherit
from garant.directory.revision import bump_revision
from garant.journal import RecordChanged


@dataclass(frozen=True, slots=True)
class Vote:
    """Who voted a version, on which day, under which number. Empty: nobody said."""

    by: str = ""
    on: date | None = None
    deliberation: str = ""


NO_VOTE = Vote()


def beginning_of(day: date, organisation: Organisation) -> datetime:
    """The first moment of this day, on the organisation's clock."""
    return datetime.combine(day, time.min, tzinfo=organisation.place_word.zone)


def put(
    organisation: Organisation,
    *,
    text: str,
    actor: Person | None,
    after: int | None,
    now: datetime,
    in_force_at: datetime | None = None,
    vote: Vote = NO_VOTE,
) -> Policy:
    """The next version, from `in_force_at` on. One at most waits for its day: numbers and days go together."""
    if in_force_at is not None and in_force_at < now:
        raise CharterDayPast
    if vote.on is not None and vote.on > now.astimezone(organisation.place_word.zone).date():
        raise VoteDayAhead
    charter, policy = opened(text, parents=charter_to_inherit)
    resolved = _resolved(charter)
    # A lock on the organisation: two clicks at once would both be the next version.
    Organisation.objects.select_for_update().get(id=organisation.id)
    held = CharterVersion.objects.filter(organisation=organisation)
    waiting = held.filter(in_force_at__gt=now).first()
    if waiting is not None:
        raise CharterScheduledAlready(version=waiting.version)
    last = held.first()
    if last is not None and after is not None and last.number != after:
        raise CharterChangedMeanwhile
    if last is not None and last.sha256 == digest(text):
        raise CharterUnchanged(version=last.version)
    if held.filter(charter=policy.charter, version=policy.version).exists():
        raise CharterVersionReused(version=policy.version)
    CharterVersion.objects.create(
        organisation=organisation,
        number=1 if last is None else last.number + 1,
        charter=policy.charter,
        version=policy.version,
        text=text,
        resolved=resolved,
        sha256=digest(text),
        in_force_at=in_force_at or now,
        voted_by=vote.by.strip(),
        voted_on=vote.on,
        deliberation=vote.deliberation.strip(),
        put_by=actor,
    )
    _changed(organisation, actor, policy.charter, policy.version, "created")
    return policy


def withdraw(organisation: Organisation, *, number: int, actor: Person, now: datetime) -> None:
    """Take back a version whose day has not come. What was in force once stays for ever: NotFound."""
    waiting = (
        CharterVersion.objects.select_for_update()
        .filter(organisation=organisation, number=number, in_force_at__gt=now)
        .first()
    )
    if waiting is None:
        raise NotFound(what="charter")
    waiting.delete()
    _changed(organisation, actor, waiting.charter, waiting.version, "closed")


def _resolved(charter: Charter) -> str:
    """The charter with all that it inherits, read back: a version that could not be read again would close the
    organisation's pages, and stop what is published for every other one."""
    text = resolved_text(charter)
    try:
        compiled(text)
    except CharterInvalid as error:
        raise CharterInheritsTooMuch from error
    return text


def _changed(
    organisation: Organisation, actor: Person | None, charter: str, version: str, change: str
) -> None:
    bump_revision()
    record(
        RecordChanged(
            organisation=organisation.slug,
            person=str(actor.id) if actor else "installation",
            record=f"charter:{charter}/{version}",
            change="closed" if change == "closed" else "created",
        )
    )
