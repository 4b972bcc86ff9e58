"""A machine that decides alone: what article 47 asks, and what is null without it."""

from dataclasses import replace

import pytest
from tests.decisions.conftest import AUTOMATED, CONTENT, FACTS, NOW, TODAY

from garant.decisions import actions
from garant.decisions.errors import AutomatedForbidden, MentionMissing
from garant.decisions.models import Decision
from garant.words import say

pytestmark = pytest.mark.django_db

ALONE = replace(CONTENT, reasoning="")


def record(space, facts, *, appeal=False):
    treatment = space.declared(facts)
    return actions.record_decision(space.alice, treatment.id, ALONE, decided_on=TODAY, appeal=appeal, now=NOW)


@pytest.mark.parametrize(
    ("facts", "appeal", "article"),
    [
        (replace(AUTOMATED, sensitive=True), False, "article 47 de la loi n° 78-17"),
        (replace(AUTOMATED, mastered=False), False, "article 47 de la loi n° 78-17"),
        (replace(AUTOMATED, learning=True), False, "2018-765 DC"),
        (AUTOMATED, True, "article 47 de la loi n° 78-17"),
    ],
    ids=["sensitive data", "not mastered", "learns alone", "an appeal"],
)
def test_a_machine_does_not_decide_alone_what_the_law_keeps_for_people(space, facts, appeal, article):
    with pytest.raises(AutomatedForbidden) as refused:
        record(space, facts, appeal=appeal)
    assert article in say(refused.value)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("change", [{"sensitive": True}, {"mastered": False}, {"learning": True}])
def test_a_person_who_decides_with_its_help_may(space, change):
    assert record(space, replace(FACTS, **change), appeal=True).is_draft


def test_an_automated_decision_is_not_complete_without_its_mention(space):
    made = record(space, AUTOMATED)
    with pytest.raises(MentionMissing) as refused:
        actions.complete_decision(space.alice, made.id, mention_carried=False, revision=1)
    assert "serait nulle" in say(refused.value)
    made.refresh_from_db()
    assert made.is_draft
    actions.complete_decision(space.alice, made.id, mention_carried=True, revision=1)


def test_nor_with_a_mention_that_has_a_blank(space):
    made = record(space, replace(AUTOMATED, contact=""))
    with pytest.raises(MentionMissing):
        actions.complete_decision(space.alice, made.id, mention_carried=True, revision=1)


def test_a_decision_of_a_person_without_its_mention_is_complete_and_says_that_it_lacks_it(space, signed_in):
    made = space.draft()
    actions.complete_decision(space.alice, made.id, mention_carried=False, revision=1)
    assert "Non portée" in signed_in(space.alice).get(made.get_absolute_url()).content.decode()


def test_the_pages_tell_the_nullity_before_anything_is_typed(space, signed_in):
    treatment = space.declared(replace(AUTOMATED, sensitive=True))
    client = signed_in(space.alice)
    page = client.get(treatment.get_absolute_url()).content.decode()
    assert "interdite en l’état" in page
    assert "Une décision entièrement automatisée sans sa mention est nulle" in page
    form = client.get(f"{treatment.get_absolute_url()}decisions/nouvelle/").content.decode()
    assert "Une décision entièrement automatisée est interdite ici" in form
    lawful = client.get(space.declared(AUTOMATED).get_absolute_url()).content.decode()
    assert "interdite en l’état" not in lawful
    human = client.get(space.treatment.get_absolute_url()).content.decode()
    assert "nullite" not in human


def test_what_is_refused_on_the_form_is_not_lost(space, signed_in):
    treatment = space.declared(AUTOMATED)
    typed = {"concerned": "Dossier 9", "result": "Refus", "decided_on": "2026-11-20", "appeal": "on"}
    answer = signed_in(space.alice).post(f"{treatment.get_absolute_url()}decisions/nouvelle/", typed)
    assert answer.status_code == 409
    assert "recours administratif n’est jamais entièrement automatisée" in answer.content.decode()
    assert "Dossier 9" in answer.content.decode()
