"""What can go wrong in the studio, as facts."""

from garant.words import GarantError


class DraftTitleMissing(GarantError):
    code = "draft_title_missing"


class DraftTooLarge(GarantError):
    code = "draft_too_large"


class DraftChangedMeanwhile(GarantError):
    """Someone else saved the draft between the reading and the click."""

    code = "draft_changed_meanwhile"


class DraftClosed(GarantError):
    """Put in force or set aside: it is read, and no longer written."""

    code = "draft_closed"


class DraftNotReady(GarantError):
    """The text holds errors: no charter can be put in force with them."""

    code = "draft_not_ready"


class DraftUnreadable(GarantError):
    """The file is no YAML that can be read: its clauses can't be shown, nor edited one by one."""

    code = "draft_unreadable"


class ClauseIdTaken(GarantError):
    code = "draft_clause_taken"


class ClauseInherited(GarantError):
    """It stands in the parent's file: it can be adapted here, never removed."""

    code = "draft_clause_inherited"


class CellInherited(GarantError):
    """A rule of the parent charter holds this cell: it gets milder only in its clause, with a reason."""

    code = "draft_cell_inherited"
