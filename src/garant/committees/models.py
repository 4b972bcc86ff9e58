"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone

from garant.committees.terms import CommitteeKind, Presence, Quality, QuorumKind, SessionState, Verdict


class Committee(models.Model):
    """A body of one organisation that gives opinions. Ended, never deleted: its opinions stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="committees")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=CommitteeKind.choices)
    purpose = models.TextField()
    quorum_kind = models.CharField(max_length=10, choices=QuorumKind.choices)
    quorum_value = models.PositiveSmallIntegerField()
    casting_vote = models.BooleanField(default=False)  # of the chair, where votes are equal
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "name"], name="committee_name_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/comites/{self.id}/"

    @property
    def kind_french(self) -> str:
        return CommitteeKind(self.kind).label

    @property
    def quorum_french(self) -> str:
        if self.quorum_kind == QuorumKind.SHARE:
            return f"{self.quorum_value} % des membres ayant voix délibérative"
        return f"{self.quorum_value} membre{'s' if self.quorum_value > 1 else ''} ayant voix délibérative"


class Member(models.Model):
    """One mandate of one person of the organisation, or of someone from outside who is named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="members")
    person = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=150, blank=True)  # of someone from outside
    quality = models.CharField(max_length=10, choices=Quality.choices)
    votes = models.BooleanField(default=True)  # an expert may sit with a consultative voice
    chairs = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True)  # the last day
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-chairs", "-votes", "starts", "added_at"]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def full_name(self) -> str:
        return self.person.full_name if self.person is not None else self.name

    @property
    def quality_french(self) -> str:
        return Quality(self.quality).label

    def sits_on(self, day: date) -> bool:
        """Both ends of the mandate are days of it."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


class Session(models.Model):
    """One meeting. Its agenda is its items; what was not answered goes back to the waiting list at the end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="sessions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    visio = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    convened_at = models.DateTimeField(null=True)
    convened = models.JSONField(default=list)  # [{"name", "quality", "by"}], as it was sent
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    attendance_at = models.DateTimeField(null=True)
    # As it was when the session closed: mandates end and rules change, minutes do not.
    quorum_needed = models.PositiveSmallIntegerField(null=True)
    approved_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="approves")
    approved_at = models.DateTimeField(null=True)
    remarks = models.TextField(blank=True)  # what the approving session corrects
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["committee", "number"], name="committee_session_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/comites/seances/{self.id}/"

    @property
    def state_french(self) -> str:
        return SessionState(self.state).label

    @property
    def day(self) -> date:
        """The day on which mandates are looked at."""
        return timezone.localtime(self.opened_at or self.at).date()

    @property
    def is_planned(self) -> bool:
        return self.state == SessionState.PLANNED

    @property
    def is_open(self) -> bool:
        return self.state == SessionState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == SessionState.CLOSED


class Item(models.Model):
    """A case put to a committee: it waits, or stands on the agenda of one session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="items")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="items")
    rank = models.PositiveSmallIntegerField(default=0)
    subject = models.CharField(max_length=60, blank=True)  # "use:<uuid>"; "" for a question of orientation
    stage = models.SlugField(max_length=40, blank=True)  # the stage of the use that asks
    title = models.CharField(max_length=200)
    question = models.TextField()
    put_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    put_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    carried_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="carried_to")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["rank", "put_at"]

    def __str__(self) -> str:
        return str(self.id)


class Attendance(models.Model):
    """Whether one member was there."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence.choices)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "member"], name="committee_attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}:{self.presence}"


class Conflict(models.Model):
    """A member who takes no part in one case. Declared, never taken back."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="conflicts")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    nature = models.BinaryField()  # sealed: it tells of someone's life
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["declared_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "member"], name="committee_conflict_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}:{self.member_id}"


class Opinion(models.Model):
    """What a committee said of a case. Never edited: another opinion supersedes it and links to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="opinions")
    verdict = models.CharField(max_length=30, choices=Verdict.choices)
    reason = models.TextField()
    conditions = models.JSONField(default=list)
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField()
    abstentions = models.PositiveSmallIntegerField()
    quorum_needed = models.PositiveSmallIntegerField()
    by_casting_vote = models.BooleanField(default=False)
    voters = models.JSONField(default=list)  # names, as they were that day
    withdrawn = models.JSONField(default=list)  # names of those in conflict
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")  # who wrote it down
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # Two who give the first opinion at once: the second one is refused by the database itself.
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(supersedes=None), name="committee_first_opinion_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/comites/avis/{self.id}/"

    @property
    def verdict_french(self) -> str:
        return Verdict(self.verdict).label

    @property
    def current(self) -> bool:
        return not hasattr(self, "superseded_by")
