"""Calls for projects: open between two days, marked by criteria, results once and for all."""

from datetime import timedelta

import pytest
from tests.lifecycle.lifecycle_world import NOW, TODAY, cast_of, submitted

from garant.directory.errors import NotAllowed, NotFound
from garant.lifecycle.actions.calls import apply_to, give_results, mark, open_call
from garant.lifecycle.errors import AlreadyCandidate, CallClosed, CallDates, FieldMissing
from garant.lifecycle.models import Candidature
from garant.lifecycle.queries.calls import ranked
from garant.notifications.queries import unread_count

pytestmark = pytest.mark.django_db

CRITERIA = [("Utilité", 3), ("Sobriété", 1)]


@pytest.fixture
def cast(world):
    return cast_of(world)


@pytest.fixture
def call(cast):
    return opened(cast)


def opened(cast, **other):
    said = {
        "title": "IA au service des collèges",
        "text": "Deux projets seront accompagnés.",
        "opens_on": TODAY,
        "closes_on": TODAY + timedelta(days=10),
        "criteria": CRITERIA,
    }
    return open_call(cast.dsi, **(said | other))


def test_needs_are_candidates_marked_and_ranked(cast, call):
    first, second = submitted(cast), submitted(cast, title="Sous-titrer les séances")
    for use in (first, second):
        apply_to(cast.agent, call.id, use.id, now=NOW)
    mark(cast.referent, call.id, first.id, marks={0: 2, 1: 5})
    mark(cast.referent, call.id, second.id, marks={0: 5, 1: 1}, comment="Très utile.")

    found = ranked(call)
    assert [(each.candidature.use_id, each.mark) for each in found] == [(second.id, 80.0), (first.id, 55.0)]


def test_a_candidature_without_all_its_marks_comes_last(cast, call):
    first, second = submitted(cast), submitted(cast)
    for use in (first, second):
        apply_to(cast.agent, call.id, use.id, now=NOW)
    mark(cast.referent, call.id, first.id, marks={0: 5})
    mark(cast.referent, call.id, second.id, marks={0: 1, 1: 1})
    assert [each.mark for each in ranked(call)] == [20.0, None]


@pytest.mark.parametrize(("days", "open_"), [(-1, False), (0, True), (10, True), (11, False)])
def test_both_days_are_within(cast, call, days, open_):
    use, when = submitted(cast), NOW + timedelta(days=days)
    if open_:
        apply_to(cast.agent, call.id, use.id, now=when)
    else:
        with pytest.raises(CallClosed):
            apply_to(cast.agent, call.id, use.id, now=when)


def test_a_need_answers_once(cast, call):
    use = submitted(cast)
    apply_to(cast.agent, call.id, use.id, now=NOW)
    with pytest.raises(AlreadyCandidate):
        apply_to(cast.agent, call.id, use.id, now=NOW)


def test_the_results_come_after_the_closing_once_and_each_requester_is_told(cast, call):
    use = submitted(cast)
    apply_to(cast.agent, call.id, use.id, now=NOW)
    with pytest.raises(CallClosed):
        give_results(cast.dgs, call.id, selected=[use.id], now=NOW)
    after = NOW + timedelta(days=12)
    give_results(cast.dgs, call.id, selected=[use.id], now=after)
    assert Candidature.objects.get().selected is True
    assert unread_count(cast.agent) == 1
    with pytest.raises(CallClosed):
        give_results(cast.dgs, call.id, selected=[], now=after)
    with pytest.raises(CallClosed):
        mark(cast.referent, call.id, use.id, marks={0: 1})


def test_others_neither_open_nor_mark_nor_decide(cast, call):
    use = submitted(cast)
    apply_to(cast.agent, call.id, use.id, now=NOW)
    with pytest.raises(NotAllowed):
        open_call(cast.agent, title="x", text="x", opens_on=TODAY, closes_on=TODAY, criteria=CRITERIA)
    with pytest.raises(NotAllowed):
        mark(cast.agent, call.id, use.id, marks={0: 5})
    with pytest.raises(NotAllowed):
        give_results(cast.referent, call.id, selected=[], now=NOW + timedelta(days=12))
    with pytest.raises(NotFound):
        apply_to(cast.world.chloe, call.id, use.id, now=NOW)


@pytest.mark.parametrize("marks", [{0: 6}, {0: -1}, {7: 3}])
def test_a_mark_out_of_range_is_refused(cast, call, marks):
    use = submitted(cast)
    apply_to(cast.agent, call.id, use.id, now=NOW)
    with pytest.raises(FieldMissing):
        mark(cast.referent, call.id, use.id, marks=marks)


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"closes_on": TODAY - timedelta(days=1)}, CallDates),
        ({"criteria": []}, FieldMissing),
        ({"criteria": [("Utilité", 11)]}, FieldMissing),
        ({"title": " "}, FieldMissing),
    ],
)
def test_a_call_that_does_not_hold_is_refused(cast, other, error):
    with pytest.raises(error):
        opened(cast, **other)


def test_the_pages_open_for_each_and_hide_the_marks(cast, call, signed_in):
    use = submitted(cast)
    apply_to(cast.agent, call.id, use.id, now=NOW)
    mark(cast.referent, call.id, use.id, marks={0: 2, 1: 2}, comment="À revoir ensemble.")
    alice = signed_in(cast.agent)
    assert "IA au service des collèges" in alice.get("/appels/").content.decode()
    page = alice.get(f"/appels/{call.id}/").content.decode()
    assert "n° 1 Résumer" in page
    assert "À revoir ensemble." not in page
    assert "À revoir ensemble." in signed_in(cast.dgs).get(f"/appels/{call.id}/").content.decode()
    assert signed_in(cast.world.david).get(f"/appels/{call.id}/").status_code == 404
    assert alice.get("/appels/nouveau/").status_code == 403


def test_a_criterion_without_a_weight_is_told(cast, signed_in):
    sent = {
        "title": "Appel",
        "text": "Objet.",
        "opens_on": TODAY.isoformat(),
        "closes_on": TODAY.isoformat(),
        "criteria": "Utilité : 4\nSobriété",
    }
    dsi = signed_in(cast.dsi)
    answer = dsi.post("/appels/nouveau/", sent)
    assert answer.status_code == 400
    assert "« Sobriété »" in answer.content.decode().replace("\u00a0", " ")
    assert dsi.post("/appels/nouveau/", sent | {"criteria": "Utilité : 4"}).status_code == 302
