"""The observatory: what the organisation does with AI today and how that moves. Sums; nobody is ranked, nobody named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from garant.catalogue.compliance import today_of
from garant.charter import Lifecycle, Stage
from garant.committees.figures import sittings_ahead
from garant.directory.errors import CharterNotInForce
from garant.directory.models import Organisation, Person
from garant.directory.queries import active_people_count, policy_in_force
from garant.directory.threshold import fewest_people
from garant.lifecycle.figures import UnderWay, themes_by_stage, under_way
from garant.lifecycle.terms import Ambition
from garant.publication.figures import MonthOfUse, months_between
from garant.registers.figures import Lesson, lesson_tags, lessons_published, satisfaction
from garant.reports.period import Period
from garant.trials.figures import TrialFigures, trials_between, trials_ending

MONTHS = 12
LESSONS = 20
PRINTED = 100  # lines of the roadmap on the page; the file has them all
NO_THEME = "Thème non renseigné"


@dataclass(frozen=True, slots=True)
class Theme:
    """The uses that serve one ambition, stage by stage."""

    label: str
    counts: Sequence[int]  # in the order of `Observatory.stages`

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Step:
    """One use of the roadmap: which gates come next, and the nearest day that is fixed for it."""

    use: UnderWay
    stage: str
    next: str
    day: date | None
    why: str  # what happens that day
    late: bool


@dataclass(frozen=True, slots=True)
class Observatory:
    """`months` is None where the group is too small to be counted."""

    stages: Sequence[str]
    themes: Sequence[Theme]
    steps: Sequence[Step]
    trials: TrialFigures
    satisfaction: Sequence[tuple[str, int]]
    lessons: Sequence[Lesson]
    tags: Sequence[tuple[str, int]]
    fewest: int  # people
    months: Sequence[MonthOfUse] | None  # None: fewer people than that

    @property
    def uses(self) -> int:
        return sum(theme.total for theme in self.themes)

    @property
    def said_satisfied(self) -> int:
        """How many published lessons answer."""
        return sum(number for _, number in self.satisfaction)

    @property
    def by_stage(self) -> Iterator[tuple[str, Sequence[int], int]]:
        """Stage, the uses of each theme in it, all of them."""
        for at, stage in enumerate(self.stages):
            counts = [theme.counts[at] for theme in self.themes]
            yield stage, counts, sum(counts)


def observatory_for(actor: Person, *, now: datetime) -> Observatory:
    """That of the actor's own organisation, for anyone in it."""
    organisation, today = actor.organisation, today_of(actor.organisation, now)
    lifecycle, fewest = _lifecycle(organisation), fewest_people(today)
    counts = themes_by_stage(organisation)
    stages = [stage for stage in Stage if any(kept is stage for _, kept in counts)]
    themes = [*((each.value, _short(each.label)) for each in Ambition), ("", NO_THEME)]
    first = (today.replace(day=1) - timedelta(days=30 * (MONTHS - 1))).replace(day=1)
    everything = Period(date(2000, 1, 1), today, organisation.place_word.zone)
    return Observatory(
        stages=[_title(lifecycle, stage) for stage in stages],
        themes=[
            Theme(label, [counts.get((word, stage), 0) for stage in stages])
            for word, label in themes
            if any(kept == word for kept, _ in counts)
        ],
        steps=_steps(organisation, lifecycle, today),
        trials=trials_between(organisation, everything.start, everything.end),
        satisfaction=satisfaction(organisation),
        lessons=lessons_published(organisation, at_most=LESSONS),
        tags=lesson_tags(organisation),
        fewest=fewest,
        months=None
        if active_people_count(organisation) < fewest
        else months_between(organisation, first, today),
    )


def _lifecycle(organisation: Organisation) -> Lifecycle | None:
    try:
        return policy_in_force(organisation).lifecycle
    except CharterNotInForce:
        return None


def _title(lifecycle: Lifecycle | None, stage: Stage) -> str:
    drawn = lifecycle.stage(stage) if lifecycle is not None else None
    return drawn.title if drawn is not None else stage.french


def _steps(organisation: Organisation, lifecycle: Lifecycle | None, today: date) -> list[Step]:
    """Those with a day first, the soonest of them on top."""
    sittings, trials = sittings_ahead(organisation), trials_ending(organisation)
    zone = organisation.place_word.zone
    found = []
    for use in under_way(organisation):
        sitting = sittings.get(use.subject)
        days = [
            (use.arbitration_on, "séance d’arbitrage"),
            (sitting.astimezone(zone).date() if sitting else None, "séance de comité"),
            (trials.get(use.id), "fin de l’essai"),
            (use.re_evaluate_by.astimezone(zone).date() if use.re_evaluate_by else None, "à réévaluer avant"),
            (use.review_on, "revue"),
        ]  # fmt: skip
        fixed = [(day, why) for day, why in days if day is not None]
        day, why = min(fixed, default=(None, ""))
        found.append(
            Step(
                use,
                _title(lifecycle, use.stage),
                _next(lifecycle, use.stage),
                day,
                why,
                day is not None and day < today,
            )
        )
    return sorted(found, key=lambda step: (step.day is None, step.day or today))


def _short(label: str) -> str:
    """An ambition without its examples."""
    return label.partition(" (")[0]


def _next(lifecycle: Lifecycle | None, stage: Stage) -> str:
    """The stages that the charter draws after this one, but for its ends."""
    drawn = lifecycle.stage(stage) if lifecycle is not None else None
    moves = drawn.moves if drawn is not None else ()
    order = list(Stage)
    onward = [move.to for move in moves if not move.to.is_final and order.index(move.to) > order.index(stage)]
    return ", ".join(_title(lifecycle, each) for each in onward)
