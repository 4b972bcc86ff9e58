"""What can go wrong at the desk, as facts."""

from garant.words import GarantError


class QuestionMissing(GarantError):
    code = "desk_question_missing"


class AnswerMissing(GarantError):
    code = "desk_answer_missing"


class AnsweredMeanwhile(GarantError):
    code = "desk_answered_meanwhile"


class EntryMissing(GarantError):
    code = "desk_entry_missing"


class EntryWithdrawn(GarantError):
    code = "desk_entry_withdrawn"


class EntryChangedMeanwhile(GarantError):
    code = "desk_entry_changed_meanwhile"
