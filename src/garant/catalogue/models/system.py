"""Systems, their pinned versions, the times they were stopped."""

import uuid
from typing import ClassVar

from django.db import models

from garant.catalogue.countries import country_french
from garant.catalogue.terms import LEVELS, Purchase, Training, ZoneChoice
from garant.footprint import Parameters
from garant.words import DataClass, Zone


class AiSystem(models.Model):
    """One AI system of one organisation. The model name is what callers ask for; the gateway refuses any other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="systems")
    slug = models.SlugField(max_length=60)
    model = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(default=1)
    zone = models.CharField(max_length=12, choices=ZoneChoice.choices)
    host = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    licence = models.CharField(max_length=120, blank=True)
    training = models.CharField(max_length=8, choices=Training.choices, default=Training.UNKNOWN)
    # None: the charter alone decides; a list is only ever stricter.
    allowed_classes = models.JSONField(null=True)
    card = models.TextField(blank=True)
    upstream_url = models.CharField(max_length=300)
    upstream_model = models.CharField(max_length=120)
    key_env = models.CharField(max_length=80, blank=True)
    # The arguments of garant.footprint.Parameters; None: the footprint is not estimated.
    footprint = models.JSONField(null=True)
    preferred = models.BooleanField(default=False)
    reroute_target = models.BooleanField(default=False)
    approved = models.BooleanField(default=False)
    # What its card tells an agent, in plain words.
    role = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    answers = models.CharField(max_length=200, blank=True)  # the service or the desk that answers for it
    vendor = models.ForeignKey("catalogue.Vendor", models.PROTECT, null=True, related_name="systems")
    contract = models.ForeignKey("catalogue.Contract", models.PROTECT, null=True, related_name="systems")
    purchase = models.CharField(max_length=10, choices=Purchase.choices, default=Purchase.NONE)
    # Grows with each amendment of the card: who saves an older one is told so.
    revision = models.PositiveIntegerField(default=1)
    # Offered to the members of the network, who adopt it under their own charter.
    pooled = models.BooleanField(default=False)
    pool_ended_at = models.DateTimeField(null=True)  # when the offer was last taken back
    # The head's system behind this one. Its address and its key are read there and stand nowhere else.
    pool_source = models.ForeignKey("self", models.PROTECT, null=True, related_name="adopted")
    # A system of the installation follows the address of its model, which changes at each start.
    local = models.BooleanField(default=False)
    amended_by_hand = models.BooleanField(default=False)
    amended_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-preferred", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="system_slug_once"),
            models.UniqueConstraint(fields=["organisation", "model"], name="system_model_once"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(reroute_target=True),
                name="one_reroute_target",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def reached(self) -> "AiSystem":
        """The system whose address, key and model answer: the head's, where it is a pooled one."""
        return self.pool_source or self

    @property
    def zone_word(self) -> Zone:
        return Zone(self.zone)

    @property
    def level_french(self) -> str:
        return LEVELS[self.level]

    @property
    def purchase_french(self) -> str:
        return Purchase(self.purchase).label

    @property
    def training_french(self) -> str:
        return Training(self.training).label

    @property
    def classes(self) -> frozenset[DataClass] | None:
        """The data classes that this system may receive; None: the charter alone decides."""
        return None if self.allowed_classes is None else frozenset(map(DataClass, self.allowed_classes))

    @property
    def classes_french(self) -> tuple[str, ...] | None:
        return (
            None if self.classes is None else tuple(data.french for data in DataClass if data in self.classes)
        )

    @property
    def footprint_parameters(self) -> Parameters | None:
        return None if self.footprint is None else Parameters.from_mapping(self.footprint)

    @property
    def country_french(self) -> str:
        return country_french(self.country)


class SystemVersion(models.Model):
    """What answered under a system's name from a moment on. Another model is another row; the former ones stay."""

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    system = models.ForeignKey(AiSystem, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    provider = models.CharField(max_length=120, blank=True)  # who made the model
    model = models.CharField(max_length=120)  # as the service names it
    version = models.CharField(max_length=120, blank=True)
    quantisation = models.CharField(max_length=40, blank=True)
    host = models.CharField(max_length=120)
    terms_date = models.DateField(null=True)  # of the terms of use that hold
    since = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system", "number"], name="system_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.system_id}@{self.number}"


class Suspension(models.Model):
    """A system was stopped for everyone: by whom, why, until when. Kept."""

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    system = models.ForeignKey(AiSystem, models.PROTECT, related_name="suspensions")
    since = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    reason = models.TextField()
    clause = models.CharField(max_length=100, blank=True)
    resumed_at = models.DateTimeField(null=True)
    resumed_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    resumed_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-since"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["system"], condition=models.Q(resumed_at=None), name="one_suspension_at_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system_id} {self.since:%Y-%m-%d}"
