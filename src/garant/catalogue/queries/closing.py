"""What closes a system whatever the charter says: a suspension, a proof that ended. For the snapshot and the pages."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from garant.catalogue.access import Closure
from garant.catalogue.compliance import closed_from, file_of, today_of
from garant.catalogue.models import AiSystem, ExpiryNotice, Proof, Suspension
from garant.catalogue.queries.pool import adopted, pool_closures
from garant.directory.models import Organisation


def closures(organisation: Organisation | None = None) -> list[Closure]:
    """Every closure that is known today, those to come included; None: of the whole installation, for the snapshot."""
    own = [*_suspended(organisation), *_proofs_ended(organisation)]
    systems = adopted(organisation)
    if not systems:
        return own
    heads = {system.reached.organisation_id: system.reached.organisation for system in systems}
    of_sources = [each for head in heads.values() for each in (*_suspended(head), *_proofs_ended(head))]
    return [*own, *pool_closures(systems, of_sources)]


def closed_now(organisation: Organisation, *, now: datetime | None = None) -> dict[str, Closure]:
    """The systems of the organisation that nobody reaches now, by slug, with the closure that began first."""
    now = now or timezone.now()
    found: dict[str, Closure] = {}
    for each in sorted(closures(organisation), key=lambda closure: closure.since, reverse=True):
        if each.since <= now:
            found[each.system] = each
    return found


def closing_soon(system: AiSystem, *, now: datetime | None = None) -> Closure | None:
    """The first closure of this system that is still to come."""
    now = now or timezone.now()
    mine = [each for each in closures(system.organisation) if each.system == system.slug and each.since > now]
    return min(mine, key=lambda closure: closure.since, default=None)


def _suspended(organisation: Organisation | None) -> Iterator[Closure]:
    rows = Suspension.objects.filter(resumed_at=None).select_related("organisation", "system")
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    for row in rows.order_by("since"):
        yield Closure(row.organisation.slug, row.system.slug, "suspended", row.since, row.clause)


def _proofs_ended(organisation: Organisation | None) -> Iterator[Closure]:
    # Only a system of which a notice was given can close: the others are not looked at.
    notices = ExpiryNotice.objects.filter(closes_at__isnull=False)
    if organisation is not None:
        notices = notices.filter(organisation=organisation)
    by_system: dict[uuid.UUID, dict[tuple[object, date], ExpiryNotice]] = defaultdict(dict)
    for notice in notices:
        by_system[notice.system_id][notice.proof_id, notice.until] = notice
    systems = AiSystem.objects.filter(pk__in=list(by_system)).select_related("organisation")
    for system in systems.order_by("organisation__slug", "slug"):
        lines = file_of(system, proofs_that_count(system), today_of(system.organisation))
        since = closed_from(lines, by_system[system.pk])
        if since is not None:
            yield Closure(system.organisation.slug, system.slug, "proof_expired", since)


def proofs_that_count(system: AiSystem) -> list[Proof]:
    """The proofs of a system and of its vendor, the withdrawn ones too: they counted until then."""
    found = Proof.objects.filter(organisation=system.organisation_id).select_related("organisation")
    mine = found.filter(system=system)
    return list(mine if system.vendor_id is None else mine | found.filter(vendor=system.vendor_id))
