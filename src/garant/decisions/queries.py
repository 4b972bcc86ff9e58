"""Reads of treatments and decisions.

A treatment is no secret: everybody of the organisation reads it. Of the decisions, who took one reads it whole; DPO,
legal desk and audit see that each exists, with its dates, and nothing of the person. DPO and legal desk open the
content of one decision for a need that they name, for one hour; audit never does.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from garant.decisions.errors import ContentGone, DecisionFrozen
from garant.decisions.facts import Facts
from garant.decisions.mention import mention_of
from garant.decisions.models import Decision, Opening, Treatment, TreatmentVersion
from garant.decisions.passage import Passage
from garant.decisions.sealed import Content, opened
from garant.decisions.terms import State
from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person

DECLARERS = (Role.DPO, Role.LEGAL, Role.REFERENT)
OPENERS = (Role.DPO, Role.LEGAL)
READERS = (*OPENERS, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class DeclaredTreatment:
    """A treatment as its organisation declares it today: no decision in it, and nobody."""

    number: int
    declared_at: datetime
    amended_at: datetime
    facts: Facts
    mention: Passage


def may_declare(actor: Person) -> bool:
    return actor.is_active and actor.has_role(*DECLARERS)


def may_open(actor: Person) -> bool:
    """Whether this person may open a decision that someone else took."""
    return actor.is_active and actor.has_role(*OPENERS)


def sees_register(actor: Person) -> bool:
    """Whether this person sees that every decision of the organisation exists."""
    return actor.is_active and actor.has_role(*READERS)


def treatments_visible_to(actor: Person) -> list[Treatment]:
    """Those of the organisation, the open ones first, each with how many decisions rest on it (`taken`)."""
    found = Treatment.objects.filter(organisation=actor.organisation).annotate(
        taken=Count("versions__decisions")
    )
    return sorted(found, key=lambda each: (each.closed_at is not None, each.number))


def declared_treatments(organisation: Organisation) -> list[DeclaredTreatment]:
    """What the public may be told of: each treatment that is not closed, in its last version."""
    found = Treatment.objects.filter(organisation=organisation, closed_at__isnull=True)
    return [
        _declared(each, each.versions.all()[0], organisation) for each in found.prefetch_related("versions")
    ]


def treatment_visible_to(actor: Person, treatment: uuid.UUID) -> Treatment:
    found = (
        Treatment.objects.filter(organisation=actor.organisation, id=treatment)
        .select_related("organisation")
        .first()
    )
    if found is None or not actor.is_active:
        raise NotFound(what="treatment")
    return found


def version_of(actor: Person, treatment: uuid.UUID, number: int | None = None) -> TreatmentVersion:
    """One version; the last one where no number is given."""
    seen = treatment_visible_to(actor, treatment)
    found = seen.versions.select_related("by", "treatment__organisation")
    version = found.first() if number is None else found.filter(number=number).first()
    if version is None:
        raise NotFound(what="treatment-version")
    return version


def versions_of(actor: Person, treatment: uuid.UUID) -> list[TreatmentVersion]:
    """Every version, the last one first."""
    return list(treatment_visible_to(actor, treatment).versions.select_related("by"))


def decisions_visible_to(
    actor: Person, *, reference: str = "", treatment: uuid.UUID | None = None
) -> QuerySet[Decision]:
    """The newest first, without their sealed content. A reference is found however it was typed."""
    found = _visible(actor).defer("content")
    typed = "".join(reference.split())
    if typed:
        found = found.filter(reference__iexact=typed)
    if treatment is not None:
        found = found.filter(version__treatment=treatment)
    return found


def decision_visible_to(actor: Person, decision: uuid.UUID) -> Decision:
    found = _visible(actor).filter(id=decision).first()
    if found is None:
        raise NotFound(what="decision")
    return found


def own_decision(actor: Person, decision: uuid.UUID) -> Decision:
    """One that this very person took; NotFound for any other."""
    found = decision_visible_to(actor, decision)
    if found.decided_by_id != actor.id:
        raise NotFound(what="decision")
    return found


def own_draft(actor: Person, decision: uuid.UUID) -> Decision:
    """One of their own that may still change."""
    found = own_decision(actor, decision)
    if not found.is_draft:
        raise DecisionFrozen
    return found


def reads_content(actor: Person, decision: Decision, *, now: datetime | None = None) -> bool:
    """Whether this person, who sees the decision, reads now what it says of someone."""
    if decision.purged_at is not None or not actor.is_active:
        return False
    if decision.decided_by_id == actor.id:
        return True
    last = decision.openings.filter(by=actor).first() if may_open(actor) else None
    return last is not None and last.covers(now or timezone.now())


def content_of(actor: Person, decision: uuid.UUID, *, now: datetime | None = None) -> Content:
    """What the decision says, for who reads it now; NotFound for anybody else, ContentGone after its retention."""
    seen = decision_visible_to(actor, decision)
    if seen.purged_at is not None:
        raise ContentGone
    content = opened(seen) if reads_content(actor, seen, now=now) else None
    if content is None:
        raise NotFound(what="decision-content")
    return content


def openings_of(actor: Person, decision: Decision) -> list[Opening]:
    """Who opened it, for who took it and for who sees the register."""
    return list(decision_visible_to(actor, decision.id).openings.select_related("by"))


def lacking(decision: Decision, content: Content) -> list[str]:
    """What is missing before it can be complete, in the words of the form."""
    facts = decision.version.facts
    found = [
        f"la donnée « {each.name} »"
        for place, each in enumerate(facts.data)
        if not (content.data[place : place + 1] or ("",))[0].strip()
    ]
    found += [
        f"le paramètre « {each.name} »"
        for place, each in enumerate(facts.parameters)
        if place >= len(content.parameters) or not content.parameters[place].value.strip()
    ]
    if not content.proposed.strip():
        found.append("le résultat du traitement")
    if not content.reasoning.strip() and not facts.automated:
        found.append("le raisonnement de la personne qui décide")
    if not content.result.strip():
        found.append("la décision")
    return found


def drafts_count(actor: Person) -> int:
    """How many decisions this person has begun and not made complete."""
    return Decision.objects.filter(decided_by=actor, state=State.DRAFT).count()


def _declared(found: Treatment, last: TreatmentVersion, organisation: Organisation) -> DeclaredTreatment:
    facts = last.facts
    return DeclaredTreatment(found.number, found.created_at, last.at, facts, mention_of(facts, organisation))


def _visible(actor: Person) -> QuerySet[Decision]:
    found = Decision.objects.filter(organisation=actor.organisation).select_related(
        "organisation", "decided_by", "version__treatment"
    )
    if not actor.is_active:
        return found.none()
    return found if sees_register(actor) else found.filter(decided_by=actor)
