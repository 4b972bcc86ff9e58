"""What can go wrong in a trial, as facts."""

from garant.words import GarantError


class SubjectInvalid(GarantError):
    """Not "use:<uuid>"."""

    code = "trial_subject_invalid"


class TrialIncomplete(GarantError):
    """No title, purpose or business direction."""

    code = "trial_incomplete"


class DatesInvalid(GarantError):
    code = "trial_dates_invalid"


class SystemUnknown(GarantError):
    code = "trial_system_unknown"


class ChangedMeanwhile(GarantError):
    """Someone else changed it between the reading and the click."""

    code = "trial_changed_meanwhile"


class StepSkipped(GarantError):
    """The verb belongs to another state of the trial."""

    code = "trial_step_skipped"


class Frozen(GarantError):
    """What was set before the start no longer changes."""

    code = "trial_frozen"


class NotReady(GarantError):
    code = "trial_not_ready"


class PlanEmpty(GarantError):
    """Neither a case nor a criterion to agree on."""

    code = "trial_plan_empty"


class PlanChanged(GarantError):
    """The plan that was agreed is not the one that was read."""

    code = "trial_plan_changed"


class WordsMissing(GarantError):
    code = "trial_words_missing"


class ConsentTextMissing(GarantError):
    code = "trial_consent_text_missing"


class ConcernedInvalid(GarantError):
    """Neither a person of the organisation nor a name, or both; or named twice."""

    code = "trial_concerned_invalid"


class ConsentNotYours(GarantError):
    """A colleague consents and withdraws for themselves alone."""

    code = "trial_consent_not_yours"


class ConsentDateInvalid(GarantError):
    """In the future, or a withdrawal before the consent."""

    code = "trial_consent_date_invalid"


class ConsentNotGiven(GarantError):
    code = "trial_consent_not_given"


class ConsentGivenAlready(GarantError):
    code = "trial_consent_given_already"


class ConsentNotWithdrawn(GarantError):
    code = "trial_consent_not_withdrawn"


class NotAParticipant(GarantError):
    code = "trial_not_a_participant"


class DestructionInvalid(GarantError):
    """Dated in the future, or without saying how."""

    code = "trial_destruction_invalid"


class StillThere(GarantError):
    """Something of the trial is left: no certificate."""

    code = "trial_still_there"


class ResultsMissing(GarantError):
    code = "trial_results_missing"


class AttachmentRefused(GarantError):
    """Too large, empty, or not of the type that its name says."""

    code = "trial_attachment_refused"


class TooManyAttachments(GarantError):
    code = "trial_too_many_attachments"
