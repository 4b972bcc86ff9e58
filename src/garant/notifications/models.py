"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from typing import ClassVar

from django.db import models


class Notice(models.Model):
    """Something that waits for one person: which record, where. Numbers, dates and identifiers; never content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey("directory.Person", models.CASCADE, related_name="notices")
    code = models.SlugField(max_length=60)  # of kinds.fr.toml
    record = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "read_at"], name="notice_unread"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Preference(models.Model):
    """What one person said about the daily mail, and the day of the last one."""

    person = models.OneToOneField("directory.Person", models.CASCADE, related_name="+")
    digest = models.BooleanField(null=True)  # None: they never said
    mailed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.person_id)


class Reminder(models.Model):
    """A reminder that was given: once for each record, kind and due date."""

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    record = models.CharField(max_length=120)
    code = models.SlugField(max_length=60)
    due = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "record", "code", "due"], name="reminded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record}:{self.code}"
