"""The spool: durable, in order, one writer for one chain."""

import asyncio
import errno
import os
import stat
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tests.journal.conftest import KEY, some_entry

from garant.journal import (
    JournalLocked,
    JournalUnavailable,
    SignedIn,
    Spool,
    WriterInvalid,
    read_entries,
    store,
    verify,
)
from garant.journal import spool as spool_module


def people(journal: Path) -> list[str]:
    return [record.entry.person for record in read_entries(journal) if isinstance(record.entry, SignedIn)]


def signed_in(person: str) -> SignedIn:
    return SignedIn(organisation="ahp", person=person)


def test_an_entry_is_on_disk_when_append_returns(tmp_path: Path) -> None:
    with Spool.open(tmp_path / "journal", writer="gateway", key=KEY) as spool:
        receipt = spool.append(signed_in("alice"))
        (record,) = read_entries(tmp_path / "journal")
        assert (record.seq, record.hash) == (receipt.seq, receipt.hash) == (1, receipt.hash)
        assert record.entry == signed_in("alice")


def test_receipts_count_on_after_a_restart(tmp_path: Path) -> None:
    for expected in (1, 2, 3):
        with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
            assert spool.append(some_entry(expected)).seq == expected
    assert verify(tmp_path, KEY).ok


def test_threads_that_write_together_share_one_unbroken_chain(tmp_path: Path) -> None:
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        seqs: list[int] = []

        def write(thread: int) -> None:
            seqs.extend(spool.append(signed_in(f"t{thread}-{number}")).seq for number in range(25))

        threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(seqs) == list(range(1, 201))
    assert sorted(people(tmp_path)) == sorted(
        f"t{thread}-{number}" for thread in range(8) for number in range(25)
    )
    assert verify(tmp_path, KEY).ok


def test_entries_that_wait_together_are_synced_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncs = 0
    real = store._sync_data

    def counting(handle: int) -> None:
        nonlocal syncs
        syncs += 1
        real(handle)

    monkeypatch.setattr(store, "_sync_data", counting)
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        futures = [spool.submit(signed_in(f"p{number}")) for number in range(2000)]
        assert [future.result().seq for future in futures] == list(range(1, 2001))
    assert 0 < syncs < 200
    assert verify(tmp_path, KEY).entries == 2000


def test_an_asyncio_caller_waits_without_blocking_and_leaves_without_losing(tmp_path: Path) -> None:
    async def call(spool: Spool) -> int:
        gone = asyncio.wrap_future(spool.submit(signed_in("gone")))
        gone.cancel()
        receipt = await asyncio.wrap_future(spool.submit(signed_in("here")))
        return receipt.seq

    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        assert asyncio.run(call(spool)) == 2
    assert people(tmp_path) == ["gone", "here"]


def test_segments_roll_by_size_and_the_chain_runs_through(tmp_path: Path) -> None:
    with Spool.open(tmp_path, writer="gateway", key=KEY, segment_bytes=2000) as spool:
        for number in range(40):
            spool.append(signed_in(f"p{number}"))
    names = sorted(path.name for path in (tmp_path / "gateway").glob("*.jsonl"))
    assert names == [f"{number:06d}.jsonl" for number in range(1, len(names) + 1)]
    assert len(names) > 3
    assert people(tmp_path) == [f"p{number}" for number in range(40)]
    with Spool.open(tmp_path, writer="gateway", key=KEY, segment_bytes=2000) as spool:
        assert spool.append(signed_in("after")).seq == 41
    assert verify(tmp_path, KEY).ok


def test_a_restart_just_after_a_roll_goes_on(tmp_path: Path) -> None:
    """The new segment is empty, and the head still speaks of the one before."""
    with Spool.open(tmp_path, writer="gateway", key=KEY, segment_bytes=1) as spool:
        spool.append(signed_in("one"))
    (tmp_path / "gateway" / "000002.jsonl").touch(mode=0o600)
    assert verify(tmp_path, KEY).ok
    for number in (2, 3):
        with Spool.open(tmp_path, writer="gateway", key=KEY, segment_bytes=1) as spool:
            assert spool.append(signed_in("more")).seq == number
    assert verify(tmp_path, KEY).ok


def test_two_spools_never_share_a_chain(tmp_path: Path) -> None:
    with (
        Spool.open(tmp_path, writer="gateway", key=KEY),
        pytest.raises(JournalLocked) as refused,
    ):
        Spool.open(tmp_path, writer="gateway", key=KEY, patience_s=0.05)
    assert refused.value.facts == {"writer": "gateway"}


def test_two_writers_write_side_by_side(tmp_path: Path) -> None:
    with (
        Spool.open(tmp_path, writer="gateway", key=KEY) as one,
        Spool.open(tmp_path, writer="web", key=KEY) as two,
    ):
        assert one.append(signed_in("a")).seq == two.append(signed_in("b")).seq == 1
    assert verify(tmp_path, KEY).ok


def test_a_spool_opens_as_soon_as_its_predecessor_has_closed(tmp_path: Path) -> None:
    first = Spool.open(tmp_path, writer="gateway", key=KEY)
    closing = threading.Timer(0.2, first.close)
    closing.start()
    with Spool.open(tmp_path, writer="gateway", key=KEY, patience_s=5) as second:
        assert second.append(signed_in("b")).seq == 1
    closing.join()


def test_a_closed_spool_refuses_and_says_so(tmp_path: Path) -> None:
    spool = Spool.open(tmp_path, writer="gateway", key=KEY)
    waiting = spool.submit(signed_in("last"))
    spool.close()
    spool.close()
    assert waiting.result().seq == 1
    with pytest.raises(JournalUnavailable):
        spool.append(signed_in("late"))
    assert people(tmp_path) == ["last"]


def test_files_and_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    with Spool.open(tmp_path / "state" / "journal", writer="gateway", key=KEY) as spool:
        spool.append(signed_in("a"))
    for path in (tmp_path / "state" / "journal").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE((tmp_path / "state" / "journal").stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["", "../web", "Web", "a" * 49, "-a", "a b", "é"])
def test_a_writer_is_a_portable_folder_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriterInvalid):
        Spool.open(tmp_path, writer=name, key=KEY)
    assert list(tmp_path.iterdir()) == []


def test_the_clock_comes_by_the_door_and_stands_in_utc(tmp_path: Path) -> None:
    paris = timezone(timedelta(hours=1))
    noon = datetime(2026, 11, 22, 12, 0, tzinfo=paris)
    with Spool.open(tmp_path, writer="gateway", key=KEY, clock=lambda: noon) as spool:
        spool.append(signed_in("a"))
    (record,) = read_entries(tmp_path)
    assert record.at == noon
    assert record.at.tzinfo is UTC


def test_a_disk_that_fails_refuses_the_entry_and_takes_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = store._sync_data
    failing = True

    def sync(handle: int) -> None:
        if failing:
            raise OSError(errno.EIO, "input/output error")
        real(handle)

    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        spool.append(signed_in("before"))
        monkeypatch.setattr(store, "_sync_data", sync)
        for _ in range(3):
            with pytest.raises(JournalUnavailable) as refused:
                spool.append(signed_in("lost"))
            assert refused.value.facts == {"writer": "gateway", "reason": "le disque signale une erreur"}
            assert people(tmp_path) == ["before"]
        failing = False
        assert spool.append(signed_in("after")).seq == 2
    assert people(tmp_path) == ["before", "after"]
    assert verify(tmp_path, KEY).ok


def test_a_disk_that_fails_in_the_middle_of_a_line_leaves_no_half_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(handle: int, content: bytes, offset: int) -> None:
        os.pwrite(handle, content[: len(content) // 2], offset)
        raise OSError(errno.ENOSPC, "no space left on device")

    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        spool.append(signed_in("before"))
        whole = (tmp_path / "gateway" / "000001.jsonl").read_bytes()
        with monkeypatch.context() as patched:
            patched.setattr(store, "_write_all", half)
            with pytest.raises(JournalUnavailable) as refused:
                spool.append(signed_in("lost"))
        assert refused.value.facts["reason"] == "le disque est plein"
        assert (tmp_path / "gateway" / "000001.jsonl").read_bytes() == whole
        spool.append(signed_in("after"))
    assert people(tmp_path) == ["before", "after"]
    assert verify(tmp_path, KEY).ok


def test_a_file_that_someone_cuts_or_removes_meanwhile_stops_the_spool(tmp_path: Path) -> None:
    segment = tmp_path / "gateway" / "000001.jsonl"
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        spool.append(signed_in("one"))
        spool.append(signed_in("two"))
        os.truncate(segment, segment.stat().st_size - 10)
        for _ in range(2):
            with pytest.raises(JournalUnavailable) as refused:
                spool.append(signed_in("three"))
            assert "autre programme" in str(refused.value.facts["reason"])
    assert not verify(tmp_path, KEY).ok


def test_a_queue_that_the_disk_does_not_follow_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    real = store._sync_data

    def slow(handle: int) -> None:
        release.wait(10)
        real(handle)

    monkeypatch.setattr(store, "_sync_data", slow)
    monkeypatch.setattr(spool_module, "MOST_WAITING", 5)
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        futures = [spool.submit(signed_in(f"p{number}")) for number in range(50)]
        refused = [future for future in futures if future.done()]
        assert len(refused) >= 40
        with pytest.raises(JournalUnavailable):
            refused[-1].result()
        release.set()
    assert len(people(tmp_path)) == 50 - len(refused)
    assert verify(tmp_path, KEY).ok


def test_a_forked_copy_of_the_process_can_not_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        with monkeypatch.context() as patched:
            patched.setattr(spool_module.os, "getpid", lambda: -1)
            with pytest.raises(JournalUnavailable):
                spool.append(signed_in("copy"))
            spool.close()  # does nothing there: the chain belongs to the parent
        assert spool.append(signed_in("parent")).seq == 1


def test_a_mistake_in_the_writer_thread_leaves_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    spool = Spool.open(tmp_path, writer="gateway", key=KEY)
    with monkeypatch.context() as patched:
        patched.setattr(spool_module, "write_line", lambda *_args, **_named: 1 / 0)
        with pytest.raises(JournalUnavailable):
            spool.append(signed_in("a"))
    spool._thread.join(5)
    with pytest.raises(JournalUnavailable):
        spool.append(signed_in("b"))
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        assert spool.append(signed_in("c")).seq == 1
