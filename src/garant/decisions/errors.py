"""What can go wrong around a treatment or a decision, as facts."""

from garant.words import GarantError


class SubjectInvalid(GarantError):
    """Not "use:<uuid>"."""

    code = "decision_subject_invalid"


class TreatmentIncomplete(GarantError):
    """Without what makes it a treatment: title, purpose, mode, operations, who decides, data."""

    code = "treatment_incomplete"


class TreatmentClosed(GarantError):
    code = "treatment_closed"


class TreatmentChangedMeanwhile(GarantError):
    """Someone else amended it between the reading and the click."""

    code = "treatment_changed_meanwhile"


class DecisionChangedMeanwhile(GarantError):
    code = "decision_changed_meanwhile"


class DecisionFrozen(GarantError):
    """A complete decision says what it said."""

    code = "decision_frozen"


class DecisionNotComplete(GarantError):
    """Still in preparation, for a verb that comes after."""

    code = "decision_not_complete"


class ConcernedMissing(GarantError):
    code = "decision_concerned_missing"


class DecisionLacks(GarantError):
    """What the explanation will need is not all there; the page lists it."""

    code = "decision_lacks"


class NotifiedAlready(GarantError):
    """Notified before the day that is now told."""

    code = "decision_notified_already"


class DecisionDateInvalid(GarantError):
    """In the future, or a notification before the decision."""

    code = "decision_date_invalid"


class AutomatedForbidden(GarantError):
    """The law does not let a machine decide this alone."""

    code = "decision_automated_forbidden"


class MentionMissing(GarantError):
    """An automated decision without its mention, or with a mention that is not whole, would be null."""

    code = "decision_mention_missing"


class ContentGone(GarantError):
    """Its retention is over."""

    code = "decision_content_gone"


class NeedUnknown(GarantError):
    code = "decision_need_unknown"
