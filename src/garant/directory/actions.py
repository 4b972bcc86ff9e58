"""Verbs of the directory. Each is one transaction and one journal entry, the entry last: no journal, no change."""

import secrets
import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from garant.charter import Policy
from garant.deadlines import Place
from garant.directory import queries, versions
from garant.directory.errors import (
    EmailTaken,
    KeyLabelMissing,
    LastAdministrator,
    NotAllowed,
    PersonInactive,
    SiretTaken,
    TooManyKeys,
)
from garant.directory.journal import record
from garant.directory.keys import new_key
from garant.directory.kinds import Kind, Role
from garant.directory.models import (
    Acknowledgement,
    ApiKey,
    Assignment,
    Organisation,
    Person,
)
from garant.directory.revision import bump_revision as bump_revision  # a door of this room
from garant.journal import CharterAcknowledged, RecordChanged

KEYS_AT_ONCE = 20  # enough for every tool of one person; a list that a person can still check


def require(actor: Person, *roles: Role) -> None:
    """Refuse an actor who holds none of these roles, or whose account was closed meanwhile."""
    if not actor.is_active or not actor.has_role(*roles):
        raise NotAllowed(roles=", ".join(role.label for role in roles))


@transaction.atomic
def acknowledge_charter(actor: Person, *, now: datetime | None = None) -> None:
    """The actor has read the version in force. Said twice, it stays said once."""
    if not actor.is_active:
        raise PersonInactive
    policy = queries.policy_in_force(actor.organisation)
    _, created = Acknowledgement.objects.get_or_create(
        person=actor,
        charter=policy.charter,
        version=policy.version,
        defaults={"at": now or timezone.now()},
    )
    if not created:
        return
    bump_revision()
    record(
        CharterAcknowledged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            charter=policy.charter,
            version=policy.version,
            clause=policy.acknowledgement.clause if policy.acknowledgement else "",
        )
    )


@transaction.atomic
def amend_organisation(
    actor: Person,
    *,
    name: str,
    public: bool,
    agents: int | None,
    inhabitants: int | None,
    place: Place,
    siret: str,
    address: str,
    contact: str,
) -> Organisation:
    """What the law, the exports and the letters need to know of the actor's organisation."""
    require(actor, Role.ADMINISTRATOR)
    found = Organisation.objects.select_for_update().get(id=actor.organisation_id)
    if siret and Organisation.objects.filter(siret=siret).exclude(id=found.pk).exists():
        raise SiretTaken
    found.name, found.public, found.place = name.strip(), public, place.value
    found.agents, found.inhabitants = agents, inhabitants
    found.siret, found.address, found.contact = siret, address.strip(), contact.strip()
    found.save()
    _record(actor, f"organisation:{found.slug}", "amended")
    return found


@transaction.atomic
def create_key(actor: Person, *, label: str, now: datetime | None = None) -> tuple[ApiKey, str]:
    """A key of the gateway for the actor, and its text: the only time that it is known."""
    if not actor.is_active:
        raise PersonInactive
    if not label.strip():
        raise KeyLabelMissing
    if ApiKey.objects.filter(person=actor, revoked_at=None).count() >= KEYS_AT_ONCE:
        raise TooManyKeys(limit=KEYS_AT_ONCE)
    made = new_key()
    key = ApiKey.objects.create(
        person=actor,
        label=label.strip()[:80],
        prefix=made.prefix,
        hash=made.hash,
        created_at=now or timezone.now(),
    )
    bump_revision()
    _record(actor, f"key:{key.id}", "created")
    return key, made.text


@transaction.atomic
def revoke_key(actor: Person, key: uuid.UUID, *, now: datetime | None = None) -> None:
    """Close one of the actor's own keys, for good."""
    found = queries.key_of(actor, key)
    if found.revoked_at is not None:
        return
    found.revoked_at = now or timezone.now()
    found.save(update_fields=["revoked_at"])
    bump_revision()
    _record(actor, f"key:{found.id}", "closed")


@transaction.atomic
def create_person(
    actor: Person, *, email: str, full_name: str, kind: Kind, roles: Collection[Role]
) -> tuple[Person, str]:
    """Someone of the actor's organisation, and the initial password, to be changed at the first sign-in."""
    require(actor, Role.ADMINISTRATOR)
    address = email.strip().lower()
    if Person.objects.filter(email=address).exists():
        raise EmailTaken
    person = Person(
        organisation=actor.organisation,
        email=address,
        full_name=full_name.strip(),
        kind=kind.value,
        must_change_password=True,
    )
    password = initial_password()
    person.set_password(password)
    person.save()
    _assign(person, roles)
    bump_revision()
    _record(actor, f"person:{person.id}", "created")
    return person, password


@transaction.atomic
def amend_person(
    actor: Person,
    person: uuid.UUID,
    *,
    full_name: str,
    kind: Kind,
    roles: Collection[Role],
    active: bool,
) -> Person:
    """Change who someone is here. An organisation keeps at least one administrator who can sign in."""
    require(actor, Role.ADMINISTRATOR)
    found = queries.person_visible_to(actor, person)
    found.full_name = full_name.strip()
    found.kind = kind.value
    found.is_active = active
    found.save(update_fields=["full_name", "kind", "is_active"])
    _assign(found, roles)
    if not queries.people_holding(found.organisation, [Role.ADMINISTRATOR]):
        raise LastAdministrator
    bump_revision()
    _record(actor, f"person:{found.id}", "amended" if active else "closed")
    return found


@transaction.atomic
def reset_password(actor: Person, person: uuid.UUID) -> str:
    """A new initial password for someone who lost theirs. What was sealed for them alone is lost with the old one.

    Else an administrator could give a password, sign in with it, and read what is promised to nobody else.
    """
    require(actor, Role.ADMINISTRATOR)
    found = queries.person_visible_to(actor, person)
    password = initial_password()
    found.set_password(password)
    found.must_change_password = True
    found.seal_era += 1
    found.save(update_fields=["password", "must_change_password", "seal_era"])
    _record(actor, f"password:{found.id}", "amended")
    return password


def close_handed_password(person: Person) -> None:
    """Within a sign-in by other means than a password: one that somebody else handed over, and that the person never
    made their own, opens nothing from now on."""
    if person.must_change_password:
        person.set_unusable_password()
        person.must_change_password = False
        person.save(update_fields=["password", "must_change_password"])


@transaction.atomic
def change_password(actor: Person, *, password: str) -> None:
    """The actor's own password; the form has checked the old one and the strength of the new one."""
    actor.set_password(password)
    actor.must_change_password = False
    actor.save(update_fields=["password", "must_change_password"])
    _record(actor, f"person:{actor.id}", "amended")


@transaction.atomic
def put_charter_in_force(
    actor: Person,
    *,
    text: str,
    after: int | None = None,
    in_force_at: datetime | None = None,
    voted_by: str = "",
    voted_on: date | None = None,
    deliberation: str = "",
    now: datetime | None = None,
) -> Policy:
    """Another charter holds from now on, or from `in_force_at`; everyone acknowledges it anew from then.

    `after` is the number of the version that the actor compared the text with: where another was put in force
    meanwhile, nothing changes. Raises what `garant.charter` raises for a text that doesn't hold.
    """
    require(actor, Role.ADMINISTRATOR)
    return versions.put(
        actor.organisation,
        text=text,
        actor=actor,
        after=after,
        now=now or timezone.now(),
        in_force_at=in_force_at,
        vote=versions.Vote(voted_by, voted_on, deliberation),
    )


@transaction.atomic
def withdraw_charter(actor: Person, *, number: int, now: datetime | None = None) -> None:
    """A version that waits for its day never comes into force."""
    require(actor, Role.ADMINISTRATOR)
    versions.withdraw(actor.organisation, number=number, actor=actor, now=now or timezone.now())


@transaction.atomic
def found_organisation(
    *, slug: str, name: str, charter_text: str, now: datetime | None = None
) -> Organisation:
    """A new organisation with its first charter. For the installation's command, never behind a page."""
    organisation = Organisation.objects.create(slug=slug, name=name)
    versions.put(organisation, text=charter_text, actor=None, after=None, now=now or timezone.now())
    return organisation


@transaction.atomic
def welcome_person(
    organisation: Organisation,
    *,
    email: str,
    full_name: str,
    kind: Kind,
    roles: Collection[Role],
    encoded: str,
    must_change: bool = False,
) -> Person:
    """The first people of an organisation, by the installation's command: nobody is there yet to create them.

    `encoded` is what Django's `make_password` gives."""
    address = email.strip().lower()
    if Person.objects.filter(email=address).exists():
        raise EmailTaken
    person = Person(
        organisation=organisation,
        email=address,
        full_name=full_name,
        kind=kind.value,
        password=encoded,
        must_change_password=must_change,
    )
    person.save()
    _assign(person, roles)
    bump_revision()
    record(
        RecordChanged(
            organisation=organisation.slug,
            person="installation",
            record=f"person:{person.id}",
            change="created",
        )
    )
    return person


@transaction.atomic
def renew_password(person: Person) -> str:
    """A new initial password, by the installation's command: the demonstration's own is known to all."""
    password = initial_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    record(
        RecordChanged(
            organisation=person.organisation.slug,
            person="installation",
            record=f"person:{person.id}",
            change="amended",
        )
    )
    return password


def initial_password() -> str:
    """Four groups of four letters and digits without look-alikes: 79 bits, easy to read out once."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))


def _assign(person: Person, roles: Collection[Role]) -> None:
    person.assignments.all().delete()
    Assignment.objects.bulk_create(
        [Assignment(person=person, role=role.value) for role in sorted(set(roles))]
    )
    person.__dict__.pop("_roles", None)
    person.__dict__.pop("_prefetched_objects_cache", None)


def _record(actor: Person, what: str, change: Literal["created", "amended", "closed"]) -> None:
    record(
        RecordChanged(organisation=actor.organisation.slug, person=str(actor.id), record=what, change=change)
    )
