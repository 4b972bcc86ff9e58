"""What can go wrong in a register, as facts."""

from garant.words import GarantError


class DescriptionMissing(GarantError):
    code = "incident_description_missing"


class ResolutionMissing(GarantError):
    code = "incident_resolution_missing"


class IncidentClosed(GarantError):
    code = "incident_closed"


class CategoryUnknown(GarantError):
    code = "incident_category_unknown"
