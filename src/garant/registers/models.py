"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from typing import ClassVar

from django.db import models

from garant.directory.subject import use_id
from garant.registers.desk.models import Answer, Entry, Question
from garant.registers.rights.models import Erasure, RightsRequest
from garant.registers.shelf.models import PendingImport, Record
from garant.registers.terms import Category, Doubt, Ground, Severity, State, Step

# Django looks for a room's models here; those of a sub-folder stand in it.
__all__ = [
    "Answer",
    "Entry",
    "Erasure",
    "Incident",
    "IncidentAnalysis",
    "IncidentStep",
    "PendingImport",
    "Question",
    "Record",
    "RightsRequest",
]


class Incident(models.Model):
    """Something that went wrong with an AI, told by a person. Closed, never deleted before its retention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="incidents")
    number = models.PositiveIntegerField()  # "n° 12" of the organisation
    # None: someone without an account, through the public portal.
    reporter = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="incidents")
    receipt = models.CharField(max_length=40, blank=True)  # given to who has no account, guessed by nobody
    contact = models.BinaryField(null=True)  # sealed: where to answer them, if they said so
    subject = models.CharField(max_length=60, blank=True)  # "use:3f…", the AI use that it is about
    category = models.CharField(max_length=20, choices=Category.choices)
    description = models.BinaryField()  # sealed: what a person wrote
    resolution = models.BinaryField(null=True)  # sealed
    clause = models.SlugField(max_length=100, blank=True)  # the clause that asks for the report
    roles = models.JSONField(default=list)  # who must answer, at the time of the report
    conversation = models.CharField(max_length=64, blank=True)  # an id: its words stay their owner's
    system = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    severity = models.CharField(
        max_length=10, choices=Severity.choices, blank=True
    )  # "" until someone judged
    breach = models.CharField(max_length=8, choices=Doubt.choices, default=Doubt.UNKNOWN)  # RGPD art. 4, 12)
    breach_known_at = models.DateTimeField(null=True)  # the 72 hours run from here
    serious = models.CharField(
        max_length=8, choices=Doubt.choices, default=Doubt.UNKNOWN
    )  # AI Act art. 3, 49)
    serious_ground = models.CharField(max_length=20, choices=Ground.choices, blank=True)
    serious_known_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)  # when its system was stopped because of it
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "number"], name="incident_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/incidents/{self.id}/"

    @property
    def subject_use(self) -> str:
        """The id of the AI use that it is about, or ""."""
        return use_id(self.subject)

    @property
    def reporter_french(self) -> str:
        """For those who read the words of the incident."""
        return self.reporter.full_name if self.reporter is not None else "le portail public"

    @property
    def category_french(self) -> str:
        return Category(self.category).label

    @property
    def state_french(self) -> str:
        return State(self.state).label

    @property
    def severity_french(self) -> str:
        return Severity(self.severity).label if self.severity else "À évaluer"

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED


class IncidentStep(models.Model):
    """A step that the law asks for, taken once and kept."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20, choices=Step.choices)
    at = models.DateTimeField()
    reference = models.CharField(max_length=60, blank=True)  # the authority's own number
    reason = models.BinaryField(null=True)  # sealed: why it was not due
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["incident", "step"], name="incident_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}:{self.step}"


class IncidentAnalysis(models.Model):
    """Causes, measures and lessons as they were written at one moment. Only ever added."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="analyses")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    words = models.BinaryField()  # sealed

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["incident", "number"], name="incident_analysis_once"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}@{self.number}"
