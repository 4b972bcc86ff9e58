"""What can go wrong with the portal, as facts."""

from garant.words import GarantError


class PortalContactMissing(GarantError):
    """Nobody could be written to: neither the portal nor the organisation has an address."""

    code = "portal_contact_missing"


class PortalChangedMeanwhile(GarantError):
    code = "portal_changed_meanwhile"


class ThresholdTooLow(GarantError):
    """Facts: `least`."""

    code = "portal_threshold_too_low"


class AuditMissing(GarantError):
    """A conformity that no audit supports."""

    code = "portal_audit_missing"


class RateOutOfPlace(GarantError):
    """The rate of criteria is not one that allows this conformity."""

    code = "portal_rate_out_of_place"


class SentTooFast(GarantError):
    """Facts: `seconds`."""

    code = "portal_sent_too_fast"


class FormTooOld(GarantError):
    """The form was shown more than a day ago, or its token is not one of ours."""

    code = "portal_form_too_old"


class TrapFilled(GarantError):
    """The field that people don't see was filled."""

    code = "portal_trap_filled"


class SentTooLarge(GarantError):
    code = "portal_sent_too_large"


class ReceiptUnknown(GarantError):
    code = "portal_receipt_unknown"
