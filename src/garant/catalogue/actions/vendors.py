"""Verbs of vendors and their contracts."""

import uuid
from typing import Literal

from django.db import transaction

from garant.catalogue.errors import (
    CardChangedMeanwhile,
    ContractDatesCrossed,
    ContractReferenceTaken,
    VendorNameTaken,
)
from garant.catalogue.market import ContractFacts, VendorFacts
from garant.catalogue.models import Contract, Vendor
from garant.catalogue.queries import vendor_visible_to
from garant.catalogue.terms import EDITORS
from garant.directory.actions import require
from garant.directory.errors import NotFound
from garant.directory.journal import record
from garant.directory.models import Person
from garant.history.actions import keep
from garant.journal import RecordChanged


@transaction.atomic
def add_vendor(actor: Person, *, facts: VendorFacts) -> Vendor:
    """A vendor of the actor's organisation."""
    require(actor, *EDITORS)
    vendor = _write_vendor(Vendor(organisation=actor.organisation), facts)
    _end(actor, f"vendor:{vendor.id}", facts.kept(), "", "created")
    return vendor


@transaction.atomic
def amend_vendor(
    actor: Person, vendor: uuid.UUID, *, facts: VendorFacts, reason: str = "", revision: int | None = None
) -> Vendor:
    """Change what is known of a vendor; the former words stay in its history."""
    require(actor, *EDITORS)
    vendor_visible_to(actor, vendor)
    found = Vendor.objects.select_for_update().get(id=vendor)
    if revision is not None and found.revision != revision:
        raise CardChangedMeanwhile
    found.revision += 1
    _write_vendor(found, facts)
    _end(actor, f"vendor:{found.id}", facts.kept(), reason, "amended")
    return found


@transaction.atomic
def add_contract(actor: Person, vendor: uuid.UUID, *, facts: ContractFacts) -> Contract:
    """A contract with this vendor."""
    require(actor, *EDITORS)
    found = vendor_visible_to(actor, vendor)
    contract = _write_contract(Contract(organisation=actor.organisation, vendor=found), facts)
    _end(actor, f"contract:{contract.id}", facts.kept(), "", "created")
    return contract


@transaction.atomic
def amend_contract(
    actor: Person, contract: uuid.UUID, *, facts: ContractFacts, reason: str = "", revision: int | None = None
) -> Contract:
    """Change what is recorded of a contract; the former words stay in its history."""
    require(actor, *EDITORS)
    mine = Contract.objects.select_for_update().filter(organisation=actor.organisation)
    found = mine.filter(id=contract).first()
    if found is None:
        raise NotFound(what="contract")
    if revision is not None and found.revision != revision:
        raise CardChangedMeanwhile
    found.revision += 1
    _write_contract(found, facts)
    _end(actor, f"contract:{found.id}", facts.kept(), reason, "amended")
    return found


def _write_vendor(vendor: Vendor, facts: VendorFacts) -> Vendor:
    others = Vendor.objects.filter(organisation=vendor.organisation).exclude(pk=vendor.pk)
    if others.filter(name__iexact=facts.name.strip()).exists():
        raise VendorNameTaken
    for column, value in facts.columns().items():
        setattr(vendor, column, value)
    vendor.save()
    return vendor


def _write_contract(contract: Contract, facts: ContractFacts) -> Contract:
    others = Contract.objects.filter(organisation=contract.organisation).exclude(pk=contract.pk)
    if others.filter(reference__iexact=facts.reference.strip()).exists():
        raise ContractReferenceTaken
    if facts.starts is not None and facts.ends is not None and facts.ends < facts.starts:
        raise ContractDatesCrossed
    for column, value in facts.columns().items():
        setattr(contract, column, value)
    contract.save()
    return contract


def _end(
    actor: Person, what: str, kept: dict[str, str], reason: str, change: Literal["created", "amended"]
) -> None:
    keep(actor.organisation, what, kept, by=actor, reason=reason)
    record(
        RecordChanged(organisation=actor.organisation.slug, person=str(actor.id), record=what, change=change)
    )
