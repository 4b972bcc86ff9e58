"""The evidence for everybody: sums alone, and none about so few people that one of them could be recognised."""

import re
from dataclasses import dataclass

from garant.charter import ControlEvidence, Status, Tally
from garant.directory.queries import charter_in_force
from garant.portal.queries import OpenPortal
from garant.portal.terms import Part
from garant.portal.things import counts_things
from garant.publication.queries import DAYS, evidence_of, tally_of

_NUMBER = re.compile(r"\d+(?:[\u00a0\u202f ]\d{3})*")


@dataclass(frozen=True, slots=True)
class PublicControl:
    """One control: its rule, and what may be said of its figures."""

    title: str
    sentence: str
    said: str  # "" where it is not published
    status: Status


@dataclass(frozen=True, slots=True)
class PublicClause:
    """One clause of the charter in force."""

    id: str
    number: str
    title: str
    status: Status
    controls: tuple[PublicControl, ...]


@dataclass(frozen=True, slots=True)
class PublicSection:
    title: str
    clauses: tuple[PublicClause, ...]


@dataclass(frozen=True, slots=True)
class PublicEvidence:
    """The whole page."""

    charter_title: str
    charter_version: str
    tally: Tally
    days: int
    least: int
    statuses: tuple[tuple[Status, int], ...]
    sections: tuple[PublicSection, ...]
    requests: int | None  # None: not published


def public_evidence(portal: OpenPortal) -> PublicEvidence:
    """Every clause of the charter in force over the last days; NotFound where this part is closed."""
    portal.require(Part.EVIDENCE)
    charter = charter_in_force(portal.organisation)
    found = evidence_of(charter.charter, tally_of(portal.organisation, today=portal.today))
    least = portal.least_people
    sections = tuple(
        PublicSection(
            section.title,
            tuple(
                PublicClause(
                    each.clause.id,
                    each.number,
                    each.clause.title,
                    each.status,
                    tuple(_control(control, found.tally, least) for control in each.controls),
                )
                for each in section.clauses
            ),
        )
        for section in found.sections
    )
    enough = found.tally.people >= least
    return PublicEvidence(
        charter_title=charter.policy.title,
        charter_version=charter.policy.version,
        tally=found.tally,
        days=DAYS,
        least=least,
        statuses=tuple(found.by_status.items()),
        sections=sections,
        requests=found.tally.requests if enough and _may_be_told(found.tally.requests, least) else None,
    )


def _control(control: ControlEvidence, tally: Tally, least: int) -> PublicControl:
    said = control.evidence.sentence_fr
    shown = said if _is_public(control, said, tally, least) else ""
    return PublicControl(control.title, control.sentence, shown, control.evidence.status)


def _is_public(control: ControlEvidence, said: str, tally: Tally, least: int) -> bool:
    """Figures about things are; figures about what people did, where enough people are behind every one of them."""
    if control.evidence.count is None or counts_things(control.kind):
        return True
    if tally.people < least:
        return False
    if control.kind == "acknowledge" and not _may_be_told(tally.people - tally.acknowledged, least):
        return False  # those who did not would be few enough to be known
    return all(_may_be_told(number, least) for number in _numbers(said))


def _may_be_told(number: int, least: int) -> bool:
    """Nobody is behind a zero; behind a small number somebody could be recognised."""
    return number == 0 or number >= least


def _numbers(said: str) -> list[int]:
    return [int(re.sub(r"\D", "", found)) for found in _NUMBER.findall(said)]
