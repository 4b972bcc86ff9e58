"""One column of a register: its name in the program, its title in the file, what a cell of it may hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from garant.tables.folding import folded

Kind = Literal["text", "number", "date", "boolean", "choice", "list"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """What a cell holds, by kind: `str`, `int | float`, `date`, `bool`, a value of `choices`, a tuple of `str`.

    An empty text is "", an empty list (), and anything else empty is None. A list with `choices` takes only those.
    """

    key: str
    title: str
    kind: Kind = "text"
    choices: tuple[tuple[str, str], ...] = ()  # (value, what people read)
    required: bool = False
    help: str = ""
    longest: int = 10_000  # characters of the cell
    titles: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.kind == "choice" and not self.choices:
            raise ValueError(f"column {self.key}: a choice without choices")
        object.__setattr__(self, "titles", dict(self.choices))

    @cached_property
    def named(self) -> Mapping[str, str]:
        """Folded title or value → value."""
        found = {folded(value): value for value, _ in self.choices}
        found.update({folded(title): value for value, title in self.choices})
        return found

    @property
    def empty(self) -> object:
        """What stands for nothing."""
        return {"text": "", "list": ()}.get(self.kind)
