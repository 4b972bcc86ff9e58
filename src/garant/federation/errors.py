"""What can go wrong in a network, as facts."""

from garant.words import GarantError


class CodeWrong(GarantError):
    """Unknown, used, taken back or past its day: which of them is told to nobody."""

    code = "federation_code_wrong"


class AlreadyMember(GarantError):
    code = "federation_already_member"


class NetworkTwisted(GarantError):
    """One's own code, or that of an organisation which stands below."""

    code = "federation_network_twisted"


class TooManyInvitations(GarantError):
    code = "federation_too_many_invitations"
