"""Reads of the registers of rows. A record is seen by the readers of its register, and where the register says so by
who wrote it, by who answers for it, or by everyone once published."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from garant.directory.errors import NotAllowed, NotFound
from garant.directory.models import Organisation, Person
from garant.registers.shelf.models import Record
from garant.registers.shelf.shelf import Flag, Move, Shelf, State
from garant.registers.shelf.values import opened, shown
from garant.tables import cell_text, folded


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as another room or a page reads it: typed values, French words."""

    id: uuid.UUID
    number: int
    title: str
    subject: str
    state: State
    values: Mapping[str, object]
    shown: Mapping[str, str]
    due: date | None
    revision: int
    author: uuid.UUID | None
    owner: Person | None
    created_at: datetime
    amended_at: datetime
    address: str
    flags: tuple[Flag, ...] = ()
    late: bool = False

    @property
    def validated(self) -> bool:
        """Whether who decides on such a record has said yes, and nobody took it up again since."""
        return self.state.value == "validated"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person looks for in a register."""

    words: str = ""
    state: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)  # column → value


def may_open(actor: Person, shelf: Shelf) -> bool:
    """Whether this register has a page for this person."""
    return actor.is_active and (shelf.own or bool(shelf.open_states) or actor.has_role(*shelf.readers))


def may_write(actor: Person, shelf: Shelf) -> bool:
    """Whether this person fills the register, beyond what they write themselves."""
    return actor.is_active and actor.has_role(*shelf.writers)


def may_add(actor: Person, shelf: Shelf) -> bool:
    return actor.is_active and (shelf.anyone_writes or may_write(actor, shelf))


def reads_all(actor: Person, shelf: Shelf) -> bool:
    return actor.is_active and actor.has_role(*shelf.readers)


def require_open(actor: Person, shelf: Shelf) -> None:
    """Refuse who has no page here; the refusal names the roles that have."""
    if not may_open(actor, shelf):
        raise NotAllowed(roles=", ".join(sorted(role.label for role in shelf.readers)))


def records_visible_to(actor: Person, shelf: Shelf, wanted: Wanted | None = None) -> QuerySet[Record]:
    """The records that this person sees, the last one first; nothing of another organisation."""
    require_open(actor, shelf)
    found = _visible(actor, shelf)
    if wanted is None:
        return found
    for word in folded(wanted.words).split():
        found = found.filter(folded__contains=word)
    if wanted.state:
        found = found.filter(state=wanted.state)
    for key, value in wanted.choices.items():
        if key in shelf.filters and value:
            found = found.filter(**{f"values__{key}": value})
    return found


def record_visible_to(actor: Person, shelf: Shelf, record: uuid.UUID) -> Record:
    """NotFound where there is none, or where it is not this reader's."""
    found = _visible(actor, shelf).filter(id=record).select_related("organisation", "owner").first()
    if found is None:
        raise NotFound(what="record")
    return found


def entry_of(shelf: Shelf, record: Record, *, today: date | None = None) -> Entry:
    """The record, read."""
    values = opened(shelf.all_columns, record.values)
    return Entry(
        id=record.id,
        number=record.number,
        title=record.title,
        subject=record.subject,
        state=shelf.state(record.state),
        values=values,
        shown=shown(shelf, record.title, record.state, values),
        due=record.due,
        revision=record.revision,
        author=record.author_id,
        owner=record.owner,
        created_at=record.created_at,
        amended_at=record.amended_at,
        address=record.get_absolute_url(),
        flags=shelf.flags(values, record.state),
        late=is_late(shelf, record, today),
    )


def is_late(shelf: Shelf, record: Record, today: date | None) -> bool:
    """Whether its date is past while it can still be worked on."""
    return bool(today and record.due and record.due < today and record.state in shelf.editable)


def cells(shelf: Shelf, record: Record) -> list[tuple[str, str]]:
    """(title, text) of the columns of the list."""
    values = opened([shelf.by_key[key] for key in shelf.shown], record.values)
    return [(shelf.by_key[key].title, cell_text(shelf.by_key[key], value)) for key, value in values.items()]


def moves_open_to(actor: Person, shelf: Shelf, record: Record) -> tuple[Move, ...]:
    """The steps that this person may take from where the record stands."""
    return tuple(
        move for move in shelf.moves if record.state in move.before and may_move(actor, move, record)
    )


def may_move(actor: Person, move: Move, record: Record) -> bool:
    """Whether this step is this person's, whatever the state."""
    return actor.is_active and (
        actor.has_role(*move.roles) or (move.by_owner and record.owner_id == actor.id)
    )


def may_amend(actor: Person, shelf: Shelf, record: Record) -> bool:
    """Whether this person may amend this record as it stands."""
    if may_write(actor, shelf) and record.state in shelf.editable:
        return True
    return actor.is_active and record.author_id == actor.id and record.state in shelf.author_amends


def last_about(organisation: Organisation, shelf: Shelf, subject: str) -> Entry | None:
    """The last record about this subject, for the rooms above: whether a reader may see it, they have decided."""
    found = Record.objects.filter(organisation=organisation, shelf=shelf.slug, subject=subject)
    record = found.select_related("owner").first()
    return None if record is None else entry_of(shelf, record)


def all_of(organisation: Organisation, shelf: Shelf) -> list[Entry]:
    """Every record of an organisation's register, by number: for the command line and its files, never a page."""
    rows = Record.objects.filter(organisation=organisation, shelf=shelf.slug).order_by("number")
    return [entry_of(shelf, row) for row in rows.select_related("owner")]


def _visible(actor: Person, shelf: Shelf) -> QuerySet[Record]:
    found = Record.objects.filter(organisation=actor.organisation, shelf=shelf.slug)
    if not actor.is_active:
        return found.none()
    if reads_all(actor, shelf):
        return found
    seen = Q(state__in=shelf.open_states)
    if shelf.own:
        seen |= Q(author=actor) | Q(owner=actor)
    return found.filter(seen)
