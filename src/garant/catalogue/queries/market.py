"""Reads of vendors, contracts and proofs: for those who keep or check the catalogue."""

import hashlib
import uuid
from datetime import datetime

from django.db.models import QuerySet

from garant.catalogue.models import AiSystem, Contract, Listing, Proof, Suspension, Vendor
from garant.catalogue.queries.systems import may_read_files
from garant.directory.errors import NotFound
from garant.directory.models import Organisation, Person


def vendors_visible_to(actor: Person) -> list[Vendor]:
    """The vendors of the actor's organisation, by name; none for who keeps no file."""
    if not may_read_files(actor):
        return []
    return list(
        Vendor.objects.filter(organisation=actor.organisation).prefetch_related("systems", "contracts")
    )


def vendor_visible_to(actor: Person, vendor: uuid.UUID) -> Vendor:
    """One of them; NotFound for any other."""
    found = Vendor.objects.filter(organisation=actor.organisation, id=vendor).first()
    if found is None or not may_read_files(actor):
        raise NotFound(what="vendor")
    return found


def contracts_visible_to(actor: Person) -> list[Contract]:
    """Every contract of the actor's organisation."""
    if not may_read_files(actor):
        return []
    return list(Contract.objects.filter(organisation=actor.organisation).select_related("vendor"))


def contract_visible_to(actor: Person, contract: uuid.UUID) -> Contract:
    """One of them; NotFound for any other."""
    mine = Contract.objects.filter(organisation=actor.organisation, id=contract)
    found = mine.select_related("vendor").first()
    if found is None or not may_read_files(actor):
        raise NotFound(what="contract")
    return found


def proofs_of_vendor(actor: Person, vendor: Vendor) -> list[Proof]:
    """The proofs of one of the actor's vendors, those withdrawn last."""
    vendor_visible_to(actor, vendor.id)
    return _shown(Proof.objects.filter(vendor=vendor).select_related("filed_by", "file"))


def proofs_of_system(actor: Person, system: AiSystem) -> list[Proof]:
    """The proofs of a system and of its vendor, those withdrawn last."""
    if not may_read_files(actor) or system.organisation_id != actor.organisation_id:
        raise NotFound(what="proof")
    mine = Proof.objects.filter(organisation=actor.organisation).select_related("filed_by", "file", "vendor")
    found = mine.filter(system=system)
    return _shown(found if system.vendor_id is None else found | mine.filter(vendor=system.vendor_id))


def proof_visible_to(actor: Person, proof: uuid.UUID) -> Proof:
    """One proof of the actor's organisation; NotFound for any other."""
    mine = Proof.objects.filter(organisation=actor.organisation, id=proof)
    found = mine.select_related("system", "vendor").first()
    if found is None or not may_read_files(actor):
        raise NotFound(what="proof")
    return found


def proof_content(actor: Person, proof: uuid.UUID) -> bytes:
    """The PDF of a proof; NotFound where there is none."""
    found = proof_visible_to(actor, proof)
    file = getattr(found, "file", None)
    if file is None:
        raise NotFound(what="proof")
    return bytes(file.content)


def suspension_of(system: AiSystem) -> Suspension | None:
    """Why nobody reaches this system now, for every agent who sees its card."""
    return Suspension.objects.filter(system=system, resumed_at=None).select_related("by").first()


def suspensions_of(actor: Person, system: AiSystem) -> list[Suspension]:
    """Each time it was stopped, the last one first; for those who keep or check the catalogue."""
    if not may_read_files(actor):
        return []
    mine = Suspension.objects.filter(organisation=actor.organisation, system=system)
    return list(mine.select_related("by", "resumed_by"))


def stopped_by_clause(
    organisation: Organisation, since: datetime, until: datetime
) -> dict[str, list[Suspension]]:
    """Clause → the suspensions that it was the reason of and that lasted at some moment between the two."""
    rows = Suspension.objects.filter(organisation=organisation, since__lt=until).exclude(clause="")
    rows = rows.exclude(resumed_at__lt=since).select_related("system").order_by("since")
    found: dict[str, list[Suspension]] = {}
    for row in rows:
        found.setdefault(row.clause, []).append(row)
    return found


def listing_of(actor: Person) -> Listing | None:
    """How the list is shown elsewhere; None where it is not."""
    return Listing.objects.filter(organisation=actor.organisation).first()


def listing_at(token: str) -> Listing:
    """The list that this secret address leads to; NotFound for any other address."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = Listing.objects.filter(token_digest=digest).select_related("organisation").first()
    if found is None:
        raise NotFound(what="page")
    return found


def systems_listed(organisation: Organisation) -> list[AiSystem]:
    """The approved systems, for who holds the secret address of the list."""
    found = AiSystem.objects.filter(organisation=organisation, approved=True)
    return list(found.select_related("vendor", "pool_source"))


def _shown(found: QuerySet[Proof]) -> list[Proof]:
    # The content of a file is read by who asks for it alone.
    return sorted(found.defer("file__content"), key=lambda proof: proof.withdrawn_at is not None)
