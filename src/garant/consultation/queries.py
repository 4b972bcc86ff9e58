"""Reads of the consultations. What another organisation holds is not found; what is not public, no visitor finds."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from garant.catalogue.compliance import today_of
from garant.consultation.errors import SynthesisNotPublished
from garant.consultation.models import (
    ClauseSynthesis,
    Consultation,
    Contribution,
    Workshop,
)
from garant.consultation.parts import Part
from garant.consultation.said import (
    Choice,
    Item,
    clause_choices,
    items_of,
    may_manage,
    may_withdraw,
    who_wrote,
)
from garant.consultation.terms import State
from garant.consultation.voices import Voice
from garant.directory.errors import NotFound
from garant.directory.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list."""

    consultation: Consultation
    state: State
    contributions: int


def consultations_of(actor: Person, *, now: datetime | None = None) -> list[Listed]:
    """Every consultation of the actor's organisation, the last one first: each of its people may read them."""
    return _listed(actor.organisation, now, public_only=False)


def public_consultations(organisation: Organisation, *, now: datetime | None = None) -> list[Listed]:
    """Those that anyone may read."""
    return _listed(organisation, now, public_only=True)


def consultation_for(voice: Voice, consultation: uuid.UUID) -> Consultation:
    """One that this voice may read; NotFound for any other."""
    mine = Consultation.objects.filter(organisation=voice.organisation, id=consultation)
    found = (mine if voice.person is not None else mine.filter(public=True)).select_related(
        "organisation", "opened_by", "closed_by"
    )
    if not found:
        raise NotFound(what="consultation")
    return found[0]


def state_of(found: Consultation, *, now: datetime | None = None) -> State:
    """Its state on the organisation's own day."""
    return found.state_on(today_of(found.organisation, now or timezone.now()))


def contribution_for(voice: Voice, contribution: uuid.UUID) -> Contribution:
    """One that this voice may read; NotFound for any other."""
    mine = Contribution.objects.filter(consultation__organisation=voice.organisation, id=contribution)
    found = (mine if voice.person is not None else mine.filter(consultation__public=True)).select_related(
        "consultation__organisation", "workshop"
    )
    if not found:
        raise NotFound(what="contribution")
    return found[0]


def contribution_in(found: Consultation, contribution: uuid.UUID) -> Contribution:
    """One of this consultation; NotFound for any other."""
    item = found.contributions.filter(id=contribution).first()
    if item is None:
        raise NotFound(what="contribution")
    return item


def workshop_for(actor: Person, workshop: uuid.UUID) -> Workshop:
    """A workshop that the actor types for, or manages; NotFound for anybody else."""
    found = (
        Workshop.objects.filter(consultation__organisation=actor.organisation, id=workshop)
        .select_related("consultation__organisation", "facilitator")
        .first()
    )
    if found is None or not (may_manage(actor) or (actor.is_active and found.facilitator_id == actor.id)):
        raise NotFound(what="workshop")
    return found


def workshops_of(actor: Person, found: Consultation) -> list[tuple[Workshop, int, bool]]:
    """Its workshops, how many contributions each gave, and whether the actor types for it."""
    rows = (
        found.workshops.select_related("facilitator")
        .annotate(said=Count("contributions"))
        .order_by("held_on", "place")
    )
    manages = may_manage(actor)
    return [(row, row.said, manages or row.facilitator_id == actor.id) for row in rows]


def contributions_by_clause(found: Consultation) -> Mapping[str, int]:
    """Clause → how many contributions; "" for the whole."""
    return Counter(found.contributions.values_list("clause", flat=True))


def syntheses_of(found: Consultation) -> Mapping[str, str]:
    """Clause → what was kept of it."""
    return dict(ClauseSynthesis.objects.filter(consultation=found).values_list("clause", "text"))


def answers_left(found: Consultation) -> int:
    """How many contributions wait for their answer."""
    return found.contributions.filter(hidden_at=None, answer=None).count()


def synthesis_for(voice: Voice, consultation: uuid.UUID) -> Consultation:
    """Once it is published, for whoever may read the consultation; before, for those who write it."""
    found = consultation_for(voice, consultation)
    writes = voice.person is not None and may_manage(voice.person) and state_of(found) is not State.OPEN
    if found.published_at is None and not writes:
        raise SynthesisNotPublished
    return found


def sections_of(found: Consultation) -> list[tuple[str, list[Part]]]:
    """The clauses under the titles of their sections, in the order of the charter."""
    sections: list[tuple[str, list[Part]]] = []
    for part in found.clauses:
        if not sections or sections[-1][0] != part.section:
            sections.append((part.section, []))
        sections[-1][1].append(part)
    return sections


def _listed(organisation: Organisation, now: datetime | None, *, public_only: bool) -> list[Listed]:
    today = today_of(organisation, now or timezone.now())
    rows = Consultation.objects.filter(organisation=organisation).defer("text", "parts")
    if public_only:
        rows = rows.filter(public=True)
    return [
        Listed(row, row.state_on(today), row.said)
        for row in rows.annotate(said=Count("contributions")).order_by("-number")
    ]


__all__ = [
    "Choice",
    "Item",
    "Listed",
    "answers_left",
    "clause_choices",
    "consultation_for",
    "consultations_of",
    "contribution_for",
    "contribution_in",
    "contributions_by_clause",
    "items_of",
    "may_manage",
    "may_withdraw",
    "public_consultations",
    "sections_of",
    "state_of",
    "syntheses_of",
    "synthesis_for",
    "who_wrote",
    "workshop_for",
    "workshops_of",
]
