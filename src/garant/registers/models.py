"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from typing import ClassVar

from django.db import models

from garant.registers.terms import Category, State


class Incident(models.Model):
    """Something that went wrong with an AI, told by a person. Closed, never deleted before its retention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="incidents")
    number = models.PositiveIntegerField()  # "n° 12" of the organisation
    reporter = models.ForeignKey("directory.Person", models.PROTECT, related_name="incidents")
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
    def category_french(self) -> str:
        return Category(self.category).label

    @property
    def state_french(self) -> str:
        return State(self.state).label

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED
