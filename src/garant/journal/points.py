"""The checkpoints of a journal with many writers, one after the other: each adds what every writer wrote since.

The order of the leaves is told, not guessed: writer by writer in the order of their names, from the mark of the last
point to the mark of this one. Whoever holds a copy of the journal makes the same tree.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from garant.journal.chain import NotALine, canonical, leaf_of, read_line
from garant.journal.checkpoint import Checkpoint, CheckpointKey, open_note, read_key, sign
from garant.journal.errors import CheckpointBroken, CheckpointInvalid
from garant.journal.layout import segments, writers
from garant.journal.record import Record
from garant.journal.tree import Frontier, consistency, grown, is_consistent

FORMAT: Final = "garant-journal-points/1"


@dataclass(frozen=True, slots=True)
class Point:
    """One checkpoint: its signed note, how far each writer was read, the proof that it only adds to the last one."""

    number: int
    at: str
    note: str
    marks: Mapping[str, int]
    proof: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """What has to be kept to make the next point."""

    origin: str
    number: int = 0
    tree: Frontier = field(default_factory=Frontier)
    marks: Mapping[str, int] = field(default_factory=dict)


def next_point(log: Log, records: Iterable[Record], secret: bytes, *, at: str) -> tuple[Point, Log]:
    """The point that adds these entries, and the log after it."""
    marks = dict(log.marks)
    by_writer: dict[str, list[bytes]] = {}
    for record in records:
        by_writer.setdefault(record.writer, []).append(bytes.fromhex(record.leaf))
        marks[record.writer] = record.seq
    leaves = [leaf for writer in sorted(by_writer) for leaf in by_writer[writer]]
    tree = grown(log.tree, leaves)
    note = sign(Checkpoint(log.origin, tree.size, tree.root), secret)
    point = Point(log.number + 1, at, note, marks, consistency(log.tree, leaves))
    return point, Log(log.origin, point.number, tree, marks)


def check_points(points: Sequence[Point], key: CheckpointKey, journal: Path | None = None) -> int:
    """How many entries the points cover, once every signature, every proof and, where a copy of the journal is given,
    every entry was checked. CheckpointInvalid, CheckpointBroken."""
    before: Checkpoint | None = None
    tree, marks = Frontier(), dict[str, int]()
    leaves = _leaves(journal) if journal is not None else {}
    for point in points:
        said = open_note(point.note, key)
        if before is not None and not is_consistent(
            before.size, before.root, said.size, said.root, point.proof
        ):
            raise CheckpointBroken(
                number=point.number, problem="il ne fait pas qu’ajouter au point précédent"
            )
        if journal is not None:
            tree = _grown(tree, point, marks, leaves)
            if (tree.size, tree.root) != (said.size, said.root):
                raise CheckpointBroken(
                    number=point.number, problem="le journal ne contient pas ce qu’il signe"
                )
        before, marks = said, dict(point.marks)
    return before.size if before is not None else 0


def points_json(points: Iterable[Point], key: CheckpointKey) -> dict[str, object]:
    """The file that the page of the verifier and `garant journal verify` read."""
    return {
        "format": FORMAT,
        "key": str(key),
        "points": [
            {
                "number": point.number,
                "at": point.at,
                "note": point.note,
                "marks": dict(point.marks),
                "proof": [base64.b64encode(each).decode() for each in point.proof],
            }
            for point in points
        ],
    }


def read_points(content: bytes) -> tuple[list[Point], CheckpointKey]:
    """The way back, with the key that the file names. CheckpointInvalid."""
    try:
        read = json.loads(content)
        if read["format"] != FORMAT:
            raise CheckpointInvalid(problem="ce n’est pas un fichier de points de contrôle")
        points = [
            Point(
                int(each["number"]),
                str(each["at"]),
                str(each["note"]),
                {str(writer): int(seq) for writer, seq in each["marks"].items()},
                tuple(base64.b64decode(part, validate=True) for part in each["proof"]),
            )
            for each in read["points"]
        ]
        return points, read_key(str(read["key"]))
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error) as error:
        raise CheckpointInvalid(problem="ce n’est pas un fichier de points de contrôle") from error


def _grown(
    tree: Frontier, point: Point, marks: Mapping[str, int], leaves: Mapping[str, Iterator[bytes]]
) -> Frontier:
    for writer in sorted(point.marks):
        for _ in range(point.marks[writer] - marks.get(writer, 0)):
            leaf = next(leaves.get(writer, iter(())), None)
            if leaf is None:
                raise CheckpointBroken(number=point.number, problem="il manque des entrées au journal")
            tree = tree.add(leaf)
    return tree


def _leaves(journal: Path) -> dict[str, Iterator[bytes]]:
    return {writer: _of_writer(journal / writer) for writer in writers(journal)}


def _of_writer(folder: Path) -> Iterator[bytes]:
    """The leaves of one writer, made anew from what its lines say."""
    for _, path in segments(folder):
        with path.open("rb") as file:
            for raw in file:
                try:
                    line = read_line(raw.removesuffix(b"\n"))
                except NotALine:
                    return
                yield bytes.fromhex(leaf_of(canonical(line.body)))
