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


class IncidentChangedMeanwhile(GarantError):
    code = "incident_changed_meanwhile"


class KnownDateMissing(GarantError):
    """A delay runs from the moment at which it was known: without it nothing can be counted."""

    code = "incident_known_date_missing"


class GroundMissing(GarantError):
    code = "incident_ground_missing"


class MomentAhead(GarantError):
    code = "incident_moment_ahead"


class StepTaken(GarantError):
    code = "incident_step_taken"


class StepReasonMissing(GarantError):
    code = "incident_step_reason_missing"


class StepOutOfPlace(GarantError):
    code = "incident_step_out_of_place"


class StepsMissing(GarantError):
    code = "incident_steps_missing"


class AnalysisMissing(GarantError):
    code = "incident_analysis_missing"


class SystemMissing(GarantError):
    code = "incident_system_missing"


class SuspensionReasonMissing(GarantError):
    code = "incident_suspension_reason_missing"
