"""What can go wrong with a report, as facts."""

from garant.words import GarantError


class PeriodBackwards(GarantError):
    """It ends before it begins."""

    code = "report_period_backwards"


class PeriodTooLong(GarantError):
    code = "report_period_too_long"


class PeriodAhead(GarantError):
    """It begins in the future: there is nothing to count yet."""

    code = "report_period_ahead"


class PeriodNotOver(GarantError):
    """The figures were computed before the last day of the period."""

    code = "report_period_not_over"


class ReportFrozen(GarantError):
    """Validated: neither its figures nor its words change any more."""

    code = "report_frozen"


class ReportNotValidated(GarantError):
    """A draft is not published."""

    code = "report_not_validated"


class ReportChangedMeanwhile(GarantError):
    """Someone else changed the draft between the reading and the click."""

    code = "report_changed_meanwhile"
