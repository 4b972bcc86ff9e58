"""What can go wrong with a request, as facts."""

from garant.words import GarantError


class RequestWordsMissing(GarantError):
    code = "rights_words_missing"


class RequesterMissing(GarantError):
    code = "rights_requester_missing"


class RequestKindUnknown(GarantError):
    code = "rights_kind_unknown"


class RequestClosed(GarantError):
    code = "rights_request_closed"


class RequestChangedMeanwhile(GarantError):
    code = "rights_changed_meanwhile"


class IdentityUnchecked(GarantError):
    code = "rights_identity_unchecked"


class IdentityChecked(GarantError):
    code = "rights_identity_checked"


class IdentityMissing(GarantError):
    """It was taken over from a file without a name: nobody can be answered."""

    code = "rights_identity_missing"


class IdentityKnown(GarantError):
    code = "rights_identity_known"


class ExtensionReasonMissing(GarantError):
    code = "rights_extension_reason_missing"


class ExtensionNotProvided(GarantError):
    code = "rights_extension_not_provided"


class ExtensionTooLate(GarantError):
    code = "rights_extension_too_late"


class AnswerMissing(GarantError):
    code = "rights_answer_missing"


class ReceivedAhead(GarantError):
    code = "rights_received_ahead"


class NobodyToSearch(GarantError):
    """The request comes from someone without an account: the platform holds nothing under their name."""

    code = "rights_nobody_to_search"


class ErasureNotAsked(GarantError):
    code = "rights_erasure_not_asked"


class StoreUnknown(GarantError):
    """A store that isn't there, or that keeps what it holds."""

    code = "rights_store_unknown"


class NothingToErase(GarantError):
    code = "rights_nothing_to_erase"
