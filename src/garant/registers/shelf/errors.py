"""What can go wrong in a register of rows, as facts. The sentences stand in `messages/shelves.fr.toml`."""

from garant.words import GarantError


class RecordChangedMeanwhile(GarantError):
    """Someone else wrote between the reading and the saving."""

    code = "record_changed_meanwhile"


class RecordClosed(GarantError):
    """Its state does not let it be amended."""

    code = "record_closed"


class MoveNotOpen(GarantError):
    """The record is not in a state from which this move starts."""

    code = "move_not_open"


class NoteMissing(GarantError):
    code = "move_note_missing"


class TitleMissing(GarantError):
    code = "record_title_missing"


class AnswerUnfit(GarantError):
    """A value is none of its column."""

    code = "record_answer_unfit"


class ConsultationMissing(GarantError):
    """A high residual risk, and no consultation of the CNIL."""

    code = "cnil_consultation_missing"


class ImportGone(GarantError):
    code = "import_gone"


class ImportChangedMeanwhile(GarantError):
    """The register changed between the dry run and the confirmation."""

    code = "import_changed_meanwhile"


class ImportEmpty(GarantError):
    code = "import_empty"


class ImportAmendsTooMany(GarantError):
    """More records would be amended at once than one request can keep the former text of."""

    code = "import_amends_too_many"


class AlternativeUnknown(GarantError):
    """The system is not one that the catalogue approves."""

    code = "alternative_unknown"


class SubjectUnfit(GarantError):
    """What a record is about is named by an identifier, never by words."""

    code = "record_subject_unfit"
