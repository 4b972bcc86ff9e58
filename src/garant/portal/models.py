"""Private to this room: the doors are `actions` and `queries`."""

from typing import ClassVar

from django.db import models

from garant.portal.terms import Conformity, Part


class Portal(models.Model):
    """What one organisation shows to everybody. Without a row, or closed, it shows nothing."""

    organisation = models.OneToOneField(
        "directory.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    is_open = models.BooleanField(default=False)
    parts = models.JSONField(default=list)  # of `terms.Part`
    uses = models.JSONField(default=list)  # ids of the AI uses that somebody chose to publish
    presentation = models.TextField(blank=True)
    contact = models.EmailField(blank=True)  # "": the organisation's own
    # A figure about fewer people is not published. None: the installation's own threshold.
    threshold = models.PositiveSmallIntegerField(null=True)
    # The statement of accessibility.
    conformity = models.CharField(max_length=8, choices=Conformity.choices, default=Conformity.NONE)
    audited_on = models.DateField(null=True)
    audited_by = models.CharField(max_length=150, blank=True)
    rate = models.PositiveSmallIntegerField(null=True)  # of the criteria that are met, in percent
    not_accessible = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    amended_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def shows(self, part: Part) -> bool:
        """Whether this part is open to everybody."""
        return self.is_open and part.value in self.parts


class JournalPoint(models.Model):
    """A signed checkpoint of the installation's journal. Only ever added: it is made to be kept elsewhere."""

    origin = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    note = models.TextField()
    marks = models.JSONField()  # writer → how many of its entries are covered
    proof = models.JSONField()  # that it only adds to the point before it
    # What the next point is made from.
    size = models.PositiveBigIntegerField()
    roots = models.JSONField()
    position = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["origin", "number"], name="journal_point_once"),
        ]

    def __str__(self) -> str:
        return f"{self.origin}@{self.number}"
