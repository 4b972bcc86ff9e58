"""The exports: which records a file holds, and who may take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db import transaction

from garant.charter import Stage
from garant.directory.actions import require
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.directory.queries import charter_in_force
from garant.exchange import (
    FORMATS,
    CharterRecord,
    DpiaRecord,
    Format,
    ProcessingRecord,
    Remark,
    UseRecord,
    charter_record,
    format_of,
)
from garant.journal import RecordsExported
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.errors import NothingToExport
from garant.lifecycle.exporting.impact import dpia_record
from garant.lifecycle.exporting.uses import use_record
from garant.lifecycle.models import Use
from garant.registers.processing.exchanging import record_of
from garant.registers.processing.queries import processing_records_of

# Who takes a file of the governance; the DPO's own papers are the DPO's and the audit's.
_TAKERS = (
    Role.DPO,
    Role.DSI,
    Role.RSSI,
    Role.LEGAL,
    Role.DGS,
    Role.REFERENT,
    Role.COMMUNICATION,
    Role.AUDITOR,
)
_PRIVATE = (Role.DPO, Role.DSI, Role.LEGAL, Role.AUDITOR)
EXPORTS: Mapping[str, tuple[Role, ...]] = MappingProxyType(
    {
        id_: _PRIVATE if each.record_kind in (DpiaRecord, ProcessingRecord) else _TAKERS
        for id_, each in FORMATS.items()
    }
)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file, ready to be handed over, and what deserves a second look in it."""

    name: str
    content_type: str
    data: bytes
    rows: int
    remarks: tuple[Remark, ...]


@transaction.atomic
def export_for(actor: Person, id_: str, *, use: Use | None = None, today: date) -> Exported:
    """A file for the actor; of one use, or of all that the format holds. FormatUnknown, NothingToExport."""
    found = format_of(id_)
    require(actor, *EXPORTS[id_])
    return _exported(actor.organisation, found, use, today, str(actor.id))


@transaction.atomic
def export_of_installation(
    organisation: Organisation, id_: str, *, use: Use | None = None, today: date
) -> Exported:
    """The same for the command line, whose user holds the machine."""
    return _exported(organisation, format_of(id_), use, today, "installation")


def _exported(
    organisation: Organisation, found: Format, use: Use | None, today: date, person: str
) -> Exported:
    records = [each for each in _records(organisation, found, use, today) if found.accepts(each)]
    if not records:
        raise NothingToExport(format=found.id)
    one = found.many is None or use is not None
    data = found.write(records[0]) if one else found.write_all(records)
    record(
        RecordsExported(
            organisation=organisation.slug,
            person=person,
            what=found.record_kind.__name__,
            format=found.id,
            rows=1 if one else len(records),
        )
    )
    kept = records[:1] if one else records
    name = f"{found.id}-{use.number}" if use is not None else found.id
    return Exported(
        name=f"{name}{found.suffix}",
        content_type=found.content_type,
        data=data,
        rows=len(kept),
        remarks=tuple(remark for each in kept for remark in found.remarks(each)),
    )


def _records(
    organisation: Organisation, found: Format, use: Use | None, today: date
) -> list[UseRecord | DpiaRecord | ProcessingRecord | CharterRecord]:
    if found.record_kind is CharterRecord:
        held = charter_in_force(organisation)
        return [charter_record(held.charter, version=held.number, organisation=organisation.name)]
    uses = [use] if use is not None else list(_shown(organisation))
    if found.record_kind is ProcessingRecord:
        entries = processing_records_of(organisation)
        mine = {each.subject for each in uses}
        return [record_of(organisation, entry) for entry in entries if use is None or entry.subject in mine]
    dossiers = [Dossier(each, today) for each in uses]
    if found.record_kind is DpiaRecord:
        return [dpia_record(each) for each in dossiers if each.dpia is not None]
    return [use_record(each) for each in dossiers]


def _shown(organisation: Organisation) -> list[Use]:
    """Those that have gone past the idea: a need that nobody looked at is nobody's register entry."""
    found = Use.objects.filter(organisation=organisation).exclude(stage=Stage.NEED.value)
    return list(found.select_related("organisation", "requester").order_by("number"))
