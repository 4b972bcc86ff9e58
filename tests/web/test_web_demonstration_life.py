"""The life of the demonstration organisations: whole, true to the rooms, told once, and behind its wall."""

import dataclasses
from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from garant.catalogue import queries as catalogue
from garant.charter import Stage
from garant.committees.models import Item, Opinion
from garant.committees.models import Session as CommitteeSession
from garant.consultation.queries import consultations_of
from garant.consultation.terms import State as DiscussionState
from garant.decisions import queries as decisions
from garant.directory import queries as directory
from garant.directory.errors import NotFound
from garant.directory.journal import journal_directory, journal_key
from garant.history.queries import versions_of
from garant.journal import UseMoved, read_entries, verify
from garant.lifecycle import queries as lifecycle
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.models import Call, Passage, Use
from garant.lifecycle.queries.calls import is_open
from garant.localmodel.choice import Choice
from garant.localmodel.choice import Kind as ModelKind
from garant.notifications.queries import unread_count
from garant.procurement.models import Answer
from garant.qualification import UNKNOWN
from garant.registers.desk.models import Entry, Question
from garant.registers.models import Incident
from garant.registers.rights.models import RightsRequest
from garant.registers.shelf.models import Record
from garant.trials.models import Trial
from garant.trials.queries import trials_of
from garant.web import demonstration, demonstration_life
from garant.web.demonstration_portal import open_portal
from garant.web.demonstration_script import day_after, day_before, script, timeline

pytestmark = pytest.mark.django_db

SUPERVISOR = SimpleNamespace(choice=Choice(ModelKind.NONE, "aucun modèle", ""), url=None)
HOUSES = ("haute-durance", "grand-midi")


def seed():
    demonstration.seed(SUPERVISOR, environ={})


@pytest.fixture(scope="module", autouse=True)
def told(state, django_db_setup, django_db_blocker):
    """Both lives, once for this file: each test then works within, and takes back what it did."""
    demonstration._encoded.cache_clear()
    before = len(mail.outbox)
    with django_db_blocker.unblock(), transaction.atomic():
        # Strictly: a life that the rooms refuse is a failure here, where a start would go on without it.
        for house in demonstration.HOUSES:
            demonstration._found(house)
            demonstration._seat(house)
            demonstration._equip(house, SUPERVISOR, {})
            people = {each.name: person(f"{each.name}@{house.slug}.example") for each in house.seats}
            assert demonstration_life.live(house.slug, people, charter=house.charter)
        yield SimpleNamespace(mails=len(mail.outbox) - before)
        transaction.set_rollback(True)


def person(email):
    return directory.person_by_email(email)


def uses(slug):
    return {use.title: use for use in Use.objects.filter(organisation__slug=slug)}


def use_at(stage, slug="haute-durance"):
    return Use.objects.filter(organisation__slug=slug, stage=stage.value)


def test_the_portal_of_each_is_open_with_its_uses_and_is_opened_once():
    for slug in HOUSES:
        administrator = person(f"admin@{slug}.example")
        assert open_portal(administrator)
        assert not open_portal(administrator)
        assert Client().get(f"/o/{slug}/systemes/").status_code == 200
    live = use_at(Stage.GENERALISED).first()
    assert live.title in Client().get("/o/haute-durance/algorithmes/").content.decode().replace("\u00a0", " ")


def test_twenty_uses_stand_in_every_stage():
    stages = Counter(use.stage_word for use in uses("haute-durance").values())
    assert set(stages) == set(Stage)
    assert stages[Stage.ARBITRATION] >= 2
    assert len(uses("haute-durance")) >= 14
    assert len(uses("grand-midi")) >= 6


def test_recruitment_sorting_is_refused_with_its_justification():
    use = uses("haute-durance")["Trier les candidatures reçues par les ressources humaines"]
    assert use.stage_word is Stage.REFUSED
    last = Passage.objects.filter(use=use).order_by("-at").first()
    assert "annexe III, point 4" in last.reason
    assert Dossier(use, timezone.localdate()).assessment.high_risk


def test_emotion_recognition_at_work_is_found_prohibited_and_recruitment_sorting_is_not():
    found = {
        title: Dossier(use, timezone.localdate()).assessment.ai_act.prohibited
        for title, use in uses("haute-durance").items()
        if use.stage_word is Stage.REFUSED
    }
    assert found == {
        "Déceler la tension dans la voix des agents du standard": ("5.1.f",),
        "Trier les candidatures reçues par les ressources humaines": (),
    }


def test_a_half_filled_sheet_says_what_it_does_not_know():
    use = uses("haute-durance")["Orienter les familles vers une place en crèche"]
    dossier = Dossier(use, timezone.localdate())
    assert use.stage_word is Stage.QUALIFICATION
    assert UNKNOWN in dossier.answers.values()
    assert dossier.assessment.missing
    assert not dossier.assessment.complete


@pytest.mark.parametrize(
    "stage", [Stage.ARBITRATION, Stage.DEVELOPMENT, Stage.EVALUATION, Stage.PILOT, Stage.GENERALISED]
)
def test_what_is_past_its_qualification_has_a_whole_sheet_and_both_visas(stage):
    for use in Use.objects.filter(stage=stage.value):
        dossier = Dossier(use, use.entered_at.date())
        assert dossier.assessment.complete, use.title
        assert dossier.visas_missing == (), use.title


def test_a_high_risk_use_is_developed_with_its_records_drafted():
    use = use_at(Stage.DEVELOPMENT).get()
    dossier = Dossier(use, timezone.localdate())
    assert dossier.assessment.high_risk
    assert None not in (dossier.processing_record, dossier.dpia, dossier.fria)


def test_an_evaluation_is_under_way_with_people_and_criteria():
    running = Trial.objects.get(organisation__slug="haute-durance", state="running")
    assert running.subject == use_at(Stage.EVALUATION).get().subject
    assert running.ends_on > timezone.localdate()
    assert running.participants.count() >= 2
    assert running.criteria.count() >= 2
    ended = Trial.objects.exclude(state="running")
    assert {trial.state for trial in ended} == {"closed"}
    assert all(trials_of(trial.organisation, trial.subject)[0].certificate_at for trial in ended)


def test_some_people_of_the_pilot_are_trained_and_some_are_not():
    trained = [each.trained_on is not None for each in use_at(Stage.PILOT).get().participants.all()]
    assert set(trained) == {True, False}


def test_a_new_version_flags_the_use_that_rests_on_it_and_no_other():
    flagged = Use.objects.filter(to_re_evaluate_since__isnull=False)
    assert [use.title for use in flagged] == ["Repérer les fuites d’eau dans les collèges"]
    assert flagged[0].re_evaluate_by > timezone.now() + timedelta(days=25)


def test_the_story_is_told_on_its_days_and_in_order():
    now = timezone.now()
    for use in Use.objects.all():
        passed = list(Passage.objects.filter(use=use).order_by("at"))
        assert passed[0].before == ""
        assert [each.before for each in passed[1:]] == [each.after for each in passed[:-1]]
        assert all(each.at <= now for each in passed)
    oldest = Passage.objects.order_by("at").first().at
    assert timedelta(days=380) < now - oldest < timedelta(days=430)


def test_committees_gave_opinions_and_one_case_waits():
    for slug in HOUSES:
        assert Opinion.objects.filter(item__committee__organisation__slug=slug).exists()
        assert Item.objects.filter(committee__organisation__slug=slug, session=None).exists()
    assert set(CommitteeSession.objects.values_list("state", flat=True)) == {"closed"}
    assert {each.verdict for each in Opinion.objects.all()} >= {"favourable", "unfavourable"}


@pytest.mark.parametrize("slug", HOUSES)
def test_every_register_has_something(slug):
    shelves = set(Record.objects.filter(organisation__slug=slug).values_list("shelf", flat=True))
    assert shelves >= {"traitements", "engagements", "retours", "usages-declares"}
    states = set(Incident.objects.filter(organisation__slug=slug).values_list("state", flat=True))
    assert "closed" in states
    assert states - {"closed"}
    assert RightsRequest.objects.filter(organisation__slug=slug, closed_at=None).count() == 1
    assert Entry.objects.filter(organisation__slug=slug).count() == 1
    assert Question.objects.filter(organisation__slug=slug, answered_at=None).count() == 1


def test_the_impact_assessments_stand_in_the_departement():
    shelves = set(Record.objects.filter(organisation__slug="haute-durance").values_list("shelf", flat=True))
    assert {"aipd", "aidf"} <= shelves


def test_a_call_is_open_with_a_candidature_and_another_has_its_results():
    calls = list(Call.objects.filter(organisation__slug="haute-durance"))
    open_ones = [call for call in calls if is_open(call, today=timezone.localdate())]
    assert len(open_ones) == 1
    assert open_ones[0].candidatures.count() == 1
    past = next(call for call in calls if call.results_at is not None)
    assert {each.selected for each in past.candidatures.all()} == {True, False}


def test_two_answers_to_a_consultation_can_be_compared():
    assert Answer.objects.exclude(submitted_at=None).count() == 2


def test_the_systems_of_the_story_say_that_they_are_imaginary_and_what_is_not_validated_is_not_offered():
    admin, agent = person("admin@haute-durance.example"), person("elu@haute-durance.example")
    systems = {system.slug: system for system in catalogue.systems_visible_to(admin)}
    invented = set(systems) - {"iris", "service-externe"}
    assert {systems[slug].level for slug in invented} == {2, 3}
    for slug in invented:
        assert "aucun service ne répond à son adresse" in systems[slug].card
    assert "subvia" not in {system.slug for system in catalogue.offered_to(agent)}


def test_what_was_amended_keeps_its_history():
    use = use_at(Stage.MAINTENANCE).get()
    assert len(versions_of(person("dpo@haute-durance.example"), use.subject)) >= 3


def test_the_wall_holds_both_ways():
    for here, there in (HOUSES, HOUSES[::-1]):
        reader = person(f"dpo@{here}.example")
        assert {use.organisation.slug for use in lifecycle.uses_visible_to(reader)} == {here}
        for use in uses(there).values():
            with pytest.raises(NotFound):
                lifecycle.use_visible_to(reader, use.id)
        client = Client()
        client.force_login(reader)
        page = client.get("/usages/").content.decode()
        assert not [title for title in uses(there) if title in page]
        assert client.get(next(iter(uses(there).values())).get_absolute_url()).status_code == 404


def test_told_twice_it_is_told_once(journalled):
    numbers = Use.objects.count()
    seed()  # what stands beside the lives: the network, the portals
    count, before = len(journalled()), directory.revision()
    seed()
    assert (len(journalled()), directory.revision(), Use.objects.count()) == (count, before, numbers)


def test_what_people_changed_since_is_kept():
    use = use_at(Stage.NEED).first()
    Use.objects.filter(id=use.id).update(title="Autrement dit")
    seed()
    assert Use.objects.get(id=use.id).title == "Autrement dit"


def people_of(house):
    return {seat.name: person(f"{seat.name}@{house.slug}.example") for seat in house.seats}


@pytest.mark.parametrize("charter", ["une-autre-charte", "demo-region"])
def test_an_organisation_with_another_charter_is_left_alone(charter):
    house = demonstration.HOUSES[0]
    assert not demonstration_life.live(house.slug, people_of(house), charter=charter)


def test_an_interrupted_story_leaves_nothing_and_is_told_again(monkeypatch):
    """On a house that has lived nothing yet: the third one of this file alone."""
    house = dataclasses.replace(demonstration.HOUSES[1], slug="haut-essai")
    demonstration._found(house)
    demonstration._seat(house)
    demonstration._equip(house, SUPERVISOR, {})
    short = {**script("grand-midi"), "scenes": [], "uses": {}}
    whole = {name: use for name, use in script("grand-midi")["uses"].items() if name == "portiques-lycees"}
    story = {**short, "uses": whole}
    monkeypatch.setattr(
        demonstration_life, "script", lambda name: story if name == house.slug else script(name)
    )
    calls = []

    def cut(*_):
        calls.append(1)
        raise KeyboardInterrupt

    moves = dict(demonstration_life._SCENES)
    monkeypatch.setattr(demonstration_life, "_SCENES", {**moves, "move": cut})
    with pytest.raises(KeyboardInterrupt):
        demonstration_life.live(house.slug, people_of(house), charter=house.charter)
    assert calls == [1]
    assert not uses(house.slug)
    monkeypatch.setattr(demonstration_life, "_SCENES", moves)
    assert demonstration_life.live(house.slug, people_of(house), charter=house.charter)
    assert [use.stage_word for use in uses(house.slug).values()] == [Stage.REFUSED]
    assert not demonstration_life.live(house.slug, people_of(house), charter=house.charter)


def test_the_journal_verifies_and_holds_every_move():
    assert verify(journal_directory(), journal_key()).ok
    entries = (record.entry for record in read_entries(journal_directory()))
    moves = Counter(entry.use for entry in entries if isinstance(entry, UseMoved))
    for use in Use.objects.all():
        assert moves[str(use.id)] == Passage.objects.filter(use=use).count() > 0


def test_nobody_is_written_to_about_last_spring_and_mail_goes_out_again_afterwards(told):
    assert told.mails == 0
    assert settings.EMAIL_BACKEND == "django.core.mail.backends.locmem.EmailBackend"


def test_decisions_rest_on_treatments_and_one_is_still_to_be_reasoned():
    treatments = decisions.treatments_visible_to(person("dpo@haute-durance.example"))
    taken = decisions.decisions_visible_to(person("agent@haute-durance.example"))
    assert [(each.title, each.taken) for each in treatments] == [
        ("Attribution de l’aide à la mobilité", 2),
        ("Délivrance de la carte de transport scolaire", 1),
    ]
    assert [each.is_draft for each in taken] == [True, False, False]
    assert {each.version.number for each in taken} == {1, 2}
    assert decisions.treatments_visible_to(person("dpo@grand-midi.example")) == []


def test_only_the_news_is_unread():
    for slug in HOUSES:
        counts = {seat: unread_count(person(f"{seat}@{slug}.example")) for seat in ("dpo", "admin", "agent")}
        assert counts["dpo"] > 0
        assert max(counts.values()) < 15, counts


PAGES = {
    "agent": ("/usages/", "/appels/", "/registres/", "/registres/retours/", "/guichet/", "/systemes/", "/droits/", "/decisions/"),
    "referent": ("/usages/", "/usages/exports/", "/arbitrages/", "/essais/", "/comites/", "/registres/engagements/"),
    "dgs": ("/usages/", "/arbitrages/", "/comites/", "/appels/", "/fournisseurs/"),
    "dpo": ("/registres/traitements/", "/registres/aipd/", "/registres/aidf/", "/registres/droits/", "/decisions/", "/incidents/"),
    "rssi": ("/incidents/", "/registres/duerp/", "/systemes/", "/preuves/"),
    "admin": ("/comites/", "/essais/", "/marches/", "/fournisseurs/", "/systemes/", "/registres/usages-declares/"),
    "juriste": ("/marches/", "/guichet/", "/registres/droits/"),
    "comite": ("/comites/", "/comites/avis/", "/usages/"),
    "audit": ("/registres/", "/registres/traitements/", "/marches/", "/essais/", "/incidents/"),
}  # fmt: skip


@pytest.mark.parametrize("seat", PAGES)
def test_each_seat_opens_the_pages_of_its_work(seat):
    client = Client()
    client.force_login(person(f"{seat}@haute-durance.example"))
    found = {page: client.get(page).status_code for page in PAGES[seat]}
    assert found == dict.fromkeys(PAGES[seat], 200)


def test_each_use_and_each_session_has_its_page():
    client = Client()
    client.force_login(person("dgs@haute-durance.example"))
    for use in uses("haute-durance").values():
        for page in ("", "fiche/", "dossier/", "besoin/", "personnes/"):
            answer = client.get(f"{use.get_absolute_url()}{page}")
            assert answer.status_code in (200, 403), (use.title, page)
        assert client.get(use.get_absolute_url()).status_code == 200
    for session in CommitteeSession.objects.filter(committee__organisation__slug="haute-durance"):
        assert client.get(f"/comites/seances/{session.id}/").status_code == 200


def test_every_account_of_the_story_signs_in():
    for account in demonstration.accounts():
        answer = Client().post("/connexion/", {"email": account.email, "password": account.password})
        assert answer.status_code == 302, account.email


SUNDAY = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


def test_scenes_happen_on_working_days_and_the_oldest_first():
    for slug in HOUSES:
        told_at = [at for _, at in timeline(script(slug), SUNDAY)]
        assert told_at == sorted(told_at)
        assert told_at[-1] <= SUNDAY
        assert all(at.weekday() < 5 for at in told_at)


def test_what_happens_now_happens_now_even_on_a_sunday():
    said = {"uses": {}, "scenes": [{"ago": 0, "do": "x"}, {"ago": 1, "do": "y"}]}
    assert [at.date().isoformat() for _, at in timeline(said, SUNDAY)] == ["2026-11-20", "2026-11-22"]
    assert day_before(SUNDAY, 0).weekday() == 6


def test_a_session_to_come_is_not_held_on_a_sunday():
    assert [day_after(SUNDAY.date(), days).isoformat() for days in (0, 1, 6)] == [
        "2026-11-23",
        "2026-11-23",
        "2026-11-30",
    ]


def test_the_region_has_discussed_its_charter_and_opens_its_revision_to_all():
    listed = consultations_of(person("agent@grand-midi.example"))
    assert [(each.state, each.contributions) for each in listed] == [
        (DiscussionState.OPEN, 4),
        (DiscussionState.PUBLISHED, 8),
    ]
    assert consultations_of(person("agent@haute-durance.example")) == []
