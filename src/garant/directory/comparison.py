"""What an uploaded charter would change, before anything is applied."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from garant.charter import CharterInvalid, Comparison, EffectChange, check, compare
from garant.directory.charters import CharterInForce, compiled


@dataclass(frozen=True, slots=True)
class Candidate:
    """A charter file under examination: either `errors`, each with its line, or what it would change."""

    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    changes: Comparison | None = None

    @property
    def milder(self) -> tuple[EffectChange, ...]:
        """What would be allowed and is not today: to be read first."""
        if self.changes is None:
            return ()
        return tuple(change for change in (*self.changes.cells, *self.changes.effects) if change.milder)


def candidate(text: str, *, against: CharterInForce, today: date | None = None) -> Candidate:
    """Check a text and compare it with the charter in force; every error of the file at once."""
    try:
        charter, _ = compiled(text)
    except CharterInvalid as invalid:
        return Candidate(errors=tuple(str(problem) for problem in invalid.problems))
    warnings = tuple(str(problem) for problem in check(charter, today=today or timezone.localdate()))
    return Candidate(warnings=warnings, changes=compare(against.charter, charter))
