"""Verification: whatever is changed, removed, moved, repeated, added or cut is found."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.journal.conftest import KEY, OTHER_KEY, some_entry, ticking_clock

from garant.journal import FaultKind, SignedIn, Spool, verify
from garant.journal.chain import Link, canonical, genesis, hash_of, leaf_of, write_line

IN_PLACE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def segments_of(journal: Path, writer: str = "gateway") -> list[Path]:
    return sorted((journal / writer).glob("*.jsonl"))


def lines_of(journal: Path, writer: str = "gateway") -> list[bytes]:
    return b"".join(path.read_bytes() for path in segments_of(journal, writer)).splitlines(keepends=True)


def rewrite(journal: Path, lines: list[bytes], writer: str = "gateway") -> None:
    """Puts these lines into the segments, as many in each as before, the rest in the last."""
    paths = segments_of(journal, writer)
    for path in paths:
        room = path.read_bytes().count(b"\n") if path != paths[-1] else len(lines)
        path.write_bytes(b"".join(lines[:room]))
        lines = lines[room:]


def fault_of(journal: Path, key: bytes | None = KEY, writer: str = "gateway") -> FaultKind | None:
    found = {each.writer: each for each in verify(journal, key).writers}[writer]
    return found.fault.kind if found.fault is not None else None


def test_an_untouched_journal_is_sound(journal: Path) -> None:
    found = verify(journal, KEY)
    assert found.ok
    assert found.sealed
    assert found.entries == 16
    assert [(each.writer, each.entries, each.live) for each in found.writers] == [
        ("gateway", 12, False),
        ("web", 4, False),
    ]
    gateway = found.writers[0]
    assert gateway.first_at is not None
    assert gateway.last_at is not None
    assert (gateway.last_at - gateway.first_at).total_seconds() == 11
    assert len(segments_of(journal)) > 2


def test_any_byte_that_changes_is_found_wherever_it_stands(tmp_path: Path) -> None:
    """Every byte of every segment, head and list of writers; one bit of each."""
    journal = tmp_path / "journal"
    with Spool.open(journal, writer="gateway", key=KEY, segment_bytes=700) as spool:
        for number in range(4):
            spool.append(some_entry(number))
    assert len(segments_of(journal)) == 2
    files = [*segments_of(journal), journal / "gateway" / "head", journal / "writers"]
    unseen = []
    for path in files:
        sound = path.read_bytes()
        for place in range(len(sound)):
            path.write_bytes(sound[:place] + bytes([sound[place] ^ 1 << place % 8]) + sound[place + 1 :])
            if verify(journal, KEY).ok:
                unseen.append((path.name, place))
        path.write_bytes(sound)
    assert unseen == []
    assert verify(journal, KEY).ok


@IN_PLACE
@given(st.data())
def test_any_bytes_put_in_taken_out_or_replaced_are_found(journal: Path, data: st.DataObject) -> None:
    path = data.draw(
        st.sampled_from([*segments_of(journal), journal / "gateway" / "head", journal / "writers"])
    )
    sound = path.read_bytes()
    start = data.draw(st.integers(0, len(sound)))
    end = data.draw(st.integers(start, min(len(sound), start + 40)))
    put_in = data.draw(st.binary(max_size=12) | st.sampled_from([b"\n", b" ", b'"', b",", b"{}", b"null"]))
    spoiled = sound[:start] + put_in + sound[end:]
    try:
        path.write_bytes(spoiled)
        assert verify(journal, KEY).ok is (spoiled == sound)
    finally:
        path.write_bytes(sound)


@IN_PLACE
@given(place=st.integers(0, 11))
def test_any_line_removed_is_found(journal: Path, place: int) -> None:
    lines = lines_of(journal)
    sound = {path: path.read_bytes() for path in segments_of(journal)}
    rewrite(journal, lines[:place] + lines[place + 1 :])
    fault = fault_of(journal)
    for path, content in sound.items():
        path.write_bytes(content)
    assert fault is (FaultKind.REMOVED if place < 11 else FaultKind.TRUNCATED)


@IN_PLACE
@given(st.lists(st.integers(0, 11), min_size=2, max_size=2, unique=True))
def test_any_two_lines_swapped_are_found(journal: Path, places: list[int]) -> None:
    lines = lines_of(journal)
    sound = {path: path.read_bytes() for path in segments_of(journal)}
    one, other = places
    lines[one], lines[other] = lines[other], lines[one]
    rewrite(journal, lines)
    fault = fault_of(journal)
    for path, content in sound.items():
        path.write_bytes(content)
    assert fault is FaultKind.REORDERED


@IN_PLACE
@given(place=st.integers(0, 11), at=st.integers(0, 12))
def test_any_line_repeated_is_found(journal: Path, place: int, at: int) -> None:
    lines = lines_of(journal)
    sound = {path: path.read_bytes() for path in segments_of(journal)}
    rewrite(journal, [*lines[:at], lines[place], *lines[at:]])
    fault = fault_of(journal)
    for path, content in sound.items():
        path.write_bytes(content)
    assert fault in (FaultKind.DUPLICATED, FaultKind.REORDERED)


@IN_PLACE
@given(kept=st.integers(0, 11))
def test_any_end_cut_off_is_found(journal: Path, kept: int) -> None:
    lines = lines_of(journal)
    sound = {path: path.read_bytes() for path in segments_of(journal)}
    rewrite(journal, lines[:kept])
    fault = fault_of(journal)
    for path, content in sound.items():
        path.write_bytes(content)
    assert fault is FaultKind.TRUNCATED


def test_a_cut_within_the_last_line_is_found(journal: Path) -> None:
    last = segments_of(journal)[-1]
    last.write_bytes(last.read_bytes()[:-20])
    assert fault_of(journal) is FaultKind.TORN


def test_the_fault_says_where_it_is(journal: Path) -> None:
    second = segments_of(journal)[1]
    first_lines = segments_of(journal)[0].read_bytes().count(b"\n")
    second.write_bytes(second.read_bytes().replace(b'"ahp"', b'"abc"', 1))
    fault = verify(journal, KEY).writers[0].fault
    assert fault is not None
    assert (fault.kind, fault.segment, fault.line, fault.seq) == (FaultKind.CHANGED, 2, 1, first_lines + 1)
    assert f"n° {first_lines + 1} a été modifiée" in fault.sentence_fr
    assert verify(journal, KEY).writers[0].entries == first_lines


def test_a_missing_segment_is_found_in_the_middle_at_the_start_and_at_the_end(journal: Path) -> None:
    for path in segments_of(journal):
        sound = path.read_bytes()
        path.unlink()
        assert fault_of(journal) is FaultKind.MISSING_SEGMENT, path.name
        path.write_bytes(sound)
    assert fault_of(journal) is None


def test_all_segments_gone_is_found(journal: Path) -> None:
    for path in segments_of(journal):
        path.unlink()
    assert fault_of(journal) is FaultKind.MISSING_SEGMENT


def test_two_segments_that_change_places_are_found(journal: Path) -> None:
    one, two = segments_of(journal)[:2]
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    assert fault_of(journal) is FaultKind.REORDERED


def test_a_chain_rewritten_from_the_middle_by_someone_without_the_key_is_found(journal: Path) -> None:
    """Every line is well made and chained; only the sealed head tells."""
    end, forged = genesis("gateway"), []
    clock = ticking_clock()
    for number in range(12):
        entry = some_entry(number) if number != 7 else SignedIn(organisation="ahp", person="someone-else")
        line, end = write_line(entry, writer="gateway", at=clock(), after=end)
        forged.append(line)
    rewrite(journal, forged)
    assert fault_of(journal) is FaultKind.CHANGED
    assert fault_of(journal, key=None) is FaultKind.CHANGED  # the head still stands there, unread seal or not
    (journal / "gateway" / "head").unlink()
    assert fault_of(journal) is FaultKind.HEAD
    assert fault_of(journal, key=None) is None  # what the report without a key admits


def test_entries_added_by_someone_without_the_key_are_found(journal: Path) -> None:
    last = orjson.loads(lines_of(journal)[-1])
    line, _ = write_line(
        some_entry(0), writer="gateway", at=ticking_clock()(), after=Link(last["seq"], last["hash"])
    )
    with segments_of(journal)[-1].open("ab") as file:
        file.write(line)
    assert fault_of(journal) is FaultKind.UNSEALED


def test_a_body_taken_away_while_its_leaf_stays_is_found(journal: Path) -> None:
    """The format can drop bodies after retention; nothing may do so yet."""
    lines = lines_of(journal)
    read = orjson.loads(lines[4])
    lines[4] = canonical({name: read[name] for name in ("hash", "leaf", "seq")}) + b"\n"
    rewrite(journal, lines)
    assert fault_of(journal) is FaultKind.CHANGED


def test_the_chain_runs_over_leaves_alone(journal: Path) -> None:
    """So that bodies can go and the chain still be checked: RFC 6962 leaf and node hashes, by hand."""
    hashed = hashlib.sha256(b"garant.journal.1:gateway").hexdigest()
    for raw in lines_of(journal):
        line = orjson.loads(raw)
        leaf = hashlib.sha256(b"\x00" + orjson.dumps(line["body"], option=orjson.OPT_SORT_KEYS)).digest()
        assert line["leaf"] == leaf.hex() == leaf_of(canonical(line["body"]))
        hashed = hashlib.sha256(b"\x01" + bytes.fromhex(hashed) + leaf).hexdigest()
        assert line["hash"] == hashed


def test_another_writers_lines_and_folder_are_foreign(journal: Path) -> None:
    lines = lines_of(journal)
    rewrite(journal, [*lines[:3], lines_of(journal, "web")[3], *lines[4:]])
    assert fault_of(journal) is FaultKind.FOREIGN
    rewrite(journal, lines)
    assert fault_of(journal) is None
    shutil.copytree(journal / "web", journal / "intruder")
    assert fault_of(journal, writer="intruder") is FaultKind.FOREIGN


def test_a_writer_of_another_journal_with_the_same_key_is_foreign(journal: Path, tmp_path: Path) -> None:
    with Spool.open(tmp_path / "other", writer="batch", key=KEY) as spool:
        spool.append(some_entry(0))
    shutil.copytree(tmp_path / "other" / "batch", journal / "batch")
    assert fault_of(journal, writer="batch") is FaultKind.FOREIGN


def test_a_whole_writer_that_vanished_is_found(journal: Path) -> None:
    shutil.rmtree(journal / "web")
    assert fault_of(journal, writer="web") is FaultKind.MISSING_WRITER
    assert fault_of(journal) is None


def test_the_list_of_writers_gone_is_found(journal: Path) -> None:
    (journal / "writers").unlink()
    found = verify(journal, KEY)
    assert not found.ok
    assert found.fault is not None
    assert found.fault.kind is FaultKind.REGISTER


def test_another_key_finds_no_seal_of_its_own(journal: Path) -> None:
    found = verify(journal, OTHER_KEY)
    assert found.fault is not None
    assert {each.fault.kind for each in found.writers if each.fault} == {FaultKind.HEAD}


def test_without_the_key_the_chains_are_checked_and_no_more_is_claimed(journal: Path) -> None:
    found = verify(journal, None)
    assert found.ok
    assert not found.sealed
    lines = lines_of(journal)
    rewrite(journal, [*lines[:5], *lines[6:]])
    assert fault_of(journal, key=None) is FaultKind.REMOVED
    rewrite(journal, lines[:6])
    (journal / "gateway" / "head").unlink()
    assert fault_of(journal, key=None) is None


def test_a_journal_may_be_verified_while_it_is_written(tmp_path: Path) -> None:
    with Spool.open(tmp_path, writer="gateway", key=KEY, segment_bytes=20_000) as spool:
        for number in range(50):
            futures = [spool.submit(some_entry(number)) for number in range(40)]
            found = verify(tmp_path, KEY)
            assert found.ok, (number, found)
            assert found.writers[0].live
            for future in futures:
                future.result()
        assert verify(tmp_path, KEY).entries == 2000


def test_verification_writes_nothing(journal: Path) -> None:
    def stamps() -> dict[Path, tuple[int, int]]:
        return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in journal.rglob("*")}

    before = stamps()
    verify(journal, KEY)
    assert stamps() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda read: read.update(hash="z" * 64),
        lambda read: read.update(leaf="z" * 64),
        lambda read: read.update(seq="5"),
        lambda read: read["body"].update(seq=99),
        lambda read: read["body"].update(at="yesterday"),
        lambda read: read["body"].update(at="2026-11-02T09:00:00"),
        lambda read: read["body"].update(note="an extra field"),
        lambda read: read.update(body=[]),
        lambda read: read.update(extra=1),
    ],
)
def test_a_line_of_the_wrong_shape_is_a_fault_and_no_crash(
    journal: Path, spoil: Callable[[dict[str, object]], None]
) -> None:
    lines = lines_of(journal)
    read = orjson.loads(lines[4])
    spoil(read)
    lines[4] = canonical(read) + b"\n"
    rewrite(journal, lines)
    assert fault_of(journal) is FaultKind.CHANGED


def test_a_line_nested_ten_thousand_deep_is_a_fault_and_no_crash(journal: Path) -> None:
    lines = lines_of(journal)
    lines[4] = b"[" * 10_000 + b"]" * 10_000 + b"\n"
    rewrite(journal, lines)
    assert fault_of(journal) is FaultKind.CHANGED


def test_every_fault_has_its_sentence(journal: Path) -> None:
    from garant.journal import Fault

    for kind in FaultKind:
        fault = Fault(kind, seq=3, segment=1, line=2)
        assert "?" not in fault.sentence_fr
        assert "{" not in fault.sentence_fr + fault.todo_fr
        assert kind.french


def test_the_hash_of_a_leaf_that_is_no_hexadecimal_is_an_error() -> None:
    with pytest.raises(ValueError):
        hash_of("00" * 32, "zz" * 32)
