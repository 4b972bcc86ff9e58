"""What can be wrong with the numbers that a register gives for a system."""

from typing import ClassVar

from garant.words import GarantError


class IntervalInvalid(GarantError):
    """Bounds that are not finite numbers, or that are upside down. Facts: `low`, `high`."""

    code: ClassVar[str] = "footprint_interval_invalid"


class FootprintParametersInvalid(GarantError):
    """A parameter outside what the method can mean. Facts: `field`, `expected` (in French)."""

    code: ClassVar[str] = "footprint_parameters_invalid"
