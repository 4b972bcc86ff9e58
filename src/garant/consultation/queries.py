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
    Answer,
    ClauseSynthesis,
    Consultation,
    Contribution,
    Reaction,
    Workshop,
)
from garant.consultation.parts import Part
from garant.consultation.terms import MANAGERS, Opinion, State, Way
from garant.consultation.voices import Voice, digest, voice_of
from garant.consultation.wording import Piece, changes
from garant.directory.errors import NotFound
from garant.directory.models import Organisation, Person
from garant.directory.templatetags.french import day


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the three words, how many chose it, and whether this reader did."""

    opinion: Opinion
    number: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A contribution as this reader sees it. `text` is "" where it is hidden from them."""

    contribution: Contribution
    who: str
    text: str
    pieces: tuple[Piece, ...]  # of an amendment: what it changes
    choices: tuple[Choice, ...]
    may_withdraw: bool
    answer: Answer | None
    about: str = ""  # the clause, "2.1 Relire"; "" for the whole

    @property
    def named(self) -> str:
        return f"la contribution n° {self.contribution.number}"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list."""

    consultation: Consultation
    state: State
    contributions: int


def may_manage(actor: Person) -> bool:
    return actor.is_active and actor.has_role(*MANAGERS)


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


def may_withdraw(voice: Voice, item: Contribution) -> bool:
    """The author alone; of what a room said, who typed for it. A digest that is no more belongs to nobody."""
    if item.workshop is not None:
        return voice.person is not None and item.workshop.facilitator_id == voice.person.id
    return bool(item.voice) and item.voice == digest(item.consultation, voice)


def items_of(
    voice: Voice, found: Consultation, clause: str | None = None, *, workshop: Workshop | None = None
) -> list[Item]:
    """What was said on one clause ("" for the whole, None for everything), in the order in which it came."""
    rows = found.contributions.select_related("workshop", "author", "answer__by")
    if clause is not None:
        rows = rows.filter(clause=clause)
    if workshop is not None:
        rows = rows.filter(workshop=workshop)
    counted, mine = _reactions(voice, found, of_contributions=True)
    by_id = found.clauses_by_id
    reads_all = voice.person is not None and may_manage(voice.person)
    items = []
    for row in rows:
        row.consultation = found
        shown = row.hidden_at is None or reads_all
        part = by_id.get(row.clause)
        key = str(row.id)
        items.append(
            Item(
                contribution=row,
                who=who_wrote(row, inside=voice.person is not None),
                text=row.text if shown else "",
                pieces=changes(part.text, row.text) if shown and row.is_amendment and part else (),
                choices=_choices(counted, mine, key),
                may_withdraw=may_withdraw(voice, row),
                answer=row.kept_answer,
                about=f"{part.number} {part.title}" if part else "",
            )
        )
    return items


def clause_choices(voice: Voice, found: Consultation, clause: str) -> tuple[Choice, ...]:
    """What people think of a clause as it stands."""
    counted, mine = _reactions(voice, found, of_contributions=False)
    return _choices(counted, mine, clause)


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


def who_wrote(item: Contribution, *, inside: bool) -> str:
    """As the page says it. A person's name is read within the organisation only, and never where it is anonymous."""
    if item.workshop is not None:
        people = item.workshop.participants
        return (
            f"Atelier du {day(item.workshop.held_on)}, {item.workshop.place} "
            f"({people} participant{'s' if people > 1 else ''})"
        )
    if item.author is not None and inside:
        return item.author.full_name
    if item.signature:
        return f"{item.signature}, sur la page publique"
    return _UNNAMED[Way(item.way)]


_UNNAMED = {
    Way.ACCOUNT: "Une personne de l’organisation",
    Way.PUBLIC: "Une personne, sur la page publique",
    Way.WORKSHOP: "Un atelier",
}


def _listed(organisation: Organisation, now: datetime | None, *, public_only: bool) -> list[Listed]:
    today = today_of(organisation, now or timezone.now())
    rows = Consultation.objects.filter(organisation=organisation).defer("text", "parts")
    if public_only:
        rows = rows.filter(public=True)
    return [
        Listed(row, row.state_on(today), row.said)
        for row in rows.annotate(said=Count("contributions")).order_by("-number")
    ]


def _reactions(
    voice: Voice, found: Consultation, *, of_contributions: bool
) -> tuple[Mapping[tuple[str, str], int], Mapping[str, str]]:
    """(item, opinion) → how many; item → this reader's own."""
    column = "contribution_id" if of_contributions else "clause"
    rows = Reaction.objects.filter(consultation=found, contribution__isnull=not of_contributions)
    counted = {
        (str(item), opinion): number
        for item, opinion, number in rows.values_list(column, "opinion").annotate(number=Count("pk"))
    }
    own = digest(found, voice)
    mine = {str(item): opinion for item, opinion in rows.filter(voice=own).values_list(column, "opinion")}
    return counted, mine if own else {}


def _choices(
    counted: Mapping[tuple[str, str], int], mine: Mapping[str, str], item: str
) -> tuple[Choice, ...]:
    return tuple(
        Choice(each, counted.get((item, each.value), 0), mine.get(item) == each.value) for each in Opinion
    )


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
    "voice_of",
    "who_wrote",
    "workshop_for",
    "workshops_of",
]
