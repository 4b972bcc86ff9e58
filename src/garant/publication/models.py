"""Private to this room: the doors are `actions` and `queries`. A mirror of the journal, as counts: no content,
no person. It can be thrown away: `collect` makes it anew from the journal."""

from typing import ClassVar

from django.db import models

from garant.directory.reading import JournalMarks


class DailyCount(models.Model):
    """How many journal entries of one day say the same thing."""

    class What(models.TextChoices):
        REQUEST = "request"
        ANSWER = "answer"  # key: zone of the system that served
        DECISION = "decision"  # clause, key: action
        OBSERVED = "observed"  # clause, key: action
        EVENT = "event"  # clause, key: kind of entry
        UNCERTAIN = "uncertain"  # key: class of data, for requests in which detection was not sure of one
        PURGED = "purged"  # key: what was deleted at its term

    organisation = models.SlugField()
    day = models.DateField()
    what = models.CharField(max_length=10, choices=What.choices)
    clause = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "day", "what", "clause", "key"], name="counted_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.day} {self.what}"


class DailyFootprint(models.Model):
    """What the answers of one system used in one day, by one method: sums of the bounds that the journal gives."""

    organisation = models.SlugField()
    day = models.DateField()
    system = models.CharField(max_length=128)
    zone = models.CharField(max_length=12, blank=True)  # "": the catalogue does not know the system
    method = models.CharField(max_length=65, blank=True)  # "": these answers were not estimated
    answers = models.PositiveIntegerField(default=0)
    with_water = models.PositiveIntegerField(default=0)  # of them, those whose entry also tells litres
    kwh_min = models.FloatField(default=0.0)
    kwh_max = models.FloatField(default=0.0)
    gco2e_min = models.FloatField(default=0.0)
    gco2e_max = models.FloatField(default=0.0)
    litres_min = models.FloatField(default=0.0)
    litres_max = models.FloatField(default=0.0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "day", "system", "zone", "method"], name="footprint_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.day}"


class JournalPosition(JournalMarks):
    """One row: how far the journal was read, writer by writer."""
