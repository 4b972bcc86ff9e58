"""A document as one frozen value: what it says, in the order in which it is read; how it looks is each writer's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

from garant.paper.typography import settled

LOWEST_HEADING = 5


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a document. Its texts are settled when it is made: every format writes the same ones."""

    def __post_init__(self) -> None:
        for each in fields(self):
            object.__setattr__(self, each.name, _settled(getattr(self, each.name)))


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """Level 1 stands right below the document's own title."""

    level: int
    text: str

    def __post_init__(self) -> None:
        Block.__post_init__(self)
        if not 1 <= self.level <= LOWEST_HEADING:
            raise ValueError(f"a heading has a level from 1 to {LOWEST_HEADING}, not {self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """Text with its marks (see `marks`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Items(Block):
    """A list; its texts may bear marks."""

    texts: Sequence[str]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Facts(Block):
    """Labels and their values, as on an identity card. Without marks."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TableBlock(Block):
    """The header row is repeated on each page. `widths` are shares (1, 2, 1), equal where they are not said."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] | None = None

    def __post_init__(self) -> None:
        Block.__post_init__(self)
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("each row of a table has one cell for each of its columns")
        if self.widths is not None and (len(self.widths) != len(self.columns) or min(self.widths) <= 0):
            raise ValueError("a table has one width above zero for each of its columns")

    @property
    def shares(self) -> tuple[float, ...]:
        """The width of each column as a part of 1."""
        widths = self.widths or (1.0,) * len(self.columns)
        return tuple(width / sum(widths) for width in widths)


@dataclass(frozen=True, slots=True)
class BarChart(Block):
    """Bars on one scale. A table beside it says the same: DOCX, which draws no SVG, has that table alone."""

    title: str
    rows: Sequence[tuple[str, float, float, str]]  # label, from, to, what is said


@dataclass(frozen=True, slots=True)
class Note(Block):
    """A paragraph set apart. It may bear marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Field(Block):
    """A blank that someone fills in, on screen or with a pen."""

    label: str
    help: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Choice(Block):
    """Boxes to tick."""

    label: str
    options: Sequence[str]


@dataclass(frozen=True, slots=True)
class Signature(Block):
    """Who signs, with room to do it."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak(Block):
    pass


@dataclass(frozen=True, slots=True)
class Paper(Block):
    """A whole document. `blocks` may come as any sequence; it is kept as a tuple."""

    title: str
    subtitle: str = ""
    organisation: str = ""
    date_line: str = ""
    blocks: Sequence[Block] = field(default=())
    language: str = "fr"


def _settled(value: object) -> object:
    match value:
        case str():
            return settled(value)
        case Block() | int() | float() | None:
            return value
        case Iterable():
            return tuple(_settled(each) for each in value)
    raise TypeError(f"a document holds texts, not {type(value).__name__}")
