"""People who come by a file: first what it would do, then all of it at once, or nothing.

A file adds people. It amends and closes nobody: who is missing from it stays, and who is there already is left as is.
"""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from garant.directory.actions import bump_revision, initial_password, require
from garant.directory.journal import record_file
from garant.directory.kinds import Kind, Role
from garant.directory.links.errors import MailMissing
from garant.directory.links.mailing import mail_is_configured
from garant.directory.models import Assignment, PendingPeople, Person
from garant.directory.people.columns import COLUMNS, EMAIL, IGNORED
from garant.directory.people.errors import PeopleImportChanged, PeopleImportEmpty, PeopleImportWrong
from garant.directory.people.waiting import forget_file, keep_file, kept_file
from garant.tables import MOST_BYTES, Problem, Row, TableTooLarge, read_table

MOST_PEOPLE = 2_000  # of one file: each has a password to be made
_AT_ONCE = 500
# 79 bits of chance need no slow digest against guessing; the first sign-in makes it an ordinary one.
_ITERATIONS = 10_000

Access = Literal["passwords", "mail"]


@dataclass(frozen=True, slots=True)
class PeopleRun:
    """What confirming would do, and the mark by which the confirmation knows that it is still this."""

    id: uuid.UUID
    name: str
    format: str
    added: tuple[Row, ...]
    known: tuple[Problem, ...]  # lines left out: an account bears their address
    problems: tuple[Problem, ...]  # each keeps the whole file out
    remarks: tuple[Problem, ...]  # of the titles: nothing is lost by them
    mark: str

    @property
    def wrong_lines(self) -> int:
        return len({problem.line for problem in self.problems})

    @property
    def ready(self) -> bool:
        return bool(self.added) and not self.problems


@dataclass(frozen=True, slots=True)
class Added:
    """Someone who was added. `password` is known now and never again; None: they come by a link."""

    id: uuid.UUID
    email: str
    full_name: str
    password: str | None


@transaction.atomic
def upload_people(actor: Person, *, name: str, data: bytes, now: datetime | None = None) -> PendingPeople:
    """Keep a file for its dry run, once it is known to be readable. Raises what `garant.tables` refuses."""
    require(actor, Role.ADMINISTRATOR)
    if len(data) > MOST_BYTES:
        raise TableTooLarge(megabytes=MOST_BYTES // 1_000_000)
    read_table(data, name, COLUMNS, ignored=IGNORED)
    return keep_file(actor, name=name, data=data, at=now or timezone.now())


def dry_run_people(actor: Person, pending: uuid.UUID, *, now: datetime | None = None) -> PeopleRun:
    """What confirming would do with the directory as it is now."""
    require(actor, Role.ADMINISTRATOR)
    found, data = kept_file(actor, pending, now=now or timezone.now())
    reading = read_table(data, found.name, COLUMNS, ignored=IGNORED)
    missing = any(problem.line == 1 for problem in reading.problems) and not reading.rows
    wrong = [each for each in reading.problems if each.line > 1 or missing]
    remarks = [each for each in reading.problems if each not in wrong]
    addresses = Counter(_address(row) for row in reading.rows)
    taken = _taken(addresses)
    known: list[Problem] = []
    added: list[Row] = []
    for row in reading.rows:
        address = _address(row)
        if sentence := _unfit(row, addresses[address]):
            wrong.append(Problem(row.line, EMAIL.title, sentence))
        elif address in taken:
            # The same words wherever the account is: who works elsewhere is nobody's business here.
            known.append(Problem(row.line, EMAIL.title, "Un compte existe déjà avec cette adresse."))
        else:
            added.append(row)
    if len(added) > MOST_PEOPLE:
        wrong.append(
            Problem(
                1,
                "",
                f"Ce fichier ajouterait {len(added)} personnes, pour {MOST_PEOPLE} au plus : coupez-le.",
            )
        )
    wrong.sort(key=lambda problem: problem.line)
    mark = hashlib.sha256(json.dumps([(row.line, _address(row)) for row in added]).encode()).hexdigest()
    return PeopleRun(
        found.id,
        found.name,
        "ods" if data[:2] == b"PK" else "csv",
        tuple(added),
        tuple(known),
        tuple(wrong),
        tuple(remarks),
        mark,
    )


@transaction.atomic
def confirm_people(
    actor: Person, pending: uuid.UUID, *, mark: str, access: Access, now: datetime | None = None
) -> tuple[Added, ...]:
    """Add whom the dry run of this `mark` showed, all of them or nobody.

    By `passwords`, each has one that is known to the caller alone; by `mail`, none: a link will let them in.
    """
    run = dry_run_people(actor, pending, now=now)
    if run.problems:
        raise PeopleImportWrong
    if run.mark != mark:
        raise PeopleImportChanged
    if not run.added:
        raise PeopleImportEmpty
    if access == "mail" and not mail_is_configured():
        raise MailMissing
    made = [_person(actor, row.values, access) for row in run.added]
    try:
        with transaction.atomic():
            Person.objects.bulk_create([person for person, _ in made], batch_size=_AT_ONCE)
    except IntegrityError as error:
        raise PeopleImportChanged from error  # someone took an address meanwhile
    Assignment.objects.bulk_create(
        [
            Assignment(person=person, role=role)
            for (person, _), row in zip(made, run.added, strict=True)
            for role in sorted(set(_roles(row.values)))
        ],
        batch_size=_AT_ONCE,
    )
    forget_file(actor, pending)
    bump_revision()
    record_file(actor, "people", run.format, rows=len(made), imported=True)
    return tuple(Added(person.id, person.email, person.full_name, password) for person, password in made)


def give_up_people(actor: Person, pending: uuid.UUID) -> None:
    """Forget the file. Nobody of it was added anywhere."""
    require(actor, Role.ADMINISTRATOR)
    forget_file(actor, pending)


def _person(actor: Person, values: Mapping[str, object], access: Access) -> tuple[Person, str | None]:
    person = Person(
        organisation=actor.organisation,
        email=str(values["email"]).lower(),
        full_name=str(values["full_name"]),
        kind=str(values.get("kind") or Kind.AGENT.value),
    )
    if access == "mail":
        person.set_unusable_password()
        return person, None
    password = initial_password()
    person.password, person.must_change_password = _encoded(password), True
    return person, password


def _encoded(password: str) -> str:
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return str(hasher.encode(password, hasher.salt(), iterations=_ITERATIONS))
    return make_password(password)


def _roles(values: Mapping[str, object]) -> tuple[str, ...]:
    held = values.get("roles")
    return tuple(str(role) for role in held) if isinstance(held, tuple) else ()


def _address(row: Row) -> str:
    return str(row.values["email"]).lower()


def _taken(addresses: Counter[str]) -> set[str]:
    listed, found = list(addresses), set[str]()
    for start in range(0, len(listed), _AT_ONCE):
        part = listed[start : start + _AT_ONCE]
        found |= set(Person.objects.filter(email__in=part).values_list("email", flat=True))
    return found


def _unfit(row: Row, times: int) -> str:
    try:
        validate_email(_address(row))
    except ValidationError:
        return "Ce n’est pas une adresse électronique."
    return "Cette adresse est plusieurs fois dans le fichier : une personne, une ligne." if times > 1 else ""
