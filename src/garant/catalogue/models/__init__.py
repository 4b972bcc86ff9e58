"""Private to this room: the doors are `actions` and `queries`."""

from garant.catalogue.models.listing import Listing
from garant.catalogue.models.proof import ExpiryNotice, Proof, ProofFile
from garant.catalogue.models.system import AiSystem, Suspension, SystemVersion
from garant.catalogue.models.vendor import Contract, Vendor

__all__ = [
    "AiSystem",
    "Contract",
    "ExpiryNotice",
    "Listing",
    "Proof",
    "ProofFile",
    "Suspension",
    "SystemVersion",
    "Vendor",
]
