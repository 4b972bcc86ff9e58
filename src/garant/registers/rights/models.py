"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models

from garant.registers.rights.terms import CLOSED, Channel, Kind, State


class RightsRequest(models.Model):
    """Somebody exercises a right. Who they are and what they say is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    receipt = models.CharField(max_length=40)  # "DR-2026-0012-k7m4qx": given to the person, guessed by nobody
    kind = models.CharField(max_length=20, choices=Kind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, related_name="+"
    )  # of the house
    entered_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=60, blank=True)  # "use:3f…", the AI use that it is about
    identity = models.BinaryField()  # sealed
    words = models.BinaryField()  # sealed: what they ask
    extension = models.BinaryField(null=True)  # sealed: why it takes longer
    answer = models.BinaryField(null=True)  # sealed: the answer, or the reasons of the refusal
    reference = models.BinaryField(null=True)  # sealed: its number in the register it was taken over from
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    extended_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)  # when name and words were deleted
    taken_over_at = models.DateTimeField(null=True)  # by a file: what came before was done elsewhere
    handled_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "number"], name="rights_number_once"),
            models.UniqueConstraint(fields=["organisation", "receipt"], name="rights_receipt_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/registres/droits/{self.id}/"

    @property
    def record(self) -> str:
        return f"rights-request:{self.id}"

    @property
    def due_day(self) -> date:
        """The last day, in the organisation's own calendar."""
        return self.due_at.astimezone(self.organisation.place_word.zone).date()

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED

    @property
    def in_time(self) -> bool | None:
        """None while it is open."""
        return None if self.closed_at is None else self.closed_at <= self.due_at


class Erasure(models.Model):
    """A receipt: what was deleted for a request, and what a second search still found of it."""

    request = models.ForeignKey(RightsRequest, models.PROTECT, related_name="erasures")
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    erased = models.JSONField()  # key of a store → how many
    left = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.request_id}:{self.pk}"
