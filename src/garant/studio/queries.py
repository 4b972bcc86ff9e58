"""Reads of the studio. Drafts are for those who write them: nobody else of the organisation, and nobody elsewhere."""

import uuid

from django.db.models import QuerySet

from garant.directory.errors import NotFound
from garant.directory.models import Person
from garant.studio.models import Draft, DraftRevision
from garant.studio.terms import EDITORS


def may_draft(actor: Person) -> bool:
    """Whether this person reads and writes drafts."""
    return actor.is_active and actor.has_role(*EDITORS)


def drafts_visible_to(actor: Person) -> list[Draft]:
    """The drafts of the actor's organisation, those that are written first, then the last changed."""
    found = _visible(actor).select_related("changed_by").defer("text")
    return sorted(found, key=lambda draft: not draft.is_open)


def draft_visible_to(actor: Person, draft: uuid.UUID) -> Draft:
    """One of them; NotFound for anybody else."""
    found = (
        _visible(actor).filter(id=draft).select_related("organisation", "created_by", "changed_by").first()
    )
    if found is None:
        raise NotFound(what="draft")
    return found


def revisions_of(draft: Draft) -> list[DraftRevision]:
    """Every saved revision, the last one first, without their texts."""
    return list(draft.revisions.select_related("by").defer("text"))


def revision_of(draft: Draft, number: int) -> DraftRevision:
    """One saved revision; NotFound where there is none of this number."""
    found = draft.revisions.filter(number=number).select_related("by").first()
    if found is None:
        raise NotFound(what="revision")
    return found


def _visible(actor: Person) -> QuerySet[Draft]:
    if not may_draft(actor):
        return Draft.objects.none()
    return Draft.objects.filter(organisation=actor.organisation)
