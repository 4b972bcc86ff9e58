"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from garant.deadlines import Place
from garant.directory.kinds import Kind, Role


class Organisation(models.Model):
    """A wall stands around each: nothing that one holds is seen from another."""

    slug = models.SlugField(unique=True, help_text="Never changes: the journal and the snapshot name it.")
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    # What the law makes depend on the organisation. None: not told, so that nothing is taken as below a threshold.
    public = models.BooleanField(default=True)
    agents = models.PositiveIntegerField(null=True)  # full-time equivalents
    inhabitants = models.PositiveIntegerField(null=True)
    # Whose holidays and clock its delays follow.
    place = models.CharField(
        max_length=20, choices=[(each.value, each.french) for each in Place], default=Place.METROPOLE.value
    )
    siret = models.CharField(max_length=14, blank=True)
    address = models.CharField(max_length=300, blank=True)
    contact = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.slug

    @property
    def place_word(self) -> Place:
        return Place(self.place)


class CharterVersion(models.Model):
    """The text that was put in force, never amended: another text is another version. In force:
    the last one whose day has come."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="charters")
    number = models.PositiveIntegerField()
    charter = models.SlugField(max_length=100)
    version = models.CharField(max_length=20)
    text = models.TextField(help_text="The YAML file as it was put in force.")
    # With all that it inherits: a release that ships another parent changes nothing here.
    resolved = models.TextField()
    sha256 = models.CharField(max_length=64)
    # May be ahead: until then the version before it holds.
    in_force_at = models.DateTimeField()
    # Who voted it, when, and the number of the deliberation. Empty: nobody said.
    voted_by = models.CharField(max_length=200, blank=True)
    voted_on = models.DateField(null=True)
    deliberation = models.CharField(max_length=100, blank=True)
    put_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["organisation", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "number"], name="charter_number_once"),
            # An acknowledgement names the version: one version, one text.
            models.UniqueConstraint(
                fields=["organisation", "charter", "version"], name="charter_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.charter}@{self.version}"

    @property
    def begins_on(self) -> date:
        """The day on which it came or comes into force, on the organisation's clock."""
        return self.in_force_at.astimezone(self.organisation.place_word.zone).date()


class PersonManager(BaseUserManager["Person"]):
    """E-mail addresses are compared without case: they are kept in lower case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Someone who signs in. The id is opaque: it is all that the gateway and the journal know of a person."""

    # Nobody ranks people by their use: when a person last came is not kept.
    last_login = None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.AGENT)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    # Part of the key of what is sealed for this person alone. Someone else who gives them a password could sign in
    # as them: a new era begins, and what was sealed before opens for nobody.
    seal_era = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        ordering: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return str(self.id)  # a log that prints a person prints no name

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in this person's organisation; read once for each object."""
        held: frozenset[Role] | None = self.__dict__.get("_roles")
        if held is None:
            held = frozenset(Role(assignment.role) for assignment in self.assignments.all())
            self.__dict__["_roles"] = held
        return held

    def has_role(self, *roles: Role) -> bool:
        """Whether this person holds one of `roles`."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_administrator(self) -> bool:
        return self.has_role(Role.ADMINISTRATOR)

    @property
    def kind_french(self) -> str:
        return Kind(self.kind).label

    @property
    def roles_french(self) -> str:
        return ", ".join(role.label for role in Role if role in self.roles)


class Assignment(models.Model):
    """One role of one person, in the person's organisation."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "role"], name="role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.role}"


class Acknowledgement(models.Model):
    """A person read this version and said so."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="acknowledgements")
    charter = models.SlugField(max_length=100)
    version = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "charter", "version"], name="acknowledged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.charter}@{self.version}"


class ApiKey(models.Model):
    """A key of the gateway that speaks for one person. Only its hash is kept: it is shown once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="keys")
    label = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16)
    hash = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return str(self.id)


class Revision(models.Model):
    """One row: how many times something changed that the gateway must know."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


class FailedSignIn(models.Model):
    """For throttling: a keyed digest of the address or of the e-mail, never either of them."""

    subject = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.subject[:8]


class SignInLink(models.Model):
    """A link that was sent by mail: opens once, for a moment. Only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_in_links")
    digest = models.CharField(max_length=64, unique=True)
    # Of the person's password and seal era at the time: once either changed, the link opens nothing.
    bound_to = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)


class ExternalIdentity(models.Model):
    """Who a person is for an OpenID provider. The subject is the provider's own, and never changes there."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_once"),
            models.UniqueConstraint(fields=["issuer", "person"], name="identity_once_for_a_person"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class PendingPeople(models.Model):
    """A file of people between its dry run and its confirmation, sealed; a day later it is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    data = models.BinaryField()  # sealed
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class NumberSeries(models.Model):
    """The last number given in one series of an organisation: two people who add at once never get the same."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.SlugField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "name"], name="number_series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}:{self.last}"
