"""From a start to a deadline, by the rule that the delay names, with the reasons in words."""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from garant.deadlines.delay import Delay, Unit, delay
from garant.deadlines.errors import MomentNaive
from garant.deadlines.place import Place
from garant.deadlines.working import add_working_days, holiday_name, is_working_day, next_working_day

_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when, and why. `due` is the last instant: a delay in days or months holds its last day whole."""

    delay: Delay
    due: datetime
    last_day: date  # in the place's own calendar
    reasons: tuple[str, ...]

    def is_past(self, now: datetime) -> bool:
        return now > self.due


def deadline(kind: str, start: datetime, *, place: Place) -> Deadline:
    """When the delay `kind` that runs from `start` ends in this place. Raises DelayUnknown, MomentNaive."""
    if start.tzinfo is None:
        raise MomentNaive
    found = delay(kind)
    local = start.astimezone(place.zone)
    reasons = [f"{found.article} : {_length(found)} à partir de {found.start}, {found.rule.french}."]
    if found.unit is Unit.HOURS:
        due = hours_after(local, found.length)
    else:
        due = datetime.combine(_last_day(found, local.date(), place, reasons), _LAST_SECOND, place.zone)
    if found.note:
        reasons.append(found.note)
    if found.applies_from is not None and local.date() < found.applies_from:
        reasons.append(f"Ce délai ne s’applique qu’à partir du {_french(found.applies_from)}.")
    return Deadline(found, due, due.date(), tuple(reasons))


def hours_after(start: datetime, hours: int) -> datetime:
    """The delay that an organisation gives itself: hours that pass, whatever the clock does in between."""
    if start.tzinfo is None:
        raise MomentNaive
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(start.tzinfo)


def _last_day(found: Delay, start: date, place: Place, reasons: list[str]) -> date:
    last = _counted(found, start, place)
    if found.unit is Unit.MONTHS and last.day != start.day:
        reasons.append(f"Le mois d’arrivée n’a pas de {start.day} : le délai finit avec lui.")
    if not found.rule.waits_for_a_working_day or is_working_day(last, place):
        return last
    put_off = next_working_day(last, place)
    reasons.append(
        f"Le {_french(last)} est {_why_not_worked(last, place)} : le délai va jusqu’au {_french(put_off)}."
    )
    return put_off


def _counted(found: Delay, start: date, place: Place) -> date:
    if found.unit is Unit.WORKING_DAYS:
        return add_working_days(start, found.length, place)
    if found.unit is Unit.MONTHS:
        months = start.year * 12 + start.month - 1 + found.length
        year, month = divmod(months, 12)
        return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    return start + timedelta(days=found.length)


def _why_not_worked(day: date, place: Place) -> str:
    name = holiday_name(day, place)
    if name is not None:
        return f"férié ({name}, {place.french})"
    return "un samedi" if day.weekday() == calendar.SATURDAY else "un dimanche"


def _length(found: Delay) -> str:
    return found.unit.french(found.length) if found.length else "sans délai chiffré"


def _french(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
