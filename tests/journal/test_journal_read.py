"""Reading: all writers in order of time, and only what is new since the last time."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.conftest import KEY, some_entry, ticking_clock

from garant.journal import (
    JournalUnreadable,
    Position,
    PositionLost,
    Record,
    SignedIn,
    Spool,
    UnknownEntry,
    read_entries,
)
from garant.journal.chain import Link
from garant.journal.head import Head, seal


def taken(journal: Path, after: Position | None) -> tuple[list[Record], Position]:
    records = list(read_entries(journal, after))
    position = after or Position()
    for record in records:
        position = position.past(record)
    return records, position


def test_all_writers_come_in_order_of_time(tmp_path: Path) -> None:
    clock = ticking_clock()
    with (
        Spool.open(tmp_path, writer="web", key=KEY, clock=clock) as web,
        Spool.open(tmp_path, writer="gateway", key=KEY, clock=clock) as gateway,
    ):
        for number in range(6):
            (web if number % 2 else gateway).append(SignedIn(organisation="ahp", person=f"p{number}"))
    records = list(read_entries(tmp_path))
    assert [
        record.entry.to_mapping()["person"] for record in records if isinstance(record.entry, SignedIn)
    ] == [f"p{number}" for number in range(6)]
    assert [(record.writer, record.seq) for record in records] == [
        ("gateway", 1), ("web", 1), ("gateway", 2), ("web", 2), ("gateway", 3), ("web", 3),
    ]  # fmt: skip
    assert records[0].at == datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    assert records[5].at - records[0].at == timedelta(seconds=5)


def test_reading_on_gives_what_is_new_and_nothing_twice(tmp_path: Path) -> None:
    position = None
    seen: list[int] = []
    for turn in range(5):
        with Spool.open(tmp_path, writer="gateway", key=KEY, segment_bytes=700) as spool:
            for number in range(turn):
                spool.append(some_entry(number))
        records, position = taken(tmp_path, position)
        assert len(records) == turn
        seen += [record.seq for record in records]
    assert seen == list(range(1, 11))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=5))
def test_a_position_kept_as_json_reads_on_from_any_place(pristine: Path, stops: list[int]) -> None:
    everything = list(read_entries(pristine))
    position = Position()
    for record in everything[: sum(stops) % len(everything)]:
        position = position.past(record)
    kept = Position.from_mapping(position.to_mapping())
    assert list(read_entries(pristine, kept)) == everything[sum(stops) % len(everything) :]


def test_an_empty_or_absent_journal_holds_nothing(tmp_path: Path) -> None:
    assert list(read_entries(tmp_path / "nowhere")) == []
    Spool.open(tmp_path, writer="gateway", key=KEY).close()
    assert list(read_entries(tmp_path)) == []


def test_what_is_not_sealed_yet_is_not_given(tmp_path: Path) -> None:
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        one = spool.append(some_entry(0))
        spool.append(some_entry(1))
    (tmp_path / "gateway" / "head").write_bytes(seal(Head("gateway", Link(1, one.hash), 1), KEY))
    assert [record.seq for record in read_entries(tmp_path)] == [1]


def test_a_line_that_is_being_written_is_not_given(journal: Path) -> None:
    with max((journal / "gateway").glob("*.jsonl")).open("ab") as file:
        file.write(b'{"body":{"at"')
    assert len(list(read_entries(journal))) == 16


def test_an_unreadable_line_is_an_error_that_says_where(journal: Path) -> None:
    second = sorted((journal / "gateway").glob("*.jsonl"))[1]
    second.write_bytes(b"not json\n" + second.read_bytes())
    with pytest.raises(JournalUnreadable) as refused:
        list(read_entries(journal))
    assert refused.value.facts == {"writer": "gateway", "segment": 2, "line": 1}


def test_a_journal_that_was_replaced_is_not_read_on_from_an_old_position(journal: Path) -> None:
    _, position = taken(journal, None)
    shutil.rmtree(journal)
    with Spool.open(journal, writer="gateway", key=KEY) as spool:
        spool.append(some_entry(0))
    with Spool.open(journal, writer="web", key=KEY) as spool:
        for number in range(30):
            spool.append(some_entry(number))
    with pytest.raises(PositionLost):
        list(read_entries(journal, position))
    assert len(list(read_entries(journal))) == 31


def test_an_entry_of_a_newer_version_is_given_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Spool.open(tmp_path, writer="gateway", key=KEY) as spool:
        spool.append(some_entry(0))
    from garant.journal import entry

    known = {kind: each for kind, each in entry.KINDS.items() if kind != "person.signed_in"}
    monkeypatch.setattr(entry, "KINDS", known)
    (record,) = read_entries(tmp_path)
    assert isinstance(record.entry, UnknownEntry)
    assert record.entry.values["person"] == "agent-0"


def test_a_reader_that_stops_in_the_middle_leaves_no_file_open(journal: Path) -> None:
    reading = read_entries(journal)
    next(iter(reading))
    del reading  # an open file would be a ResourceWarning, which is an error here


@pytest.mark.parametrize(
    "kept", [{"gateway": [1, 2, 3]}, {"gateway": "abcdx"}, {"gateway": None}, {"gateway": 7}]
)
def test_a_position_that_another_version_kept_is_lost_and_no_crash(kept: dict[str, object]) -> None:
    with pytest.raises(PositionLost):
        Position.from_mapping(kept)


def test_a_writer_that_was_read_and_is_gone_is_said(journal: Path) -> None:
    _, position = taken(journal, None)
    shutil.rmtree(journal / "web")
    with pytest.raises(PositionLost) as refused:
        read_entries(journal, position)
    assert refused.value.facts["writer"] == "web"
