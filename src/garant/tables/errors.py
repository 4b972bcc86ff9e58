"""Why a whole file is refused. What is wrong in one cell is a `Problem` of the reading, never an error."""

from garant.words import GarantError


class TableTooLarge(GarantError):
    code = "table_too_large"


class TableTooLong(GarantError):
    code = "table_too_long"


class TableEmpty(GarantError):
    code = "table_empty"


class TableKindRefused(GarantError):
    """Neither CSV nor ODS: what it is instead is told, where it can be recognised."""

    code = "table_kind_refused"


class TableLies(GarantError):
    """The name says one type, the content is another."""

    code = "table_lies"


class TableEncodingUnknown(GarantError):
    code = "table_encoding_unknown"


class TableUnreadable(GarantError):
    """The right type, but damaged."""

    code = "table_unreadable"
