import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from gateway_world import ACKNOWLEDGED, FakeUpstream, Gateway, running, snapshot

from garant import __version__
from garant.gateway import FileSource, Settings, read_snapshot, signing_key, verifying_key, write_snapshot
from garant.gateway.errors import (
    SnapshotOlder,
    SnapshotSignatureWrong,
    SnapshotUnreadable,
    StateSecretUnreadable,
)
from garant.gateway.publish import SNAPSHOT_FILE
from garant.gateway.sources import LAST_GOOD_FILE
from garant.journal import PolicyApplied
from garant.words import DataClass

WHOLE = snapshot("http://e/v1", "http://i/v1", ACKNOWLEDGED)
WHOLE = replace(
    WHOLE,
    systems=(replace(WHOLE.systems[0], allowed_classes=frozenset({DataClass.PERSONAL})), *WHOLE.systems[1:]),
)


def test_a_snapshot_comes_back_as_it_was(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    path = write_snapshot(WHOLE, tmp_path, key)
    assert read_snapshot(tmp_path, verifying_key(tmp_path)) == WHOLE
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "snapshot.key").stat().st_mode & 0o777 == 0o600
    assert signing_key(tmp_path).private_bytes_raw() == key.private_bytes_raw()


def test_versions_only_grow(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    write_snapshot(replace(WHOLE, version=5), tmp_path, key)
    for version in (4, 5):
        with pytest.raises(SnapshotOlder):
            write_snapshot(replace(WHOLE, version=version), tmp_path, key)
    write_snapshot(replace(WHOLE, version=6), tmp_path, key)
    assert read_snapshot(tmp_path, key.public_key()).version == 6


def test_a_policy_without_its_text_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="charter's text"):
        write_snapshot(replace(WHOLE, charters={}), tmp_path, signing_key(tmp_path))


def tampered(path: Path, **changes: object) -> None:
    document = json.loads(path.read_bytes())
    document["content"].update(changes)
    path.write_text(json.dumps(document), encoding="utf-8")


def test_a_changed_snapshot_is_refused(tmp_path: Path) -> None:
    path = write_snapshot(WHOLE, tmp_path, signing_key(tmp_path))
    tampered(path, version=99)
    with pytest.raises(SnapshotSignatureWrong):
        read_snapshot(tmp_path, verifying_key(tmp_path))


def test_a_snapshot_of_another_installation_is_refused(tmp_path: Path) -> None:
    write_snapshot(WHOLE, tmp_path / "theirs", signing_key(tmp_path / "theirs"))
    with pytest.raises(SnapshotSignatureWrong):
        read_snapshot(tmp_path / "theirs", signing_key(tmp_path / "ours").public_key())


def test_white_space_does_not_matter_to_the_signature(tmp_path: Path) -> None:
    path = write_snapshot(WHOLE, tmp_path, signing_key(tmp_path))
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=2), encoding="utf-8")
    assert read_snapshot(tmp_path, verifying_key(tmp_path)) == WHOLE


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"{}",
        b'{"format":"x","content":{},"signature":""}',
        b'{"format":"garant-snapshot/1","content":{},"signature":"!"}',
    ],
)
def test_what_is_no_snapshot_is_refused(tmp_path: Path, raw: bytes) -> None:
    key = signing_key(tmp_path)
    (tmp_path / SNAPSHOT_FILE).write_bytes(raw)
    with pytest.raises(SnapshotUnreadable):
        read_snapshot(tmp_path, key.public_key())


def test_a_damaged_key_is_not_replaced(tmp_path: Path) -> None:
    signing_key(tmp_path)
    (tmp_path / "snapshot.key").write_text("abîmé")
    with pytest.raises(StateSecretUnreadable):
        signing_key(tmp_path)
    (tmp_path / "snapshot.pub").unlink()
    with pytest.raises(StateSecretUnreadable):
        verifying_key(tmp_path)


# ---------------------------------------------------------------- following the file


def test_the_source_follows_the_file_and_keeps_the_last_good_one(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    source = FileSource(tmp_path, key.public_key())
    assert source.current() is None
    assert source.refresh() is None
    write_snapshot(WHOLE, tmp_path, key)
    assert source.refresh() is None
    assert source.current() == WHOLE
    tampered(tmp_path / SNAPSHOT_FILE, version=99)
    refused = source.refresh()
    assert isinstance(refused, SnapshotSignatureWrong)
    assert source.current() == WHOLE
    assert source.refresh() is None  # told once, not each second
    (tmp_path / SNAPSHOT_FILE).unlink()
    assert isinstance(source.refresh(), SnapshotUnreadable)
    assert source.current() == WHOLE
    write_snapshot(replace(WHOLE, version=2), tmp_path, key)
    assert source.refresh() is None
    assert source.current() == replace(WHOLE, version=2)


def test_an_older_snapshot_is_refused_though_it_is_signed(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    write_snapshot(WHOLE, tmp_path, key)
    old = (tmp_path / SNAPSHOT_FILE).read_bytes()
    write_snapshot(replace(WHOLE, version=2), tmp_path, key)
    source = FileSource(tmp_path, key.public_key())
    source.refresh()
    (tmp_path / SNAPSHOT_FILE).write_bytes(old)
    assert isinstance(source.refresh(), SnapshotOlder)
    assert FileSource(tmp_path, key.public_key()).current() == replace(WHOLE, version=2)


def test_a_restart_beside_a_damaged_file_finds_the_last_good_one(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    write_snapshot(WHOLE, tmp_path, key)
    FileSource(tmp_path, key.public_key()).refresh()
    (tmp_path / SNAPSHOT_FILE).write_bytes(b"{")
    again = FileSource(tmp_path, key.public_key())
    assert isinstance(again.refresh(), SnapshotUnreadable)
    assert again.current() == WHOLE
    assert (tmp_path / LAST_GOOD_FILE).stat().st_mode & 0o777 == 0o600


def until(true: Callable[[], bool], seconds: float = 10) -> bool:
    ends = time.monotonic() + seconds
    while not true():
        if time.monotonic() > ends:
            return False
        time.sleep(0.02)
    return True


def applied(gateway: Gateway) -> list[tuple[int, bool, str | None]]:
    return [
        (e.snapshot, e.accepted, e.code) for e in gateway.entries(PolicyApplied) if e.organisation == "essai"
    ]


def test_a_running_gateway_takes_a_new_snapshot_and_journals_both(
    upstreams: tuple[FakeUpstream, FakeUpstream], tmp_path: Path
) -> None:
    key = signing_key(tmp_path / "snapshot")
    shown = snapshot(*(upstream.url for upstream in upstreams))
    write_snapshot(shown, tmp_path / "snapshot", key)
    source = FileSource(tmp_path / "snapshot", key.public_key())
    settings = Settings(refresh_seconds=0.05)
    with running(tmp_path / "journal", *upstreams, source=source, settings=settings) as gateway:
        assert gateway.ask("Bonjour").status == 200
        write_snapshot(replace(shown, version=2, keys=()), tmp_path / "snapshot", key)
        assert until(lambda: gateway.ask("Bonjour").status == 401)
        (tmp_path / "snapshot" / SNAPSHOT_FILE).write_bytes(b"{")
        os.utime(tmp_path / "snapshot" / SNAPSHOT_FILE)
        told = [(1, True, None), (2, True, None), (2, False, "snapshot_unreadable")]
        assert until(lambda: applied(gateway) == told)
        assert gateway.get("/health").json["snapshot_version"] == 2
        assert {entry.software for entry in gateway.entries(PolicyApplied)} == {__version__}
