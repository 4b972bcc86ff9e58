"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from typing import ClassVar

from django.db import models

from garant.directory.reading import JournalMarks
from garant.studio.terms import Origin, Step


class Draft(models.Model):
    """A charter that is being written. The YAML text is all of it: the pages only read and edit that text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    origin_name = models.CharField(max_length=200, blank=True)  # which charter, version or file
    base = models.PositiveIntegerField()  # the number of the version that was in force at the start
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)  # a save carries the one that it read
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    set_aside_at = models.DateTimeField(null=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_version = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-changed_at"]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/studio/{self.id}/"

    @property
    def is_open(self) -> bool:
        return self.set_aside_at is None and self.adopted_at is None

    @property
    def origin_french(self) -> str:
        return Origin(self.origin).label


class DraftRevision(models.Model):
    """The text as it was saved each time: none is ever lost, nor amended."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=20, choices=Step.choices)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}:{self.number}"

    @property
    def step_french(self) -> str:
        return Step(self.step).label


class Replayable(models.Model):
    """How many requests of one day asked the same thing of the class × zone table. A mirror of the journal, as
    counts: no content, no person. It can be thrown away: it is made anew from the journal."""

    organisation = models.SlugField()
    day = models.DateField()
    system = models.SlugField(max_length=100)
    zone = models.CharField(max_length=20)
    classes = models.CharField(max_length=200, blank=True)  # sorted, joined by commas
    aside = models.BooleanField(default=False)  # refused for another reason than the table: not replayed
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "day", "system", "zone", "classes", "aside"],
                name="replayed_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.day}"


class ReplayPosition(JournalMarks):
    """One row: how far the journal was read, writer by writer."""
