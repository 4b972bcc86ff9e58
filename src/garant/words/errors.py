"""Errors carry facts; the edge (command line, gateway, page) finds the words."""

from typing import ClassVar


class GarantError(Exception):
    """One thing that went wrong, under a stable `code`, with the facts that its sentence needs.

    A subclass names its code; `messages/<room>.fr.toml` holds the sentence. Facts are identifiers, counts
    and names of files or rules: never content that a person wrote, since `str(error)` may reach a log.
    """

    code: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts: dict[str, object] = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({facts})"
