"""The evidence: what the journal and the registers show of each clause, over a period."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter

from django.db.models import Sum
from django.utils import timezone

from garant.catalogue import counting as catalogue_counting
from garant.catalogue.queries import systems_by_zone, systems_listed
from garant.charter import Charter, ClauseEvidence, Status, Tally, evidence_for
from garant.decisions import counting as decisions_counting
from garant.directory import queries as directory
from garant.directory.models import Organisation, Person
from garant.lifecycle import counting as lifecycle_counting
from garant.privacy import recognised_classes
from garant.procurement.counting import consultations_held
from garant.publication.beside import Beside, beside_clauses
from garant.publication.models import DailyCount
from garant.publication.period import Period
from garant.registers import counting as registers_counting
from garant.registers.queries import counts_between
from garant.registers.rights.queries import counts_between as rights_between
from garant.trials.counting import consents_held
from garant.words import DataClass, Zone

DAYS = 30

What = DailyCount.What

# Registers of rooms that stand beside this one: `garant.web`, which knows them all, adds them once, at start.
_added: dict[str, Callable[[Organisation], int]] = {}


def add_register(name: str, count: Callable[[Organisation], int]) -> None:
    """Let `count` say how many records the register of this name holds; said twice, the last one holds."""
    _added[name] = count


@dataclass(frozen=True, slots=True)
class SectionEvidence:
    """The clauses of one section of the charter."""

    title: str
    clauses: tuple[ClauseEvidence, ...]


@dataclass(frozen=True, slots=True)
class EvidenceOfCharter:
    """The whole page: every clause of the version in force, over the last days."""

    tally: Tally
    sections: tuple[SectionEvidence, ...]

    @property
    def by_status(self) -> dict[Status, int]:
        found = Counter(clause.status for section in self.sections for clause in section.clauses)
        return {status: found[status] for status in Status}

    @property
    def clauses_count(self) -> int:
        return sum(self.by_status.values())

    @property
    def unrecognised(self) -> tuple[DataClass, ...]:
        """The classes that a rule of this charter names and that detection does not find yet."""
        named = {
            data
            for section in self.sections
            for clause in section.clauses
            for control in clause.controls
            for data in control.evidence.unrecognised
        }
        return tuple(data for data in DataClass if data in named)


def evidence_for_reader(actor: Person, period: Period) -> tuple[EvidenceOfCharter, Mapping[str, Beside]]:
    """The evidence of the actor's own organisation over a period, and what stands beside each clause, by its id."""
    charter = directory.charter_in_force(actor.organisation).charter
    tally = tally_of(actor.organisation, today=period.until, days=period.days)
    start, end = (
        _midnight(day, actor.organisation) for day in (period.since, period.until + timedelta(days=1))
    )
    return evidence_of(charter, tally), beside_clauses(actor.organisation, charter, period, start, end)


def evidence_of(charter: Charter, tally: Tally) -> EvidenceOfCharter:
    """Each control of each clause answers for itself."""
    sections = tuple(
        SectionEvidence(title, tuple(clauses))
        for title, clauses in groupby(evidence_for(charter, tally), key=attrgetter("section"))
    )
    return EvidenceOfCharter(tally, sections)


def tally_of(organisation: Organisation, *, today: date, days: int = DAYS) -> Tally:
    """The counts of the last `days` days, today included, from the mirror of the journal and the registers."""
    since = today - timedelta(days=days - 1)
    start, end = (_midnight(day, organisation) for day in (since, today + timedelta(days=1)))
    policy = directory.policy_in_force(organisation)
    rows = (
        DailyCount.objects.filter(organisation=organisation.slug, day__range=(since, today))
        .values_list("what", "clause", "key")
        .annotate(total=Sum("number"))
    )
    counts = {(what, clause, key): int(total) for what, clause, key, total in rows}
    incidents = counts_between(organisation, start, end, now=timezone.now())
    rights = rights_between(organisation, start, end, now=timezone.now())
    retained = {rule.what for rule in policy.retentions}
    return Tally(
        since=since,
        until=today,
        requests=counts.get((What.REQUEST, "", ""), 0),
        answers={Zone(key): number for (what, _, key), number in counts.items() if what == What.ANSWER},
        decisions={(clause, key): n for (what, clause, key), n in counts.items() if what == What.DECISION},
        observed={(clause, key): n for (what, clause, key), n in counts.items() if what == What.OBSERVED},
        events={(key, clause): n for (what, clause, key), n in counts.items() if what == What.EVENT},
        people=directory.active_people_count(organisation),
        acknowledged=directory.acknowledged_count(organisation, policy),
        systems=systems_by_zone(organisation),
        incidents=incidents.opened,
        incidents_in_time=incidents.in_time,
        incidents_late=incidents.late,
        # Conversations have a task that deletes them; the journal and the incidents have none yet, and say so.
        purged={kept: counts.get((What.PURGED, "", kept), 0) for kept in retained & {"conversations"}},
        recognised=recognised_classes(),
        uncertain={DataClass(key): n for (what, _, key), n in counts.items() if what == What.UNCERTAIN},
        registers=_registers(organisation),
        rights=rights.received,
        rights_in_time=rights.in_time,
        rights_late=rights.late,
        published=_published(organisation, clauses=len(policy.clauses)),
    )


def _registers(organisation: Organisation) -> dict[str, int]:
    """What each register holds today."""
    return {
        **catalogue_counting.records_held(organisation),
        **registers_counting.records_held(organisation),
        **lifecycle_counting.records_held(organisation),
        **decisions_counting.records_held(organisation),
        "consultations": consultations_held(organisation),
        "consents": consents_held(organisation),
        **{name: count(organisation) for name, count in _added.items()},
    }


def _published(organisation: Organisation, *, clauses: int) -> dict[str, int]:
    """What can be read without an account, or by every agent: versions, clauses with their evidence, systems."""
    found = {"charter": len(directory.charter_versions(organisation)), "evidence": clauses}
    if catalogue_counting.is_list_open(organisation):
        found["systems"] = len(systems_listed(organisation))
    return found


def _midnight(day: date, organisation: Organisation) -> datetime:
    return datetime.combine(day, time.min, tzinfo=organisation.place_word.zone)
