"""What the law asks after an incident: judged, counted, recorded, kept; by the right people only."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.journal import RecordChanged, RecordMoved
from garant.registers import aftermath, queries
from garant.registers.actions import close_incident, report_incident
from garant.registers.errors import (
    AnalysisMissing,
    GroundMissing,
    IncidentChangedMeanwhile,
    IncidentClosed,
    KnownDateMissing,
    MomentAhead,
    StepOutOfPlace,
    StepReasonMissing,
    StepsMissing,
    StepTaken,
)
from garant.registers.following import Assessment, analyse_incident, assess_incident, take_step
from garant.registers.models import Incident, IncidentAnalysis, IncidentStep
from garant.registers.terms import Category, Doubt, Ground, Severity, Step
from world import join

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
SECRET = "Fichier des bénéficiaires envoyé à Mme Zébulonne."

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(world):
    return report_incident(
        world.alice, category="personal-data", description=SECRET, answer_system="iris", now=NOW
    )


@pytest.fixture
def auditor(world):
    return join(world.departement, "aude", "Aude Blanc", Role.AUDITOR)


def judged(**more):
    return Assessment(
        **{
            "category": Category.PERSONAL_DATA,
            "severity": Severity.HIGH,
            "system": "iris",
            "breach": Doubt.NO,
            "breach_known_at": None,
            "serious": Doubt.NO,
            "serious_ground": None,
            "serious_known_at": None,
            **more,
        }
    )


def assess(actor, incident, *, revision=0, now=LATER, **more):
    return assess_incident(actor, incident.id, judged(**more), revision=revision, now=now)


def breach(actor, incident, **more):
    return assess(actor, incident, breach=Doubt.YES, breach_known_at=NOW, **more)


def analyse(actor, incident, *, number=0, **more):
    words = {"causes": "", "measures": "", "lessons": "", **more}
    return analyse_incident(actor, incident.id, number=number, **words)


def step(actor, incident, which, *, at=NOW + timedelta(hours=1), **more):
    return take_step(actor, incident.id, step=which, at=at, now=LATER, **more)


def test_a_suspected_breach_shows_its_clock_from_the_report(incident):
    (clock,) = aftermath.clocks(incident)
    assert clock.provisional
    assert clock.deadline.due == NOW + timedelta(hours=72)


def test_a_wrong_answer_alone_starts_no_clock(world):
    other = report_incident(world.alice, category="wrong", description=SECRET, now=NOW)
    assert aftermath.clocks(other) == ()


def test_the_dpo_judges_and_the_former_judgement_is_kept(world, incident, journalled):
    breach(world.bruno, incident)
    kept = versions_of(world.bruno, f"incident:{incident.id}")
    assert [each.values["Gravité"] for each in kept] == ["Élevée", "À évaluer"]
    assert kept[0].by == "Bruno Petit"
    assert journalled()[-1] == RecordChanged(
        organisation="departement-essai",
        person=str(world.bruno.id),
        record=f"incident:{incident.id}",
        change="amended",
    )
    assert [clock.title for clock in aftermath.clocks(Incident.objects.get())] == [
        "Notifier la CNIL",
        "Informer les personnes concernées",
    ]


def test_of_two_who_judge_at_once_the_second_is_told(world, incident):
    assess(world.bruno, incident, revision=0)
    with pytest.raises(IncidentChangedMeanwhile):
        assess(world.bruno, incident, revision=0, severity=Severity.LOW)
    assert Incident.objects.get().severity == "high"
    assess(world.bruno, incident, revision=1, severity=Severity.LOW)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"breach": Doubt.YES}, KnownDateMissing),
        ({"serious": Doubt.YES, "serious_ground": Ground.DEATH}, KnownDateMissing),
        ({"serious": Doubt.YES, "serious_known_at": NOW}, GroundMissing),
        ({"breach": Doubt.YES, "breach_known_at": LATER + timedelta(minutes=1)}, MomentAhead),
    ],
)
def test_a_clock_without_its_start_is_refused(world, incident, more, error):
    with pytest.raises(error):
        assess(world.bruno, incident, **more)
    assert Incident.objects.get().revision == 0


@pytest.mark.parametrize(("hours", "in_time"), [(72, True), (73, False)])
def test_the_journal_says_whether_the_cnil_was_told_in_time(world, incident, journalled, hours, in_time):
    breach(world.bruno, incident)
    step(world.bruno, incident, Step.CNIL_TOLD, at=NOW + timedelta(hours=hours), reference="V-2026-1")
    entry = journalled()[-1]
    assert isinstance(entry, RecordMoved)
    assert (entry.after, entry.in_time) == ("cnil-told", in_time)
    clock = aftermath.clocks(Incident.objects.get())[0]
    assert (clock.in_time, clock.is_running) == (in_time, False)


def test_a_step_is_taken_once_and_excludes_its_contrary(world, incident):
    breach(world.bruno, incident)
    step(world.bruno, incident, Step.CNIL_TOLD)
    for again in (Step.CNIL_TOLD, Step.CNIL_NOT_DUE):
        with pytest.raises(StepTaken):
            step(world.bruno, incident, again, reason="Aucun risque.")
    assert IncidentStep.objects.count() == 1


def test_setting_a_notification_aside_needs_a_reason_which_is_sealed(world, incident, auditor):
    breach(world.bruno, incident)
    with pytest.raises(StepReasonMissing):
        step(world.bruno, incident, Step.CNIL_NOT_DUE, reason="  ")
    step(world.bruno, incident, Step.CNIL_NOT_DUE, reason="Fichier chiffré.")
    assert "chiffré".encode() not in bytes(IncidentStep.objects.get().reason)
    assert aftermath.steps_of(world.bruno, incident)[0].reason == "Fichier chiffré."
    assert aftermath.steps_of(auditor, incident)[0].reason == ""
    assert aftermath.steps_of(world.alice, incident) == []


def test_no_step_before_the_incident_is_judged(world, incident):
    with pytest.raises(StepOutOfPlace):
        step(world.bruno, incident, Step.CNIL_TOLD)
    breach(world.bruno, incident)
    with pytest.raises(StepOutOfPlace):
        step(world.bruno, incident, Step.PROVIDER_TOLD)
    with pytest.raises(MomentAhead):
        step(world.bruno, incident, Step.CNIL_TOLD, at=LATER + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("ground", "days"), [(Ground.DEATH, 10), (Ground.INFRASTRUCTURE, 3), (Ground.RIGHTS, 17)]
)
def test_the_delay_to_the_authority_depends_on_the_ground(world, incident, ground, days):
    assess(world.bruno, incident, serious=Doubt.YES, serious_ground=ground, serious_known_at=NOW)
    provider, authority = aftermath.clocks(Incident.objects.get())
    assert not provider.is_dated
    # 22 November and 5 December 2026 are in week-ends: these delays wait for Monday.
    assert authority.deadline.last_day == (NOW + timedelta(days=days)).date()


def test_a_breach_is_not_closed_before_its_steps(world, incident, signed_in):
    breach(world.bruno, incident)
    with pytest.raises(StepsMissing):
        close_incident(world.bruno, incident.id, resolution="Fait.")
    answer = signed_in(world.bruno).post(f"/incidents/{incident.id}/clore/", {"resolution": "Mon texte"})
    assert answer.status_code == 409
    assert "Notifier la CNIL" in answer.content.decode()
    assert "Mon texte" in answer.content.decode()
    step(world.bruno, incident, Step.CNIL_TOLD)
    step(world.bruno, incident, Step.PERSONS_NOT_DUE, reason="Risque faible.")
    close_incident(world.bruno, incident.id, resolution="Fait.")
    assert Incident.objects.get().state == "closed"


def test_what_is_closed_is_neither_judged_nor_analysed(world, incident):
    close_incident(world.bruno, incident.id, resolution="Fait.")
    with pytest.raises(IncidentClosed):
        assess(world.bruno, incident)
    with pytest.raises(IncidentClosed):
        analyse(world.bruno, incident, causes="Trop tard.")
    with pytest.raises(IncidentClosed):
        step(world.bruno, incident, Step.CNIL_TOLD)


def test_each_analysis_is_kept_and_sealed(world, incident):
    analyse(world.bruno, incident, causes="Mauvais destinataire.")
    analyse(world.bruno, incident, number=1, causes="Mauvais destinataire.", lessons="Vérifier l’adresse.")
    assert [each.lessons for each in aftermath.analyses_of(world.bruno, incident)] == [
        "Vérifier l’adresse.",
        "",
    ]
    assert b"destinataire" not in bytes(IncidentAnalysis.objects.first().words)
    with pytest.raises(IncidentChangedMeanwhile):
        analyse(world.bruno, incident, number=1, measures="Écrit sans avoir lu.")
    with pytest.raises(AnalysisMissing):
        analyse(world.bruno, incident, number=2, causes=" ")


@pytest.mark.parametrize("name", ["alice", "claire", "chloe"])
def test_only_dpo_and_rssi_follow_an_incident(world, incident, signed_in, name):
    person = getattr(world, name)
    for verb in (
        lambda: assess(person, incident),
        lambda: analyse(person, incident, causes="x"),
        lambda: step(person, incident, Step.CNIL_TOLD),
    ):
        with pytest.raises(NotAllowed):
            verb()
    for page in ("evaluer", "demarche", "analyser"):
        assert signed_in(person).get(f"/incidents/{incident.id}/{page}/").status_code == 403
        assert signed_in(person).post(f"/incidents/{incident.id}/{page}/", {}).status_code == 403


def test_the_dpo_of_another_organisation_finds_nothing(world, incident, signed_in):
    for verb in (
        lambda: assess(world.david, incident),
        lambda: analyse(world.david, incident, causes="x"),
        lambda: step(world.david, incident, Step.CNIL_TOLD),
        lambda: aftermath.steps_of(world.david, incident),
        lambda: aftermath.analyses_of(world.david, incident),
    ):
        with pytest.raises(NotFound):
            verb()
    for page in ("evaluer", "demarche", "analyser"):
        assert signed_in(world.david).get(f"/incidents/{incident.id}/{page}/").status_code == 404
    assert versions_of(world.david, f"incident:{incident.id}") == []


def test_audit_sees_the_register_and_none_of_the_words(world, incident, auditor, signed_in):
    analyse(world.bruno, incident, causes="Mauvais destinataire.")
    aude = signed_in(auditor)
    assert queries.incidents_visible_to(auditor) == [incident]
    page = aude.get(f"/incidents/{incident.id}/").content.decode()
    assert "Délais légaux" in page
    assert "Zébulonne" not in page
    assert "destinataire" not in page
    assert "Alice" not in page + aude.get("/incidents/").content.decode()
    with pytest.raises(NotFound):
        queries.words_of(auditor, incident)
    for page in ("evaluer", "demarche", "analyser"):
        assert aude.get(f"/incidents/{incident.id}/{page}/").status_code == 403
    assert aude.post(f"/incidents/{incident.id}/prendre/").status_code == 403
    assert aude.post(f"/incidents/{incident.id}/clore/", {"resolution": "x"}).status_code == 403


def test_the_reporter_reads_neither_the_analysis_nor_the_steps(world, incident, signed_in):
    analyse(world.bruno, incident, causes="Mauvais destinataire.")
    page = signed_in(world.alice).get(f"/incidents/{incident.id}/").content.decode()
    assert "Zébulonne" in page
    assert "destinataire" not in page
    assert "Délais légaux" not in page


def test_the_pages_carry_it_from_judgement_to_closing(world, signed_in):
    incident = report_incident(world.alice, category="leak", description=SECRET, now=timezone.now())
    bruno, base = signed_in(world.bruno), f"/incidents/{incident.id}"
    shown = bruno.get(f"{base}/evaluer/").content.decode()
    assert "Est-ce une violation" in shown
    known = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    given = {
        "revision": 0,
        "category": "leak",
        "severity": "critical",
        "system": "iris",
        "breach": "yes",
        "breach_known_at": known,
        "serious": "no",
    }
    assert bruno.post(f"{base}/evaluer/", {**given, "breach_known_at": ""}).status_code == 400
    assert bruno.post(f"{base}/evaluer/", given).status_code == 302
    stale = bruno.post(f"{base}/evaluer/", given)
    assert stale.status_code == 409
    assert "entre-temps" in stale.content.decode()
    assert "Violation notifiée à la CNIL" in bruno.get(f"{base}/demarche/").content.decode()
    for which in ("cnil-told", "persons-told"):
        assert bruno.post(f"{base}/demarche/", {"step": which, "at": known}).status_code == 302
    assert bruno.post(f"{base}/demarche/", {"step": "cnil-told", "at": known}).status_code == 400
    assert bruno.post(f"{base}/analyser/", {"number": 0, "causes": "Erreur"}).status_code == 302
    page = bruno.get(f"{base}/").content.decode()
    for words in ("Critique", "Délais légaux", "à temps", "Erreur", "Historique"):
        assert words in page
    assert bruno.post(f"{base}/clore/", {"resolution": "Fait."}).status_code == 302
    assert "Votre signalement" not in bruno.get("/notifications/").content.decode()
    assert "Une suite a été donnée" in signed_in(world.alice).get("/notifications/").content.decode()
