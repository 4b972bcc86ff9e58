"""What can go wrong in a consultation, as facts."""

from garant.words import GarantError


class ReferenceTaken(GarantError):
    code = "consultation_reference_taken"


class DeadlinePast(GarantError):
    """A deadline was set that is not ahead."""

    code = "consultation_deadline_past"


class ConsultationChanged(GarantError):
    """Someone else wrote in the meantime."""

    code = "consultation_changed_meanwhile"


class ConsultationNotDraft(GarantError):
    """What was published is the same for every vendor: it is not amended any more."""

    code = "consultation_not_draft"


class ConsultationNotOpen(GarantError):
    code = "consultation_not_open"


class ConsultationDecided(GarantError):
    code = "consultation_decided"


class NoQuestions(GarantError):
    code = "consultation_no_questions"


class QuestionUnknown(GarantError):
    code = "consultation_question_unknown"


class TooEarly(GarantError):
    """Answers are opened after the deadline, never before."""

    code = "consultation_too_early"


class AnswersSealed(GarantError):
    """Read before they were opened."""

    code = "consultation_answers_sealed"


class VendorTaken(GarantError):
    code = "consultation_vendor_taken"


class TooManyVendors(GarantError):
    code = "consultation_too_many_vendors"


class LinkUnknown(GarantError):
    code = "vendor_link_unknown"


class LinkRevoked(GarantError):
    code = "vendor_link_revoked"


class LinkExpired(GarantError):
    code = "vendor_link_expired"


class AnswerSubmitted(GarantError):
    """It was handed in: it changes no more."""

    code = "vendor_answer_submitted"


class AnswerChanged(GarantError):
    """The same link is open twice, and the other page saved first."""

    code = "vendor_answer_changed"


class AnswerIncomplete(GarantError):
    code = "vendor_answer_incomplete"


class AnswerInvalid(GarantError):
    code = "vendor_answer_invalid"


class AnswerLate(GarantError):
    code = "vendor_answer_late"


class FileTooLarge(GarantError):
    code = "vendor_file_too_large"


class FileNotJson(GarantError):
    """It bears the name of a JSON file, and holds something else."""

    code = "vendor_file_not_json"


class FileOfAnother(GarantError):
    """A questionnaire, but of another consultation or another version of the format."""

    code = "vendor_file_of_another"


class ReasonMissing(GarantError):
    code = "procurement_reason_missing"


class MarkOutOfRange(GarantError):
    code = "procurement_mark_out_of_range"


class AnswerKnockedOut(GarantError):
    """It was to be retained although an eliminatory requirement is not met."""

    code = "procurement_answer_knocked_out"


class NothingRetained(GarantError):
    code = "procurement_nothing_retained"


class AlreadyTaken(GarantError):
    """The catalogue has a contract of this vendor under the consultation's reference."""

    code = "procurement_already_taken"
