"""The retained answer goes to the catalogue: its vendor, and a contract that keeps what was answered about AI."""

import uuid

from django.db import transaction

from garant.catalogue.actions import add_contract, add_vendor
from garant.catalogue.market import ContractFacts, VendorFacts
from garant.catalogue.models import Contract
from garant.catalogue.queries import contracts_visible_to, vendors_visible_to
from garant.catalogue.terms import EDITORS, Exposure
from garant.directory.actions import require
from garant.directory.models import Person
from garant.procurement.errors import AlreadyTaken
from garant.procurement.facts import WHERE
from garant.procurement.queries import consultation_of, feeding, retained_facts

_EXPOSED = {"no": Exposure.NO, "yes": Exposure.YES, "yes-shielded": Exposure.YES}


@transaction.atomic
def feed_catalogue(actor: Person, consultation: uuid.UUID, *, country: str) -> Contract:
    """A contract under the consultation's reference, with its vendor, made where the catalogue has none of that name.

    `country` is the vendor's own (ISO 3166-1 alpha-2): the questionnaire asks where data is, not where a company sits.
    AlreadyTaken where this vendor has a contract of that reference.
    """
    require(actor, *EDITORS)
    found = consultation_of(actor, consultation)
    facts = feeding(actor, consultation)
    assert found.retained is not None  # `feeding` refuses a consultation without one
    name = found.retained.vendor.strip()
    vendor = next(
        (each for each in vendors_visible_to(actor) if each.name.casefold() == name.casefold()), None
    )
    if vendor is None:
        law = retained_facts(actor, consultation).get("law_outside_eu")
        exposure = _EXPOSED.get(str(law), Exposure.UNKNOWN)
        vendor = add_vendor(actor, facts=VendorFacts(name=name, country=country, foreign_law=exposure))
    held = [each for each in contracts_visible_to(actor) if each.vendor_id == vendor.pk]
    if any(each.reference == found.reference for each in held):
        raise AlreadyTaken(reference=found.reference)
    said = [f"{WHERE[fact.where]}, {fact.field} : {fact.shown}" for fact in facts]
    return add_contract(
        actor,
        vendor.id,
        facts=ContractFacts(reference=found.reference, subject=found.title, ai_clauses="\n".join(said)),
    )
