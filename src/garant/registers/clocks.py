"""The legal clocks of an incident: what is due, until when, and whether it was done in time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from garant.deadlines import Deadline, Place, deadline
from garant.registers.models import Incident
from garant.registers.terms import Category, Doubt, Ground, Step

# While nobody has said whether these are data breaches, their clock is shown as one that may be running.
SUSPECT = frozenset({Category.PERSONAL_DATA, Category.LEAK, Category.SECURITY})

_DELAY_OF_GROUND = {Ground.DEATH: "ai-act-73-4", Ground.INFRASTRUCTURE: "ai-act-73-3"}


@dataclass(frozen=True, slots=True)
class Clock:
    """One delay. `done_at` and `waived` are its two ends; `provisional` says that it may not be due at all."""

    title: str
    steps: tuple[Step, ...]
    deadline: Deadline
    done_at: datetime | None = None
    waived: bool = False
    provisional: bool = False

    @property
    def is_running(self) -> bool:
        return self.done_at is None and not self.waived

    @property
    def is_dated(self) -> bool:
        """Whether the law gives a number; else it only says "without delay"."""
        return self.deadline.delay.length > 0

    @property
    def in_time(self) -> bool:
        """None of its days was missed, where the law counts them."""
        return self.done_at is not None and (not self.is_dated or self.done_at <= self.deadline.due)

    def is_late(self, now: datetime) -> bool:
        return self.is_running and self.is_dated and self.deadline.is_past(now)


def clocks_of(incident: Incident, taken: Mapping[str, datetime], place: Place) -> tuple[Clock, ...]:
    """The clocks of an incident, given the steps that were taken and when."""
    return (*_breach(incident, taken, place), *_serious(incident, taken, place))


def missing_steps(clocks: Collection[Clock]) -> list[str]:
    """What stands between the incident and its closing, in French."""
    return [f"« {clock.title} »" for clock in clocks if clock.is_running and not clock.provisional]


def _breach(incident: Incident, taken: Mapping[str, datetime], place: Place) -> tuple[Clock, ...]:
    known = incident.breach_known_at
    if incident.breach == Doubt.UNKNOWN and incident.category in SUSPECT and incident.is_open:
        start = known or incident.opened_at
        return (_clock("Notifier la CNIL", "rgpd-33", start, place, taken, provisional=True),)
    if incident.breach != Doubt.YES or known is None:
        return ()
    return (
        _clock("Notifier la CNIL", "rgpd-33", known, place, taken, Step.CNIL_TOLD, Step.CNIL_NOT_DUE),
        _clock(
            "Informer les personnes concernées",
            "rgpd-34",
            known,
            place,
            taken,
            Step.PERSONS_TOLD,
            Step.PERSONS_NOT_DUE,
        ),
    )


def _serious(incident: Incident, taken: Mapping[str, datetime], place: Place) -> tuple[Clock, ...]:
    known = incident.serious_known_at
    if incident.serious != Doubt.YES or known is None:
        return ()
    # The provider first, then the authority.
    delay = _DELAY_OF_GROUND.get(Ground(incident.serious_ground), "ai-act-73-2")
    return (
        _clock("Informer le fournisseur", "ai-act-26-5", known, place, taken, Step.PROVIDER_TOLD),
        _clock("Informer l’autorité", delay, known, place, taken, Step.AUTHORITY_TOLD),
    )


def _clock(
    title: str,
    delay: str,
    start: datetime,
    place: Place,
    taken: Mapping[str, datetime],
    *steps: Step,
    provisional: bool = False,
) -> Clock:
    done, waiver = steps[0] if steps else None, steps[1] if len(steps) > 1 else None
    return Clock(
        title=title,
        steps=steps,
        deadline=deadline(delay, start, place=place),
        done_at=taken.get(done) if done else None,
        waived=waiver in taken,
        provisional=provisional,
    )
