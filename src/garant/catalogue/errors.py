"""What can go wrong in the catalogue, as facts."""

from garant.words import GarantError


class SystemNameTaken(GarantError):
    """The short name or the offered model name stands for another system of the organisation."""

    code = "system_name_taken"
