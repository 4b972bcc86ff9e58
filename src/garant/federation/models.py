"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models


class Invitation(models.Model):
    """A code by which one organisation may join another's network, once, until a day. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    head = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)  # for whom, in the words of who invites
    hash = models.CharField(max_length=80, unique=True)
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # used, or taken back

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return str(self.id)

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.expires_at


class Membership(models.Model):
    """One organisation in the network of another, from a day to another. Both can end it; neither owns the other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    head = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    member = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["member__name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(left_at=None), name="one_network_at_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(head=models.F("member")), name="no_network_of_oneself"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
