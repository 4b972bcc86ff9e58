"""What is asked of a worker, and what it answers. All of it travels: plain values, nothing personal in an answer."""

from dataclasses import dataclass, field

from garant.bulk.numbering import Numbered

MOST_DOUBTS = 50  # of one file, that are told one by one


@dataclass(frozen=True, slots=True)
class Task:
    """One file. Paths are absolute and the same for every worker; the secret is read from its file, never sent."""

    relative: str
    source: str
    size: int
    parts: str  # folder in which the output is made
    key_parts: str
    secret: str  # path
    rules: str
    one_key: bool
    mask_names: bool
    excluded: tuple[tuple[bytes, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person has to look at: its kind and where it stands, never what it says."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Counts by label, and what was left unread or taken out, by the name of a `Remark`."""

    found: dict[str, int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()  # the first ones
    doubtful: int = 0  # how many in all
    remarks: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """An output and its key, whole, waiting under names of their own to be put in place."""

    part: str  # names in the folders of the task
    key_part: str
    out: str  # relative path of the output
    digest: bytes  # of the source, under the key
    size: int  # of the output
    findings: Findings
    values: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The file can't be pseudonymised; `facts` are those of its error that are no name."""

    code: str
    facts: dict[str, int | float | str]
    digest: bytes


@dataclass(frozen=True, slots=True)
class Failed:
    """Something went wrong with the work, not with the file."""

    code: str
    facts: dict[str, int | float | str] = field(default_factory=dict)


Outcome = Done | Refused | Failed
