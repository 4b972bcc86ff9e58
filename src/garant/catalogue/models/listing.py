"""The list of systems as other sites of the organisation show it."""

from typing import ClassVar

from django.db import models


class Listing(models.Model):
    """The address at which an intranet reads the list, and the sites that may show it. Only its digest is kept."""

    organisation = models.OneToOneField(
        "directory.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    origins = models.JSONField(default=list)  # "https://intranet.exemple.fr"
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
