"""Working days: neither a Saturday, nor a Sunday, nor a holiday of the place."""

from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

from garant.deadlines.place import Place, facts_of

_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date, place: Place) -> bool:
    """Whether public offices work on this day in this place."""
    return day.weekday() < _SATURDAY and holiday_name(day, place) is None


def holiday_name(day: date, place: Place) -> str | None:
    """ "Lundi de Pâques", or None where the law knows no holiday there."""
    return _holidays(place, day.year).get(day)


def next_working_day(day: date, place: Place) -> date:
    """The day itself where it is worked, else the first one after it."""
    while not is_working_day(day, place):
        day += _DAY
    return day


def add_working_days(day: date, count: int, place: Place) -> date:
    """The `count`-th working day after `day`, which is not counted itself. Of 0, the day itself."""
    for _ in range(count):
        day = next_working_day(day + _DAY, place)
    return day


def working_days_between(after: date, until: date, place: Place) -> int:
    """How many working days follow `after`, up to `until` included; 0 where `until` is not later."""
    days = (until - after).days
    return sum(is_working_day(after + _DAY * step, place) for step in range(1, days + 1))


@lru_cache(maxsize=256)
def _holidays(place: Place, year: int) -> dict[date, str]:
    facts = facts_of(place)
    found = country_holidays("FR", subdiv=facts.subdivision or None, years=year, language="fr")
    # A day may bear two names: it stays a holiday while one of them is legal.
    named = {day: [name for name in found.get_list(day) if name not in facts.not_legal] for day in found}
    return {day: " et ".join(names).replace("'", "’") for day, names in named.items() if names}
