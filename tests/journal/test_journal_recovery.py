"""Opening a journal after a crash, or after someone's hand."""

import os
from pathlib import Path

import pytest
from tests.journal.conftest import KEY, OTHER_KEY, some_entry

from garant.journal import FaultKind, JournalDamaged, Spool, WriterRecovered, read_entries, verify

SEGMENT = "000001.jsonl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        for number in range(5):
            spool.append(some_entry(number))
    return tmp_path / "gateway"


def reopened(folder: Path) -> list[object]:
    with Spool.open(folder.parent, writer="gateway", key=KEY):
        pass
    return [record.entry for record in read_entries(folder.parent)]


def damage_met(folder: Path, key: bytes = KEY) -> str:
    def content() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}

    before = content()
    with pytest.raises(JournalDamaged) as refused:
        Spool.open(folder.parent, writer="gateway", key=key)
    assert content() == before  # refused, and left as it is for whoever looks at it
    return str(refused.value.facts["kind"])


@pytest.mark.parametrize("torn", [b"{", b'{"body":{"at":"2026-11-', b"\x00" * 700, b"\xff\xfe", b"x" * 5000])
def test_a_torn_last_line_is_set_aside_and_said(folder: Path, torn: bytes) -> None:
    with (folder / SEGMENT).open("ab") as file:
        file.write(torn)
    assert not verify(folder.parent, KEY).ok
    entries = reopened(folder)
    assert entries == [
        *(some_entry(number) for number in range(5)),
        WriterRecovered(organisation="", torn_bytes=len(torn)),
    ]
    (aside,) = folder.glob("*.torn")
    assert aside.read_bytes() == torn
    assert verify(folder.parent, KEY).ok
    assert len(reopened(folder)) == 6  # nothing left to recover


def test_a_second_crash_at_the_same_place_keeps_both_torn_ends(folder: Path) -> None:
    for torn in (b"first", b"second"):
        with (folder / SEGMENT).open("ab") as file:
            file.write(torn)
        reopened(folder)
    assert sorted(path.read_bytes() for path in folder.glob("*.torn")) == [b"first", b"second"]
    assert verify(folder.parent, KEY).ok


def test_whole_lines_behind_an_older_head_are_taken_over_and_said(folder: Path) -> None:
    """A power cut: entries are synced, the head that covers them was not."""
    older = (folder / "head").read_bytes()
    with Spool.open(folder.parent, writer="gateway", key=KEY) as spool:
        spool.append(some_entry(5))
        spool.append(some_entry(6))
    (folder / "head").write_bytes(older)
    assert verify(folder.parent, KEY).writers[0].fault.kind is FaultKind.UNSEALED  # type: ignore[union-attr]
    entries = reopened(folder)
    assert entries[5:] == [
        some_entry(5),
        some_entry(6),
        WriterRecovered(organisation="", torn_bytes=0, unsealed=2),
    ]
    assert verify(folder.parent, KEY).ok


def test_an_older_head_and_a_torn_line_together_are_recovered(folder: Path) -> None:
    older = (folder / "head").read_bytes()
    with Spool.open(folder.parent, writer="gateway", key=KEY) as spool:
        spool.append(some_entry(5))
    (folder / "head").write_bytes(older)
    with (folder / SEGMENT).open("ab") as file:
        file.write(b'{"body"')
    assert reopened(folder)[-1] == WriterRecovered(organisation="", torn_bytes=7, unsealed=1)
    assert verify(folder.parent, KEY).ok


def test_a_crash_before_the_first_head_was_whole_starts_anew(tmp_path: Path) -> None:
    (tmp_path / "gateway").mkdir(mode=0o700)
    (tmp_path / "gateway" / "head").touch(mode=0o600)
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        assert spool.append(some_entry(0)).seq == 1
    assert verify(tmp_path, KEY).ok


def test_a_crash_before_the_registration_starts_anew(tmp_path: Path) -> None:
    Spool.open(tmp_path, writer="gateway", key=KEY).close()
    (tmp_path / "writers").unlink()
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        assert spool.append(some_entry(0)).seq == 1
    assert verify(tmp_path, KEY).ok


def test_a_cut_end_is_not_written_over(folder: Path) -> None:
    lines = (folder / SEGMENT).read_bytes().splitlines(keepends=True)
    (folder / SEGMENT).write_bytes(b"".join(lines[:-1]))
    assert damage_met(folder) == "truncated"


def test_a_last_line_that_was_sealed_and_is_torn_now_is_no_crash(folder: Path) -> None:
    os.truncate(folder / SEGMENT, (folder / SEGMENT).stat().st_size - 1)
    assert damage_met(folder) == "changed"


def test_a_changed_last_entry_is_not_written_over(folder: Path) -> None:
    lines = (folder / SEGMENT).read_bytes().splitlines(keepends=True)
    (folder / SEGMENT).write_bytes(
        b"".join([*lines[:-1], lines[-1].replace(b'"hash":"', b'"hash":"0')[:-2] + b"\n"])
    )
    assert damage_met(folder) == "changed"


@pytest.mark.parametrize("name", [SEGMENT, "head"])
def test_a_missing_file_is_not_replaced(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert damage_met(folder) == {"head": "head", SEGMENT: "missing_segment"}[name]


def test_an_emptied_folder_of_a_registered_writer_is_not_begun_anew(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    assert damage_met(folder) == "head"


def test_a_lost_list_of_writers_is_not_made_anew_over_entries(folder: Path) -> None:
    (folder.parent / "writers").unlink()
    assert damage_met(folder) == "foreign"


def test_a_list_of_writers_that_was_touched_stops_the_writer(folder: Path) -> None:
    (folder.parent / "writers").write_bytes(b'{"mac":"00","writers":["gateway"]}\n')
    assert damage_met(folder) == "register"


def test_another_key_writes_nothing(folder: Path) -> None:
    assert damage_met(folder, key=OTHER_KEY) in {"register", "head"}


def test_a_refused_journal_is_let_go_of(folder: Path) -> None:
    sound = (folder / SEGMENT).read_bytes()
    (folder / SEGMENT).unlink()
    damage_met(folder)
    (folder / SEGMENT).write_bytes(sound)
    assert len(reopened(folder)) == 5
