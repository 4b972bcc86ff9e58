"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models

from garant.decisions.facts import Facts, read
from garant.decisions.terms import Need, State


class Treatment(models.Model):
    """The algorithmic treatment behind one kind of decision. Closed, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=60, blank=True)  # "use:<uuid>"
    title = models.CharField(max_length=200)  # of the last version, for the lists
    retention_days = models.PositiveIntegerField()  # of the last version, for the purge
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # since then no decision rests on it any more

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "number"], name="treatment_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/decisions/traitements/{self.id}/"

    @property
    def record(self) -> str:
        return f"treatment:{self.id}"


class TreatmentVersion(models.Model):
    """What was said of a treatment from one moment on. Only ever added: a decision rests on the one that applied."""

    treatment = models.ForeignKey(Treatment, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    said = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["treatment", "number"], name="treatment_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.treatment_id}@{self.number}"

    @property
    def facts(self) -> Facts:
        return read(self.said)


class Decision(models.Model):
    """One decision about one person. What it says of them is sealed, and goes once its time is over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=40)  # "DE-2026-0012-k7m4qx": on the letter, guessed by nobody
    version = models.ForeignKey(TreatmentVersion, models.PROTECT, related_name="decisions")
    decided_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    appeal = models.BooleanField(default=False)  # it answers an administrative appeal
    content = models.BinaryField(null=True)  # sealed
    decided_on = models.DateField()
    mention_carried = models.BooleanField(default=False)
    completed_at = models.DateTimeField(null=True)
    notified_on = models.DateField(null=True)
    purged_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "number"], name="decision_number_once"),
            models.UniqueConstraint(fields=["organisation", "reference"], name="decision_reference_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/decisions/{self.id}/"

    @property
    def record(self) -> str:
        return f"decision:{self.id}"

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def state_french(self) -> str:
        return State(self.state).label

    @property
    def kept_until(self) -> date:
        """The last day on which its content is kept, from its notification on, else from the decision."""
        start = self.notified_on or self.decided_on
        return start + timedelta(days=self.version.treatment.retention_days)


class Opening(models.Model):
    """Someone who did not take the decision opened what it says, for a need that they named. Kept."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="openings")
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    need = models.CharField(max_length=20, choices=Need.choices)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]

    def __str__(self) -> str:
        return str(self.pk)

    def covers(self, now: datetime) -> bool:
        """An opening lasts the time of reading it, and of writing the answer."""
        return self.at <= now < self.at + timedelta(hours=1)

    @property
    def need_french(self) -> str:
        return Need(self.need).label
