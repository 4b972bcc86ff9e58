"""Who fills a form without an account is told from a robot by time and by a trap, and never by an address."""

from datetime import UTC, datetime, timedelta

import pytest

from garant.directory import throttle
from garant.directory.errors import AsksThrottled
from garant.directory.models import FailedSignIn
from garant.directory.visitors import LEAST, LONGEST, Pace, issue, kept, pace, trapped

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("waited", "found"),
    [
        (timedelta(0), Pace.TOO_FAST),
        (LEAST - A_SECOND, Pace.TOO_FAST),
        (LEAST, Pace.HUMAN),
        (LONGEST, Pace.HUMAN),
        (LONGEST + A_SECOND, Pace.STALE),
        (-timedelta(minutes=6), Pace.STALE),
    ],
)
def test_a_token_tells_how_long_its_form_was_open(waited, found):
    assert pace(issue("a", now=NOW), "a", now=NOW + waited) is found


@pytest.mark.parametrize(
    "token",
    ["", "x", "é", "1.2.3", issue("b", now=NOW)],
    ids=["nothing", "a letter", "an accent", "another shape", "another form"],
)
def test_a_token_that_is_forged_or_of_another_form_is_stale(token):
    assert pace(token, "a", now=NOW + LEAST) is Pace.STALE


def test_a_form_that_comes_back_too_fast_keeps_its_clock_and_a_stale_one_has_a_new_one():
    token = issue("a", now=NOW)
    assert kept(token, "a", now=NOW + A_SECOND) == token
    later = NOW + LONGEST + A_SECOND
    assert pace(kept(token, "a", now=later), "a", now=later + LEAST) is Pace.HUMAN


def test_a_blank_in_the_trap_is_not_a_robot():
    assert trapped("http://pub.example")
    assert not trapped(" ")


@pytest.mark.django_db
def test_a_longer_window_still_counts_what_a_shorter_one_has_let_go():
    throttle.count("slow", "192.0.2.1", now=NOW)
    later = NOW + throttle.WINDOW + A_SECOND
    throttle.check_spent("slow", "192.0.2.1", limit=1, now=later)
    with pytest.raises(AsksThrottled):
        throttle.spend("slow", "192.0.2.1", limit=1, now=later, window=throttle.LONG_WINDOW)
    throttle.forget_old(now=NOW + throttle.LONG_WINDOW)
    assert not FailedSignIn.objects.exists()
