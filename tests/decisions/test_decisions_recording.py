"""A decision about one person: who writes it, who reads it, what stays of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.decisions.conftest import CONTENT, NOW, TODAY

from garant.decisions import actions, queries
from garant.decisions.errors import (
    ConcernedMissing,
    ContentGone,
    DecisionChangedMeanwhile,
    DecisionDateInvalid,
    DecisionFrozen,
    DecisionLacks,
    DecisionNotComplete,
    NeedUnknown,
    NotifiedAlready,
)
from garant.decisions.models import Decision
from garant.decisions.purging import DecisionPurger, purge_contents
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.models import Person
from garant.directory.sealing import SealBroken
from garant.journal import DataErased, RecordMoved

pytestmark = pytest.mark.django_db

WORDS = ("Zélie", "11 240", "baissé", "90 euros")


def form_of(content, **more):
    typed = {
        "concerned": content.concerned,
        "proposed": content.proposed,
        "reasoning": content.reasoning,
        "result": content.result,
        "decided_on": "2026-11-20",
    }
    typed |= {f"data_{place}": value for place, value in enumerate(content.data)}
    for place, applied in enumerate(content.parameters):
        typed |= {f"value_{place}": applied.value, f"weight_{place}": applied.weight}
    return typed | more


def test_an_agent_records_completes_and_notifies_a_decision_from_the_pages(space, signed_in):
    client = signed_in(space.alice)
    address = f"{space.treatment.get_absolute_url()}decisions/nouvelle/"
    made = client.post(address, form_of(CONTENT))
    decision = Decision.objects.get()
    assert made["location"] == decision.get_absolute_url()
    page = decision.get_absolute_url()
    assert client.post(f"{page}completer/", {"mention_carried": "on", "revision": "1"}).status_code == 302
    assert (
        client.post(f"{page}notification/", {"notified_on": "2026-11-21", "revision": "2"}).status_code == 302
    )
    decision.refresh_from_db()
    assert (decision.state, decision.mention_carried, decision.notified_on) == (
        "complete",
        True,
        date(2026, 11, 21),
    )
    shown = client.get(page).content.decode()
    assert all(word in shown.replace("\u202f", " ") for word in WORDS)


def test_what_it_says_of_someone_is_sealed_under_its_own_record(space):
    first, second = space.draft(), space.draft()
    raw = bytes(first.content)
    assert not any(word.encode() in raw for word in WORDS)
    assert queries.content_of(space.alice, first.id) == CONTENT
    Decision.objects.filter(id=second.id).update(content=raw)
    with pytest.raises(SealBroken):
        queries.content_of(space.alice, second.id)


def test_the_journal_names_the_decision_and_says_nothing_of_the_person(space, journalled):
    made = space.complete()
    entries = [entry for entry in journalled() if isinstance(entry, RecordMoved)]
    assert [(each.record, each.before, each.after) for each in entries] == [
        (made.record, "", "draft"),
        (made.record, "draft", "complete"),
    ]
    assert not any(word in str(entries) for word in WORDS)


def test_a_draft_may_lack_what_a_complete_decision_may_not(space, signed_in):
    made = space.draft(replace(CONTENT, data=("11 240 euros", ""), reasoning=" "))
    with pytest.raises(DecisionLacks) as refused:
        actions.complete_decision(space.alice, made.id, mention_carried=True, revision=1)
    assert refused.value.facts == {"missing": "2 réponses"}
    page = signed_in(space.alice).get(made.get_absolute_url()).content.decode().replace("\u00a0", " ")
    assert "la donnée « Distance »" in page
    assert "le raisonnement de la personne qui décide" in page


def test_a_decision_is_about_somebody_and_not_of_tomorrow(space, signed_in):
    with pytest.raises(ConcernedMissing):
        space.draft(replace(CONTENT, concerned=" "))
    with pytest.raises(DecisionDateInvalid):
        actions.record_decision(
            space.alice, space.treatment.id, CONTENT, decided_on=TODAY + timedelta(days=1), now=NOW
        )
    refused = signed_in(space.alice).post(
        f"{space.treatment.get_absolute_url()}decisions/nouvelle/", form_of(CONTENT, decided_on="2999-01-01")
    )
    assert refused.status_code == 400
    assert "Zélie" in refused.content.decode()  # what was typed stays on the form


def test_a_complete_decision_says_what_it_said(space):
    made = space.complete()
    for change in (
        lambda: actions.amend_decision(
            space.alice, made.id, CONTENT, decided_on=TODAY, revision=made.revision
        ),
        lambda: actions.complete_decision(space.alice, made.id, mention_carried=True, revision=made.revision),
        lambda: actions.drop_draft(space.alice, made.id, revision=made.revision),
    ):
        with pytest.raises(DecisionFrozen):
            change()


def test_a_form_read_before_someone_changed_it_is_refused(space):
    made = space.draft()
    actions.amend_decision(space.alice, made.id, CONTENT, decided_on=TODAY, revision=1, now=NOW)
    with pytest.raises(DecisionChangedMeanwhile):
        actions.amend_decision(space.alice, made.id, CONTENT, decided_on=TODAY, revision=1, now=NOW)


def test_a_decision_is_notified_once_complete_and_never_before_it_was_taken(space):
    draft = space.draft()
    with pytest.raises(DecisionNotComplete):
        actions.notify_person(space.alice, draft.id, notified_on=TODAY, revision=1, now=NOW)
    made = space.complete()
    with pytest.raises(DecisionDateInvalid):
        actions.notify_person(
            space.alice, made.id, notified_on=TODAY - timedelta(days=1), revision=made.revision, now=NOW
        )


def test_a_day_of_notification_is_set_right_to_an_earlier_one_alone(space):
    made, later = space.complete(), NOW + timedelta(days=9)
    actions.notify_person(space.alice, made.id, notified_on=TODAY + timedelta(days=5), revision=2, now=later)
    with pytest.raises(NotifiedAlready):
        actions.notify_person(
            space.alice, made.id, notified_on=TODAY + timedelta(days=6), revision=3, now=later
        )
    made = actions.notify_person(
        space.alice, made.id, notified_on=TODAY + timedelta(days=4), revision=3, now=later
    )
    assert made.notified_on == TODAY + timedelta(days=4)


def test_a_draft_begun_by_mistake_leaves_nothing(space, journalled):
    made = space.draft()
    actions.drop_draft(space.alice, made.id, revision=1)
    assert not Decision.objects.exists()
    assert isinstance(journalled()[-1], DataErased)


def test_a_colleague_does_not_see_it_and_audit_sees_that_it_exists(space, signed_in):
    made = space.complete()
    assert signed_in(space.zoe).get(made.get_absolute_url()).status_code == 404
    assert list(queries.decisions_visible_to(space.zoe)) == []
    seen = signed_in(space.ines).get(made.get_absolute_url())
    assert made.reference in seen.content.decode()
    assert not any(word in seen.content.decode() for word in WORDS)
    assert (
        signed_in(space.ines).post(f"{made.get_absolute_url()}ouvrir/", {"need": "check"}).status_code == 403
    )
    with pytest.raises(NotFound):
        queries.content_of(space.ines, made.id)


def test_who_answers_opens_it_for_a_need_for_one_hour_and_who_decided_sees_it(space, signed_in, journalled):
    made = space.complete()
    client = signed_in(space.paul)
    page = made.get_absolute_url()
    assert "Zélie" not in client.get(page).content.decode()
    assert client.get(f"{page}explication/").status_code == 404
    assert client.post(f"{page}ouvrir/", {"need": "explanation"}).status_code == 302
    assert "Zélie" in client.get(f"{page}explication/").content.decode()
    assert journalled()[-1].after == "opened-for-explanation"
    assert "Paul Isnard" in signed_in(space.alice).get(page).content.decode()
    opening = made.openings.get()
    assert queries.reads_content(space.paul, made, now=opening.at + timedelta(minutes=59))
    assert not queries.reads_content(space.paul, made, now=opening.at + timedelta(hours=1))
    assert not queries.reads_content(space.bruno, made)  # an opening is one person's


def test_a_need_outside_the_list_opens_nothing(space):
    made = space.complete()
    with pytest.raises(NeedUnknown):
        actions.open_content(space.paul, made.id, need="curiosity")
    with pytest.raises(NotAllowed):
        actions.open_content(space.zoe, made.id, need="check")


def test_who_opened_it_changes_nothing_of_it(space):
    made = space.draft()
    actions.open_content(space.bruno, made.id, need="check")
    with pytest.raises(NotFound):
        actions.amend_decision(space.bruno, made.id, CONTENT, decided_on=TODAY, revision=1)


def test_a_closed_account_reads_and_records_nothing(space):
    made = space.complete()
    Person.objects.filter(id=space.alice.id).update(is_active=False)
    alice = Person.objects.get(id=space.alice.id)
    assert list(queries.decisions_visible_to(alice)) == []
    with pytest.raises(NotFound):
        queries.content_of(alice, made.id)


def test_the_reference_of_a_letter_finds_its_decision_however_it_is_typed(space, signed_in):
    made, other = space.complete(), space.draft()
    assert made.reference.startswith("DE-2026-0001-")
    shown = (
        signed_in(space.paul)
        .get("/decisions/", {"reference": f" {made.reference.upper()} "})
        .content.decode()
    )
    assert made.reference in shown
    assert other.reference not in shown
    none = signed_in(space.zoe).get("/decisions/", {"reference": made.reference}).content.decode()
    assert "Aucune décision que vous puissiez voir" in none


def test_the_content_goes_after_its_retention_and_the_trace_stays(space, journalled, signed_in):
    made = space.complete()
    last_day = NOW + timedelta(days=365)
    assert purge_contents(now=last_day) == 0
    assert purge_contents(now=last_day + timedelta(days=1)) == 1
    assert purge_contents(now=last_day + timedelta(days=1)) == 0
    made.refresh_from_db()
    assert made.content is None
    assert (made.reference, made.decided_on, made.state) != ("", None, "")
    with pytest.raises(ContentGone):
        queries.content_of(space.alice, made.id)
    assert [each.record for each in journalled() if isinstance(each, DataErased)] == [made.record]
    page = signed_in(space.alice).get(made.get_absolute_url())
    assert "au terme de sa durée de conservation" in page.content.decode()
    assert signed_in(space.alice).get(f"{made.get_absolute_url()}explication/").status_code == 410


def test_a_late_notification_keeps_the_content_longer(space):
    made = space.complete()
    actions.notify_person(
        space.alice, made.id, notified_on=TODAY + timedelta(days=9), revision=2, now=NOW + timedelta(days=9)
    )
    assert purge_contents(now=NOW + timedelta(days=370)) == 0
    assert purge_contents(now=NOW + timedelta(days=375)) == 1


def test_the_installation_purges_by_itself(space, monkeypatch):
    made = space.complete()
    Decision.objects.filter(id=made.id).update(decided_on=date(2020, 1, 1))
    monkeypatch.setattr("garant.directory.recurring.connection.close", lambda: None)
    DecisionPurger().turn()
    made.refresh_from_db()
    assert made.purged_at is not None
