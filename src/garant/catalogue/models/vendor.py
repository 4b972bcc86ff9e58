"""Vendors and their contracts."""

import uuid
from typing import ClassVar

from django.db import models

from garant.catalogue.countries import country_french
from garant.catalogue.terms import Exposure


class Vendor(models.Model):
    """Who sells or hosts AI systems to one organisation. Amended with its former words kept, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="vendors")
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2)  # of the company; ISO 3166-1 alpha-2
    parent = models.CharField(max_length=120, blank=True)
    parent_country = models.CharField(max_length=2, blank=True)
    contact = models.CharField(max_length=200, blank=True)  # a service and its address, rather than a person
    foreign_law = models.CharField(max_length=8, choices=Exposure.choices, default=Exposure.UNKNOWN)
    foreign_law_note = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "name"], name="vendor_name_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def country_french(self) -> str:
        return country_french(self.country)

    @property
    def parent_country_french(self) -> str:
        return country_french(self.parent_country) if self.parent_country else ""

    @property
    def foreign_law_french(self) -> str:
        return Exposure(self.foreign_law).label


class Contract(models.Model):
    """What was agreed with a vendor, and what it says of AI."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="contracts")
    reference = models.CharField(max_length=80)
    subject = models.CharField(max_length=200, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    ai_clauses = models.TextField(blank=True)
    # The vendor's people who act for us are trained in AI: when that was attested, and how.
    literacy_attested_on = models.DateField(null=True)
    literacy_note = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["reference"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="contract_reference_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)
