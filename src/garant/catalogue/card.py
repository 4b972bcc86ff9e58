"""What an administrator writes of a system: one frozen value, from the form to the action."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from garant.catalogue.terms import Purchase, Training
from garant.footprint import Parameters
from garant.words import DataClass, Zone

if TYPE_CHECKING:
    from garant.catalogue.models import AiSystem, Contract, Vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Every field of a system but its short name, which never changes."""

    model: str
    name: str
    level: int
    zone: Zone
    host: str
    country: str  # ISO 3166-1 alpha-2
    upstream_url: str
    upstream_model: str
    licence: str = ""
    training: Training = Training.UNKNOWN
    allowed_classes: frozenset[DataClass] | None = None  # None: the charter alone decides
    card: str = ""  # Markdown
    role: str = ""  # what it is for, in plain words
    limits: str = ""  # what it does badly, or must not be used for
    answers: str = ""  # who answers for it
    vendor: "Vendor | None" = None
    contract: "Contract | None" = None
    purchase: Purchase = Purchase.NONE
    key_env: str = ""
    footprint: Parameters | None = None  # None: not estimated
    preferred: bool = False
    reroute_target: bool = False
    approved: bool = False
    local: bool = False

    @classmethod
    def of(cls, system: "AiSystem") -> Self:
        """The card as it stands."""
        return cls(
            model=system.model,
            name=system.name,
            level=system.level,
            zone=system.zone_word,
            host=system.host,
            country=system.country,
            upstream_url=system.upstream_url,
            upstream_model=system.upstream_model,
            licence=system.licence,
            training=Training(system.training),
            allowed_classes=system.classes,
            card=system.card,
            role=system.role,
            limits=system.limits,
            answers=system.answers,
            vendor=system.vendor,
            contract=system.contract,
            purchase=Purchase(system.purchase),
            key_env=system.key_env,
            footprint=system.footprint_parameters,
            preferred=system.preferred,
            reroute_target=system.reroute_target,
            approved=system.approved,
            local=system.local,
        )

    def columns(self) -> Mapping[str, Any]:
        """The values as the table keeps them."""
        return {
            "model": self.model,
            "name": self.name,
            "level": self.level,
            "zone": self.zone.value,
            "host": self.host,
            "country": self.country,
            "upstream_url": self.upstream_url,
            "upstream_model": self.upstream_model,
            "licence": self.licence,
            "training": self.training.value,
            "allowed_classes": None
            if self.allowed_classes is None
            else sorted(data.value for data in self.allowed_classes),
            "card": self.card,
            "role": self.role,
            "limits": self.limits,
            "answers": self.answers,
            "vendor_id": None if self.vendor is None else self.vendor.pk,
            "contract_id": None if self.contract is None else self.contract.pk,
            "purchase": self.purchase.value,
            "key_env": self.key_env,
            "footprint": None if self.footprint is None else dict(self.footprint.to_mapping()),
            "preferred": self.preferred,
            "reroute_target": self.reroute_target,
            "approved": self.approved,
            "local": self.local,
        }


def own_part(system: "AiSystem", card: Card) -> Card:
    """What the member of a network writes of a pooled system: the rest stays as the head has it."""
    return replace(
        Card.of(system),
        name=card.name,
        model=card.model,
        allowed_classes=card.allowed_classes,
        card=card.card,
        role=card.role,
        answers=card.answers,
        preferred=card.preferred,
        reroute_target=card.reroute_target and system.zone == Zone.INTERNAL,
        approved=card.approved,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What somebody else says of a system, for the places of its card that nobody filled."""

    licence: str = ""
    training: Training = Training.UNKNOWN
    card: str = ""
    vendor: "Vendor | None" = None
    contract: "Contract | None" = None

    def filling(self, card: Card) -> Card:
        """The card with its empty places filled; what stands in it is untouched. A contract follows its vendor."""
        vendor = card.vendor or self.vendor
        contract = card.contract or self.contract
        if contract is not None and (vendor is None or contract.vendor_id != vendor.pk):
            contract = card.contract
        return replace(
            card,
            licence=card.licence or self.licence,
            training=self.training if card.training is Training.UNKNOWN else card.training,
            card=card.card or self.card,
            vendor=vendor,
            contract=contract,
        )
