"""What can go wrong in the life of a use, as facts. The sentences stand in `messages/lifecycle.fr.toml`."""

from garant.words import GarantError


class UseChangedMeanwhile(GarantError):
    """Somebody else amended or moved the use after the page was opened."""

    code = "use_changed_meanwhile"


class MoveNotDrawn(GarantError):
    """The charter in force draws no such way."""

    code = "use_move_not_drawn"


class GateClosed(GarantError):
    """Something that the gate requires is missing: `missing` says what, in French."""

    code = "use_gate_closed"


class ReasonMissing(GarantError):
    code = "use_reason_missing"


class NotAtThisStage(GarantError):
    """What was asked belongs to another stage of the use's life."""

    code = "use_not_at_this_stage"


class FieldMissing(GarantError):
    code = "use_field_missing"


class VisaTooEarly(GarantError):
    """The sheet is not complete: `count` answers are missing."""

    code = "use_visa_too_early"


class CaseDecided(GarantError):
    """Somebody decided this case first, or the session is closed."""

    code = "use_case_decided"


class CaseElsewhere(GarantError):
    """The use already waits in another open session."""

    code = "use_case_elsewhere"


class SystemUnknown(GarantError):
    code = "use_system_unknown"


class EntryAddressInvalid(GarantError):
    code = "use_entry_address_invalid"


class CallClosed(GarantError):
    code = "use_call_closed"


class CallDates(GarantError):
    code = "use_call_dates"


class AlreadyCandidate(GarantError):
    code = "use_already_candidate"


class NoImpactAssessment(GarantError):
    code = "use_no_impact_assessment"


class NothingToExport(GarantError):
    code = "use_nothing_to_export"


class FeedTargetUnknown(GarantError):
    """The record is not one that this person may fill, or the draft was made meanwhile."""

    code = "feed_target_unknown"


class FeedChangedMeanwhile(GarantError):
    """The record changed between the preview and its confirmation."""

    code = "feed_changed_meanwhile"


class FeedNothingChosen(GarantError):
    code = "feed_nothing_chosen"
