"""The compliance file: proofs, and the notices that one of them ends."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.db import models

from garant.catalogue.models.system import AiSystem
from garant.catalogue.models.vendor import Vendor


class Proof(models.Model):
    """A certificate, a commitment, a document, of a system or of its vendor. Filed and withdrawn, never amended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    system = models.ForeignKey(AiSystem, models.PROTECT, null=True, related_name="proofs")
    vendor = models.ForeignKey(Vendor, models.PROTECT, null=True, related_name="proofs")
    kind = models.CharField(max_length=40)  # of data/proofs.yaml
    number = models.CharField(max_length=120, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    issued = models.DateField(null=True)
    expires = models.DateField(null=True)  # the last day of validity
    link = models.CharField(max_length=500, blank=True)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "-filed_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(system=None, vendor__isnull=False)
                | models.Q(system__isnull=False, vendor=None),
                name="proof_of_a_system_or_of_a_vendor",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def until(self) -> date | None:
        """The last day on which it counts; None: no end is known. What was withdrawn counts until the day before."""
        if self.withdrawn_at is None:
            return self.expires
        withdrawn = self.withdrawn_at.astimezone(self.organisation.place_word.zone).date() - timedelta(days=1)
        return withdrawn if self.expires is None else min(self.expires, withdrawn)


class ProofFile(models.Model):
    """The PDF of a proof, apart from it: lists never load it."""

    proof = models.OneToOneField(Proof, models.PROTECT, primary_key=True, related_name="file")
    content = models.BinaryField()
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.proof_id)


class ExpiryNotice(models.Model):
    """Said on a day: this proof counts until then, and the system closes at that moment. Kept."""

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    system = models.ForeignKey(AiSystem, models.PROTECT, related_name="expiry_notices")
    proof = models.ForeignKey(Proof, models.PROTECT, related_name="notices")
    until = models.DateField()
    at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)  # None: asked for, and closes nothing

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system", "proof", "until"], name="expiry_notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.proof_id} {self.until}"
