"""Who does the work: something to which tasks are given, and from which outcomes come, in any order."""

from dataclasses import dataclass
from typing import Protocol

from garant.bulk.outcome import Outcome, Task


@dataclass(frozen=True, slots=True)
class Finished:
    task: Task
    outcome: Outcome


class Workers(Protocol):
    """For one thread. `room` tells how many more tasks may be given now; a task given comes back once, somehow."""

    @property
    def room(self) -> int: ...

    def give(self, task: Task) -> None: ...

    def finished(self, seconds: float) -> list[Finished]:
        """What came back, after at most `seconds` of waiting for a first one."""
        ...

    def stop(self) -> None:
        """At once: what is being done is dropped. May be called twice."""
        ...
