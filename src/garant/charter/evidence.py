"""The evidence of a charter, clause by clause: what shows that it is applied, or that it is words."""

from dataclasses import dataclass

from garant.charter.charter import Charter, Clause
from garant.charter.tally import Evidence, Status, Tally


@dataclass(frozen=True, slots=True)
class ControlEvidence:
    """One control of a clause: what it enforces, what is asked of it, what it answers."""

    kind: str
    title: str
    sentence: str
    question: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ClauseEvidence:
    """A clause is as real as the strongest of its controls; without any, it is declared only."""

    clause: Clause
    number: str
    section: str
    status: Status
    controls: tuple[ControlEvidence, ...]


def evidence_for(charter: Charter, tally: Tally) -> tuple[ClauseEvidence, ...]:
    """Every clause in reading order. `tally.recognised` says which classes detection finds today."""
    found = []
    for number, section, clause in charter.numbered():
        controls = tuple(
            ControlEvidence(
                control.kind,
                control.french,
                control.sentence(),
                control.question,
                control.evidence(clause.id, tally),
            )
            for control in clause.controls
        )
        reached = {control.evidence.status for control in controls}
        status = next((status for status in Status if status in reached), Status.DECLARED)
        found.append(ClauseEvidence(clause, number, section.title, status, controls))
    return tuple(found)
