"""Personal data in a trial: who is concerned, what they said, and that it is followed."""

from datetime import date, timedelta

import pytest
from tests.trials.conftest import AFTER, BEFORE, DURING, START

from garant.directory.errors import NotAllowed, NotFound
from garant.journal import RecordMoved
from garant.trials import actions, queries
from garant.trials.errors import (
    ChangedMeanwhile,
    ConcernedInvalid,
    ConsentDateInvalid,
    ConsentGivenAlready,
    ConsentNotGiven,
    ConsentNotWithdrawn,
    ConsentNotYours,
    ConsentTextMissing,
    Frozen,
    NotReady,
    StepSkipped,
)
from garant.trials.models import Consent

pytestmark = pytest.mark.django_db


def lacks(space):
    space.trial.refresh_from_db()
    return [
        (each.code, each.detail) for each in queries.missing_to_start(space.trial, today=date(2026, 11, 23))
    ]


def test_a_trial_with_personal_data_starts_once_everyone_has_consented(space):
    space.personal()
    assert sorted(lacks(space)) == [("consent", "Bruno Petit"), ("consent", "Zélie Dupont")]
    with pytest.raises(NotReady) as refused:
        space.start()
    assert refused.value.facts == {"what": "un consentement (2 fois)"}  # no name in an error
    actions.give_consent(space.world.bruno, space.own.id, now=BEFORE)
    with pytest.raises(NotReady):
        space.start()
    actions.give_consent(space.denis, space.outside.id, given_on=date(2026, 11, 19), now=BEFORE)
    assert space.start().state == "running"


def test_data_that_are_not_personal_ask_for_no_consent(space):
    data = actions.add_data(
        space.denis, space.id, name="Textes", origin="Nous", place="Ici", personal=False, now=BEFORE
    )
    with pytest.raises(ConcernedInvalid):
        actions.name_concerned(space.denis, data.id, name="Quelqu’un", now=BEFORE)
    assert space.start().state == "running"


def test_a_name_from_outside_is_sealed(space):
    space.personal()
    row = Consent.objects.get(id=space.outside.id)
    assert "Zélie".encode() not in bytes(row.name)
    assert {each.who for each in queries.consents_of(space.denis, space.trial)} == {
        "Bruno Petit",
        "Zélie Dupont",
    }


def test_who_is_concerned_is_named_once_as_a_colleague_or_a_name(space):
    space.personal()
    for who in (
        {},
        {"name": " "},
        {"person": space.alice.id, "name": "Alice"},
        {"person": space.world.bruno.id},
        {"name": "zélie DUPONT"},
    ):
        with pytest.raises(ConcernedInvalid):
            actions.name_concerned(space.denis, space.data.id, **who, now=BEFORE)
    with pytest.raises(NotFound):
        actions.name_concerned(space.denis, space.data.id, person=space.world.chloe.id, now=BEFORE)


def test_each_colleague_answers_for_themselves_alone(space):
    space.personal()
    for other in (space.denis, space.rita):
        with pytest.raises(ConsentNotYours):
            actions.give_consent(other, space.own.id, now=BEFORE)
    for other in (space.alice, space.ines, space.sam, space.world.david):
        with pytest.raises(NotFound):
            actions.give_consent(other, space.own.id, now=BEFORE)
    with pytest.raises(ConsentNotYours):  # Bruno is the DPO: he reads the name, and does not answer for her
        actions.give_consent(space.world.bruno, space.outside.id, now=BEFORE)
    actions.give_consent(space.world.bruno, space.own.id, now=BEFORE)
    with pytest.raises(ConsentNotYours):
        actions.withdraw_consent(space.denis, space.own.id, now=BEFORE)


def test_one_consents_to_a_text_and_to_its_last_version(space, journalled):
    data = actions.add_data(
        space.denis, space.id, name="Jeu", origin="x", place="x", personal=True, now=BEFORE
    )
    asked = actions.name_concerned(space.denis, data.id, person=space.world.bruno.id, now=BEFORE)
    with pytest.raises(ConsentTextMissing):
        actions.give_consent(space.world.bruno, asked.id, now=BEFORE)
    first = actions.write_consent_text(space.denis, space.id, text="Premier.", now=BEFORE)
    given = actions.give_consent(space.world.bruno, asked.id, now=BEFORE)
    assert given.text == first
    entry = journalled()[-1]
    assert isinstance(entry, RecordMoved)
    assert (entry.record, entry.after) == (f"consent:{asked.id}", "given")
    with pytest.raises(ConsentGivenAlready):
        actions.give_consent(space.world.bruno, asked.id, now=BEFORE)
    assert actions.write_consent_text(space.denis, space.id, text=" Premier.\n", now=BEFORE) == first
    actions.write_consent_text(space.denis, space.id, text="Second.", now=BEFORE)
    assert lacks(space) == [("consent-outdated", "Bruno Petit")]
    actions.give_consent(space.world.bruno, asked.id, now=BEFORE)
    assert lacks(space) == []
    assert [text.text for text in space.trial.consent_texts.all()] == ["Second.", "Premier."]


def test_a_consent_is_not_of_tomorrow_nor_a_withdrawal_before_it(space):
    space.personal()
    today = date(2026, 11, 20)
    with pytest.raises(ConsentDateInvalid):
        actions.give_consent(space.denis, space.outside.id, given_on=today + timedelta(days=1), now=BEFORE)
    actions.give_consent(space.denis, space.outside.id, given_on=today, now=BEFORE)
    for wrong in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(ConsentDateInvalid):
            actions.withdraw_consent(space.denis, space.outside.id, withdrawn_on=wrong, now=BEFORE)
    assert (
        actions.withdraw_consent(space.denis, space.outside.id, withdrawn_on=today, now=BEFORE).withdrawn_on
        == today
    )


def test_a_withdrawal_before_the_start_is_followed_first(space):
    space.consented()
    actions.withdraw_consent(space.world.bruno, space.own.id, now=BEFORE)
    assert lacks(space) == [("withdrawal", "Bruno Petit")]
    with pytest.raises(NotReady):
        space.start()
    actions.follow_withdrawal(space.denis, space.own.id, how="Son dossier est ôté.", now=BEFORE)
    assert space.start().state == "running"


@pytest.mark.parametrize("when", [BEFORE, DURING, AFTER])
def test_a_withdrawal_is_possible_at_any_time(space, when):
    space.consented()
    if when != BEFORE:
        space.start()
    withdrawn = actions.withdraw_consent(space.world.bruno, space.own.id, now=when)
    assert withdrawn.to_follow
    with pytest.raises(ConsentGivenAlready):
        actions.withdraw_consent(space.world.bruno, space.own.id, now=when)
    followed = actions.follow_withdrawal(space.rita, space.own.id, how="Ôté.", now=when)
    assert not followed.to_follow
    assert b"\xc3\x94t\xc3\xa9" not in bytes(followed.followed_how)
    with pytest.raises(ConsentNotWithdrawn):
        actions.follow_withdrawal(space.rita, space.own.id, how="Encore.", now=when)


def test_nothing_is_withdrawn_that_was_not_given_nor_after_the_erasure(space):
    space.personal()
    with pytest.raises(ConsentNotGiven):
        actions.withdraw_consent(space.world.bruno, space.own.id, now=BEFORE)
    actions.give_consent(space.world.bruno, space.own.id, now=BEFORE)
    actions.give_consent(space.denis, space.outside.id, now=BEFORE)
    space.start()
    actions.record_destruction(space.denis, space.data.id, on=date(2026, 12, 4), how="Vidé", now=AFTER)
    actions.erase(space.denis, space.id, now=AFTER)
    with pytest.raises(StepSkipped):
        actions.withdraw_consent(space.denis, space.outside.id, now=AFTER)
    with pytest.raises(NotFound):  # nobody's any more
        actions.withdraw_consent(space.alice, space.own.id, now=AFTER)


def test_once_started_nobody_is_named_or_forgotten(space):
    space.consented()
    space.start()
    with pytest.raises(Frozen):
        actions.name_concerned(space.denis, space.data.id, name="Autre", now=DURING)
    with pytest.raises(Frozen):
        actions.forget_concerned(space.denis, space.own.id, now=DURING)
    with pytest.raises(Frozen):
        actions.drop_data(space.denis, space.data.id, now=DURING)
    with pytest.raises(Frozen):
        actions.give_consent(space.world.bruno, space.own.id, now=DURING)


def test_data_that_are_dropped_forget_the_people_named_for_them(space):
    space.personal()
    actions.drop_data(space.denis, space.data.id, now=BEFORE)
    assert not Consent.objects.exists()
    assert space.start().state == "running"


@pytest.mark.parametrize("who", ["alice", "ines", "sam"])
def test_names_are_for_managers_and_the_dpo(space, signed_in, who):
    space.personal()
    for reader in (space.denis, space.rita, space.world.bruno):
        assert "Zélie Dupont" in signed_in(reader).get(f"/essais/{space.id}/").content.decode()
    page = signed_in(getattr(space, who)).get(f"/essais/{space.id}/").content.decode()
    assert "Zélie" not in page
    assert queries.consents_of(getattr(space, who), space.trial) == []
    for address in ("donner", "retirer"):
        assert (
            signed_in(getattr(space, who))
            .post(f"/essais/consentements/{space.outside.id}/{address}/")
            .status_code
            == 404
        )


def test_an_outsider_reads_and_answers_nothing(space, signed_in):
    space.personal()
    with pytest.raises(NotFound):
        queries.consents_of(space.world.david, space.trial)  # a DPO elsewhere
    for address in ("donner", "retirer", "suite", "oter"):
        answer = signed_in(space.world.david).post(f"/essais/consentements/{space.own.id}/{address}/")
        assert answer.status_code in {403, 404}
    assert Consent.objects.get(id=space.own.id).given_on is None
    for manage in (actions.forget_concerned, actions.follow_withdrawal):
        with pytest.raises(NotAllowed):
            manage(
                space.world.david,
                space.own.id,
                **({"how": "x"} if manage is actions.follow_withdrawal else {}),
            )


def test_an_agent_without_role_finds_and_answers_what_is_asked_of_them(space, signed_in):
    space.personal()
    asked = actions.name_concerned(space.denis, space.data.id, person=space.alice.id, now=BEFORE)
    alice = signed_in(space.alice)
    assert "On vous demande un consentement" in alice.get("/essais/").content.decode()
    page = alice.get("/essais/mes-consentements/").content.decode()
    assert "Vos données servent à l’essai." in page
    assert "Zélie" not in page
    assert alice.post(f"/essais/consentements/{asked.id}/donner/").status_code == 302
    assert "Retirer mon consentement" in alice.get("/essais/mes-consentements/").content.decode()
    assert alice.post(f"/essais/consentements/{asked.id}/retirer/").status_code == 302
    assert Consent.objects.get(id=asked.id).withdrawn_on is not None


def test_managers_record_what_someone_outside_said_by_the_pages(space, signed_in):
    space.personal()
    denis = signed_in(space.denis)
    address = f"/essais/consentements/{space.outside.id}/"
    assert denis.get(f"{address}donner/").status_code == 200
    future = {"given_on": "2999-01-01"}
    assert denis.post(f"{address}donner/", future).status_code == 400
    assert denis.post(f"{address}donner/", {"given_on": "2026-01-05"}).status_code == 302
    assert denis.post(f"{address}retirer/", {"withdrawn_on": "2026-01-06"}).status_code == 302
    assert denis.post(f"{address}suite/", {"how": "Fiche ôtée"}).status_code == 302
    assert "Fiche ôtée" in denis.get(f"/essais/{space.id}/").content.decode()
    assert denis.get(f"/essais/donnees/{space.data.id}/personnes/").status_code == 200
    assert denis.post(f"/essais/consentements/{space.own.id}/oter/").status_code == 302
    assert not Consent.objects.filter(id=space.own.id).exists()


def test_start_is_not_the_moment_that_the_form_saw(space):
    space.trial.refresh_from_db()
    seen = space.trial.revision
    space.personal()
    with pytest.raises(ChangedMeanwhile):
        actions.start_trial(space.denis, space.id, revision=seen, now=START)
