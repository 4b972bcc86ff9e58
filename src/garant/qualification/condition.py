"""Conditions on answers, in three values: yes, no, and not known yet.

In the files a condition is a mapping from a question to the answers that fulfil it (all of its lines hold),
or `{any: […]}`, or `{all: […]}`. `None` is the answer « je ne sais pas »: what may be so is shown and examined,
never taken for a no.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict, model_validator

UNKNOWN = "unknown"  # « Je ne sais pas » : to be examined, never no

Answers: TypeAlias = Mapping[str, Any]


class Condition(BaseModel):
    """Lines that all hold, and at least one of `any` where there are some."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lines: tuple[tuple[str, tuple[str, ...]], ...] = ()
    any: tuple["Condition", ...] = ()
    all: tuple["Condition", ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _as_files_write_it(cls, written: Any) -> Any:
        if not isinstance(written, Mapping) or "lines" in written:
            return written
        parts: dict[str, Any] = {key: value for key, value in written.items() if key in ("any", "all")}
        parts["lines"] = tuple(
            (str(name), tuple(values)) for name, values in written.items() if name not in parts
        )
        if not any(parts.values()):
            raise ValueError("a condition that says nothing")
        return parts

    def holds(self, answers: Answers) -> bool | None:
        """True, False, or None where it turns on an answer that nobody knows. No answer at all is a no."""
        found = [_line(answers.get(name), wanted) for name, wanted in self.lines]
        found += [part.holds(answers) for part in self.all]
        if self.any:
            found.append(either(part.holds(answers) for part in self.any))
        return both(found)

    def names(self) -> frozenset[str]:
        """The questions it reads."""
        parts = [part.names() for part in (*self.any, *self.all)]
        return frozenset(name for name, _ in self.lines).union(*parts)


def _line(answer: object, wanted: tuple[str, ...]) -> bool | None:
    if answer is None:
        return False
    given = set(answer) if isinstance(answer, tuple | list) else {answer}
    if given & set(wanted):
        return True
    return None if UNKNOWN in given else False


def both(values: Iterable[bool | None]) -> bool | None:
    """And: one no settles it."""
    found = list(values)
    if False in found:
        return False
    return None if None in found else True


def either(values: Iterable[bool | None]) -> bool | None:
    """Or: one yes settles it."""
    found = list(values)
    if True in found:
        return True
    return None if None in found else False
