"""What can go wrong with a link. The sentences stand in `messages/directory.fr.toml`."""

from garant.words import GarantError


class LinkOpensNothing(GarantError):
    """Used, past, of a closed account, or of a password that changed since: not told apart."""

    code = "sign_in_link_opens_nothing"


class MailMissing(GarantError):
    """The installation sends no mail."""

    code = "mail_missing"
