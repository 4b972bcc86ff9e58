"""What can go wrong with a file of the charter, as facts."""

from garant.words import GarantError


class ColourUnreadable(GarantError):
    """A colour was asked for that is not written as six (or three) hexadecimal digits."""

    code = "press_colour_unreadable"


class PosterSizeUnknown(GarantError):
    """A poster was asked for on a sheet that it is not drawn for."""

    code = "press_poster_size_unknown"


class PressBusy(GarantError):
    """So many different files were asked for within a minute that the next one waits."""

    code = "press_busy"
