"""Legal delays as dated facts, working days and holidays of the place. Pure.

`deadline("rgpd-12-3", received, place=Place.METROPOLE)` says when, and why.
"""

from garant.deadlines.computing import Deadline, deadline, hours_after
from garant.deadlines.delay import Delay, Rule, Unit, all_delays, delay
from garant.deadlines.errors import DelayUnknown, MomentNaive, PlaceUnknown
from garant.deadlines.place import Place
from garant.deadlines.working import (
    add_working_days,
    holiday_name,
    is_working_day,
    next_working_day,
    working_days_between,
)

__all__ = [
    "Deadline",
    "Delay",
    "DelayUnknown",
    "MomentNaive",
    "Place",
    "PlaceUnknown",
    "Rule",
    "Unit",
    "add_working_days",
    "all_delays",
    "deadline",
    "delay",
    "holiday_name",
    "hours_after",
    "is_working_day",
    "next_working_day",
    "working_days_between",
]
