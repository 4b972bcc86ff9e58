"""The life of a report: computed, written, validated by who answers for it, then never changed."""

from datetime import date, timedelta

import pytest
from tests.reports.reports_world import NOW, SINCE, UNTIL

from garant.directory.errors import NotAllowed, NotFound
from garant.history.queries import versions_of
from garant.journal import RecordChanged, RecordMoved
from garant.registers.actions import report_incident
from garant.reports import actions, queries
from garant.reports.errors import (
    PeriodAhead,
    PeriodBackwards,
    PeriodNotOver,
    PeriodTooLong,
    ReportChangedMeanwhile,
    ReportFrozen,
    ReportNotValidated,
)

pytestmark = pytest.mark.django_db


def opened(cast, **days):
    return actions.open_draft(cast.referent, **{"since": SINCE, "until": UNTIL, "now": NOW, **days})


def validated(cast):
    made = opened(cast)
    return actions.validate(cast.dgs, made.id, revision=made.revision, now=NOW)


def test_a_draft_freezes_its_figures_until_they_are_computed_again(cast):
    made = opened(cast)
    report_incident(cast.world.alice, category="wrong", description="x", now=NOW)
    made.refresh_from_db()
    assert made.told.figure("incidents.signales").value == 0
    again = actions.recompute(
        cast.referent, made.id, since=SINCE, until=UNTIL, revision=made.revision, now=NOW + timedelta(hours=1)
    )
    assert again.told.figure("incidents.signales").value == 1


def test_what_was_written_before_stays_in_the_history(cast):
    made = opened(cast)
    made = actions.write(cast.referent, made.id, {"synthese": "Un."}, revision=made.revision)
    made = actions.write(
        cast.referent, made.id, {"synthese": "Deux.", "inconnu": "x"}, revision=made.revision
    )
    assert made.words == {"synthese": "Deux."}
    assert [past.values.get("Synthèse") for past in versions_of(cast.referent, made.record)] == [
        "Deux.",
        "Un.",
        None,
    ]


def test_two_who_write_at_once_do_not_overwrite_each_other(cast):
    made = opened(cast)
    actions.write(cast.referent, made.id, {"synthese": "Un."}, revision=made.revision)
    with pytest.raises(ReportChangedMeanwhile):
        actions.write(cast.dgs, made.id, {"synthese": "Deux."}, revision=made.revision)


def test_validated_it_has_a_number_and_changes_no_more(cast):
    first, second = validated(cast), validated(cast)
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(ReportFrozen):
        actions.write(cast.referent, first.id, {"synthese": "x"}, revision=first.revision)
    with pytest.raises(ReportFrozen):
        actions.recompute(cast.referent, first.id, since=SINCE, until=UNTIL, revision=first.revision)
    with pytest.raises(ReportFrozen):
        actions.validate(cast.dgs, first.id, revision=first.revision)
    first.refresh_from_db()
    assert first.digest == actions.digest_of(first)
    first.words = {"synthese": "changé"}
    assert first.digest != actions.digest_of(first)


def test_who_prepares_a_report_does_not_validate_it(cast):
    made = opened(cast)
    with pytest.raises(NotAllowed):
        actions.validate(cast.referent, made.id, revision=made.revision, now=NOW)
    with pytest.raises(NotAllowed):
        actions.open_draft(cast.world.alice, since=SINCE, until=UNTIL, now=NOW)


def test_a_period_that_is_not_over_when_it_is_counted_is_not_validated(cast):
    made = opened(cast, until=UNTIL + timedelta(days=1))
    with pytest.raises(PeriodNotOver):
        actions.validate(cast.dgs, made.id, revision=made.revision, now=NOW + timedelta(days=9))
    assert validated(cast).number == 1  # its last day is the day on which it was counted


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        (UNTIL, SINCE, PeriodBackwards),
        (UNTIL + timedelta(days=1), UNTIL + timedelta(days=2), PeriodAhead),
        (date(2019, 1, 1), UNTIL, PeriodTooLong),
    ],
)
def test_a_period_that_cannot_be_counted_is_refused(cast, since, until, refused):
    with pytest.raises(refused):
        opened(cast, since=since, until=until)


def test_a_draft_is_not_published_and_a_validated_report_may_be_and_taken_back(cast):
    draft = opened(cast)
    with pytest.raises(ReportNotValidated):
        actions.publish(cast.dgs, draft.id)
    report = validated(cast)
    assert queries.published_reports(cast.world.departement) == []
    actions.publish(cast.dgs, report.id, now=NOW)
    (found,) = queries.published_reports(cast.world.departement)
    assert (found.number, found.digest) == (1, report.digest)
    assert queries.published_report(cast.world.departement, 1).id == report.id
    assert queries.published_reports(cast.world.region) == []
    actions.withdraw(cast.dgs, report.id)
    with pytest.raises(NotFound):
        queries.published_report(cast.world.departement, 1)


def test_a_draft_is_for_those_who_govern_and_what_is_validated_for_everyone_of_the_house(cast):
    draft, done = opened(cast), validated(cast)
    assert {each.id for each in queries.reports_visible_to(cast.world.bruno)} == {draft.id, done.id}
    assert [each.id for each in queries.reports_visible_to(cast.world.alice)] == [done.id]
    with pytest.raises(NotFound):
        queries.report_visible_to(cast.world.alice, draft.id)
    for outsider in (cast.world.chloe, cast.world.david):
        assert queries.reports_visible_to(outsider) == []
        with pytest.raises(NotFound):
            queries.report_visible_to(outsider, done.id)


def test_each_verb_leaves_one_entry_without_words(cast, journalled):
    made = opened(cast)
    made = actions.write(cast.referent, made.id, {"synthese": "Un secret."}, revision=made.revision)
    made = actions.validate(cast.dgs, made.id, revision=made.revision, now=NOW)
    actions.publish(cast.dgs, made.id, now=NOW)
    actions.publish(cast.dgs, made.id, now=NOW)
    entries = [each for each in journalled() if getattr(each, "record", "") == made.record]
    assert [type(each) for each in entries] == [RecordChanged, RecordChanged, RecordMoved, RecordMoved]
    assert "secret" not in repr(entries)
