"""What can go wrong with a delay, as facts."""

from garant.words import GarantError


class DelayUnknown(GarantError):
    code = "delay_unknown"


class PlaceUnknown(GarantError):
    code = "place_unknown"


class MomentNaive(GarantError):
    """A moment without its zone: what it means depends on who reads it."""

    code = "moment_naive"
