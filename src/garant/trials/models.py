"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from datetime import datetime, time, timedelta
from typing import ClassVar

from django.db import models

from garant.trials.terms import Outcome, State, Verdict


class Trial(models.Model):
    """One AI use tried by named people, on named systems, until a date. What it stored is erased before its verdict."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="trials")
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=60)  # "use:<uuid>"
    title = models.CharField(max_length=200)
    purpose = models.TextField()
    partners = models.TextField(blank=True)
    direction = models.CharField(max_length=150)  # the business direction that judges it
    starts_on = models.DateField()
    ends_on = models.DateField()  # the last day
    systems = models.JSONField(default=list)  # slugs of the catalogue
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    plan_agreed_at = models.DateTimeField(null=True)
    plan_agreed_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    end_reason = models.TextField(blank=True)  # "" where the date ended it
    erased_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices, blank=True)
    verdict_reason = models.TextField(blank=True)
    verdict_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    prolongs = models.ForeignKey("self", models.PROTECT, null=True, related_name="prolonged_by")
    incidents = models.JSONField(default=list)  # numbers of the register
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "number"], name="trial_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/essais/{self.id}/"

    @property
    def closes_at(self) -> datetime:
        """When its keys stop opening anything: the first moment after the last day, on the organisation's clock."""
        zone = self.organisation.place_word.zone
        return datetime.combine(self.ends_on + timedelta(days=1), time.min, tzinfo=zone)

    def state_at(self, now: datetime) -> State:
        """The state that holds at a moment: the end date ends a trial without anybody's hand."""
        if self.state == State.RUNNING and now >= self.closes_at:
            return State.ENDED
        return State(self.state)

    @property
    def verdict_french(self) -> str:
        return Verdict(self.verdict).label if self.verdict else ""


class Participant(models.Model):
    """A person who takes part. Of their key the hash alone is kept, and only until the trial is erased."""

    trial = models.ForeignKey(Trial, models.PROTECT, related_name="participants")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    key_prefix = models.CharField(max_length=16, blank=True)
    key_hash = models.CharField(max_length=80, blank=True)
    key_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "person"], name="trial_participant_once"),
            models.UniqueConstraint(
                fields=["key_hash"], condition=~models.Q(key_hash=""), name="trial_key_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Criterion(models.Model):
    """What success is, said before. The result comes after the start and replaces nothing of the sentence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trial = models.ForeignKey(Trial, models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    sentence = models.TextField()
    threshold = models.CharField(max_length=200)
    measured = models.CharField(max_length=200, blank=True)
    met = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    measured_at = models.DateTimeField(null=True)
    measured_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "number"], name="trial_criterion_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def key(self) -> str:
        """How the plan and the minutes name it."""
        return f"C{self.number}"


class Case(models.Model):
    """One case of the test plan, agreed with the business direction before the start."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trial = models.ForeignKey(Trial, models.PROTECT, related_name="cases")
    number = models.PositiveSmallIntegerField()
    given = models.TextField()
    expected = models.TextField()
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="cases")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "number"], name="trial_case_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Run(models.Model):
    """One case run by one participant. The outcome stays; the note goes with what was stored."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="runs")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    note = models.BinaryField(null=True)  # sealed: a sample of an answer may be in it
    note_id = models.UUIDField(default=uuid.uuid4, editable=False)  # what the seal is bound to
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def outcome_french(self) -> str:
        return Outcome(self.outcome).label


class DataSet(models.Model):
    """A set of data that the trial uses, and where it is. Garant holds the line, never the data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trial = models.ForeignKey(Trial, models.PROTECT, related_name="data_sets")
    name = models.CharField(max_length=150)
    origin = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    personal = models.BooleanField()
    destroyed_on = models.DateField(null=True)
    destroyed_how = models.CharField(max_length=300, blank=True)
    destroyed_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]

    def __str__(self) -> str:
        return str(self.id)


class ConsentText(models.Model):
    """The words that people consent to. Another text is another version, to be consented to anew."""

    trial = models.ForeignKey(Trial, models.PROTECT, related_name="consent_texts")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "number"], name="trial_consent_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.trial_id}@{self.number}"


class Consent(models.Model):
    """One person concerned by one set of personal data. Anonymised with the rest; its dates stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trial = models.ForeignKey(Trial, models.PROTECT, related_name="consents")
    data = models.ForeignKey(DataSet, models.SET_NULL, null=True, related_name="consents")
    person = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    name = models.BinaryField(null=True)  # sealed: someone from outside
    asked_at = models.DateTimeField()
    text = models.ForeignKey(ConsentText, models.PROTECT, null=True, related_name="+")
    given_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    followed_at = models.DateTimeField(null=True)  # what was held of the person is gone
    followed_how = models.BinaryField(null=True)  # sealed

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["data", "person"], name="trial_consent_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def to_follow(self) -> bool:
        return self.withdrawn_on is not None and self.followed_at is None


class Attachment(models.Model):
    """A file beside a result, sealed. Deleted at the end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="attachments")
    name = models.BinaryField()  # sealed
    suffix = models.CharField(max_length=5)
    content = models.BinaryField()  # sealed
    size = models.PositiveIntegerField()  # bytes
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]

    def __str__(self) -> str:
        return str(self.id)


class Lesson(models.Model):
    """What others may learn from a trial. Kept."""

    trial = models.ForeignKey(Trial, models.PROTECT, related_name="lessons")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]

    def __str__(self) -> str:
        return str(self.pk)


class Certificate(models.Model):
    """That what a trial stored is gone, and that it was looked for again. Written once."""

    trial = models.OneToOneField(Trial, models.PROTECT, related_name="certificate")
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    content = models.TextField()  # canonical JSON: what the digest is of
    digest = models.CharField(max_length=71)  # "sha256:<hex>"

    def __str__(self) -> str:
        return self.digest
