"""What is wrong with a charter file, line by line: facts here, the French sentences in the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from garant.words import GarantError, message


@dataclass(frozen=True, slots=True)
class Problem:
    """One error or warning at `file:line`; lines count from 1. `code` stands in the catalogue of messages."""

    file: str
    line: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    warning: bool = False

    @property
    def sentence(self) -> str:
        """What is wrong, in one French sentence."""
        return message(self.code).say.format_map(self.facts)

    @property
    def advice(self) -> str:
        """What to do about it, in French."""
        return message(self.code).do.format_map(self.facts)

    def __str__(self) -> str:
        kind = "avertissement : " if self.warning else ""
        return f"{self.file}:{self.line}: {kind}{self.sentence} {self.advice}".rstrip()


class Report:
    """Gathers the problems of one file, so that a reader sees all of them at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def error(self, line: int, code: str, **facts: object) -> None:
        self.problems.append(Problem(self.file, line, code, facts))

    def stop_if_any(self) -> None:
        """Raises CharterInvalid with everything gathered, in the order of the file."""
        if self.problems:
            raise CharterInvalid(tuple(sorted(self.problems, key=lambda problem: problem.line)))


class CharterInvalid(GarantError):
    """The file is not a charter that can be applied; `problems` says why, each with its line."""

    code: ClassVar[str] = "charter_invalid"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        super().__init__(file=first.file, line=first.line, problem=first.code, count=len(problems))
        self.problems = problems


class CharterUnknown(GarantError):
    """No shipped charter has this id."""

    code: ClassVar[str] = "charter_unknown"


class RecogniserUnknown(GarantError):
    """No shipped recogniser has this name."""

    code: ClassVar[str] = "charter_recogniser_unknown"
