"""The counter that the snapshot's publisher follows."""

from django.db.models import F

from garant.directory.models import Revision


def bump_revision() -> None:
    """Tell the publisher, within the transaction of a change, that the gateway must know it."""
    Revision.objects.get_or_create(pk=1)
    Revision.objects.filter(pk=1).update(number=F("number") + 1)
