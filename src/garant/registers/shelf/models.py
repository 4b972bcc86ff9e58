"""Private to this room: the doors are the `actions` and `queries` of each register."""

import uuid
from typing import ClassVar

from django.db import models


class Record(models.Model):
    """One row of one register. Amended with its former text kept, closed, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    shelf = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()  # "n° 12" of this register
    title = models.CharField(max_length=200)
    subject = models.CharField(max_length=120, blank=True)  # "use:<uuid>", "incident:<uuid>"
    state = models.CharField(max_length=20)
    values = models.JSONField(default=dict)  # the columns of the shelf, what is empty left out
    folded = models.TextField(blank=True)  # for the search: no case, no accent
    due = models.DateField(null=True)  # of the column that the reminders follow
    author = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, related_name="+"
    )  # None: nobody kept
    owner = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, related_name="+"
    )  # who answers for it
    revision = models.PositiveIntegerField(default=1)  # guards against two editors
    created_at = models.DateTimeField()
    amended_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "shelf", "number"], name="record_number_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "shelf", "subject"], name="record_subject"),
            models.Index(fields=["shelf", "due"], name="record_due"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/registres/{self.shelf}/{self.id}/"


class PendingImport(models.Model):
    """A file between its dry run and its confirmation, sealed; a day later it is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("directory.Person", models.CASCADE, related_name="+")
    shelf = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    data = models.BinaryField()  # sealed
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
