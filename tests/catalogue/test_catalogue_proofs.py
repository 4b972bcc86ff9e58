"""The compliance file: what is asked, what proves it, and how a system closes when a proof ends."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import resources

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from garant.catalogue import queries, watching
from garant.catalogue.actions import (
    ProofFacts,
    add_vendor,
    amend_system,
    announce_ends,
    file_system_proof,
    file_vendor_proof,
    suspend_system,
    withdraw_proof,
)
from garant.catalogue.compliance import Standing, file_of
from garant.catalogue.errors import (
    ProofDatesCrossed,
    ProofEmpty,
    ProofFileNotPdf,
    ProofFileTooLarge,
    ProofKindUnfit,
    ProofLinkInvalid,
    ProofReasonMissing,
    ProofWithdrawn,
)
from garant.catalogue.market import VendorFacts
from garant.catalogue.models import ExpiryNotice, Proof
from garant.catalogue.requirements import read_rules, rules
from garant.catalogue.uploads import LARGEST_BYTES, checked_pdf
from garant.catalogue.watching import ProofWatcher
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.kinds import Role
from garant.directory.queries import revision
from garant.journal import RecordMoved
from garant.notifications.models import Notice
from garant.words import DataClass, Zone
from world import external_card, join

END = date(2027, 3, 1)  # the last day of validity
BEFORE = datetime(2026, 12, 30, 11, 0, tzinfo=UTC)  # 61 days before
WITHIN = datetime(2026, 12, 31, 11, 0, tzinfo=UTC)  # 60 days before
CLOSES = datetime(2027, 3, 1, 23, 0, tzinfo=UTC)  # midnight in Paris, the day after
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"
NEW = "/systemes/service-externe/preuves/nouvelle/"

pytestmark = pytest.mark.django_db


def facts(**more):
    return ProofFacts(**{"kind": "no_training", "number": "Contrat, art. 12", "expires": END, **more})


def filed(world, *, now=BEFORE - timedelta(days=30), **more):
    return file_system_proof(world.claire, "service-externe", facts=facts(**more), now=now)


def system(world):
    return queries.system_visible_to(world.claire, "service-externe")


def standings(world, today):
    lines = file_of(system(world), queries.proofs_that_count(system(world)), today)
    return {line.requirement.id: line.standing for line in lines}


# ---------------------------------------------------------------- what is asked


def test_what_is_asked_follows_zone_country_level_and_data():
    def asked(zone, level=1, country="FR", classes=None):
        return {each.id for each in rules().asked_of(zone, level, country, classes)}

    assert "no_training" not in asked(Zone.INTERNAL)
    assert "no_training" in asked(Zone.SOVEREIGN)
    assert "sovereign_hosting" in asked(Zone.SOVEREIGN)
    assert "sovereign_hosting" not in asked(Zone.EXTERNAL)
    assert "transfer" in asked(Zone.EXTERNAL, country="US")
    assert "transfer" not in asked(Zone.EXTERNAL, country="NO")  # Norway, and not the word "no"
    assert "accessible" not in asked(Zone.EXTERNAL, level=3)
    assert "health_hosting" in asked(Zone.EXTERNAL, classes=frozenset({DataClass.HEALTH}))
    assert "health_hosting" not in asked(Zone.EXTERNAL, classes=frozenset({DataClass.PERSONAL}))
    assert "health_hosting" not in asked(Zone.EXTERNAL)


def test_each_rule_bears_its_source_and_its_review():
    for each in (*rules().kinds.values(), *rules().requirements):
        assert each.sourced.source
        assert each.sourced.as_of < each.sourced.review_by


@pytest.mark.parametrize(
    "wrong",
    [
        ("any_of: [no_training]", "any_of: [inconnue]"),
        ("any_of: [no_training]", "any_of: []"),
        ("effect: closes", "effect: parfois"),
        ("review_by: 2027-11-22", "review_by: 2020-01-01"),
        ("of: [system, vendor]", "of: [commune]"),
    ],
)
def test_a_file_of_rules_that_does_not_hold_together_is_refused(wrong):
    text = (resources.files("garant.catalogue") / "data" / "proofs.yaml").read_text(encoding="utf-8")
    before, after = wrong
    assert before in text
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_rules(text.replace(before, after, 1))


# ---------------------------------------------------------------- filing


def test_a_proof_is_filed_journalled_and_counts(world, journalled):
    before = revision()
    proof = filed(world)
    assert standings(world, BEFORE.date())["no_training"] is Standing.VALID
    assert standings(world, BEFORE.date())["transfer"] is Standing.MISSING
    assert revision() > before
    assert (journalled()[-1].record, journalled()[-1].change) == (f"proof:{proof.id}", "created")


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (END - timedelta(days=61), Standing.VALID),
        (END - timedelta(days=60), Standing.ENDING),
        (END, Standing.ENDING),
        (END + timedelta(days=1), Standing.ENDED),
    ],
)
def test_a_proof_counts_through_its_last_day(world, day, standing):
    filed(world)
    assert standings(world, day)["no_training"] is standing


def test_a_proof_without_an_end_always_counts(world):
    filed(world, expires=None)
    assert standings(world, date(2099, 1, 1))["no_training"] is Standing.VALID


def test_a_proof_of_the_vendor_counts_for_its_systems(world):
    vendor = add_vendor(world.claire, facts=VendorFacts(name="Ailleurs SA", country="US"))
    file_vendor_proof(world.claire, vendor.id, facts=facts())
    assert standings(world, BEFORE.date())["no_training"] is Standing.MISSING
    amend_system(world.claire, "service-externe", card=replace(external_card(), vendor=vendor))
    assert standings(world, BEFORE.date())["no_training"] is Standing.VALID


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"kind": "inconnue"}, ProofKindUnfit),
        ({"number": " "}, ProofEmpty),
        ({"issued": date(2027, 4, 1)}, ProofDatesCrossed),
        ({"link": "javascript:alert(1)"}, ProofLinkInvalid),
        ({"link": "https://moi:secret@exemple.fr/"}, ProofLinkInvalid),
        ({"link": "exemple.fr"}, ProofLinkInvalid),
        ({"file": b"MZ\x90\x00"}, ProofFileNotPdf),
    ],
)
def test_a_proof_that_cannot_be_checked_is_refused_whole(world, more, error):
    with pytest.raises(error):
        filed(world, **more)
    assert Proof.objects.count() == 0


def test_a_qualification_of_a_service_is_not_one_of_its_vendor(world):
    vendor = add_vendor(world.claire, facts=VendorFacts(name="Ailleurs SA", country="US"))
    with pytest.raises(ProofKindUnfit):
        file_vendor_proof(world.claire, vendor.id, facts=facts(kind="secnumcloud"))


@pytest.mark.parametrize(
    "lie",
    [
        b"",
        b"<html>%PDF-1.7 startxref %%EOF",
        b"%PDF-1.7\nrien de plus",
        b"%PDF-9.9\nstartxref\n9\n%%EOF",
        b"\x00" + PDF,
        PDF + b"x" * 4096,
    ],
)
def test_a_file_that_lies_about_its_type_is_refused(lie):
    with pytest.raises(ProofFileNotPdf):
        checked_pdf(lie)


@given(st.binary(max_size=200))
def test_no_other_bytes_pass_for_a_pdf(content):
    with pytest.raises(ProofFileNotPdf):
        checked_pdf(content)


def test_a_file_is_bounded():
    whole = PDF[:9] + b"0" * (LARGEST_BYTES - len(PDF)) + PDF[9:]
    assert checked_pdf(whole) == whole
    with pytest.raises(ProofFileTooLarge):
        checked_pdf(b"0" + whole)


# ---------------------------------------------------------------- the end of a proof


def closures(world):
    return [(each.system, each.code, each.since) for each in queries.closures(world.departement)]


def test_before_the_notice_nothing_is_announced_and_nothing_closes(world):
    filed(world)
    before = revision()
    assert announce_ends(now=BEFORE) == []
    assert closures(world) == []
    assert revision() == before


def test_within_the_notice_it_is_announced_once_with_the_moment_it_closes(world, journalled):
    rssi = join(world.departement, "rita", "Rita Roy", Role.RSSI)
    filed(world)
    before = revision()
    [notice] = announce_ends(now=WITHIN)
    assert (notice.until, notice.closes_at) == (END, CLOSES)
    assert closures(world) == [("service-externe", "proof_expired", CLOSES)]
    assert queries.closed_now(world.departement, now=WITHIN) == {}
    assert revision() > before
    assert announce_ends(now=WITHIN + timedelta(days=1)) == []
    told = {each.person_id: each for each in Notice.objects.filter(code="proof-closing")}
    assert set(told) == {rssi.id, world.bruno.id}
    assert told[rssi.id].facts == {
        "system": "service-externe",
        "due": "2027-03-01",
        "closes": "2027-03-02",
    }
    assert told[rssi.id].address == "/systemes/service-externe/dossier/"
    moved = [entry for entry in journalled() if isinstance(entry, RecordMoved)]
    assert [(entry.person, entry.after) for entry in moved] == [("installation", "closing")]


def test_after_the_end_the_system_is_closed_and_no_longer_offered(world):
    filed(world)
    announce_ends(now=WITHIN)
    second = timedelta(seconds=1)
    offered = [each.slug for each in queries.offered_to(world.alice, now=CLOSES - second)]
    assert offered == ["iris", "service-externe"]
    assert [each.slug for each in queries.offered_to(world.alice, now=CLOSES)] == ["iris"]
    assert queries.closed_now(world.departement, now=CLOSES)["service-externe"].code == "proof_expired"


def test_a_newer_proof_keeps_it_open(world):
    filed(world)
    announce_ends(now=WITHIN)
    filed(world, expires=END + timedelta(days=365), now=WITHIN)
    assert closures(world) == []


def test_a_newer_proof_that_ends_sooner_keeps_nothing_open(world):
    filed(world)
    announce_ends(now=WITHIN)
    filed(world, expires=END - timedelta(days=10), now=WITHIN)
    assert closures(world) == [("service-externe", "proof_expired", CLOSES)]


def test_either_proof_that_a_rule_takes_will_do(world):
    card = replace(external_card(), zone=Zone.SOVEREIGN, country="US")
    amend_system(world.claire, "service-externe", card=card)
    filed(world, kind="secnumcloud")
    filed(world, kind="eu_contract", expires=None)
    # The qualification also answers for security, which is asked for and closes nothing.
    assert [notice.closes_at for notice in announce_ends(now=WITHIN)] == [None]
    assert closures(world) == []


def test_what_ended_unseen_closes_after_a_delay_all_the_same(world):
    filed(world)
    late = datetime(2027, 5, 10, 7, 0, tzinfo=UTC)  # nobody ran the installation meanwhile
    [notice] = announce_ends(now=late)
    assert notice.closes_at == datetime(2027, 5, 24, 22, 0, tzinfo=UTC)  # fifteen days, midnight in Paris
    assert queries.closed_now(world.departement, now=late) == {}


def test_what_was_never_filed_closes_nothing(world):
    assert announce_ends(now=WITHIN) == []
    assert closures(world) == []


def test_a_proof_that_is_only_asked_for_is_announced_and_closes_nothing(world):
    filed(world, kind="bias_commitment")
    [notice] = announce_ends(now=WITHIN)
    assert notice.closes_at is None
    assert closures(world) == []
    assert Notice.objects.filter(code="proof-ending").exists()


def test_a_proof_that_becomes_required_closes_after_a_notice_of_its_own(world):
    filed(world, kind="hds")
    assert [each.closes_at for each in announce_ends(now=WITHIN)] == [None]
    health = replace(external_card(), allowed_classes=frozenset({DataClass.HEALTH}))
    amend_system(world.claire, "service-externe", card=health)
    assert [each.closes_at for each in announce_ends(now=WITHIN)] == [CLOSES]


def test_a_withdrawn_proof_ends_that_day_and_closes_after_a_notice(world):
    proof = filed(world)
    announce_ends(now=WITHIN)
    moment = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
    withdraw_proof(world.claire, proof.id, reason="Le contrat a changé.", now=moment)
    assert standings(world, moment.date())["no_training"] is Standing.ENDED
    [notice] = announce_ends(now=moment)
    assert (notice.until, notice.closes_at) == (
        date(2027, 1, 31),
        datetime(2027, 2, 15, 23, 0, tzinfo=UTC),
    )
    assert closures(world) == [("service-externe", "proof_expired", notice.closes_at)]
    with pytest.raises(ProofWithdrawn):
        withdraw_proof(world.claire, proof.id, reason="Encore.")


def test_a_withdrawal_says_why(world):
    with pytest.raises(ProofReasonMissing):
        withdraw_proof(world.claire, filed(world).id, reason=" ")


def test_a_system_that_nobody_was_offered_gets_no_notice(world):
    filed(world)
    amend_system(world.claire, "service-externe", card=replace(external_card(), approved=False))
    assert announce_ends(now=WITHIN) == []


def test_a_suspension_and_a_proof_close_apart(world):
    filed(world)
    announce_ends(now=WITHIN)
    suspend_system(world.bruno, "service-externe", reason="Essai.", now=WITHIN)
    assert [code for _, code, _ in closures(world)] == ["suspended", "proof_expired"]
    assert queries.closures(world.region) == []


def test_a_system_closes_at_the_midnight_of_its_own_place(world):
    world.departement.place = "974"  # La Réunion, four hours ahead of UTC
    world.departement.save()
    filed(world)
    [notice] = announce_ends(now=WITHIN)
    assert notice.closes_at == datetime(2027, 3, 1, 20, 0, tzinfo=UTC)


def test_the_watcher_announces_at_its_turn_and_outlives_a_database_that_fails(world, monkeypatch):
    filed(world, expires=timezone.localdate() + timedelta(days=5), now=timezone.now())
    watcher = ProofWatcher()
    watcher.turn()
    assert ExpiryNotice.objects.count() == 1

    def fail():
        raise OperationalError

    monkeypatch.setattr(watching, "announce_ends", fail)
    monkeypatch.setattr("garant.directory.recurring.connection.close", lambda: None)
    watcher.turn()
    assert ExpiryNotice.objects.count() == 1


# ---------------------------------------------------------------- who reads, who files


@pytest.mark.parametrize("name", ["alice", "bruno", "chloe", "david", "rssi", "dgs", "auditor"])
def test_nobody_else_files_or_withdraws(world, signed_in, name):
    proof = filed(world)
    person = getattr(world, name, None) or join(world.departement, name, "Une Personne", Role(name))
    with pytest.raises(NotAllowed):
        file_system_proof(person, "service-externe", facts=facts())
    with pytest.raises(NotAllowed):
        withdraw_proof(person, proof.id, reason="Essai.")
    client = signed_in(person)
    assert client.get(NEW).status_code == 403
    assert client.post(f"/preuves/{proof.id}/retirer/", {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("role", [Role.RSSI, Role.DPO, Role.DGS, Role.LEGAL, Role.AUDITOR, Role.DSI])
def test_who_checks_the_catalogue_reads_the_file(world, signed_in, role):
    filed(world, file=PDF)
    reader = signed_in(join(world.departement, "lecteur", "Lise Roy", role))
    page = reader.get("/systemes/service-externe/dossier/").content.decode()
    assert "Engagement de ne pas entraîner" in page
    assert "le système se ferme" in page
    proof = Proof.objects.get()
    document = reader.get(f"/preuves/{proof.id}/document/")
    assert document.content == PDF
    assert document["Content-Disposition"].startswith("attachment")
    assert "sandbox" in document["Content-Security-Policy"]
    assert proof.file.sha256 == hashlib.sha256(PDF).hexdigest()


@pytest.mark.parametrize("name", ["alice", "referent", "committee"])
def test_agents_read_neither_file_nor_proof(world, signed_in, name):
    proof = filed(world, file=PDF)
    person = getattr(world, name, None) or join(world.departement, name, "Une Personne", Role(name))
    client = signed_in(person)
    assert client.get("/systemes/service-externe/dossier/").status_code == 403
    assert client.get(f"/preuves/{proof.id}/document/").status_code == 403
    assert "dossier/" not in client.get("/systemes/service-externe/").content.decode()
    with pytest.raises(NotFound):
        queries.proofs_of_system(person, system(world))


def test_david_elsewhere_finds_no_proof(world, signed_in):
    proof = filed(world, file=PDF)
    ada = join(world.region, "ada", "Ada Roy", Role.ADMINISTRATOR)
    for person in (world.david, ada):
        client = signed_in(person)
        assert client.get("/systemes/service-externe/dossier/").status_code == 404
        assert client.get(f"/preuves/{proof.id}/document/").status_code == 404
    with pytest.raises(NotFound):
        withdraw_proof(ada, proof.id, reason="Essai.")
    with pytest.raises(NotFound):
        file_system_proof(ada, "service-externe", facts=facts())


def test_the_page_files_a_proof_with_its_document(world, signed_in):
    denis = signed_in(join(world.departement, "denis", "Denis Faure", Role.DSI))
    document = SimpleUploadedFile("preuve.pdf", PDF, content_type="application/pdf")
    fields = {"kind": "no_training", "scope": "Le service", "expires": "2027-03-01", "file": document}
    assert denis.post(NEW, fields)["location"] == "/systemes/service-externe/dossier/"
    assert Proof.objects.get().file.bytes == len(PDF)
    page = denis.get("/systemes/service-externe/dossier/").content.decode()
    assert "Télécharger" in page
    proof = Proof.objects.get()
    gone = denis.post(f"/preuves/{proof.id}/retirer/", {"reason": "Remplacée."})
    assert gone["location"] == "/systemes/service-externe/dossier/"
    assert "Remplacée." in denis.get("/systemes/service-externe/dossier/").content.decode()


def test_the_page_tells_a_file_that_is_no_pdf(world, signed_in):
    lie = SimpleUploadedFile("preuve.pdf", b"PK\x03\x04", content_type="application/pdf")
    page = signed_in(world.claire).post(NEW, {"kind": "no_training", "file": lie})
    assert page.status_code == 400
    assert "pas un PDF entier" in page.content.decode()
    assert Proof.objects.count() == 0


def test_who_keeps_the_list_is_warned_on_the_card_and_agents_are_not(world, signed_in):
    now = timezone.now()
    filed(world, expires=timezone.localdate(now) + timedelta(days=20), now=now)
    announce_ends(now=now)
    assert ExpiryNotice.objects.count() == 1
    assert "se fermera le" in signed_in(world.bruno).get("/systemes/service-externe/").content.decode()
    assert "se fermera le" not in signed_in(world.alice).get("/systemes/service-externe/").content.decode()
