"""Private to this room: the doors are `actions` and `queries`. Every column of content is sealed."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    """How far a message came. A question is waiting, sent, blocked or failed; an answer whole, stopped or broken."""

    WAITING = "waiting", "envoi interrompu"
    SENT = "sent", "envoyé"
    BLOCKED = "blocked", "non envoyé"
    FAILED = "failed", "resté sans réponse"
    WHOLE = "whole", "réponse complète"
    STOPPED = "stopped", "réponse arrêtée"
    BROKEN = "broken", "réponse interrompue"


class Speaker(models.TextChoices):
    PERSON = "user", "Vous"
    SYSTEM = "assistant", "Assistant"


class Conversation(models.Model):
    """One person's, read by nobody else: neither an administrator nor a DPO. Deleted after the charter's retention."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    era = models.PositiveIntegerField(
        default=1, help_text="The owner’s seal era: in another one, it opens no more."
    )
    title_sealed = models.BinaryField()
    system = models.CharField(max_length=100, help_text="The system that the next message goes to.")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(db_index=True, help_text="Retention counts from the last message.")
    checklist_at = models.DateTimeField(
        null=True, help_text="When the charter's questions were gone through."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-updated_at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "-updated_at"], name="assistant_own")
        ]

    def __str__(self) -> str:
        return str(self.id)


class Message(models.Model):
    """A question or an answer. `facts` says what was decided, in closed words and counts; the rest is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    position = models.PositiveIntegerField()
    speaker = models.CharField(max_length=10, choices=Speaker.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    body_sealed = models.BinaryField()
    sent_sealed = models.BinaryField(
        null=True, help_text="What the serving system received (see `received`)."
    )
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "position"], name="assistant_position_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)
