"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from typing import ClassVar

from django.db import models

from garant.reports.content import Content
from garant.reports.period import Period
from garant.reports.terms import State


class Report(models.Model):
    """The report of one period: its figures as they were computed, its words as they were last written.

    Validated, it has a number and never changes again; only whether it is published may.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField()  # the last day
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    content = models.JSONField()  # `content.Content`: every figure with its query, computed once
    computed_at = models.DateTimeField()
    words = models.JSONField(
        default=dict
    )  # section → what people wrote; what it said before is in the history
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    number = models.PositiveIntegerField(null=True)  # "n° 2" of the organisation, given when it is validated
    validated_at = models.DateTimeField(null=True)
    validated_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)  # None: not published
    digest = models.CharField(max_length=71, blank=True)  # "sha256:<hex>" of what was validated

    class Meta:
        ordering: ClassVar[list[str]] = ["-until", "-created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "number"], name="report_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/bilans/{self.id}/"

    @property
    def record(self) -> str:
        """Its name in the journal and in the history."""
        return f"report:{self.id}"

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def state_french(self) -> str:
        return State(self.state).label

    @property
    def period(self) -> Period:
        return Period(self.since, self.until, self.organisation.place_word.zone)

    @property
    def is_over(self) -> bool:
        """Whether the figures were computed on its last day or later."""
        return self.until <= self.computed_at.astimezone(self.organisation.place_word.zone).date()

    @property
    def told(self) -> Content:
        """Its figures as values."""
        return Content.from_mapping(self.content)
