"""What can go wrong in a committee, as facts."""

from garant.words import GarantError


class CommitteeNameTaken(GarantError):
    code = "committee_name_taken"


class QuorumInvalid(GarantError):
    """A share over 100 %, or no member at all."""

    code = "committee_quorum_invalid"


class CommitteeClosed(GarantError):
    code = "committee_closed"


class CommitteeBusy(GarantError):
    """It can't end with a session planned or open, nor with cases that wait."""

    code = "committee_busy"


class ChangedMeanwhile(GarantError):
    """Someone else changed it between the reading and the click."""

    code = "committee_changed_meanwhile"


class MemberInvalid(GarantError):
    """Neither a person of the organisation nor a name, or both."""

    code = "committee_member_invalid"


class MemberTwice(GarantError):
    code = "committee_member_twice"


class MandateInvalid(GarantError):
    """A mandate that ends before it starts."""

    code = "committee_mandate_invalid"


class SubjectInvalid(GarantError):
    """Not "use:<uuid>"."""

    code = "committee_subject_invalid"


class CaseIncomplete(GarantError):
    """No title, or no question put to the committee."""

    code = "committee_case_incomplete"


class CaseWaitsAlready(GarantError):
    code = "committee_case_waits_already"


class CaseNotWaiting(GarantError):
    code = "committee_case_not_waiting"


class SessionStarted(GarantError):
    """Its agenda, date and convocation no longer change."""

    code = "committee_session_started"


class SessionEmpty(GarantError):
    code = "committee_session_empty"


class NobodyToConvene(GarantError):
    code = "committee_nobody_to_convene"


class NotConvened(GarantError):
    code = "committee_not_convened"


class SessionEarly(GarantError):
    code = "committee_session_early"


class SessionNotOpen(GarantError):
    code = "committee_session_not_open"


class AttendanceMissing(GarantError):
    code = "committee_attendance_missing"


class AttendanceIncomplete(GarantError):
    """A member in mandate of whom nothing is said, or someone who is not one."""

    code = "committee_attendance_incomplete"


class QuorumMissing(GarantError):
    code = "committee_quorum_missing"


class NotASittingMember(GarantError):
    code = "committee_not_a_sitting_member"


class ReasonMissing(GarantError):
    code = "committee_reason_missing"


class ConditionsMissing(GarantError):
    code = "committee_conditions_missing"


class ConditionsUnasked(GarantError):
    """Conditions under an opinion that has none."""

    code = "committee_conditions_unasked"


class VotesMiscounted(GarantError):
    code = "committee_votes_miscounted"


class OpinionNotAdopted(GarantError):
    """More votes against than for, or a tie that nobody breaks."""

    code = "committee_opinion_not_adopted"


class OpinionGivenMeanwhile(GarantError):
    code = "committee_opinion_given_meanwhile"


class OpinionGivenAlready(GarantError):
    """A conflict of interest is declared before the vote, not after."""

    code = "committee_opinion_given_already"


class MinutesNotReady(GarantError):
    code = "committee_minutes_not_ready"


class MinutesApprovedAlready(GarantError):
    code = "committee_minutes_approved_already"


class NotALaterSession(GarantError):
    """Minutes are approved by a later session of the same committee, while it is open."""

    code = "committee_not_a_later_session"
