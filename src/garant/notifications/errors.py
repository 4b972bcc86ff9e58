"""What can go wrong with a notification, as facts."""

from garant.words import GarantError


class NoticeKindUnknown(GarantError):
    code = "notice_kind_unknown"


class NoticeHoldsContent(GarantError):
    """A fact is neither a number, nor a date, nor an identifier: it could be what a person wrote."""

    code = "notice_holds_content"


class NoticeAddressElsewhere(GarantError):
    """The address is not a page of this installation."""

    code = "notice_address_elsewhere"
