"""Private to this room: the doors are `actions` and `queries`.

`voice` is a keyed digest of who wrote (see `voices`): in an anonymous consultation it is all that is kept of a person,
and its publication replaces it by chance.
"""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property

from garant.consultation.parts import Part, parts_from
from garant.consultation.terms import Kind, Opinion, State, Verdict, Way


class Consultation(models.Model):
    """A draft put to people, frozen as it was opened: another draft is another consultation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="charter_consultations"
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    presentation = models.TextField()
    text = models.TextField()  # the YAML file as it was put to people
    version = models.CharField(max_length=20)
    parts = models.JSONField()  # its clauses as they were read that day
    anonymous = models.BooleanField()
    public = models.BooleanField()
    closes_on = models.DateField()  # the last day
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    salt = models.BinaryField(null=True)  # erased with the publication: no digest can be made again
    closed_at = models.DateTimeField(null=True)  # before its last day
    closed_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    closed_because = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    contributors = models.JSONField(null=True)  # way → how many people, counted at the publication
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="charter_consultation_number_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/consultations/{self.id}/"

    @property
    def record(self) -> str:
        """Its name in the journal."""
        return f"charter-consultation:{self.id}"

    @cached_property
    def clauses(self) -> tuple[Part, ...]:
        return parts_from(self.parts)

    @cached_property
    def clauses_by_id(self) -> Mapping[str, Part]:
        return {part.id: part for part in self.clauses}

    def state_on(self, today: date) -> State:
        """Its state on this day of the organisation."""
        if self.published_at is not None:
            return State.PUBLISHED
        return State.CLOSED if self.closed_at is not None or today > self.closes_on else State.OPEN


class Workshop(models.Model):
    """People in a room; one of them types."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="workshops")
    place = models.CharField(max_length=120)
    held_on = models.DateField()
    participants = models.PositiveSmallIntegerField()
    facilitator = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["held_on", "place"]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/consultations/ateliers/{self.id}/"

    @property
    def record(self) -> str:
        return f"charter-workshop:{self.id}"


class Contribution(models.Model):
    """What someone wrote on one clause, or on the whole (no clause). Never edited: withdrawn, hidden or answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="contributions")
    number = models.PositiveIntegerField()
    clause = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField()  # of an amendment: the wording that it proposes
    reason = models.TextField(blank=True)  # why, of an amendment
    way = models.CharField(max_length=10, choices=Way.choices)
    workshop = models.ForeignKey(Workshop, models.PROTECT, null=True, related_name="contributions")
    author = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    signature = models.CharField(max_length=80, blank=True)  # what a visitor chose to sign with
    voice = models.CharField(max_length=64, blank=True, db_index=True)  # none of a workshop's
    written_on = models.DateField()  # the day and no hour: an hour would tell who was there
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    hidden_because = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="charter_contribution_number_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def record(self) -> str:
        return f"charter-contribution:{self.id}"

    @property
    def is_amendment(self) -> bool:
        return self.kind == Kind.AMENDMENT

    @property
    def kind_french(self) -> str:
        return Kind(self.kind).label

    @property
    def kept_answer(self) -> "Answer | None":
        return getattr(self, "answer", None)


class Reaction(models.Model):
    """What one voice thinks of a contribution, or of a clause as it stands: one word, which may change."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="reactions")
    contribution = models.ForeignKey(Contribution, models.CASCADE, null=True, related_name="reactions")
    clause = models.CharField(max_length=100, blank=True)
    opinion = models.CharField(max_length=10, choices=Opinion.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    voice = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["contribution", "voice"],
                condition=models.Q(contribution__isnull=False),
                name="charter_reaction_once",
            ),
            models.UniqueConstraint(
                fields=["consultation", "clause", "voice"],
                condition=models.Q(contribution__isnull=True),
                name="charter_clause_reaction_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Answer(models.Model):
    """What becomes of a contribution, and why. Until the publication it may be said better; the history keeps it."""

    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="answer")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def verdict_french(self) -> str:
        return Verdict(self.verdict).label


class ClauseSynthesis(models.Model):
    """What is kept of all that was said on one clause, or on the whole (no clause)."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="syntheses")
    clause = models.CharField(max_length=100, blank=True)
    text = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["consultation", "clause"], name="charter_clause_synthesis_once"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.clause}"
