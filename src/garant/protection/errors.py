from garant.words import GarantError


class OwnEntryRefused(GarantError):
    """The entry would protect nothing, or everything. Facts: `reason`, a French sentence without content."""

    code = "own_entry_refused"


class OwnEntryUnknown(GarantError):
    """No such entry in the actor's organisation, or it was withdrawn."""

    code = "own_entry_unknown"


class OwnEntryTwice(GarantError):
    """The same value stands in the same list already."""

    code = "own_entry_twice"


class OwnListFull(GarantError):
    """Lists are read with each text: they stay short. Facts: `most`."""

    code = "own_list_full"


class OwnPatternsFull(OwnListFull):
    """Each form of number is one more pass over each text. Facts: `most`."""

    code = "own_patterns_full"
