"""The evidence page: what the journal and the registers show of each clause."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from garant.deadlines import Place
from garant.directory.journal import journal_directory, journal_key
from garant.journal import (
    ContentCopied,
    ConversationDeleted,
    JournalRead,
    RequestCompleted,
    RequestDecided,
    Spool,
)
from garant.publication import queries
from garant.publication.actions import collect
from garant.publication.models import DailyCount
from garant.publication.period import last_days
from garant.registers.actions import report_incident

TODAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LAST = last_days(TODAY.date(), queries.DAYS)
ORGANISATION = "departement-essai"

pytestmark = pytest.mark.django_db


class Gateway:
    """A gateway's own writer, which says what it decided on a given day."""

    def __init__(self, spool, clock):
        self.spool, self.clock = spool, clock

    def decides(self, action="pseudonymise", *, at=TODAY, organisation=ORGANISATION, **more):
        self.clock[0] = at
        entry = RequestDecided(
            organisation=organisation,
            request="r-1",
            person="p-1",
            charter="c",
            version="2026-11-01",
            system="service-externe",
            zone="external",
            routed_to="service-externe",
            action=action,
            **{"clauses": {"donnees": action}, **more},
        )
        self.spool.append(entry)

    def says(self, entry, *, at=TODAY):
        self.clock[0] = at
        self.spool.append(entry)


@pytest.fixture
def gateway(world, settings, tmp_path):
    """A journal of its own for each test, so that its counts are known."""
    settings.GARANT_STATE = tmp_path
    clock = [TODAY]
    with Spool.open(
        journal_directory(), writer="gateway", key=journal_key(), clock=lambda: clock[0]
    ) as spool:
        yield Gateway(spool, clock)


def tally(world):
    return queries.tally_of(world.departement, today=TODAY.date())


def test_a_decision_is_counted_on_its_clause(world, gateway):
    gateway.decides()
    gateway.decides()
    gateway.decides("block")
    collect()
    found = tally(world)
    assert found.requests == 3
    assert found.decisions == {("donnees", "pseudonymise"): 2, ("donnees", "block"): 1}


def test_what_another_organisation_did_is_not_counted(world, gateway):
    gateway.decides(organisation="region-essai")
    collect()
    assert tally(world).requests == 0
    assert queries.tally_of(world.region, today=TODAY.date()).requests == 1


def test_thirty_days_are_counted_and_the_day_before_is_not(world, gateway):
    gateway.decides(at=TODAY - timedelta(days=30))
    gateway.decides(at=TODAY - timedelta(days=29))
    collect()
    assert tally(world).requests == 1


def test_a_day_ends_at_midnight_in_paris(world, gateway):
    gateway.decides(at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    collect()
    assert DailyCount.objects.filter(what="request").get().day.isoformat() == "2026-11-21"
    assert tally(world).requests == 0


def test_a_day_is_that_of_the_organisation_whoever_reads_on(world, gateway):
    world.region.place = Place.REUNION.value
    world.region.save()
    late = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
    gateway.decides(at=late)
    gateway.decides(at=late, organisation="region-essai")
    with timezone.override(Place.NOUVELLE_CALEDONIE.zone):
        collect()
    days = dict(DailyCount.objects.filter(what="request").values_list("organisation", "day"))
    assert {slug: day.isoformat() for slug, day in days.items()} == {
        "departement-essai": "2026-11-20",
        "region-essai": "2026-11-21",
    }


def test_reading_on_counts_nothing_twice(world, gateway):
    gateway.decides()
    assert collect() >= 1
    assert collect() == 0
    gateway.decides()
    assert collect() == 1
    assert tally(world).requests == 2


def test_a_journal_that_was_replaced_is_counted_anew(world, gateway, settings, tmp_path):
    for _ in range(3):
        gateway.decides()
    collect()
    settings.GARANT_STATE = tmp_path / "restored"
    with Spool.open(journal_directory(), writer="gateway", key=journal_key(), clock=lambda: TODAY) as spool:
        Gateway(spool, [TODAY]).decides()
        collect()
    assert tally(world).requests == 1


def test_shadow_rules_answers_copies_and_deletions_are_counted_apart(world, gateway):
    gateway.decides("allow", clauses={}, observed={"egalite": "block"})
    gateway.says(
        RequestCompleted(
            organisation=ORGANISATION,
            request="r-1",
            system="service-externe",
            outcome="ok",
            status=200,
            streamed=True,
        )
    )
    gateway.says(
        RequestCompleted(
            organisation=ORGANISATION,
            request="r-2",
            system="iris",
            outcome="upstream_error",
            status=502,
            streamed=False,
        )
    )
    gateway.says(
        ContentCopied(organisation=ORGANISATION, person="p", level="idea", clause="mention", system="iris")
    )
    gateway.says(
        ConversationDeleted(organisation=ORGANISATION, person="p", reason="retention", clause="conservation")
    )
    gateway.says(ConversationDeleted(organisation=ORGANISATION, person="p", reason="owner"))
    collect()
    found = tally(world)
    assert found.observed == {("egalite", "block"): 1}
    assert found.answers == {"external": 1}
    assert found.events[("content.copied", "mention")] == 1
    assert found.purged == {"conversations": 1}


def test_the_registers_are_counted_too(world, gateway):
    report_incident(world.alice, category="wrong", description="Faux.", now=TODAY - timedelta(days=5))
    found = tally(world)
    assert (found.incidents, found.people, found.acknowledged) == (1, 3, 3)
    assert (found.systems["internal"], found.systems["external"]) == (1, 1)


def test_the_mirror_holds_no_person(world, gateway):
    gateway.decides()
    collect()
    assert "p-1" not in repr(list(DailyCount.objects.values()))


@pytest.mark.parametrize("name", ["alice", "bruno", "claire"])
def test_everyone_of_the_organisation_reads_the_evidence_and_it_is_journalled(
    world, signed_in, journalled, name
):
    person = getattr(world, name)
    page = signed_in(person).get("/preuves/").content.decode()
    assert "Ce qui montre que la charte est appliquée" in page
    assert JournalRead(organisation=ORGANISATION, person=str(person.id), reason="evidence") in journalled()


def test_chloe_reads_the_evidence_of_her_own_organisation(world, signed_in, gateway):
    gateway.decides()
    page = signed_in(world.chloe).get("/preuves/").content.decode()
    assert "Rien ne sort" in page
    assert "Pas de données personnelles dehors" not in page


def test_a_visitor_reads_no_evidence(world):
    assert Client().get("/preuves/")["location"].startswith("/connexion/")


def test_each_clause_leads_to_its_text_and_declared_is_said_as_such(world, signed_in):
    page = signed_in(world.bruno).get("/preuves/").content.decode()
    found, _ = queries.evidence_for_reader(world.bruno, LAST)
    for clause in found.sections[0].clauses:
        assert f'href="/charte/#clause-{clause.clause.id}"' in page
    formation = page[page.index('id="clause-formation"') :]
    assert "Déclarée seulement" in formation[: formation.index("</article>")]


def test_the_chart_says_the_same_as_its_table(world, signed_in):
    page = signed_in(world.bruno).get("/preuves/").content.decode()
    found, _ = queries.evidence_for_reader(world.bruno, LAST)
    drawn = [int(number) for number in re.findall(r'<text class="bar-number[^>]*>(\d+)</text>', page)]
    assert drawn == [number for number in found.by_status.values() if number]
    assert sum(drawn) == found.clauses_count == 9
    assert "<title id=" in page
    assert "<desc id=" in page


def test_what_detection_does_not_find_yet_is_said(world, signed_in, monkeypatch):
    from garant.words import DataClass

    monkeypatch.setattr(queries, "recognised_classes", lambda: frozenset(DataClass) - {DataClass.HEALTH})
    bruno = signed_in(world.bruno)
    assert "ne sait pas encore reconnaître" in bruno.get("/preuves/").content.decode()
    monkeypatch.setattr(queries, "recognised_classes", lambda: frozenset(DataClass))
    assert "ne sait pas encore reconnaître" not in bruno.get("/preuves/").content.decode()
