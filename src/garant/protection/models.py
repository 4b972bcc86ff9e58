"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from typing import ClassVar

from django.db import models

from garant.privacy import Label


class Kind(models.TextChoices):
    """What an entry says of its value."""

    PUBLIC_PERSON = "public_person", "Personne dans un rôle public"
    DESK = "desk", "Coordonnée de nos services"
    PATTERN = "pattern", "Numéro propre à l’organisation"
    ORDINARY = "ordinary", "Ce qui n’est pas une donnée personnelle"
    KNOWN = "known", "Ce qui est toujours une donnée personnelle"


class OwnEntry(models.Model):
    """One line of an organisation's lists. Never amended: withdrawn, and written anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="own_entries")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    # A name, a coordinate or a value as people write it; the expression of a pattern.
    value = models.CharField(max_length=300)
    name = models.CharField(max_length=80, blank=True)  # of a pattern: "Carte famille"
    label = models.CharField(max_length=32, blank=True)  # garant.privacy.Label, of a pattern or a known value
    added_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "value"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "value"],
                condition=models.Q(withdrawn_at=None),
                name="own_entry_once",
            )
        ]

    @property
    def french(self) -> str:
        """The kind of datum, where there is one."""
        return Label(self.label).french if self.label else ""

    def __str__(self) -> str:
        return str(self.id)
