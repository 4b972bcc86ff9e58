"""Checkpoints: signed as the world signs them, each proves that the journal only grew, and a copy is held to them."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from garant.journal import (
    CheckpointBroken,
    CheckpointInvalid,
    Frontier,
    Log,
    Position,
    SignedIn,
    Spool,
    check_points,
    create_key,
    next_point,
    open_note,
    points_json,
    public_key,
    read_entries,
    read_key,
    read_points,
    sign,
)
from garant.journal.checkpoint import Checkpoint
from garant.journal.tree import EMPTY, consistency, grown, is_consistent

SECRET = bytes(range(32))
ORIGIN = "garant.journal/essai/1"
KEY = public_key(ORIGIN, SECRET)
LEAVES = [hashlib.sha256(b"\x00" + bytes([number])).digest() for number in range(20)]


def tree(size):
    return grown(Frontier(), LEAVES[:size])


def naive_root(leaves):
    """RFC 6962, 2.1, as it is written there."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = naive_root(leaves[:split]), naive_root(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def test_the_root_is_that_of_the_rfc_at_every_size():
    for size in range(len(LEAVES) + 1):
        assert tree(size).root == naive_root(LEAVES[:size])


def test_every_proof_holds_and_none_holds_for_another_tree():
    for size in range(1, len(LEAVES)):
        for larger in range(size + 1, len(LEAVES) + 1):
            before, after = tree(size), tree(larger)
            proof = consistency(before, LEAVES[size:larger])
            assert is_consistent(size, before.root, larger, after.root, proof)
            assert not is_consistent(size, LEAVES[0][::-1], larger, after.root, proof)
            assert not is_consistent(size, before.root, larger, LEAVES[0][::-1], proof)
            assert not is_consistent(size, before.root, larger, after.root, proof[:-1])


def test_a_note_signed_elsewhere_is_read():
    """The example of the signed-note specification's own implementations."""
    key = read_key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    signature = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    note = f"This is an example message.\n\n— example.com/foo {signature}\n"
    with pytest.raises(CheckpointInvalid, match="forme d’un point"):
        open_note(note, key)  # signed well, and no checkpoint
    with pytest.raises(CheckpointInvalid, match="signature"):
        open_note(note.replace("example message", "exemple message"), key)


def test_a_note_opens_with_its_key_and_no_other():
    said = Checkpoint(ORIGIN, 3, tree(3).root)
    note = sign(said, SECRET)
    assert note.startswith(f"{ORIGIN}\n3\n")
    assert open_note(note, KEY) == said
    assert open_note(note.replace("\n", "\r\n"), KEY) == said  # a mail's line ends
    assert open_note(f"{note}— autre AAAA\n", KEY) == said  # another witness signed it too
    assert read_key(str(KEY)) == KEY
    for other in (public_key(ORIGIN, bytes(32)), replace(KEY, name="garant.journal/autre/1")):
        with pytest.raises(CheckpointInvalid):
            open_note(note, other)
    with pytest.raises(CheckpointInvalid):
        open_note(note.replace("\n3\n", "\n4\n"), KEY)


@pytest.mark.parametrize(
    "line", ["", "a+b+c", "nom+00000000+AekyeRrm", f"{KEY}AAAA", str(KEY).replace("+", " ")]
)
def test_what_is_no_key_is_said(line):
    with pytest.raises(CheckpointInvalid):
        read_key(line)


@pytest.fixture
def journal(tmp_path):
    """Two writers, and three points: the last one adds to both."""
    folder, key = tmp_path / "journal", create_key(tmp_path / "journal.key")
    log, points = Log(ORIGIN), []
    position = None
    for turn in range(1, 4):
        for writer in ("web", "gateway"):
            with Spool.open(folder, writer=writer, key=key) as spool:
                for _ in range(turn):
                    spool.append(SignedIn(organisation="essai", person=f"p-{turn}"))
        records = list(read_entries(folder, position))
        point, log = next_point(log, records, SECRET, at=datetime.now(UTC).isoformat())
        points.append(point)
        position = position_after(position, records)
    return folder, points


def position_after(position, records):
    for record in records:
        position = (position or Position()).past(record)
    return position


def test_the_points_hold_for_the_journal_that_they_were_made_of(journal):
    folder, points = journal
    assert check_points(points, KEY) == 12
    assert check_points(points, KEY, folder) == 12
    assert [dict(point.marks) for point in points][-1] == {"gateway": 6, "web": 6}
    again, key = read_points(json.dumps(points_json(points, KEY)).encode())
    assert (again, key) == (points, KEY)


def test_a_journal_that_was_rewritten_with_its_key_is_seen(journal):
    folder, points = journal
    # Whoever holds the journal's own key can write the whole chain anew; the points were kept elsewhere.
    segment = folder / "web" / "000001.jsonl"
    segment.write_bytes(segment.read_bytes().replace(b"p-1", b"p-9"))
    assert check_points(points, KEY) == 12
    with pytest.raises(CheckpointBroken, match="number=1"):
        check_points(points, KEY, folder)


def test_a_journal_that_lost_its_end_is_seen(journal):
    folder, points = journal
    segment = folder / "web" / "000001.jsonl"
    segment.write_bytes(b"".join(segment.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(CheckpointBroken, match="number=3"):
        check_points(points, KEY, folder)


def test_a_point_that_does_not_add_to_the_one_before_is_seen(journal):
    _, points = journal
    with pytest.raises(CheckpointBroken, match="number=3"):
        check_points([points[0], replace(points[2])], KEY)
    with pytest.raises(CheckpointBroken):
        check_points([*points, points[0]], KEY)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": "garant-journal-points/2"}', b"\xff"])
def test_a_file_that_holds_no_points_is_said(content):
    with pytest.raises(CheckpointInvalid):
        read_points(content)
