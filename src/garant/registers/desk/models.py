"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from typing import ClassVar

from django.db import models


class Question(models.Model):
    """What someone asks the desk. Sealed: a case may stand in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    asker = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    page = models.CharField(max_length=300, blank=True)  # the path from which it was asked, without its query
    words = models.BinaryField()  # sealed
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)  # the first answer

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "number"], name="question_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/guichet/{self.id}/"

    @property
    def record(self) -> str:
        return f"desk-question:{self.id}"


class Answer(models.Model):
    """An answer as it was written; another one corrects it and both stay."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.BinaryField()  # sealed

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["question", "number"], name="answer_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}@{self.number}"


class Entry(models.Model):
    """A question and its answer for everyone of the organisation, in words that name nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    # What it came from; erased with its question, the entry stays.
    source = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="entries")
    question = models.CharField(max_length=300)
    answer = models.TextField()
    folded = models.TextField()  # without case or accents, for the search
    published_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["question"]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/guichet/reponses/{self.id}/"

    @property
    def record(self) -> str:
        return f"desk-entry:{self.id}"
