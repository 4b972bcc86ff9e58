"""What can go wrong in the catalogue, as facts."""

from garant.words import GarantError


class SystemNameTaken(GarantError):
    """The short name or the offered model name stands for another system of the organisation."""

    code = "system_name_taken"


class SystemPooledElsewhere(GarantError):
    """Another organisation answers for this system: what it is changes there alone."""

    code = "system_pooled_elsewhere"


class SystemAdoptedAlready(GarantError):
    code = "system_adopted_already"


class VersionReasonMissing(GarantError):
    """The model, its host or its address changes, and nothing says why."""

    code = "version_reason_missing"


class VersionUnchanged(GarantError):
    code = "version_unchanged"


class CardChangedMeanwhile(GarantError):
    """Someone else amended the record between the page and the click."""

    code = "card_changed_meanwhile"


class SuspensionReasonMissing(GarantError):
    code = "suspension_reason_missing"


class SystemAlreadySuspended(GarantError):
    code = "system_already_suspended"


class SystemNotSuspended(GarantError):
    code = "system_not_suspended"


class VendorNameTaken(GarantError):
    code = "vendor_name_taken"


class ContractReferenceTaken(GarantError):
    code = "contract_reference_taken"


class ContractDatesCrossed(GarantError):
    code = "contract_dates_crossed"


class ContractOfAnotherVendor(GarantError):
    code = "contract_of_another_vendor"


class ProofKindUnfit(GarantError):
    """No such proof, or not one of a system (of a vendor)."""

    code = "proof_kind_unfit"


class ProofEmpty(GarantError):
    """Neither a number, nor a link, nor a file: nothing that anybody could check."""

    code = "proof_empty"


class ProofDatesCrossed(GarantError):
    code = "proof_dates_crossed"


class ProofLinkInvalid(GarantError):
    code = "proof_link_invalid"


class ProofFileNotPdf(GarantError):
    code = "proof_file_not_pdf"


class ProofFileTooLarge(GarantError):
    code = "proof_file_too_large"


class ProofReasonMissing(GarantError):
    code = "proof_reason_missing"


class ProofWithdrawn(GarantError):
    code = "proof_withdrawn"


class OriginInvalid(GarantError):
    code = "listing_origin_invalid"


class NothingToSuspend(GarantError):
    """The clause opens no system that answers."""

    code = "nothing_to_suspend"
