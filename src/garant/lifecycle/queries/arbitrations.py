"""Reads of the arbitration: sessions, the ranked list, the figures that are on the table."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from garant.charter import Stage
from garant.committees.queries import OpinionGiven
from garant.directory.errors import NotFound
from garant.directory.models import Person
from garant.footprint import Interval
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.models import ArbitrationSession, Case, Use
from garant.lifecycle.spans import span
from garant.lifecycle.terms import READERS, SessionState


@dataclass(frozen=True, slots=True)
class Figures:
    """What is compared: 0 to 100, None where nothing is known yet. Intervals are (low, high) for one year."""

    value: int | None
    risk: int | None
    complexity: int | None
    cost_year: tuple[float, float] | None  # k€
    cost_once: tuple[float, float] | None
    kwh_year: tuple[float, float] | None
    kgco2e_year: tuple[float, float] | None
    risk_class: str  # of the AI Act, in French
    to_examine: int

    @property
    def cost_said(self) -> str:
        return span(self.cost_year, "k€")

    @property
    def energy_said(self) -> str:
        return span(self.kwh_year, "kWh")

    def to_mapping(self) -> Mapping[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case with its figures and the opinions that committees gave of it."""

    use: Use
    case: Case | None
    figures: Figures
    opinions: tuple[OpinionGiven, ...]


def sessions_visible_to(actor: Person) -> list[ArbitrationSession]:
    """The sittings of the actor's organisation, for the roles of governance; none for anybody else."""
    if not actor.has_role(*READERS):
        return []
    return list(ArbitrationSession.objects.filter(organisation=actor.organisation))


def session_visible_to(actor: Person, session: uuid.UUID) -> ArbitrationSession:
    """One of them; NotFound for any other."""
    found = ArbitrationSession.objects.filter(organisation=actor.organisation, id=session).first()
    if found is None or not actor.has_role(*READERS):
        raise NotFound(what="arbitration")
    return found


def candidates_of(session: ArbitrationSession, *, today: date) -> list[Candidate]:
    """The list of a sitting, in its order. What was decided shows the figures that were seen then."""
    cases = session.cases.select_related("use__organisation", "use__requester", "by")
    found = []
    for case in cases:
        dossier = Dossier(case.use, today)
        figures = _seen(case.seen) if case.seen else figures_of(dossier)
        found.append(Candidate(case.use, case, figures, tuple(dossier.opinions)))
    return found


def waiting_for_arbitration(actor: Person) -> list[Use]:
    """The uses at this stage that no open sitting has on its list, for the roles of governance."""
    if not actor.has_role(*READERS):
        return []
    heard = Case.objects.filter(decision="", session__state=SessionState.OPEN).values("use")
    return list(
        Use.objects.filter(organisation=actor.organisation, stage=Stage.ARBITRATION.value).exclude(
            id__in=heard
        )
    )


def case_of(session: ArbitrationSession, use: uuid.UUID) -> Case:
    """The case of a use before this sitting; NotFound where it is not on its list."""
    found = session.cases.filter(use=use).select_related("use").first()
    if found is None:
        raise NotFound(what="case")
    return found


def figures_of(dossier: Dossier) -> Figures:
    """What the sheet says today."""
    assessment = dossier.assessment
    year = assessment.footprint_year
    return Figures(
        value=assessment.value,
        risk=assessment.risk,
        complexity=assessment.complexity,
        cost_year=_pair(assessment.cost_year),
        cost_once=_pair(assessment.cost_once),
        kwh_year=_pair(year.kwh) if year is not None else None,
        kgco2e_year=_pair(year.kgco2e) if year is not None else None,
        risk_class=assessment.ai_act.risk.french,
        to_examine=len(assessment.to_examine),
    )


def _pair(interval: Interval | None) -> tuple[float, float] | None:
    return None if interval is None else (interval.min, interval.max)


def _seen(kept: Mapping[str, object]) -> Figures:
    pairs = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
    return Figures(**pairs)  # type: ignore[arg-type]  # what `to_mapping` wrote, as JSON gives it back
