"""The snapshot that the gateway applies follows the rooms."""

import dataclasses
import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from garant.catalogue.access import Closure, Perimeter, ScopedKey
from garant.catalogue.actions import amend_system, resume_system, suspend_system
from garant.directory.actions import (
    acknowledge_charter,
    amend_person,
    create_key,
    put_charter_in_force,
    revoke_key,
)
from garant.directory.keys import assistant_key, hash_of
from garant.directory.kinds import Kind
from garant.gateway import read_snapshot, signing_key, verifying_key
from garant.web import publish
from garant.words import Action, DataClass, Zone
from world import CHARTER_DEPARTEMENT, external_card

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_state(settings, world, tmp_path):
    """A snapshot directory of its own for each test; the world was journalled before."""
    from garant.directory import journal
    from garant.directory.secrets import secret_file

    kept = settings.GARANT_STATE
    secret_file.cache_clear()
    journal.close()
    settings.GARANT_STATE = tmp_path
    yield
    journal.close()
    settings.GARANT_STATE = kept
    secret_file.cache_clear()


def read():
    where = publish.snapshot_directory()
    return read_snapshot(where, verifying_key(where))


def test_what_is_published_is_what_the_rooms_hold(world):
    publish.publish_snapshot()
    snapshot = read()
    assert set(snapshot.policies) == {"departement-essai", "region-essai"}
    assert {(system.organisation, system.id) for system in snapshot.systems} == {
        ("departement-essai", "iris"),
        ("departement-essai", "service-externe"),
        ("region-essai", "chat"),
    }
    policy = snapshot.policies["departement-essai"]
    assert policy.cell(DataClass.PERSONAL, Zone.EXTERNAL).action is Action.PSEUDONYMISE
    iris = next(system for system in snapshot.systems if system.id == "iris")
    assert (iris.reroute_target, iris.zone, iris.footprint.zone) == (True, Zone.INTERNAL, "FRA")


def test_no_name_and_no_address_of_a_person_leaves_the_control_plane(world):
    create_key(world.alice, label="Tableur d’Alice")
    publish.publish_snapshot()
    text = (publish.snapshot_directory() / "snapshot.json").read_text(encoding="utf-8")
    for word in ("Alice", "alice", "@departement", "Tableur", "sk-garant"):
        assert word not in text


def test_who_has_acknowledged_which_version_is_published(world):
    put_charter_in_force(
        world.claire, text=CHARTER_DEPARTEMENT.replace("2026-11-01\ntitle", "2026-12-01\ntitle")
    )
    acknowledge_charter(world.alice)
    publish.publish_snapshot()
    said = {person.id: person.acknowledged for person in read().people}
    assert said[str(world.alice.id)] == "2026-12-01"
    assert said[str(world.bruno.id)] is None
    assert said[str(world.chloe.id)] == "2026-11-02"


def test_each_organisation_s_assistant_speaks_for_its_people_alone(world):
    publish.publish_snapshot()
    speakers = {key.hash: key.organisation for key in read().keys if key.speaks_for}
    assert speakers == {
        hash_of(assistant_key("departement-essai")): "departement-essai",
        hash_of(assistant_key("region-essai")): "region-essai",
    }


def test_a_key_is_published_until_it_is_revoked_or_its_owner_leaves(world):
    key, text = create_key(world.alice, label="Tableur")
    other, _ = create_key(world.bruno, label="Tableur")

    def hashes():
        publish.publish_snapshot()
        return {each.hash for each in read().keys if not each.speaks_for}

    assert hashes() == {hash_of(text), other.hash}
    revoke_key(world.alice, key.id)
    assert hashes() == {other.hash}
    amend_person(world.claire, world.bruno.id, full_name="B", kind=Kind.AGENT, roles=[], active=False)
    assert hashes() == set()
    assert [person.active for person in read().people if person.id == str(world.bruno.id)] == [False]


def test_a_suspended_system_reaches_the_gateway_and_opens_again(world):
    def closings(system):
        publish.publish_snapshot()
        return next(each for each in read().systems if each.id == system).closures

    now = timezone.now()
    suspend_system(world.bruno, "service-externe", reason="Essai.", clause="donnees", now=now)
    [closing] = closings("service-externe")
    assert (closing.code, closing.since, closing.clause) == ("suspended", now, "donnees")
    assert closing.since.utcoffset() == timezone.localtime(now).utcoffset()
    assert closings("iris") == ()
    resume_system(world.bruno, "service-externe", reason="Corrigé.")
    assert closings("service-externe") == ()


def test_what_the_uses_narrow_is_published(world, monkeypatch):
    now = timezone.now()
    ours, alice, bruno = "departement-essai", str(world.alice.id), str(world.bruno.id)
    key = ScopedKey(
        hash=hash_of("sk-garant-essai"),
        organisation=ours,
        person=alice,
        use="3f0c9a52-0000-4000-8000-000000000001",
        systems=frozenset({"iris"}),
        expires_at=now + timedelta(days=3),
    )
    pilots = [
        Perimeter(ours, "iris", frozenset({alice})),
        Perimeter(ours, "iris", frozenset({bruno}), "lecture"),
        Perimeter("region-essai", "iris", frozenset()),  # a system that the Région does not have
    ]
    closed = Closure(ours, "service-externe", "to_be_re_evaluated", now + timedelta(days=9), "donnees")
    monkeypatch.setattr(publish.lifecycle, "scoped_keys", lambda: [key])
    monkeypatch.setattr(publish.lifecycle, "perimeters", lambda: pilots)
    monkeypatch.setattr(publish.lifecycle, "closures", lambda: [closed])
    publish.publish_snapshot()
    snapshot = read()
    [scoped] = [each for each in snapshot.keys if each.use is not None]
    assert (scoped.person, scoped.systems, scoped.speaks_for) == (alice, {"iris"}, False)
    assert scoped.expires_at == key.expires_at
    systems = {(each.organisation, each.id): each for each in snapshot.systems}
    iris, external = systems[ours, "iris"], systems[ours, "service-externe"]
    assert (iris.perimeter, iris.perimeter_clause) == ({alice, bruno}, "lecture")
    assert external.perimeter is None
    assert systems["region-essai", "chat"].perimeter is None
    assert [(each.code, each.since) for each in external.closures] == [("to_be_re_evaluated", closed.since)]
    version = snapshot.version
    assert publish.publish_snapshot().version == version  # nothing changed: nothing is published


def test_nothing_is_published_where_nothing_changed(world):
    first = publish.publish_snapshot()
    assert publish.publish_snapshot().version == first.version


def test_the_version_only_grows_even_after_an_older_database_came_back(world):
    first = publish.publish_snapshot()
    where = publish.snapshot_directory()
    publish.write_snapshot(dataclasses.replace(first, version=first.version + 100), where, signing_key(where))
    create_key(world.alice, label="Tableur")
    assert publish.publish_snapshot().version == first.version + 101


def test_a_damaged_snapshot_is_written_anew(world):
    publish.publish_snapshot()
    (publish.snapshot_directory() / "snapshot.json").write_bytes(b"{")
    publish.publish_snapshot()
    assert read().systems


def test_the_publisher_follows_each_kind_of_change(world):
    publisher = publish.SnapshotPublisher()
    assert publisher.follow()
    assert not publisher.follow()
    amend_system(world.claire, "service-externe", card=dataclasses.replace(external_card(), approved=False))
    assert publisher.follow()
    assert [system.approved for system in read().systems if system.id == "service-externe"] == [False]
    put_charter_in_force(
        world.claire, text=CHARTER_DEPARTEMENT.replace("2026-11-01\ntitle", "2026-12-01\ntitle")
    )
    assert publisher.follow()
    assert read().policies["departement-essai"].version == "2026-12-01"


def test_a_publication_that_fails_is_tried_again(world, monkeypatch):
    from garant.gateway.errors import StateUnwritable

    publisher = publish.SnapshotPublisher()
    real = publish.publish_snapshot

    def full():
        raise StateUnwritable(path="x", reason="essai")

    monkeypatch.setattr(publish, "publish_snapshot", full)
    assert not publisher.follow()
    monkeypatch.setattr(publish, "publish_snapshot", real)
    assert publisher.follow()


def test_the_thread_ends_when_it_is_told_to(world, monkeypatch):
    turned = threading.Event()
    publisher = publish.SnapshotPublisher(pause_s=0.01)
    monkeypatch.setattr(publisher, "follow", lambda: bool(turned.set()))
    publisher.start()
    assert turned.wait(5)
    publisher.stop()
    assert "snapshot-publisher" not in {thread.name for thread in threading.enumerate()}


def test_what_is_built_bears_the_time_that_it_is_given(world):
    now = timezone.now()
    built = publish.build_snapshot(version=7, now=now)
    assert (built.version, built.published_at) == (7, now)


def test_a_charter_that_waits_is_published_when_its_day_comes(world, monkeypatch):
    begins = timezone.now() + timedelta(hours=1)
    put_charter_in_force(
        world.claire, text=CHARTER_DEPARTEMENT.replace("2026-11-01", "2026-12-01"), in_force_at=begins
    )
    publisher = publish.SnapshotPublisher()
    assert publisher.follow()
    before = read()
    assert before.policies["departement-essai"].version == "2026-11-01"
    assert not publisher.follow()
    monkeypatch.setattr(timezone, "now", lambda: begins)
    assert publisher.follow()
    after = read()
    assert after.policies["departement-essai"].version == "2026-12-01"
    assert after.version > before.version
