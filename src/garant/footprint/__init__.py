"""Energy, carbon, water and resources of a request: intervals with their method, or "not estimated". Never 0.

The figures come from ecologits (offline); it is loaded at the first estimate, not with this package.
"""

from garant.footprint.equivalents import Equivalent, equivalents
from garant.footprint.errors import FootprintParametersInvalid, IntervalInvalid
from garant.footprint.estimate import estimate
from garant.footprint.interval import Interval
from garant.footprint.parameters import Parameters
from garant.footprint.result import Caveat, Footprint, NotEstimated

__all__ = [
    "Caveat",
    "Equivalent",
    "Footprint",
    "FootprintParametersInvalid",
    "Interval",
    "IntervalInvalid",
    "NotEstimated",
    "Parameters",
    "equivalents",
    "estimate",
]
