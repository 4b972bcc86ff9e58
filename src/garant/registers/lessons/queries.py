"""What was learned in a quarter, as counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from garant.directory.models import Organisation
from garant.registers.lessons.shelf import LESSONS, PUBLISHED
from garant.registers.shelf.models import Record
from garant.tables import folded


@dataclass(frozen=True, slots=True)
class Learned:
    """The lessons written in a period. No author is counted."""

    since: date
    until: date  # the first day after
    written: int
    published: int  # of them, so far
    tags: tuple[tuple[str, int], ...]  # of the published ones, the alphabetical first


def lessons_of_quarter(organisation: Organisation, day: date) -> Learned:
    """The quarter that holds this day."""
    since = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    until = date(since.year + since.month // 10, (since.month + 2) % 12 + 1, 1)
    zone = organisation.place_word.zone
    begin, end = (datetime.combine(bound, time(), zone) for bound in (since, until))
    rows = Record.objects.filter(
        organisation=organisation, shelf=LESSONS.slug, created_at__gte=begin, created_at__lt=end
    )
    told = list(rows.order_by("number").values_list("state", "values"))
    published = [values for state, values in told if state == PUBLISHED]
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for values in published:
        for tag in values.get("tags", ()):
            written.setdefault(folded(tag), tag)
            counts[folded(tag)] += 1
    tags = tuple((written[name], number) for name, number in sorted(counts.items()))
    return Learned(since, until, len(told), len(published), tags)
