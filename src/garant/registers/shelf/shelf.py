"""A register as data: its columns, its states, who reads, who writes, which moves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from garant.directory.kinds import Role
from garant.tables import Column

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that are read together, under one heading."""

    title: str
    columns: tuple[Column, ...]
    help: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Where a record stands. `tone` is the badge's: good, bad, warn or nothing."""

    value: str
    label: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One way from some states to another. `note` is the column of the words that must go with it."""

    name: str  # in the address: "valider"
    label: str  # on the button
    before: frozenset[str]
    after: str
    roles: frozenset[Role]
    by_owner: bool = False  # who answers for this very record may too
    note: Column | None = None
    writes: tuple[Column, ...] = ()  # other columns that only this step writes
    guard: Callable[[Values], None] | None = None  # raises where the record is not ready
    done: str = "C’est enregistré."


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a reader of the record must not miss, from what it says."""

    tone: str
    sentence: str


def no_flags(values: Values, state: str) -> tuple[Flag, ...]:
    """A register that warns of nothing."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """One register. Whoever is not named here is outside: readers by role, authors by `own`, all by `open_states`."""

    slug: str  # in the address: "traitements"
    kind: str  # in the journal and the history: "processing:<id>"
    title: str
    one: str  # "traitement", "analyse d’impact"
    add: str  # on the button: "Ajouter un traitement"
    lead: str
    title_column: str = "Intitulé"
    groups: tuple[Group, ...]
    states: tuple[State, ...]
    readers: frozenset[Role]
    writers: frozenset[Role]
    moves: tuple[Move, ...] = ()
    editable: frozenset[str]  # states in which a writer may amend
    own: bool = False  # who wrote a record, or answers for it, reads it
    open_states: frozenset[str] = frozenset()  # everyone of the organisation reads these
    anyone_writes: bool = False
    discreet: bool = False  # no name is shown in the history, but to its author
    author_amends: frozenset[str] = frozenset()  # states in which its author may amend
    shown: tuple[str, ...] = ()  # columns of the list
    filters: tuple[str, ...] = ()  # columns with choices
    due: str = ""  # the date column that the list and the reminders follow
    flags: Callable[[Values, str], tuple[Flag, ...]] = no_flags
    source: str = ""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column that a form may write, in order."""
        return tuple(column for group in self.groups for column in group.columns)

    @cached_property
    def all_columns(self) -> tuple[Column, ...]:
        """Those, and what only a move writes."""
        written = {column.key for column in self.columns}
        later = [each for move in self.moves for each in (move.note, *move.writes) if each is not None]
        more = {column.key: column for column in later if column.key not in written}
        return (*self.columns, *more.values())

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        return MappingProxyType({column.key: column for column in self.all_columns})

    @cached_property
    def number_column(self) -> Column:
        return Column(key="number", title="N°", kind="number")

    @cached_property
    def name_column(self) -> Column:
        return Column(key="title", title=self.title_column, required=True, longest=200)

    @cached_property
    def state_column(self) -> Column:
        choices = tuple((state.value, state.label) for state in self.states)
        return Column(key="state", title="État", kind="choice", choices=choices)

    @property
    def file_columns(self) -> tuple[Column, ...]:
        """What an export holds."""
        use = Column(key="subject", title="Usage d’IA")
        return (self.number_column, self.name_column, self.state_column, use, *self.all_columns)

    @property
    def read_columns(self) -> tuple[Column, ...]:
        """What an import may write: neither a state nor the words of a move, which have their own doors."""
        return (self.number_column, self.name_column, *self.columns)

    @property
    def first(self) -> str:
        return self.states[0].value

    def state(self, value: str) -> State:
        """The state of this name; what an older version wrote is shown as it is."""
        return next((state for state in self.states if state.value == value), State(value, value))

    def move(self, name: str) -> Move | None:
        return next((move for move in self.moves if move.name == name), None)
