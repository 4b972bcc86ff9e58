"""Verbs of the catalogue. Each is one transaction and one journal entry, the entry last."""

from garant.catalogue.actions.listing import allow_origins, close_listing, renew_listing
from garant.catalogue.actions.pool import adopt_system, offer_system
from garant.catalogue.actions.proofs import (
    ProofFacts,
    announce_ends,
    file_system_proof,
    file_vendor_proof,
    withdraw_proof,
)
from garant.catalogue.actions.suspension import resume_system, suspend_clause, suspend_system
from garant.catalogue.actions.systems import (
    add_system,
    amend_system,
    change_version,
    complete_system,
    install_system,
)
from garant.catalogue.actions.vendors import add_contract, add_vendor, amend_contract, amend_vendor

__all__ = [
    "ProofFacts",
    "add_contract",
    "add_system",
    "add_vendor",
    "adopt_system",
    "allow_origins",
    "amend_contract",
    "amend_system",
    "amend_vendor",
    "announce_ends",
    "change_version",
    "close_listing",
    "complete_system",
    "file_system_proof",
    "file_vendor_proof",
    "install_system",
    "offer_system",
    "renew_listing",
    "resume_system",
    "suspend_clause",
    "suspend_system",
    "withdraw_proof",
]
