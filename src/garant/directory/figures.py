"""What the annual report counts of the people: numbers of one organisation, never a list."""

from dataclasses import dataclass
from datetime import datetime

from garant.directory.errors import CharterNotInForce
from garant.directory.models import Acknowledgement, CharterVersion, Organisation
from garant.directory.queries import acknowledged_count, active_people_count, policy_in_force


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """`current` of `people` acknowledged the version that is in force when it is counted."""

    given: int  # acknowledgements in the period
    people: int
    current: int
    versions: int  # versions of the charter put in force in the period


def acknowledgements_between(organisation: Organisation, start: datetime, end: datetime) -> Acknowledged:
    """From `start` to before `end`; people and the version in force are those of now."""
    try:
        current = acknowledged_count(organisation, policy_in_force(organisation))
    except CharterNotInForce:
        current = 0
    return Acknowledged(
        given=Acknowledgement.objects.filter(
            person__organisation=organisation, at__gte=start, at__lt=end
        ).count(),
        people=active_people_count(organisation),
        current=current,
        versions=CharterVersion.objects.filter(
            organisation=organisation, in_force_at__gte=start, in_force_at__lt=end
        ).count(),
    )
