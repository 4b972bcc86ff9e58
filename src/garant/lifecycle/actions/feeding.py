"""A person confirms what a retained answer brings: a draft is made, or the empty places of what stands are filled."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from garant.catalogue.actions import complete_system
from garant.catalogue.card import Completion
from garant.catalogue.queries import contracts_visible_to, vendors_visible_to
from garant.catalogue.terms import Training
from garant.directory.actions import require
from garant.directory.models import Person
from garant.lifecycle.errors import FeedChangedMeanwhile, FeedNothingChosen
from garant.lifecycle.feeding.declared import source
from garant.lifecycle.feeding.proposing import propose
from garant.lifecycle.feeding.targets import NEW, PREPARERS, RECORD, SYSTEM, Opened, opened_target
from garant.procurement.queries import RetainedAnswer, retained_answer
from garant.registers.assessments.actions import complete_dpia, draft_dpia
from garant.registers.processing.actions import complete_processing_record, draft_processing_record


@dataclass(frozen=True, slots=True)
class Fed:
    """What was written: where it is read, and how many places."""

    address: str
    places: int


@transaction.atomic
def feed_from_answer(
    actor: Person,
    consultation: uuid.UUID,
    what: str,
    target: str,
    *,
    keys: Sequence[str],
    mark: str,
    now: datetime | None = None,
) -> Fed:
    """Write the chosen places of the proposal of this `mark`, whole or not at all; the register or the catalogue
    journals it. FeedChangedMeanwhile where the record, or the answer's words for it, are no longer those shown."""
    require(actor, *PREPARERS[what])
    answer = retained_answer(actor, consultation)
    there = opened_target(actor, what, answer, target, now=now)
    proposal = propose(
        there.columns, there.present, there.declared, target=there.name, revision=there.revision
    )
    if proposal.mark != mark:
        raise FeedChangedMeanwhile
    chosen = proposal.chosen(keys)
    if not chosen:
        raise FeedNothingChosen
    reason = source(answer, actor.organisation)
    if what == SYSTEM:
        told = _told(actor, answer, chosen)
        system = complete_system(
            actor,
            target.removeprefix("system:"),
            told=told,
            reason=reason,
            revision=there.revision,
            now=now,
        )
        return Fed(f"/systemes/{system.slug}/", len(chosen))
    return Fed(_recorded(actor, what, answer, there, chosen, reason, now), len(chosen))


def _recorded(
    actor: Person,
    what: str,
    answer: RetainedAnswer,
    there: Opened,
    chosen: dict[str, object],
    reason: str,
    now: datetime | None,
) -> str:
    """The address of the record, by the register's own verb."""
    if there.name.startswith("record:"):
        complete = complete_processing_record if what == RECORD else complete_dpia
        record = uuid.UUID(there.name.removeprefix("record:"))
        return complete(actor, record, chosen, revision=there.revision, reason=reason, now=now).address
    title = answer.title if there.name == NEW or there.use is None else there.use.title
    draft = draft_processing_record if what == RECORD else draft_dpia
    return draft(
        actor,
        subject=answer.record if there.name == NEW else there.name,
        title=title,
        values={**there.present, **chosen},
        reason=reason,
        now=now,
    ).address


def _told(actor: Person, answer: RetainedAnswer, chosen: dict[str, object]) -> Completion:
    """The chosen places as the catalogue knows them. Its vendor is the one of that name, as the preview found it."""
    name = answer.vendor.casefold()
    vendor = next((each for each in vendors_visible_to(actor) if each.name.casefold() == name), None)
    contract = next(
        (
            each
            for each in contracts_visible_to(actor)
            if vendor is not None and each.vendor_id == vendor.pk and each.reference == answer.reference
        ),
        None,
    )
    return Completion(
        licence=str(chosen.get("licence", "")),
        training=Training(str(chosen.get("training", Training.UNKNOWN))),
        card=str(chosen.get("card", "")),
        vendor=vendor if "vendor" in chosen else None,
        contract=contract if "contract" in chosen else None,
    )
