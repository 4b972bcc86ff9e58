"""What `draft.py` fills a database with, and what it times there. Loaded once the settings stand."""

import random
import time
from datetime import UTC, date, datetime, timedelta

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from garant.charter import Stage, shipped_text
from garant.directory.actions import found_organisation, welcome_person
from garant.directory.journal import journal_directory, journal_key
from garant.directory.kinds import Kind, Role
from garant.journal import RequestCompleted, RequestDecided, Spool
from garant.lifecycle.models import ArbitrationSession, Case, Passage, Use
from garant.publication.actions import collect
from garant.publication.models import DailyCount, DailyFootprint
from garant.registers.models import Incident
from garant.registers.shelf.models import Record
from garant.reports.actions import open_draft
from garant.reports.files import file_of

SINCE, UNTIL = date(2025, 1, 1), date(2025, 12, 31)
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
DAYS = 365
REQUESTS = 500_000  # each leaves two entries in the journal
WAY = (Stage.NEED, Stage.QUALIFICATION, Stage.ARBITRATION, Stage.DEVELOPMENT, Stage.EVALUATION, Stage.PILOT)
ENDS = (Stage.GENERALISED, Stage.REFUSED, Stage.ABANDONED, Stage.RETIRED)
CHANCE = random.Random(20261122)


def people():
    organisation = found_organisation(
        slug="grande-region", name="Grande Région", charter_text=shipped_text("demo-region")
    )
    seats = [("referent", Role.REFERENT), ("dgs", Role.DGS), *((f"agent{n}", None) for n in range(10))]
    made = [
        welcome_person(
            organisation,
            email=f"{name}@grande-region.example",
            full_name=name,
            kind=Kind.AGENT,
            roles=(role,) if role else (),
            encoded="!",
        )
        for name, role in seats
    ]
    return organisation, made[0]


def fill_uses(organisation, person, number):
    """Each with its way so far, and the costs of its sheet."""
    uses, passages = [], []
    for rank in range(number):
        begun = datetime(2024, 6, 1, tzinfo=UTC) + timedelta(minutes=CHANCE.randrange(550 * 1440))
        way = list(WAY[: CHANCE.randint(1, len(WAY))])
        if len(way) > 2 and CHANCE.random() < 0.5:
            way.append(CHANCE.choice(ENDS))
        use = Use(
            organisation=organisation,
            number=rank + 1,
            title=f"Usage {rank + 1}",
            department=f"Direction {rank % 40}",
            requester=person,
            stage=way[-1].value,
            entered_at=begun + timedelta(days=20 * len(way)),
            created_at=begun,
            what="Résumer des comptes rendus que quelqu’un relit. " * 5,
            for_whom="Les agents.",
            ambition=CHANCE.choice(("simplify", "relation", "decide", "")),
            answers={"cost.purchase": [1, 2], "cost.running": [0.5, 1.5]} if rank % 3 else {},
        )
        uses.append(use)
        passages += [
            Passage(
                use=use,
                before=way[at - 1].value if at else "",
                after=stage.value,
                at=begun + timedelta(days=20 * at),
                by=person,
                reason="Une raison d’une ligne, comme on en écrit.",
                charter="demo-region",
                version="2026-11-20",
            )
            for at, stage in enumerate(way)
        ]
    Use.objects.bulk_create(uses, batch_size=500)
    Passage.objects.bulk_create(passages, batch_size=500)
    for month in range(12):
        session = ArbitrationSession.objects.create(
            organisation=organisation,
            number=month + 1,
            title="Séance",
            held_on=date(2025, month + 1, 15),
            state="closed",
            closed_at=NOW,
        )
        mine = uses[month * (number // 12) : (month + 1) * (number // 12)]
        Case.objects.bulk_create(
            [
                Case(session=session, use=use, rank=rank, decision=CHANCE.choice(("accepted", "refused")))
                for rank, use in enumerate(mine)
            ],
            batch_size=500,
        )
    return len(passages)


def fill_registers(organisation, person):
    Incident.objects.bulk_create(
        [
            Incident(
                organisation=organisation,
                number=rank,
                reporter=person,
                category="wrong",
                description=b"x" * 800,
                opened_at=datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=4 * rank),
                due_at=datetime(2025, 1, 4, tzinfo=UTC) + timedelta(hours=4 * rank),
            )
            for rank in range(2_000)
        ],
        batch_size=500,
    )
    Record.objects.bulk_create(
        [
            Record(
                organisation=organisation,
                shelf="engagements",
                number=rank,
                title=f"Engagement {rank}",
                state="open",
                values={"owner": "Une direction"},
                due=date(2026, 6, 1),
                created_at=NOW,
                amended_at=NOW,
            )
            for rank in range(2_000)
        ],
        batch_size=500,
    )


def fill_mirror(organisation, clauses):
    """What a million entries leave: a few dozen rows a day."""
    counts, footprints = [], []
    for day in (SINCE + timedelta(days=n) for n in range(DAYS)):
        rows = [("request", "", "", REQUESTS // DAYS)]
        rows += [("answer", "", zone, REQUESTS // DAYS // 2) for zone in ("internal", "sovereign")]
        rows += [("decision", clause, action, 9) for clause in clauses for action in ("allow", "block")]
        counts += [
            DailyCount(organisation=organisation.slug, day=day, what=what, clause=clause, key=key, number=n)
            for what, clause, key, n in rows
        ]
        footprints += [
            DailyFootprint(
                organisation=organisation.slug,
                day=day,
                system=f"systeme-{rank}",
                zone="internal",
                method="ecologits 0.11.3",
                answers=100,
                with_water=100,
                kwh_min=0.1,
                kwh_max=0.2,
            )
            for rank in range(8)
        ]
    DailyCount.objects.bulk_create(counts, batch_size=500)
    DailyFootprint.objects.bulk_create(footprints, batch_size=500)
    return len(counts) + len(footprints)


def write_entries(organisation, number):
    """Pairs of entries, as a gateway writes them."""
    with Spool.open(journal_directory(), writer="gateway", key=journal_key()) as spool:
        waiting = []
        for rank in range(number // 2):
            asked = RequestDecided(
                organisation=organisation.slug,
                request=f"r-{rank}",
                person="p-1",
                charter="demo-region",
                version="2026-11-20",
                system="cigale",
                zone="internal",
                routed_to="cigale",
                action="allow",
                clauses={"interne": "allow"},
            )
            answered = RequestCompleted(
                organisation=organisation.slug,
                request=f"r-{rank}",
                system="cigale",
                outcome="ok",
                status=200,
                streamed=True,
                kwh_min=1e-4,
                kwh_max=2e-4,
                footprint_method="ecologits 0.11.3",
            )
            waiting += [spool.submit(asked), spool.submit(answered)]
            if len(waiting) >= 2_000:
                for each in waiting:
                    each.result()
                waiting.clear()
        for each in waiting:
            each.result()


def timed(what, work):
    begun = time.perf_counter()
    found = work()
    print(f"{what:58} {time.perf_counter() - begun:8.2f} s")
    return found


def measure(asked):
    """Fill the database of the current settings, then time the draft. `asked` has `uses` and `entries`."""
    call_command("migrate", verbosity=0)
    organisation, referent = people()
    with transaction.atomic():
        passages = fill_uses(organisation, referent, asked.uses)
        fill_registers(organisation, referent)
        rows = fill_mirror(organisation, [f"clause-{n}" for n in range(40)])
    print(
        f"{asked.uses} uses, {passages} passages, 2000 incidents, 2000 commitments, {rows} rows of the mirror"
    )
    if asked.entries:
        timed(f"write {asked.entries} entries", lambda: write_entries(organisation, asked.entries))
        timed(f"gather {asked.entries} entries, once", collect)
    collect()

    def draft():
        return open_draft(referent, since=SINCE, until=UNTIL, now=NOW)

    with CaptureQueriesContext(connection) as queries:
        report = timed("the draft, first", draft)
    print(f"{'queries':58} {len(queries):8}")
    report = timed("the draft, again", draft)
    report.refresh_from_db()
    for suffix in ("csv", "html", "odt", "pdf"):
        timed(f"its {suffix}", lambda suffix=suffix: file_of(report, suffix))
