"""The end: what was stored goes, is looked for again, is certified; then the verdict. No step is skipped."""

import io
import json
import zipfile
from datetime import date

import pytest
from tests.trials.conftest import AFTER, BEFORE, DURING, LAST_MINUTE, USE, prepared

from garant.directory.errors import NotAllowed, NotFound
from garant.journal import DataErased
from garant.trials import actions, queries, stored
from garant.trials.certificate import digest, still_true
from garant.trials.errors import (
    ChangedMeanwhile,
    DestructionInvalid,
    ResultsMissing,
    StepSkipped,
    StillThere,
    WordsMissing,
)
from garant.trials.models import Attachment, Case, Certificate, Consent, DataSet, Participant, Run, Trial

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(space):
    """A trial that stored one thing of each kind, ended by its date."""
    space.consented()
    space.start()
    actions.issue_key(space.alice, space.id, now=DURING)
    actions.run_case(space.alice, Case.objects.get().id, outcome="ok", note="Réponse de Zélie", now=DURING)
    actions.attach(space.denis, space.criterion.id, name="Zélie.csv", content=b"a;b", now=DURING)
    actions.record_result(space.denis, space.criterion.id, measured="27 sur 30", met=True, now=DURING)
    actions.withdraw_consent(space.world.bruno, space.own.id, now=DURING)
    actions.follow_withdrawal(space.denis, space.own.id, how="Dossier de Bruno ôté", now=DURING)
    return space


def destroy(space):
    actions.record_destruction(
        space.denis, space.data.id, on=date(2026, 12, 4), how="Dossier supprimé, corbeille vidée", now=AFTER
    )


def test_everything_goes_and_the_certificate_says_what(full, journalled):
    destroy(full)
    certificate = actions.erase(full.denis, full.id, now=AFTER)
    erased = {
        "attachments": 1, "consent-names": 2, "keys": 1, "run-notes": 1, "test-data": 1, "withdrawal-notes": 1,
    }  # fmt: skip
    content = json.loads(certificate.content)
    assert (content["erased"], content["left"], content["by"]) == (erased, 0, "Denis Faure")
    assert content["data"][0]["destroyed_how"] == "Dossier supprimé, corbeille vidée"
    [entry] = [each for each in journalled() if isinstance(each, DataErased)]
    assert (entry.record, dict(entry.erased), entry.left) == (f"trial:{full.id}", erased, 0)
    assert stored.left_of(full.trial) == {}
    assert not Attachment.objects.exists()
    assert not DataSet.objects.exists()
    assert list(Consent.objects.values_list("person", "name", "followed_how")) == [(None, None, None)] * 2
    assert set(Consent.objects.values_list("given_on", flat=True)) == {date(2026, 11, 20), date(2026, 11, 19)}
    assert Run.objects.get().outcome == "ok"
    assert Run.objects.get().note is None
    assert Participant.objects.get().key_hash == ""
    assert queries.own_consents(full.world.bruno) == []
    [facts] = queries.trials_of(full.world.departement, USE, now=AFTER)
    assert (facts.state, facts.certificate_at) == ("erased", AFTER)


def test_nothing_of_anyone_is_left_in_any_table_of_the_room(full):
    destroy(full)
    actions.erase(full.denis, full.id, now=AFTER)
    rows = [
        str(list(model.objects.values())) for model in (Trial, Consent, Run, DataSet, Attachment, Certificate)
    ]
    for words in ("Zélie", str(full.world.bruno.id), "Dossier de Bruno"):
        assert words not in "".join(rows)


def test_the_certificate_is_refused_while_data_stand_elsewhere_and_nothing_is_half_done(full, journalled):
    with pytest.raises(StillThere) as refused:
        actions.erase(full.denis, full.id, now=AFTER)
    assert refused.value.facts["what"] == "1 jeu de données d’essai"
    assert Attachment.objects.exists()
    assert Run.objects.get().note is not None
    assert Consent.objects.filter(person=full.world.bruno).exists()
    assert not Certificate.objects.exists()
    assert not [each for each in journalled() if isinstance(each, DataErased)]
    [facts] = queries.trials_of(full.world.departement, USE, now=AFTER)
    assert (facts.state, facts.certificate_at) == ("ended", None)


@pytest.mark.parametrize(
    ("forgotten", "told"),
    [
        ("keys", "1 clé d’accès"),
        ("run-notes", "1 note de cas d’essai"),
        ("consent-names", "2 noms de personnes concernées"),
    ],
)
def test_what_a_deletion_forgets_the_search_finds(full, monkeypatch, forgotten, told):
    destroy(full)
    erase_all = stored.erase_all

    def careless(trial):
        kept = {
            "keys": list(Participant.objects.values("pk", "key_hash")),
            "run-notes": list(Run.objects.values("pk", "note")),
            "consent-names": list(Consent.objects.values("pk", "person", "name")),
        }
        model = {"keys": Participant, "run-notes": Run, "consent-names": Consent}[forgotten]
        gone = erase_all(trial)
        for row in kept[forgotten]:
            model.objects.filter(pk=row.pop("pk")).update(**row)
        return gone

    monkeypatch.setattr("garant.trials.actions.ending.erase_all", careless)
    with pytest.raises(StillThere) as refused:
        actions.erase(full.denis, full.id, now=AFTER)
    assert refused.value.facts["what"] == told


def test_a_withdrawal_without_its_follow_up_stops_the_certificate(full):
    destroy(full)
    actions.withdraw_consent(full.denis, full.outside.id, now=DURING)
    with pytest.raises(StillThere) as refused:
        actions.erase(full.denis, full.id, now=AFTER)
    assert "retrait" in refused.value.facts["what"]
    actions.follow_withdrawal(full.denis, full.outside.id, how="Ôté", now=AFTER)
    actions.erase(full.denis, full.id, now=AFTER)


def test_a_destruction_is_dated_at_latest_today_and_says_how(full):
    for wrong in ({"on": date(2026, 12, 6), "how": "x"}, {"on": date(2026, 12, 5), "how": " "}):
        with pytest.raises(DestructionInvalid):
            actions.record_destruction(full.denis, full.data.id, **wrong, now=AFTER)
    for person in (full.alice, full.ines, full.sam, full.world.bruno):
        with pytest.raises(NotAllowed):
            actions.record_destruction(person, full.data.id, on=date(2026, 12, 4), how="x", now=AFTER)


def test_erasing_waits_for_the_end(space):
    for now in (BEFORE, DURING, LAST_MINUTE):
        if now == DURING:
            space.start()
        with pytest.raises(StepSkipped):
            actions.erase(space.denis, space.id, now=now)
    actions.erase(space.denis, space.id, now=AFTER)
    with pytest.raises(StepSkipped):
        actions.erase(space.denis, space.id, now=AFTER)


def test_a_trial_ended_by_hand_is_erased_before_its_date(space):
    space.start()
    actions.end_trial(space.denis, space.id, reason="Fini.", now=DURING)
    actions.erase(space.denis, space.id, now=DURING)
    assert Trial.objects.get().ended_at == DURING


def test_the_journal_says_that_the_date_ended_it_before_it_says_that_it_was_erased(space, journalled):
    space.erased()
    moves = [(entry.person, entry.before, entry.after) for entry in journalled() if hasattr(entry, "after")]
    denis = str(space.denis.id)
    assert moves[-2:] == [("installation", "running", "ended"), (denis, "ended", "erased")]
    assert Trial.objects.get().ended_at == AFTER


def test_two_who_erase_at_once_the_second_is_refused(space):
    seen = space.start().revision
    actions.erase(space.denis, space.id, revision=seen, now=AFTER)
    with pytest.raises(ChangedMeanwhile):
        actions.erase(space.rita, space.id, revision=seen, now=AFTER)
    assert Certificate.objects.count() == 1


def test_a_verdict_is_given_once_by_the_business_direction_with_reasons(space, journalled):
    space.erased()
    with pytest.raises(ResultsMissing) as refused:
        actions.decide(space.rita, space.id, verdict="conclusive", reason="Utile.", now=AFTER)
    assert refused.value.facts == {"missing": 1, "total": 1}
    actions.record_result(space.denis, space.criterion.id, measured="27 sur 30", met=True, now=AFTER)
    for wrong in ({"verdict": "conclusive", "reason": " "}, {"verdict": "peut-être", "reason": "x"}):
        with pytest.raises(WordsMissing):
            actions.decide(space.rita, space.id, **wrong, now=AFTER)
    actions.decide(space.rita, space.id, verdict="conclusive", reason="Utile.", now=AFTER)
    assert (journalled()[-1].before, journalled()[-1].after) == ("erased", "closed")
    [facts] = queries.trials_of(space.world.departement, USE, now=AFTER)
    assert (facts.state, facts.verdict, facts.verdict_reason, facts.conclusive) == (
        "closed", "conclusive", "Utile.", True,
    )  # fmt: skip
    with pytest.raises(StepSkipped):
        actions.decide(space.rita, space.id, verdict="not-conclusive", reason="Non.", now=AFTER)
    with pytest.raises(StepSkipped):
        actions.record_result(space.denis, space.criterion.id, measured="30 sur 30", met=True, now=AFTER)
    with pytest.raises(StepSkipped):
        actions.add_lesson(space.denis, space.id, text="Trop tard.", now=AFTER)


@pytest.mark.parametrize("verdict", ["not-conclusive", "to-be-prolonged"])
def test_only_a_conclusive_verdict_is_conclusive(space, verdict):
    space.erased()
    actions.record_result(space.denis, space.criterion.id, measured="2 sur 30", met=False, now=AFTER)
    actions.decide(space.rita, space.id, verdict=verdict, reason="Trop peu.", now=AFTER)
    [facts] = queries.trials_of(space.world.departement, USE, now=AFTER)
    assert (facts.conclusive, facts.criteria_met) == (False, 0)


@pytest.mark.parametrize("who", ["denis", "alice", "ines", "sam"])
def test_nobody_else_judges(space, signed_in, who):
    space.erased()
    person = getattr(space, who)
    with pytest.raises(NotAllowed):
        actions.decide(person, space.id, verdict="conclusive", reason="x", now=AFTER)
    assert signed_in(person).post(f"/essais/{space.id}/verdict/").status_code == 403


def test_no_verdict_before_the_erasure(space):
    for now in (BEFORE, DURING, AFTER):
        if now == DURING:
            space.start()
            actions.record_result(space.denis, space.criterion.id, measured="x", met=True, now=DURING)
        with pytest.raises(StepSkipped):
            actions.decide(space.rita, space.id, verdict="conclusive", reason="x", now=now)


def test_the_certificate_is_read_by_who_reads_the_trial_in_three_formats(full, signed_in):
    destroy(full)
    certificate = actions.erase(full.denis, full.id, now=AFTER)
    for reader in (full.denis, full.alice, full.ines, full.sam, full.world.bruno):
        page = signed_in(reader).get(f"/essais/{full.id}/certificat/").content.decode()
        assert "2 noms de personnes concernées" in page
        assert "0 reste trouvé" in page
        assert certificate.digest in page
    ines = signed_in(full.ines)
    odt = ines.get(f"/essais/{full.id}/certificat.odt")
    text = zipfile.ZipFile(io.BytesIO(odt.content)).read("content.xml").decode()
    for words in ("Certificat de suppression", certificate.digest, "Dossier partagé Essai", "Denis Faure"):
        assert words in text
    docx = ines.get(f"/essais/{full.id}/certificat.docx")
    assert certificate.digest in zipfile.ZipFile(io.BytesIO(docx.content)).read("word/document.xml").decode()
    exact = ines.get(f"/essais/{full.id}/certificat.json")
    assert digest(exact.content.decode()) == certificate.digest
    for other in (full.world.claire, full.world.chloe, full.world.david):
        for name in ("certificat/", "certificat.odt", "certificat.json"):
            assert signed_in(other).get(f"/essais/{full.id}/{name}").status_code == 404


def test_a_certificate_that_was_changed_says_so(space, signed_in):
    space.erased()
    assert still_true(Certificate.objects.get())
    certificate = Certificate.objects.get()
    certificate.content = certificate.content.replace('"left":0', '"left":1')
    certificate.save()
    assert not still_true(certificate)
    page = signed_in(space.ines).get(f"/essais/{space.id}/certificat/").content.decode()
    assert "ce certificat a été altéré" in page


def test_there_is_no_certificate_before_the_erasure(space, signed_in):
    space.start()
    with pytest.raises(NotFound):
        queries.certificate_visible_to(space.denis, space.id)
    assert signed_in(space.denis).get(f"/essais/{space.id}/certificat/").status_code == 404


def test_a_trial_that_never_starts_is_abandoned_with_its_names(space):
    space.personal()
    with pytest.raises(StillThere):
        actions.abandon_trial(space.denis, space.id, reason="Projet arrêté.", now=BEFORE)
    actions.drop_data(space.denis, space.data.id, now=BEFORE)
    with pytest.raises(WordsMissing):
        actions.abandon_trial(space.denis, space.id, reason="", now=BEFORE)
    actions.abandon_trial(space.denis, space.id, reason="Projet arrêté.", now=BEFORE)
    assert not Consent.objects.exists()
    assert Trial.objects.get().state == "abandoned"
    with pytest.raises(StepSkipped):
        space.start()
    with pytest.raises(StepSkipped):
        actions.decide(space.rita, space.id, verdict="conclusive", reason="x", now=AFTER)


def test_a_trial_that_runs_is_not_abandoned(space):
    space.start()
    with pytest.raises(StepSkipped):
        actions.abandon_trial(space.denis, space.id, reason="x", now=DURING)


def test_a_trial_to_be_prolonged_leads_to_another(space, signed_in):
    space.erased()
    actions.record_result(space.denis, space.criterion.id, measured="x", met=False, now=AFTER)
    actions.decide(space.rita, space.id, verdict="to-be-prolonged", reason="Trop court.", now=AFTER)
    denis = signed_in(space.denis)
    assert f"?prolonge={space.id}" in denis.get(f"/essais/{space.id}/").content.decode()
    page = denis.get(f"/essais/nouveau/?prolonge={space.id}").content.decode()
    assert "Direction de l’enfance" in page
    assert denis.get("/essais/nouveau/?prolonge=abc").status_code == 404
    assert prepared(space.denis, prolongs=space.id).prolongs == space.trial


def test_a_trial_is_led_to_its_verdict_by_the_pages(full, signed_in):
    Trial.objects.update(starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2))
    denis, rita = signed_in(full.denis), signed_in(full.rita)
    refused = denis.post(f"/essais/{full.id}/effacer/")
    assert refused.status_code == 409
    assert "Le certificat est refusé" in refused.content.decode()
    sent = {"on": "2026-01-03", "how": "Dossier supprimé"}
    assert denis.get(f"/essais/donnees/{full.data.id}/destruction/").status_code == 200
    assert denis.post(f"/essais/donnees/{full.data.id}/destruction/", sent).status_code == 302
    answer = denis.post(f"/essais/{full.id}/effacer/")
    assert answer["location"] == f"/essais/{full.id}/certificat/"
    page = rita.get(f"/essais/{full.id}/verdict/").content.decode()
    assert "27 sur 30" in page
    revision = Trial.objects.get().revision
    empty = {"verdict": "conclusive", "reason": "", "revision": revision}
    assert "ne se rend pas sans elles" in rita.post(f"/essais/{full.id}/verdict/", empty).content.decode()
    assert rita.post(f"/essais/{full.id}/verdict/", {**empty, "reason": "Utile."}).status_code == 302
    assert "Concluant" in rita.get(f"/essais/{full.id}/").content.decode()
