"""What can go wrong in a consultation, as facts. The sentences stand in `messages/consultation.fr.toml`."""

from garant.words import GarantError


class ConsultationIncomplete(GarantError):
    """No title, or no presentation."""

    code = "charter_consultation_incomplete"


class LastDayPast(GarantError):
    """The last day is before today."""

    code = "charter_consultation_last_day_past"


class ConsultationNotOpen(GarantError):
    """It is closed: nobody writes, reacts or withdraws any more."""

    code = "charter_consultation_not_open"


class ConsultationStillOpen(GarantError):
    """Nothing is answered while people may still write or withdraw."""

    code = "charter_consultation_still_open"


class SynthesisPublished(GarantError):
    """What was published is not changed."""

    code = "charter_consultation_synthesis_published"


class SynthesisNotPublished(GarantError):
    """The synthesis is asked for before it is there."""

    code = "charter_consultation_synthesis_not_published"


class ContributionEmpty(GarantError):
    code = "charter_consultation_contribution_empty"


class ContributionTooLong(GarantError):
    """Facts: `limit`."""

    code = "charter_consultation_contribution_too_long"


class AmendmentUnchanged(GarantError):
    """The proposed wording is the wording that stands there."""

    code = "charter_consultation_amendment_unchanged"


class AmendmentWithoutClause(GarantError):
    """An amendment is about one clause."""

    code = "charter_consultation_amendment_without_clause"


class TooManyContributions(GarantError):
    """The consultation has reached what one can answer. Facts: `limit`."""

    code = "charter_consultation_too_many_contributions"


class ReasonMissing(GarantError):
    """A refusal, a masking or an early end says why."""

    code = "charter_consultation_reason_missing"


class NothingChosen(GarantError):
    """An answer is about at least one contribution."""

    code = "charter_consultation_nothing_chosen"


class AnswersMissing(GarantError):
    """Contributions wait for their answer. Facts: `left`."""

    code = "charter_consultation_answers_missing"


class ContributionHidden(GarantError):
    """A contribution that is hidden is neither reacted to nor hidden twice."""

    code = "charter_consultation_contribution_hidden"


class WorkshopInvalid(GarantError):
    """No place, a day to come, or nobody in the room."""

    code = "charter_consultation_workshop_invalid"


class FormTooFast(GarantError):
    """The public form came back faster than a person writes, with a trap filled, or without its mark."""

    code = "charter_consultation_form_too_fast"
