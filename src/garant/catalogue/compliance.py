"""What a compliance file says on a day: which proof answers which requirement, until when, and what closes then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum

from django.utils import timezone

from garant.catalogue.models import AiSystem, ExpiryNotice, Proof
from garant.catalogue.requirements import ProofKind, Requirement, Rules, rules
from garant.directory.models import Organisation
from garant.words import Zone


class Standing(Enum):
    """How a requirement stands."""

    MISSING = "missing"  # nothing was ever filed
    VALID = "valid"
    ENDING = "ending"  # valid, and near its end
    ENDED = "ended"

    @property
    def french(self) -> str:
        return _STANDING[self]


_STANDING = {
    Standing.MISSING: "Manque",
    Standing.VALID: "Valable",
    Standing.ENDING: "Finit bientôt",
    Standing.ENDED: "N’est plus valable",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement and the proof that answers it best, the one that counts the longest."""

    requirement: Requirement
    kinds: tuple[ProofKind, ...]
    proof: Proof | None
    standing: Standing

    @property
    def closes(self) -> bool:
        return self.requirement.effect == "closes"


def file_of(system: AiSystem, proofs: Sequence[Proof], today: date, held: Rules | None = None) -> list[Line]:
    """The lines of a system's file, from its own proofs and its vendor's, in the order of the rules."""
    held = held or rules()
    asked = held.asked_of(Zone(system.zone), system.level, system.country, system.classes)
    lines = []
    for requirement in asked:
        best = longest(proof for proof in proofs if proof.kind in requirement.any_of)
        kinds = tuple(held.kinds[kind] for kind in requirement.any_of)
        lines.append(Line(requirement, kinds, best, standing(best, today, held)))
    return lines


def longest(proofs: Iterable[Proof]) -> Proof | None:
    """The proof that counts the longest; of two, the one filed last."""
    return max(proofs, key=lambda proof: (proof.until or date.max, proof.filed_at), default=None)


def standing(proof: Proof | None, today: date, held: Rules | None = None) -> Standing:
    """How a proof stands on this day. It counts through its last day."""
    if proof is None:
        return Standing.MISSING
    if proof.until is None:
        return Standing.VALID
    if proof.until < today:
        return Standing.ENDED
    near = today >= proof.until - timedelta(days=(held or rules()).before_days)
    return Standing.ENDING if near else Standing.VALID


def closing_moment(until: date, noticed_at: datetime, zone: tzinfo, held: Rules | None = None) -> datetime:
    """When a system closes whose proof counts until this day: the next midnight of the organisation's zone, and
    never without a delay after the notice: nobody learns it from a refusal."""
    days = (held or rules()).at_least_days
    first = noticed_at.astimezone(zone).date() + timedelta(days=days)
    day = max(until + timedelta(days=1), first)
    return datetime.combine(day, time.min, tzinfo=zone)


def today_of(organisation: Organisation, now: datetime | None = None) -> date:
    """The day that it is there."""
    return (now or timezone.now()).astimezone(organisation.place_word.zone).date()


def closed_from(
    lines: Iterable[Line], notices: Mapping[tuple[object, date], ExpiryNotice]
) -> datetime | None:
    """When the ended proofs of this file close its system; None where no notice was given of any.

    `notices` are those of the system, by proof's id and last day: a notice of another day says nothing of this one.
    """
    moments = []
    for line in lines:
        if line.closes and line.proof is not None and line.proof.until is not None:
            notice = notices.get((line.proof.pk, line.proof.until))
            if notice is not None and notice.closes_at is not None:
                moments.append(notice.closes_at)
    return min(moments, default=None)
