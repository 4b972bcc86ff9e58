"""The verb that begins an organisation. Either all of it stands, or nothing does."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from garant.deadlines import Place
from garant.directory.actions import found_organisation, initial_password, welcome_person
from garant.directory.errors import SlugTaken, SlugUnfit
from garant.directory.founding.charter import Filling, filled
from garant.directory.journal import record
from garant.directory.kinds import Kind, Role
from garant.directory.models import Organisation, Person
from garant.journal import RecordChanged

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 50


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of an organisation on its first day."""

    slug: str
    model: str  # a shipped charter
    filling: Filling
    public: bool = True
    place: Place = Place.METROPOLE
    contact: str = ""


@dataclass(frozen=True, slots=True)
class First:
    """Who administers it. Without a password of their own, they are given one, to be changed at once."""

    email: str
    full_name: str
    kind: Kind = Kind.AGENT
    password: str | None = None


@transaction.atomic
def create_organisation(
    beginning: Beginning, first: First, *, now: datetime | None = None
) -> tuple[Organisation, Person, str | None]:
    """The organisation, its administrator, and the initial password where one was made: the only time it is known.

    Raises SlugUnfit, SlugTaken, EmailTaken, and what the charter raises. The text of the charter stays the
    organisation's: the model may be amended later, and nothing here changes.
    """
    slug, at = checked_slug(beginning.slug), now or timezone.now()
    today = at.astimezone(beginning.place.zone).date()
    organisation = found_organisation(
        slug=slug,
        name=beginning.filling.organisation,
        charter_text=filled(beginning.model, beginning.filling, charter=slug, version=today),
        now=at,
    )
    organisation.public, organisation.place = beginning.public, beginning.place.value
    organisation.contact = beginning.contact.strip()
    organisation.save(update_fields=["public", "place", "contact"])
    given = first.password is None
    password = initial_password() if first.password is None else first.password
    person = welcome_person(
        organisation,
        email=first.email,
        full_name=first.full_name.strip(),
        kind=first.kind,
        roles=[Role.ADMINISTRATOR],
        encoded=make_password(password),
        must_change=given,
    )
    record(
        RecordChanged(
            organisation=slug, person="installation", record=f"organisation:{slug}", change="created"
        )
    )
    return organisation, person, password if given else None


def checked_slug(slug: str) -> str:
    """A short name that may be used. SlugUnfit, SlugTaken."""
    if len(slug) > LONGEST_SLUG or not _SLUG.fullmatch(slug):
        raise SlugUnfit(longest=LONGEST_SLUG)
    if Organisation.objects.filter(slug=slug).exists():
        raise SlugTaken(slug=slug)
    return slug


def free_slug(name: str) -> str:
    """A short name made of `name` that nobody has: "les-amis-du-canal", then "les-amis-du-canal-2"."""
    base = slugify(name.replace("’", "-").replace("'", "-"))[: LONGEST_SLUG - 5].strip("-_").replace("_", "-")
    base = re.sub("-{2,}", "-", base) or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for rank in range(2, 10_000) if (slug := f"{base}-{rank}") not in taken)
