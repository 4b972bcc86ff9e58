"""The evidence between two days: what a reader may choose, and what stands beside each clause."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from garant.catalogue.actions import resume_system, suspend_system
from garant.publication.models import DailyCount
from garant.publication.period import Period
from garant.publication.queries import evidence_for_reader
from garant.publication.series import HEIGHT, WIDTH, series_of
from garant.registers.commitments.queries import open_by_clause
from garant.registers.commitments.shelf import COMMITMENTS
from garant.registers.shelf.models import Record

TODAY = date(2026, 11, 20)
MONTH = Period(TODAY - timedelta(days=29), TODAY)

pytestmark = pytest.mark.django_db


def counted(
    day, number, *, clause="donnees", what=DailyCount.What.DECISION, organisation="departement-essai"
):
    DailyCount.objects.create(
        organisation=organisation, day=day, what=what, clause=clause, key="block", number=number
    )


def test_the_points_of_a_clause_add_up_to_its_counts_and_fit_the_drawing(world):
    counted(TODAY, 4)
    counted(TODAY, 2, what=DailyCount.What.OBSERVED)
    counted(TODAY - timedelta(days=29), 1)
    counted(TODAY - timedelta(days=30), 8)  # the day before
    counted(TODAY, 16, organisation="region-essai")
    found = series_of(world.departement, MONTH)
    assert list(found) == ["donnees"]
    series = found["donnees"]
    assert [(point.since, point.applied, point.observed) for point in series.points] == [
        (TODAY - timedelta(days=29), 1, 0),
        (TODAY, 4, 2),
    ]
    assert (series.total, series.step, len(series.starts)) == (7, "jour", 30)
    for bar in series.columns:
        assert 0 <= bar.x < bar.x + bar.width <= WIDTH
        assert bar.observed_y >= 0
        assert bar.applied_y + bar.applied_height == pytest.approx(HEIGHT)


@pytest.mark.parametrize(("days", "step"), [(45, "jour"), (46, "semaine"), (200, "semaine"), (201, "mois")])
def test_a_longer_period_is_told_by_week_then_by_month_and_nothing_is_lost(world, days, step):
    period = Period(TODAY - timedelta(days=days - 1), TODAY)
    counted(period.since, 1)
    counted(period.until, 1)
    series = series_of(world.departement, period)["donnees"]
    assert (series.step, series.total) == (step, 2)
    assert series.points[0].since == period.since
    assert all(point.since in series.starts for point in series.points)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("?du=2026-11-10&au=2026-11-01", "finit avant de commencer"),
        ("?au=2999-01-01", "pas encore venu"),
        ("?du=1990-01-01", "trois ans au plus"),
        ("?du=hier", "Saisissez une date valide"),
    ],
)
def test_a_period_that_does_not_hold_is_said_and_the_usual_one_is_shown(world, signed_in, asked, said):
    answer = signed_in(world.bruno).get(f"/preuves/{asked}")
    assert answer.status_code == 400
    page = answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
    assert said in page
    assert "30 jours" in page


def test_a_chosen_period_is_the_one_that_is_counted(world, signed_in):
    page = signed_in(world.bruno).get("/preuves/?du=2026-10-01&au=2026-10-31").content.decode()
    assert "1er octobre 2026" in page.replace("\xa0", " ").replace("&nbsp;", " ").replace(
        "<sup>er</sup>", "er"
    )
    assert "31 jours" in page.replace("\xa0", " ").replace("&nbsp;", " ")


def test_what_a_clause_stopped_is_told_while_it_lasted(world):
    suspend_system(
        world.claire,
        "service-externe",
        reason="x",
        clause="donnees",
        now=datetime(2026, 11, 10, 9, tzinfo=UTC),
    )
    resume_system(world.claire, "service-externe", reason="y", now=datetime(2026, 11, 12, 9, tzinfo=UTC))
    _, beside = evidence_for_reader(world.bruno, MONTH)
    assert [stop.system for stop in beside["donnees"].stops] == ["Service externe"]
    assert beside["systemes"].stops == []
    _, later = evidence_for_reader(world.bruno, Period(date(2026, 11, 13), TODAY))
    assert later["donnees"].stops == []


def test_an_open_commitment_stands_under_its_clause_without_its_words(world, signed_in):
    Record.objects.create(
        organisation=world.departement,
        shelf=COMMITMENTS.slug,
        number=3,
        title="Zébulonne",
        state="open",
        subject="clause:donnees:0123456789ab",
        due=date(2020, 1, 1),
        author=world.claire,
        created_at=datetime(2026, 11, 1, tzinfo=UTC),
        amended_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    [one] = open_by_clause(world.departement, today=TODAY)["donnees"]
    assert (one.number, one.late) == (3, True)
    page = signed_in(world.alice).get("/preuves/").content.decode()
    article = re.search(r'id="clause-donnees".*?</article>', page, re.DOTALL)[0]
    assert "Engagement n°" in article
    assert "En retard" in article
    assert "Zébulonne" not in page


def test_a_period_before_anything_was_counted_is_refused_and_breaks_nothing(world, signed_in):
    answer = signed_in(world.bruno).get("/preuves/", {"du": "0001-01-01", "au": "0001-01-02"})
    assert answer.status_code == 400
    assert "1970 au plus tôt" in answer.content.decode()
