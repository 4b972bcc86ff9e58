"""Legal delays counted from real dates: week-ends, holidays, month ends, changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.deadlines import (
    DelayUnknown,
    MomentNaive,
    Place,
    all_delays,
    deadline,
    hours_after,
    is_working_day,
)

PARIS = ZoneInfo("Europe/Paris")


def at(year, month, day, hour=10, minute=20, zone=PARIS):
    return datetime(year, month, day, hour, minute, tzinfo=zone)


def last_day(kind, start, place=Place.METROPOLE):
    return deadline(kind, start, place=place).last_day


def test_seventy_two_hours_pass_even_over_a_week_end():
    assert deadline("rgpd-33", at(2026, 11, 20), place=Place.METROPOLE).due == at(2026, 11, 23)


def test_seventy_two_hours_stay_seventy_two_when_the_clock_changes():
    found = deadline("rgpd-33", at(2026, 10, 24), place=Place.METROPOLE)  # the clock goes back on the 25th
    assert found.due - at(2026, 10, 24).astimezone(UTC) == timedelta(hours=72)
    assert (found.due.hour, found.due.minute) == (9, 20)
    found = deadline("rgpd-33", at(2026, 3, 28), place=Place.METROPOLE)  # and forward on the 29th
    assert (found.due.day, found.due.hour) == (31, 11)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ((2026, 3, 5), date(2026, 4, 7)),  # 5 April 2026 is Easter Sunday, the 6th a holiday
        ((2026, 3, 9), date(2026, 4, 9)),  # a plain Thursday, next to it
        ((2026, 1, 31), date(2026, 3, 2)),  # no 31 February: the 28th is a Saturday
        ((2027, 8, 31), date(2027, 9, 30)),  # no 31 September, and a Thursday
        ((2028, 1, 31), date(2028, 2, 29)),  # a leap year, a Tuesday
        ((2026, 4, 8), date(2026, 5, 11)),  # 8 May is a Friday and a holiday
        ((2026, 4, 7), date(2026, 5, 7)),  # the day before it
        ((2026, 11, 25), date(2026, 12, 28)),  # Christmas is a Friday
    ],
)
def test_one_month_to_answer_a_person(start, due):
    assert last_day("rgpd-12-3", at(*start)) == due


def test_the_last_day_is_whole():
    due = deadline("rgpd-12-3", at(2026, 3, 9), place=Place.METROPOLE).due
    assert due == datetime(2026, 4, 9, 23, 59, 59, tzinfo=PARIS)


def test_the_extended_delay_is_three_months_from_the_receipt():
    assert last_day("rgpd-12-3-extended", at(2026, 11, 30)) == date(2027, 3, 1)  # 28 February is a Sunday
    assert all_delays()["rgpd-12-3"].extension == "rgpd-12-3-extended"


def test_silence_is_counted_from_date_to_date_and_never_put_off():
    assert last_day("crpa-silence", at(2026, 4, 8)) == date(2026, 5, 8)
    assert last_day("cada", at(2026, 3, 8)) == date(2026, 5, 11)  # the citizen's own delay waits for Monday


@pytest.mark.parametrize(
    ("kind", "start", "due"),
    [
        ("ai-act-73-2", (2026, 11, 20), date(2026, 12, 7)),  # the 5th is a Saturday
        ("ai-act-73-2", (2026, 11, 16), date(2026, 12, 1)),
        ("ai-act-73-4", (2026, 11, 20), date(2026, 11, 30)),
        ("ai-act-73-3", (2026, 11, 19), date(2026, 11, 23)),  # the 21st is a Saturday
        ("ai-act-73-3", (2026, 11, 16), date(2026, 11, 18)),
    ],
)
def test_serious_incidents_of_the_ai_act(kind, start, due):
    assert last_day(kind, at(*start)) == due


def test_alsace_waits_where_the_rest_of_the_country_works():
    start = at(2028, 11, 26)  # 26 December 2028 is a Tuesday
    assert last_day("rgpd-12-3", start) == date(2028, 12, 26)
    assert last_day("rgpd-12-3", start, Place.ALSACE_MOSELLE) == date(2028, 12, 27)
    friday = at(2026, 3, 3)  # Good Friday is 3 April 2026
    assert last_day("rgpd-12-3", friday) == date(2026, 4, 3)
    assert last_day("rgpd-12-3", friday, Place.ALSACE_MOSELLE) == date(2026, 4, 7)


def test_reunion_waits_on_the_day_of_abolition():
    start = at(2028, 11, 20)  # 20 December 2028 is a Wednesday
    assert last_day("rgpd-12-3", start, Place.REUNION) == date(2028, 12, 21)
    assert last_day("rgpd-12-3", start, Place.MAYOTTE) == date(2028, 12, 20)


def test_the_day_is_the_day_of_the_place():
    evening = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)  # already the 10th in Paris and in Nouméa
    assert last_day("crpa-silence", evening) == date(2026, 4, 10)
    assert last_day("crpa-silence", evening, Place.MARTINIQUE) == date(2026, 4, 9)


def test_the_reasons_say_the_article_and_what_put_it_off():
    reasons = " ".join(deadline("rgpd-12-3", at(2026, 4, 8), place=Place.METROPOLE).reasons)
    assert "RGPD, art. 12, § 3" in reasons
    assert "n° 1182/71" in reasons
    assert "8 mai 2026 est férié (Fête de la Victoire, Métropole)" in reasons
    assert "11 mai 2026" in reasons
    assert "11 mai" not in " ".join(deadline("crpa-silence", at(2026, 4, 8), place=Place.METROPOLE).reasons)


def test_a_delay_that_does_not_apply_yet_says_so():
    early, late = (
        deadline("ai-act-26-5", at(year, 12, 3), place=Place.METROPOLE).reasons for year in (2026, 2027)
    )
    assert any("2 décembre 2027" in reason and "ne s’applique" in reason for reason in early)
    assert not any("ne s’applique" in reason for reason in late)


def test_without_delay_is_at_once():
    assert deadline("ai-act-26-5", at(2026, 11, 20), place=Place.METROPOLE).due == at(2026, 11, 20)


def test_the_charters_own_hours_pass_like_any_others():
    assert hours_after(at(2026, 10, 24), 72).astimezone(UTC) == at(2026, 10, 24).astimezone(UTC) + timedelta(
        hours=72
    )


def test_what_is_not_known_is_refused():
    with pytest.raises(DelayUnknown):
        deadline("rgpd-99", at(2026, 1, 1), place=Place.METROPOLE)
    with pytest.raises(MomentNaive):
        deadline("rgpd-33", datetime(2026, 1, 1, 10), place=Place.METROPOLE)
    with pytest.raises(MomentNaive):
        hours_after(datetime(2026, 1, 1, 10), 1)


def test_each_delay_bears_its_source_and_a_review_after_it():
    assert {
        "rgpd-33",
        "rgpd-12-3",
        "crpa-silence",
        "cada",
        "ai-act-73-2",
        "ai-act-26-5",
    } <= all_delays().keys()
    for found in all_delays().values():
        assert found.source
        assert found.article
        assert found.as_of < found.review_by
        assert found.confidence in {"V2", "V", "K", "U"}
        assert found.extension is None or found.extension in all_delays()


@given(
    kind=st.sampled_from(sorted(all_delays())),
    start=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    place=st.sampled_from(Place),
)
def test_a_deadline_never_precedes_its_start_and_european_ones_end_on_a_working_day(kind, start, place):
    found = deadline(kind, start, place=place)
    assert found.due >= start
    if found.delay.rule in {"eu", "french"}:
        assert is_working_day(found.last_day, place)
    later = deadline(kind, start + timedelta(days=1), place=place)
    assert later.due >= found.due
