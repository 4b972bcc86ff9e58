"""Private to this room: the doors are `actions` and `queries`."""

from typing import ClassVar

from django.db import models


class Version(models.Model):
    """What a record said at one moment, whole. Only ever added: what was written stays readable."""

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    record = models.CharField(max_length=120)  # "use:3f…", as the journal names it
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    values = models.JSONField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "record", "number"], name="version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record}@{self.number}"
