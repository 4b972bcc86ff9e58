"""A trial that runs: keys that close by themselves, runs of the plan, results, lessons, the end."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.trials.conftest import AFTER, BEFORE, DURING, LAST_MINUTE, USE

from garant.deadlines import Place
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.keys import hash_of
from garant.directory.queries import revision
from garant.history.queries import versions_of
from garant.notifications.queries import notices_of
from garant.trials import actions, queries, usage
from garant.trials.errors import (
    AttachmentRefused,
    ChangedMeanwhile,
    NotAParticipant,
    StepSkipped,
    TooManyAttachments,
    WordsMissing,
)
from garant.trials.models import Attachment, Case, Participant, Run, Trial
from garant.trials.usage import Usage, count_with
from world import join

pytestmark = pytest.mark.django_db


def test_a_key_opens_the_systems_of_the_trial_for_its_person_until_its_last_minute(space):
    space.start()
    place, text = actions.issue_key(space.alice, space.id, now=DURING)
    assert text.startswith("sk-garant-")
    [key] = queries.scoped_keys(now=DURING)
    assert key.hash == hash_of(text) == place.key_hash
    assert (key.organisation, key.person, key.use) == (
        "departement-essai",
        str(space.alice.id),
        USE.removeprefix("use:"),
    )
    assert (key.systems, key.expires_at) == (frozenset({"iris"}), AFTER)
    assert queries.scoped_keys(now=LAST_MINUTE) == [key]
    assert queries.scoped_keys(now=AFTER) == []
    assert text not in str(Participant.objects.values())


def test_the_end_date_is_a_day_of_the_place_in_summer_and_in_winter(space):
    Trial.objects.update(ends_on=date(2026, 10, 25))  # the clocks go back that night
    assert Trial.objects.get().closes_at.isoformat() == "2026-10-26T00:00:00+01:00"
    Trial.objects.update(ends_on=date(2026, 7, 14))
    assert Trial.objects.get().closes_at.isoformat() == "2026-07-15T00:00:00+02:00"


def test_an_overseas_trial_ends_at_its_own_midnight_whoever_looks(space):
    space.start()
    organisation = space.world.departement
    organisation.place = Place.GUADELOUPE.value
    organisation.save()
    trial = Trial.objects.select_related("organisation").get()
    assert trial.closes_at.utcoffset() == timedelta(hours=-4)
    just_before = trial.closes_at - timedelta(minutes=1)
    assert actions.end_overdue(now=just_before) == 0  # already the next day on the installation's clock
    assert actions.end_overdue(now=trial.closes_at) == 1


def test_no_key_before_the_start_nor_after_the_end(space):
    with pytest.raises(StepSkipped):
        actions.issue_key(space.alice, space.id, now=BEFORE)
    space.start()
    actions.issue_key(space.alice, space.id, now=LAST_MINUTE)
    with pytest.raises(StepSkipped):
        actions.issue_key(space.alice, space.id, now=AFTER)


def test_a_new_key_closes_the_former(space):
    space.start()
    _, first = actions.issue_key(space.alice, space.id, now=DURING)
    before = revision()
    _, second = actions.issue_key(space.alice, space.id, now=DURING)
    assert revision() > before
    assert [key.hash for key in queries.scoped_keys(now=DURING)] == [hash_of(second)]
    assert hash_of(first) != hash_of(second)


def test_a_key_closes_with_its_owner_s_place_their_account_or_their_hand(space):
    space.start()
    actions.add_participant(space.denis, space.id, person=space.world.bruno.id, now=DURING)
    actions.issue_key(space.alice, space.id, now=DURING)
    actions.issue_key(space.world.bruno, space.id, now=DURING)
    actions.close_key(space.world.bruno, space.id, now=DURING)
    assert [key.person for key in queries.scoped_keys(now=DURING)] == [str(space.alice.id)]
    space.alice.is_active = False
    space.alice.save()
    assert queries.scoped_keys(now=DURING) == []
    space.alice.is_active = True
    space.alice.save()
    before = revision()
    actions.remove_participant(space.denis, space.id, person=space.alice.id, now=DURING)
    assert revision() > before
    assert queries.scoped_keys(now=DURING) == []
    with pytest.raises(NotFound):  # no longer their trial
        actions.issue_key(space.alice, space.id, now=DURING)
    actions.add_participant(space.denis, space.id, person=space.alice.id, now=DURING)
    assert queries.scoped_keys(now=DURING) == []  # back, with no key


def test_a_key_is_for_who_takes_part(space, signed_in):
    space.start()
    for person in (space.denis, space.rita, space.ines, space.sam, space.world.bruno):
        with pytest.raises(NotAParticipant):
            actions.issue_key(person, space.id, now=DURING)
    for person in (space.world.claire, space.world.chloe, space.world.david):
        with pytest.raises(NotFound):
            actions.issue_key(person, space.id, now=DURING)
        assert signed_in(person).post(f"/essais/{space.id}/cle/").status_code == 404


@pytest.fixture
def today(space):
    """The trial runs on the day of the test, for the pages, which know no other."""
    day = timezone.localdate()
    Trial.objects.update(starts_on=day, ends_on=day)
    actions.start_trial(space.denis, space.id)
    return space


def test_a_key_is_shown_once(today, signed_in):
    alice = signed_in(today.alice)
    assert "Créer ma clé" in alice.get(f"/essais/{today.id}/").content.decode()
    shown = alice.post(f"/essais/{today.id}/cle/").content.decode()
    place = Participant.objects.get()
    assert shown.count('class="once">sk-garant-') == 1
    again = alice.get(f"/essais/{today.id}/").content.decode()
    assert 'class="once"' not in again
    assert place.key_prefix in again
    assert place.key_prefix not in signed_in(today.denis).get(f"/essais/{today.id}/").content.decode()
    assert alice.post(f"/essais/{today.id}/cle/fermer/").status_code == 302
    assert queries.scoped_keys() == []


def test_a_participant_runs_a_case_and_writes_what_they_found(today, signed_in):
    case = Case.objects.get()
    alice = signed_in(today.alice)
    assert "La bonne pièce" in alice.get(f"/essais/cas/{case.id}/").content.decode()
    assert (
        alice.post(f"/essais/cas/{case.id}/", {"outcome": "ok", "note": "Réponse de Zélie"}).status_code
        == 302
    )
    assert alice.post(f"/essais/cas/{case.id}/", {"outcome": "not-ok", "note": ""}).status_code == 302
    assert [run.outcome for run in Run.objects.order_by("id")] == ["ok", "not-ok"]
    assert "Zélie".encode() not in bytes(Run.objects.get(outcome="ok").note)
    assert "Réponse de Zélie" in signed_in(today.denis).get(f"/essais/cas/{case.id}/").content.decode()


def test_a_participant_reads_their_own_runs_the_roles_that_watch_all_of_them(space):
    space.start()
    case = Case.objects.get()
    actions.add_participant(space.denis, space.id, person=space.world.claire.id, now=DURING)
    actions.run_case(space.alice, case.id, outcome="ok", note="d’Alice", now=DURING)
    actions.run_case(space.world.claire, case.id, outcome="not-ok", note="de Claire", now=DURING)
    assert [note for _, note in queries.runs_of(space.alice, case)] == ["d’Alice"]
    for reader in (space.denis, space.ines, space.world.bruno):
        assert len(queries.runs_of(reader, case)) == 2
    with pytest.raises(NotFound):
        queries.runs_of(space.world.david, case)


def test_a_case_is_run_during_the_trial_by_who_takes_part(space):
    case = Case.objects.get()
    with pytest.raises(StepSkipped):
        actions.run_case(space.alice, case.id, outcome="ok", now=BEFORE)
    space.start()
    with pytest.raises(NotAParticipant):
        actions.run_case(space.denis, case.id, outcome="ok", now=DURING)
    with pytest.raises(NotFound):
        actions.run_case(space.world.chloe, case.id, outcome="ok", now=DURING)
    with pytest.raises(WordsMissing):
        actions.run_case(space.alice, case.id, outcome="presque", now=DURING)
    actions.run_case(space.alice, case.id, outcome="unclear", now=LAST_MINUTE)
    with pytest.raises(StepSkipped):
        actions.run_case(space.alice, case.id, outcome="ok", now=AFTER)


def test_a_result_comes_after_the_start_and_what_it_was_stays_readable(space):
    result = {"measured": "27 cas sur 30", "met": True}
    with pytest.raises(StepSkipped):
        actions.record_result(space.denis, space.criterion.id, **result, now=BEFORE)
    space.start()
    actions.record_result(space.denis, space.criterion.id, **result, now=DURING)
    actions.record_result(space.rita, space.criterion.id, measured="24 sur 30", met=False, now=AFTER)
    found = versions_of(space.denis, f"criterion:{space.criterion.id}")
    assert [version.values["Mesuré"] for version in found] == ["24 sur 30", "27 cas sur 30"]
    [facts] = queries.trials_of(space.world.departement, USE)
    assert (facts.criteria_met, facts.criteria_total) == (0, 1)
    with pytest.raises(WordsMissing):
        actions.record_result(space.denis, space.criterion.id, measured=" ", met=True, now=AFTER)


def test_two_results_at_once_the_second_is_refused(space):
    seen = space.start().revision
    actions.record_result(space.denis, space.criterion.id, measured="a", met=True, revision=seen, now=DURING)
    with pytest.raises(ChangedMeanwhile):
        actions.record_result(
            space.rita, space.criterion.id, measured="b", met=False, revision=seen, now=DURING
        )


def test_who_does_not_manage_records_no_result_and_ends_nothing(space, signed_in):
    space.start()
    for person in (space.alice, space.ines, space.sam, space.world.bruno):
        for refused in (
            lambda who=person: actions.record_result(
                who, space.criterion.id, measured="x", met=True, now=DURING
            ),
            lambda who=person: actions.end_trial(who, space.id, reason="x", now=DURING),
            lambda who=person: actions.erase(who, space.id, now=AFTER),
            lambda who=person: actions.refer_incident(who, space.id, number=1, now=DURING),
            lambda who=person: actions.attach(
                who, space.criterion.id, name="a.csv", content=b"a", now=DURING
            ),
        ):
            with pytest.raises(NotAllowed):
                refused()
        assert signed_in(person).post(f"/essais/{space.id}/effacer/").status_code == 403
    elise = join(space.world.region, "elise", "Élise Roy", *space.denis.roles, *space.rita.roles)
    for refused in (
        lambda: actions.record_result(elise, space.criterion.id, measured="x", met=True, now=DURING),
        lambda: actions.end_trial(elise, space.id, reason="x", now=DURING),
        lambda: actions.erase(elise, space.id, now=AFTER),
        lambda: actions.decide(elise, space.id, verdict="conclusive", reason="x", now=AFTER),
    ):
        with pytest.raises(NotFound):
            refused()


PDF = b"%PDF-1.7\n%%EOF"


def test_an_attachment_is_sealed_and_read_by_the_roles_that_watch(today, signed_in):
    denis = signed_in(today.denis)
    address = f"/essais/criteres/{today.criterion.id}/pieces/"
    assert denis.get(address).status_code == 200
    assert denis.post(address, {"file": SimpleUploadedFile("Réponses de Zélie.pdf", PDF)}).status_code == 302
    kept = Attachment.objects.get()
    assert PDF not in bytes(kept.content)
    assert "Zélie".encode() not in bytes(kept.name)
    for reader in (today.denis, today.ines, today.world.bruno):
        answer = signed_in(reader).get(f"/essais/pieces/{kept.id}/")
        assert (answer.content, answer["content-type"]) == (PDF, "application/pdf")
    for other in (today.alice, today.world.claire, today.world.david):
        assert signed_in(other).get(f"/essais/pieces/{kept.id}/").status_code == 404
    assert "Réponses de Zélie.pdf" in denis.get(f"/essais/{today.id}/").content.decode()
    assert "Zélie" not in signed_in(today.alice).get(f"/essais/{today.id}/").content.decode()
    assert denis.post(f"/essais/pieces/{kept.id}/retirer/").status_code == 302
    assert not Attachment.objects.exists()


def test_a_file_that_lies_about_its_type_is_refused_on_the_form(today, signed_in):
    answer = signed_in(today.denis).post(
        f"/essais/criteres/{today.criterion.id}/pieces/", {"file": SimpleUploadedFile("a.pdf", b"<html>")}
    )
    assert answer.status_code == 400
    assert "son contenu n’est pas celui d’un fichier PDF" in answer.content.decode()
    with pytest.raises(AttachmentRefused):
        actions.attach(today.denis, today.criterion.id, name="a.png", content=PDF)
    assert not Attachment.objects.exists()


def test_attachments_are_few(space, monkeypatch):
    monkeypatch.setattr("garant.trials.actions.running.MOST", 1)
    space.start()
    actions.attach(space.denis, space.criterion.id, name="a.csv", content=b"a;b", now=DURING)
    with pytest.raises(TooManyAttachments):
        actions.attach(space.denis, space.criterion.id, name="b.csv", content=b"a;b", now=DURING)


def test_lessons_are_for_managers_and_participants(space):
    space.start()
    actions.add_lesson(space.alice, space.id, text="Relire les dates.", now=DURING)
    actions.add_lesson(space.denis, space.id, text="Prévoir plus de cas.", now=AFTER)
    for person in (space.ines, space.sam, space.world.bruno):
        with pytest.raises(NotAParticipant):
            actions.add_lesson(person, space.id, text="x", now=DURING)
    with pytest.raises(NotFound):
        actions.add_lesson(space.world.chloe, space.id, text="x", now=DURING)
    with pytest.raises(WordsMissing):
        actions.add_lesson(space.alice, space.id, text="\n", now=DURING)
    [facts] = queries.trials_of(space.world.departement, USE)
    assert facts.lessons == ("Relire les dates.", "Prévoir plus de cas.")


def test_no_lesson_before_the_start(space):
    with pytest.raises(StepSkipped):
        actions.add_lesson(space.denis, space.id, text="x", now=BEFORE)


def test_incidents_are_named_by_their_number_once(space):
    space.start()
    for number in (12, 3, 12):
        actions.refer_incident(space.denis, space.id, number=number, now=DURING)
    assert Trial.objects.get().incidents == [3, 12]


def test_a_trial_ended_by_hand_closes_its_keys_at_once_and_says_why(space, journalled):
    space.start()
    actions.issue_key(space.alice, space.id, now=DURING)
    with pytest.raises(WordsMissing):
        actions.end_trial(space.denis, space.id, reason=" ", now=DURING)
    before = revision()
    actions.end_trial(space.denis, space.id, reason="Réponses dangereuses.", now=DURING)
    assert revision() > before
    assert queries.scoped_keys(now=DURING) == []
    assert (journalled()[-1].before, journalled()[-1].after) == ("running", "ended")
    with pytest.raises(StepSkipped):
        actions.end_trial(space.denis, space.id, reason="Encore.", now=DURING)


def test_the_date_ends_a_trial_and_the_journal_learns_it_once(space, journalled):
    space.start()
    assert actions.end_overdue(now=LAST_MINUTE) == 0
    [facts] = queries.trials_of(space.world.departement, USE, now=LAST_MINUTE)
    assert facts.state == "running"
    [facts] = queries.trials_of(space.world.departement, USE, now=AFTER)
    assert facts.state == "ended"
    assert actions.end_overdue(now=AFTER + timedelta(hours=5)) == 1
    assert actions.end_overdue(now=AFTER + timedelta(hours=5)) == 0
    trial = Trial.objects.get()
    assert (trial.state, trial.ended_at, trial.end_reason) == ("ended", AFTER, "")
    ends = [entry for entry in journalled() if getattr(entry, "after", "") == "ended"]
    assert [entry.person for entry in ends] == ["installation"]


def test_a_trial_calls_a_week_before_its_last_day_once_and_only_those_who_manage_it(space):
    def said(person):
        return [line.sentence for line in notices_of(person) if "finit le" in line.sentence]

    assert actions.remind_ends(now=LAST_MINUTE - timedelta(days=1)) == 0  # it has not started
    space.start()
    assert actions.remind_ends(now=LAST_MINUTE - timedelta(days=8)) == 0
    assert actions.remind_ends(now=LAST_MINUTE - timedelta(days=7)) == 1
    assert actions.remind_ends(now=LAST_MINUTE) == 0
    assert said(space.denis) == ["Essai n° 1\u00a0: il finit le 4 décembre 2026, puis ses clés se ferment."]
    assert said(space.alice) == said(space.world.david) == []


def test_a_trial_that_is_over_calls_nobody(space):
    space.start()
    assert actions.remind_ends(now=AFTER) == 0


def test_the_pages_say_that_the_date_has_ended_a_trial(space, signed_in):
    space.start()
    Trial.objects.update(starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2))
    page = signed_in(space.denis).get(f"/essais/{space.id}/").content.decode()
    assert "Terminé, à effacer" in page
    assert "Effacer et certifier" in page
    assert "Terminé, à effacer" in signed_in(space.denis).get("/essais/").content.decode()
    assert signed_in(space.alice).post(f"/essais/{space.id}/cle/").status_code == 409


def test_what_was_measured_is_shown_where_someone_counts(today, signed_in, monkeypatch):
    monkeypatch.setattr(usage, "_counters", [])
    page = signed_in(today.denis).get(f"/essais/{today.id}/").content.decode()
    assert "Mesuré par la passerelle" not in page
    asked = []

    def counter(organisation, use, since, until):
        asked.append((organisation, use))
        return Usage(requests=41, refusals=2, wh_min=1.5, wh_max=9.0)

    count_with(counter)
    page = signed_in(today.denis).get(f"/essais/{today.id}/").content.decode()
    assert "41 demandes" in page
    assert "1,5 à 9 Wh" in page
    assert "Non estimé" in page
    assert asked == [("departement-essai", USE.removeprefix("use:"))]
