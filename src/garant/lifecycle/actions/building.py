"""What a use becomes between its acceptance and its users: systems, texts, records drafted from the sheet."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from garant.catalogue.queries import current_version
from garant.catalogue.queries.naming import systems_named
from garant.catalogue.versions import Pinned
from garant.directory.actions import bump_revision
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.lifecycle.actions.amending import allow, changed, kept, opened
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.drafting import dpia_values, fria_values, processing_values
from garant.lifecycle.errors import EntryAddressInvalid, NotAtThisStage, SystemUnknown
from garant.lifecycle.models import Use, UsedSystem
from garant.lifecycle.reading import SERVICE
from garant.registers.assessments import actions as assessments
from garant.registers.processing import actions as processing

_SPECIALISED = 3  # the level of an AI that serves one public policy (AHP-06)
_BUILDERS = (Role.DSI, Role.REFERENT, Role.DPO, Role.LEGAL)


@transaction.atomic
def choose_systems(
    actor: Person, use: uuid.UUID, systems: Collection[str], *, revision: int, now: datetime | None = None
) -> Use:
    """The systems of the catalogue that the use rests on, each at its present version."""
    now = now or timezone.now()
    found = opened(actor, use, revision)
    allow(actor, found, Role.DSI)
    _living(found)
    known = {system.slug: system for system in systems_named(found.organisation, list(systems))}
    missing = [slug for slug in systems if slug not in known]
    if missing:
        raise SystemUnknown(system=missing[0][:60])
    UsedSystem.objects.filter(use=found).exclude(system__in=known).delete()
    for slug, system in known.items():
        version = current_version(system)
        UsedSystem.objects.get_or_create(
            use=found,
            system=slug,
            defaults={
                "version": version.number,
                "version_french": Pinned.of(version).said()[:300],
                "dedicated": system.level == _SPECIALISED,
                "since": now,
            },
        )
    kept(actor, found, reason=f"Systèmes : {', '.join(sorted(known)) or 'aucun'}", now=now)
    bump_revision()
    changed(actor, found)
    return found


@transaction.atomic
def document_use(
    actor: Person,
    use: uuid.UUID,
    fields: Mapping[str, str],
    *,
    review_on: date | None,
    revision: int,
    now: datetime | None = None,
) -> Use:
    """The texts that make it understandable, its next review, what the European database knows of it."""
    found = opened(actor, use, revision)
    allow(actor, found, *_BUILDERS)
    _living(found)
    address = fields.get("provider_entry_url", "").strip()
    if address and (urlsplit(address).scheme != "https" or not urlsplit(address).hostname):
        raise EntryAddressInvalid
    for name in SERVICE:
        if name in fields:
            setattr(found, name, fields[name].strip())
    found.review_on = review_on
    kept(actor, found, now=now)
    changed(actor, found)
    return found


@transaction.atomic
def draft_records(actor: Person, use: uuid.UUID, *, now: datetime | None = None) -> tuple[str, ...]:
    """Draft from the sheet what is due and does not stand yet; the French names of what was drafted."""
    now = now or timezone.now()
    found = opened(actor, use, None)
    allow(actor, found, Role.DSI, Role.DPO)
    dossier = Dossier(found, timezone.localdate(now))
    assessment = dossier.assessment
    drafted = []
    if assessment.personal_data is not False and dossier.processing_record is None:
        processing.draft_processing_record(
            actor,
            subject=found.subject,
            title=found.title,
            values=processing_values(dossier),
        )
        drafted.append("la fiche du registre des traitements")
    if assessment.dpia_due is not False and dossier.dpia is None:
        assessments.draft_dpia(
            actor,
            subject=found.subject,
            title=found.title,
            values=dpia_values(dossier),
        )
        drafted.append("l’analyse d’impact sur les données")
    if assessment.fria_due and dossier.fria is None:
        assessments.draft_fria(
            actor,
            subject=found.subject,
            title=found.title,
            values=fria_values(dossier),
        )
        drafted.append("l’analyse d’impact sur les droits fondamentaux")
    changed(actor, found)
    return tuple(drafted)


def _living(use: Use) -> None:
    if use.stage_word.is_final:
        raise NotAtThisStage(number=use.number, stage=use.stage_word.french)
