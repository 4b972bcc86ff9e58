"""What lies between two versions of a charter, as pages show it; what an uploaded one would change."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from garant.charter import (
    Charter,
    CharterInvalid,
    ClauseChange,
    Comparison,
    EffectChange,
    Passage,
    check,
    compare,
    passages,
)
from garant.directory.charters import CharterInForce, opened
from garant.directory.queries import charter_to_inherit


@dataclass(frozen=True, slots=True)
class Difference:
    """A comparison, with what became of each text word by word, and what is milder first."""

    changes: Comparison
    clauses: tuple[tuple[ClauseChange, tuple[Passage, ...]], ...]  # no passage where the text is the same

    @property
    def milder(self) -> tuple[EffectChange, ...]:
        """What the second allows and the first did not: to be read first."""
        return tuple(change for change in (*self.changes.cells, *self.changes.effects) if change.milder)


def difference(before: Charter, after: Charter) -> Difference:
    """From one charter to the other."""
    changes = compare(before, after)
    return Difference(
        changes,
        tuple(
            (
                change,
                passages(change.before.text, change.after.text)
                if change.before.text != change.after.text
                else (),
            )
            for change in changes.changed
        ),
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A charter file under examination: either `errors`, each with its line, or what it would change."""

    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    difference: Difference | None = None


def candidate(text: str, *, against: CharterInForce, today: date | None = None) -> Candidate:
    """Check a text and compare it with the charter in force; every error of the file at once."""
    try:
        charter, _ = opened(text, parents=charter_to_inherit)
    except CharterInvalid as invalid:
        return Candidate(errors=tuple(str(problem) for problem in invalid.problems))
    warnings = tuple(str(problem) for problem in check(charter, today=today or timezone.localdate()))
    return Candidate(warnings=warnings, difference=difference(against.charter, charter))
