"""How much a trial was used: counted by a room above, which reads the journal; shown here where someone counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from garant.directory.subject import use_id
from garant.trials.models import Trial


@dataclass(frozen=True, slots=True)
class Usage:
    """The requests made with the keys of one use in a period; never by whom."""

    requests: int
    refusals: int
    wh_min: float | None = None  # None: not estimated
    wh_max: float | None = None
    gco2e_min: float | None = None
    gco2e_max: float | None = None


# (organisation's slug, the use's id, since, until) → its counts.
Counter = Callable[[str, str, datetime, datetime | None], Usage]

_counters: list[Counter] = []


def count_with(counter: Counter) -> None:
    """Say, once at start, who counts. Until then the pages show no figure rather than a wrong one."""
    _counters[:] = [counter]


def usage_of(trial: Trial) -> Usage | None:
    """From the start to the end; None where nobody counts, or nothing has started."""
    if not _counters or trial.started_at is None:
        return None
    return _counters[0](
        trial.organisation.slug, use_id(trial.subject), trial.started_at, trial.ended_at or trial.closes_at
    )
