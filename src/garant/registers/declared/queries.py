"""Counts of the declared uses: by tool and by service, never by person."""

from collections import Counter
from dataclasses import dataclass

from garant.catalogue.compliance import today_of
from garant.directory.actions import require
from garant.directory.models import Person
from garant.directory.threshold import fewest_people
from garant.registers.declared.shelf import DECLARED_USES
from garant.registers.shelf.models import Record
from garant.tables import folded


@dataclass(frozen=True, slots=True)
class Counted:
    """So many declarations under one name; None where they are fewer than can be told."""

    name: str
    number: int | None


def fewest_told(actor: Person) -> int:
    """Below, a count could point at someone: it is not told apart."""
    return fewest_people(today_of(actor.organisation))


def declared_by_service(actor: Person) -> list[Counted]:
    """How many uses each service declared, by name. Small counts are hidden, and nothing is ranked."""
    return _counted(actor, "service", "Sans service indiqué")


def declared_by_tool(actor: Person) -> list[Counted]:
    """How many declarations name each tool, the alphabetical first."""
    require(actor, *DECLARED_USES.readers)
    rows = Record.objects.filter(organisation=actor.organisation, shelf=DECLARED_USES.slug)
    return _sorted(list(rows.order_by("number").values_list("title", flat=True)), fewest=1)


def _counted(actor: Person, column: str, missing: str) -> list[Counted]:
    require(actor, *DECLARED_USES.readers)
    rows = Record.objects.filter(organisation=actor.organisation, shelf=DECLARED_USES.slug)
    return _sorted(
        [
            str(values.get(column) or missing)
            for values in rows.order_by("number").values_list("values", flat=True)
        ],
        fewest=fewest_told(actor),
    )


def _sorted(names: list[str], *, fewest: int) -> list[Counted]:
    """ "DRH" and "drh" are one name, as it was written first."""
    written: dict[str, str] = {}
    for name in names:
        written.setdefault(folded(name), name)
    counts = Counter(folded(name) for name in names)
    return [
        Counted(written[name], number if number >= fewest else None)
        for name, number in sorted(counts.items())
    ]
