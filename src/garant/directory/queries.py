"""Reads of the directory. A read names its reader: what another organisation holds is not found."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from garant.charter import Policy
from garant.directory.charters import CharterInForce, compiled
from garant.directory.errors import CharterNotInForce, NotFound
from garant.directory.kinds import Role
from garant.directory.models import (
    Acknowledgement,
    ApiKey,
    CharterVersion,
    Organisation,
    Person,
    Revision,
)


def organisations() -> list[Organisation]:
    """Every organisation of the installation, by name. For the room that publishes, never for a page."""
    return list(Organisation.objects.order_by("name"))


def organisation_named(slug: str) -> Organisation:
    """The organisation of this slug; NotFound where there is none."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound(what="organisation")
    return found


def charter_in_force(organisation: Organisation, *, now: datetime | None = None) -> CharterInForce:
    """The last version whose day has come, compiled (once for each text); CharterNotInForce where there is none."""
    row = _begun(organisation, now).first()
    if row is None:
        raise CharterNotInForce(organisation=organisation.slug)
    return _opened(row)


def policy_in_force(organisation: Organisation) -> Policy:
    """What software applies of the charter in force."""
    return charter_in_force(organisation).policy


def charter_versions(organisation: Organisation, *, now: datetime | None = None) -> list[CharterVersion]:
    """Every version that is or was in force, the last one first. They are public, as the charter is."""
    return list(_begun(organisation, now).select_related("put_by", "organisation"))


def charter_scheduled(organisation: Organisation, *, now: datetime | None = None) -> CharterVersion | None:
    """The version that waits for its day, if one does. Public: it is voted."""
    return (
        CharterVersion.objects.filter(organisation=organisation, in_force_at__gt=now or timezone.now())
        .select_related("put_by", "organisation")
        .first()
    )


def charter_version(organisation: Organisation, number: int) -> CharterInForce:
    """The version of this number, be its day past or to come; NotFound where there is none."""
    row = CharterVersion.objects.filter(organisation=organisation, number=number).first()
    if row is None:
        raise NotFound(what="charter")
    return _opened(row)


def charter_to_inherit(name: str) -> str | None:
    """The charter that `organisation/charter` names, complete, if that organisation has it in force: it is public."""
    slug, _, charter = name.partition("/")
    organisation = Organisation.objects.filter(slug=slug).first()
    row = _begun(organisation, None).first() if organisation is not None else None
    return row.resolved if row is not None and row.charter == charter else None


def name_to_inherit(slug: str) -> str:
    """What `extends:` says to inherit the charter that this organisation has in force; NotFound where it has none.

    The organisations of the installation are not listed: who inherits knows the public address of the charter.
    """
    organisation = Organisation.objects.filter(slug=slug).first()
    row = _begun(organisation, None).first() if organisation is not None else None
    if row is None:
        raise NotFound(what="organisation")
    return f"{slug}/{row.charter}"


def versions_begun(*, now: datetime | None = None) -> int:
    """How many versions of all organisations had their day. For the room that publishes: it grows on the day."""
    return CharterVersion.objects.filter(in_force_at__lte=now or timezone.now()).count()


def has_acknowledged(person: Person) -> bool:
    """Whether this person acknowledged the version in force; True where the charter asks for none."""
    policy = policy_in_force(person.organisation)
    if policy.acknowledgement is None:
        return True
    return acknowledged_at(person, policy) is not None


def acknowledged_at(person: Person, policy: Policy) -> datetime | None:
    """When this person acknowledged this version."""
    return (
        Acknowledgement.objects.filter(person=person, charter=policy.charter, version=policy.version)
        .values_list("at", flat=True)
        .first()
    )


def charter_last_acknowledged(person: Person, *, before: int) -> CharterInForce | None:
    """The last version before that number which this person acknowledged; None for whoever never did."""
    said = set(Acknowledgement.objects.filter(person=person).values_list("charter", "version"))
    if not said:
        return None
    rows = CharterVersion.objects.filter(organisation=person.organisation, number__lt=before)
    return next((_opened(row) for row in rows if (row.charter, row.version) in said), None)


def acknowledged_count(organisation: Organisation, policy: Policy) -> int:
    """How many active people acknowledged this version. A count: who did not is no one's list."""
    return Acknowledgement.objects.filter(
        person__organisation=organisation,
        person__is_active=True,
        charter=policy.charter,
        version=policy.version,
    ).count()


def active_people_count(organisation: Organisation) -> int:
    """How many people of the organisation may sign in."""
    return Person.objects.filter(organisation=organisation, is_active=True).count()


def people_visible_to(actor: Person) -> list[Person]:
    """The people of the actor's organisation, for its administrators; no one for anybody else."""
    if not actor.has_role(Role.ADMINISTRATOR):
        return []
    return list(Person.objects.filter(organisation=actor.organisation).prefetch_related("assignments"))


def colleagues_of(actor: Person) -> list[Person]:
    """The active people of the actor's organisation, for someone who holds a role in it and must name people: the
    members of a committee, the people of a trial. No one for anybody else."""
    if not actor.is_active or not actor.roles:
        return []
    return list(Person.objects.filter(organisation=actor.organisation, is_active=True))


def colleague_of(actor: Person, person: uuid.UUID) -> Person:
    """One of `colleagues_of`; NotFound for any other."""
    found = next((each for each in colleagues_of(actor) if each.id == person), None)
    if found is None:
        raise NotFound(what="person")
    return found


def person_visible_to(actor: Person, person: uuid.UUID) -> Person:
    """This person, for an administrator of the same organisation; NotFound for anybody else."""
    found = (
        Person.objects.filter(organisation=actor.organisation, id=person)
        .prefetch_related("assignments")
        .select_related("organisation")
        .first()
    )
    if found is None or not actor.has_role(Role.ADMINISTRATOR):
        raise NotFound(what="person")
    return found


def person_by_email(email: str) -> Person | None:
    """For the demonstration's seed and the command line; never behind a page."""
    return Person.objects.filter(email=email.strip().lower()).first()


def people_holding(organisation: Organisation, roles: Collection[Role]) -> list[Person]:
    """The active people of an organisation who hold one of these roles."""
    return list(
        Person.objects.filter(
            organisation=organisation, is_active=True, assignments__role__in=[role.value for role in roles]
        ).distinct()
    )


def keys_of(actor: Person) -> list[ApiKey]:
    """The actor's own keys, the newest first. No one sees another's."""
    return list(ApiKey.objects.filter(person=actor))


def key_of(actor: Person, key: uuid.UUID) -> ApiKey:
    """One of the actor's own keys; NotFound for any other."""
    found = ApiKey.objects.filter(person=actor, id=key).first()
    if found is None:
        raise NotFound(what="key")
    return found


def revision() -> int:
    """Grows with each change that the gateway must know."""
    return Revision.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def published_people() -> list[Person]:
    """Everyone, for the snapshot."""
    return list(Person.objects.select_related("organisation").order_by("id"))


def published_keys() -> list[ApiKey]:
    """The keys that open the gateway: not revoked, of an active person."""
    return list(
        ApiKey.objects.filter(revoked_at=None, person__is_active=True)
        .select_related("person__organisation")
        .order_by("hash")
    )


def published_acknowledgements() -> set[tuple[uuid.UUID, str, str]]:
    """(person, charter, version) of every acknowledgement, for the snapshot."""
    return set(Acknowledgement.objects.values_list("person_id", "charter", "version"))


def _begun(organisation: Organisation, now: datetime | None) -> QuerySet[CharterVersion]:
    return CharterVersion.objects.filter(organisation=organisation, in_force_at__lte=now or timezone.now())


def _opened(row: CharterVersion) -> CharterInForce:
    charter, policy = compiled(row.resolved)
    return CharterInForce(row.number, row.text, row.resolved, charter, policy)
