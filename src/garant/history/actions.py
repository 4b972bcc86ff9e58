"""The one verb: keep what a record says now. The caller's transaction and journal entry hold it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from garant.directory.models import Organisation, Person
from garant.history.models import Version


@transaction.atomic
def keep(
    organisation: Organisation,
    record: str,
    values: Mapping[str, Any],
    *,
    by: Person | None,
    reason: str = "",
    now: datetime | None = None,
) -> int:
    """Keep `values` (plain JSON, French titles → what the person reads) as the next version; its number.

    What says the same as the last version is not kept again. Sealed words stay out of it.
    """
    mine = Version.objects.filter(organisation=organisation, record=record)
    last = mine.first()
    if last is not None and last.values == dict(values):
        return last.number
    number = (mine.aggregate(last=Max("number"))["last"] or 0) + 1
    Version.objects.create(
        organisation=organisation,
        record=record,
        number=number,
        at=now or timezone.now(),
        by=by,
        values=dict(values),
        reason=reason.strip(),
    )
    return number
