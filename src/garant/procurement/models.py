"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models

from garant.procurement.questions import Question, questions_from
from garant.procurement.terms import RiskChoice, State, SystemKind


class Consultation(models.Model):
    """A tender whose software holds AI. Its questions are its own copy: once published they change no more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="consultations")
    title = models.CharField(max_length=160)
    reference = models.CharField(max_length=60)
    object = models.TextField()
    system_kind = models.CharField(max_length=12, choices=SystemKind.choices)
    risk = models.CharField(max_length=8, choices=RiskChoice.choices, default=RiskChoice.UNKNOWN)
    deadline = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    questions = models.JSONField(default=list)
    bank_version = models.CharField(max_length=10)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    retained = models.ForeignKey("procurement.Invitation", models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(blank=True)  # why this answer, or why none
    decided_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="consultation_reference_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/marches/{self.id}/"

    @property
    def record(self) -> str:
        """Its name in the journal and in the history."""
        return f"consultation:{self.id}"

    @property
    def asked(self) -> tuple[Question, ...]:
        return questions_from(self.questions)

    @property
    def state_french(self) -> str:
        return State(self.state).label

    @property
    def kind_french(self) -> str:
        return SystemKind(self.system_kind).label

    @property
    def risk_french(self) -> str:
        return RiskChoice(self.risk).label

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_read(self) -> bool:
        """Whether the answers were opened: before that nobody of the house reads them."""
        return self.closed_at is not None


class Invitation(models.Model):
    """A vendor of a consultation, and the link that was sent: only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="invitations")
    vendor = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, null=True, unique=True)  # null: no link is open
    link_made_at = models.DateTimeField(null=True)
    first_opened_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["consultation", "vendor"], name="invitation_vendor_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def submitted_at(self) -> datetime | None:
        answer = self.kept_answer
        return None if answer is None else answer.submitted_at

    @property
    def kept_answer(self) -> "Answer | None":
        return getattr(self, "answer", None)


class Answer(models.Model):
    """What a vendor wrote, sealed. Handed in once, it changes no more: its digest says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="answer")
    values = models.BinaryField()  # sealed JSON
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # sha256 of the answer file
    by_file = models.BooleanField(default=False)  # handed to the buyer, who imported it
    imported_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.id)

    @property
    def record(self) -> str:
        return f"vendor-answer:{self.id}"


class Appraisal(models.Model):
    """A person's mark on one answer, with its reason; what it said before is kept in the history."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="appraisals")
    question = models.CharField(max_length=60)
    mark = models.PositiveSmallIntegerField()
    reason = models.TextField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["answer", "question"], name="appraisal_question_once"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}/{self.question}"
