"""Reads of what followed an incident: its clocks, the steps taken, the analyses."""

import json
from dataclasses import dataclass
from datetime import datetime

from garant.directory.models import Person
from garant.directory.templatetags.french import moment
from garant.registers.clocks import Clock, clocks_of
from garant.registers.models import Incident
from garant.registers.queries import incident_visible_to, may_handle, sees_register
from garant.registers.sealing import INCIDENTS
from garant.registers.terms import Doubt, Ground, Step


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was written about an incident at one moment."""

    number: int
    at: datetime
    by: str
    causes: str
    measures: str
    lessons: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A step of the law as it is shown."""

    step: Step
    at: datetime
    reference: str
    reason: str
    by: str


def clocks(incident: Incident) -> tuple[Clock, ...]:
    """The legal clocks of an incident that the caller may see."""
    taken = dict(incident.steps.values_list("step", "at"))
    return clocks_of(incident, taken, incident.organisation.place_word)


def steps_of(actor: Person, incident: Incident) -> list[Taken]:
    """The steps taken, for who sees the register; their reasons for who answers for it. None for anybody else."""
    seen = incident_visible_to(actor, incident.id)
    if not sees_register(actor):
        return []
    opens = may_handle(actor)
    return [
        Taken(
            step=Step(each.step),
            at=each.at,
            reference=each.reference,
            reason=INCIDENTS.open_part(seen, each.reason, f"step:{each.step}") if opens else "",
            by=each.by.full_name,
        )
        for each in seen.steps.select_related("by")
    ]


def analyses_of(actor: Person, incident: Incident) -> list[Analysis]:
    """Every analysis, the last one first, for who answers for the incidents; none for anybody else."""
    seen = incident_visible_to(actor, incident.id)
    if not may_handle(actor):
        return []
    return [
        Analysis(
            number=each.number,
            at=each.at,
            by=each.by.full_name,
            **json.loads(INCIDENTS.open_part(seen, each.words, f"analysis:{each.number}")),
        )
        for each in seen.analyses.select_related("by")
    ]


def titles(incident: Incident) -> dict[str, str]:
    """What people judged of an incident, as they read it: French titles and values, none of its words."""
    ground = Ground(incident.serious_ground).label if incident.serious_ground else ""
    return {
        "Nature": incident.category_french,
        "Gravité": incident.severity_french,
        "Système": incident.system,
        "Violation de données personnelles": Doubt(incident.breach).label,
        "Violation connue le": moment(incident.breach_known_at),
        "Incident grave (règlement sur l’IA)": Doubt(incident.serious).label,
        "Motif de gravité": ground,
        "Incident grave connu le": moment(incident.serious_known_at),
    }
