"""Who sees which use: its requester, the people of its pilot and the roles of governance whole; everybody its summary."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from garant.charter import Stage
from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.directory.queries import policy_in_force
from garant.lifecycle.models import Passage, Use
from garant.lifecycle.terms import READERS


@dataclass(frozen=True, slots=True)
class Summary:
    """What everybody of the organisation may know of a use: that it exists, for whom, and how far it is."""

    id: uuid.UUID
    number: int
    title: str
    department: str
    stage: Stage
    stage_title: str
    entered_at: datetime
    mine: bool
    to_re_evaluate: bool


def uses_visible_to(actor: Person) -> list[Use]:
    """The uses that the actor reads whole, the newest first."""
    return list(_whole(actor).select_related("requester"))


def use_visible_to(actor: Person, use: uuid.UUID) -> Use:
    """One use, whole. NotFound for whoever knows its summary alone, and for any other organisation."""
    found = _whole(actor).filter(id=use).select_related("organisation", "requester").first()
    if found is None:
        raise NotFound(what="use")
    return found


def sees_whole(actor: Person, use: uuid.UUID) -> bool:
    """Whether `use_visible_to` finds it."""
    return _whole(actor).filter(id=use).exists()


def roadmap(actor: Person, *, words: str = "", stage: Stage | None = None) -> list[Summary]:
    """Every use of the actor's organisation, as anybody in it may know it."""
    lifecycle = policy_in_force(actor.organisation).lifecycle
    titles = {each.stage: each.title for each in lifecycle.stages}
    found = Use.objects.filter(organisation=actor.organisation)
    if stage is not None:
        found = found.filter(stage=stage.value)
    if words.strip():
        from garant.lifecycle.queries.likeness import matching

        found = found.filter(id__in=matching(actor, words))
    return [
        Summary(
            id=each.id,
            number=each.number,
            title=each.title,
            department=each.department,
            stage=each.stage_word,
            stage_title=titles.get(each.stage_word, each.stage_word.french),
            entered_at=each.entered_at,
            mine=each.requester_id == actor.id,
            to_re_evaluate=each.to_re_evaluate_since is not None,
        )
        for each in found
    ]


def summary_of(actor: Person, use: uuid.UUID) -> Use:
    """The use behind a summary, for a page that shows nothing more; NotFound elsewhere."""
    found = Use.objects.filter(organisation=actor.organisation, id=use).first()
    if found is None:
        raise NotFound(what="use")
    return found


def use_numbered(organisation: Organisation, number: int) -> Use:
    """The use of this number, for the command line; never behind a page."""
    found = Use.objects.filter(organisation=organisation, number=number).select_related(
        "organisation", "requester"
    )
    use = found.first()
    if use is None:
        raise NotFound(what="use")
    return use


def uses_in_service(organisation: Organisation) -> list[Use]:
    """The uses that serve, and those that served and were retired, for the room that publishes: which of them anybody
    sees is decided there."""
    stages = [stage.value for stage in Stage if stage.is_live or stage is Stage.RETIRED]
    found = Use.objects.filter(organisation=organisation, stage__in=stages).order_by("number")
    return list(found.select_related("organisation", "requester").prefetch_related("used"))


def entered_service(organisation: Organisation) -> dict[uuid.UUID, datetime]:
    """When each use of the organisation first served, by its id."""
    live = [stage.value for stage in Stage if stage.is_live]
    rows = Passage.objects.filter(use__organisation=organisation, after__in=live)
    return dict(rows.values_list("use_id").annotate(first=Min("at")))


def has_access(actor: Person, use: Use) -> bool:
    """Whether a live use is open to this person today: everybody once it is generalised, its trained people before."""
    if not use.stage_word.is_live:
        return False
    if use.stage_word is not Stage.PILOT:
        return True
    return use.participants.filter(person=actor, trained_on__isnull=False).exists()


def waiting_for(actor: Person) -> int:
    """How many uses wait for a move that the actor's roles may make, or ask to be evaluated again."""
    if not actor.has_role(*READERS):
        return 0
    found = _whole(actor).exclude(stage__in=[stage.value for stage in Stage if stage.is_final])
    early = [Stage.NEED, Stage.QUALIFICATION, Stage.ARBITRATION, Stage.DEVELOPMENT, Stage.EVALUATION]
    lifecycle = policy_in_force(actor.organisation).lifecycle
    mine = set()
    for stage in early:
        drawn = lifecycle.stage(stage)
        onward = [
            move for move in (drawn.moves if drawn else ()) if not move.to.is_final and _later(stage, move.to)
        ]
        if any(actor.has_role(*(Role(role.value) for role in move.roles)) for move in onward):
            mine.add(stage.value)
    late = Q(to_re_evaluate_since__isnull=False) if actor.has_role(Role.DSI, Role.DPO) else Q(pk=None)
    return found.filter(Q(stage__in=mine) | late).count()


def _later(before: Stage, after: Stage) -> bool:
    order = list(Stage)
    return order.index(after) > order.index(before)


def _whole(actor: Person) -> QuerySet[Use]:
    found = Use.objects.filter(organisation=actor.organisation)
    if actor.has_role(*READERS):
        return found
    return found.filter(Q(requester=actor) | Q(participants__person=actor)).distinct()
