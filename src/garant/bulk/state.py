"""How far a collection is, file by file, in one SQLite file. It lies in the output: it holds no name and no value.

Files are known by keyed digests of their path, values by keyed digests of what they are. Each change is one
transaction, written before its effect is seen: a kill at any moment leaves a state from which to go on.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from garant.bulk.errors import CollectionInUse, NotWritable, StateDamaged
from garant.bulk.outcome import Done, Doubt, Failed, Findings, Refused

_FORMAT = "garant-collection-1"

_SCHEMA = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
    id BLOB PRIMARY KEY,      -- keyed digest of the source's relative path
    status TEXT NOT NULL,
    out TEXT UNIQUE,          -- relative path of the output; set before anything is put there
    size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER,  -- of the source, when it was last treated
    digest BLOB,              -- keyed, of its content
    out_size INTEGER,
    rules TEXT,
    code TEXT, facts TEXT,    -- of a refusal or failure
    findings TEXT
) WITHOUT ROWID;
CREATE TABLE value (file BLOB NOT NULL, digest BLOB NOT NULL, word TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (file, digest)) WITHOUT ROWID;
CREATE INDEX value_number ON value (number, word);
CREATE TABLE excluded (digest BLOB NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (digest, number)) WITHOUT ROWID;
"""


class Status(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one source."""

    status: Status
    out: str | None
    size: int | None
    mtime_ns: int | None
    ctime_ns: int | None
    digest: bytes | None
    out_size: int | None
    rules: str | None
    code: str | None
    facts: Mapping[str, Any]
    findings: Findings


class State:
    """The state of one collection, for one process at a time: CollectionInUse for the second."""

    def __init__(self, path: Path, *, new: bool) -> None:
        self._name = path.parent.parent.name
        try:
            self._base = sqlite3.connect(path, isolation_level=None, timeout=0.5)
            with self._told():
                self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
                self._base.execute("PRAGMA journal_mode = WAL")
                self._base.execute("PRAGMA synchronous = NORMAL")
                self._base.execute("BEGIN EXCLUSIVE")
                if new:
                    for statement in _SCHEMA.split(";\n"):
                        self._base.execute(statement)
                    self._base.execute("INSERT INTO fact VALUES ('format', ?)", (_FORMAT,))
                self._base.execute("COMMIT")
                if self.facts().get("format") != _FORMAT:
                    raise StateDamaged(folder=self._name)
        except sqlite3.OperationalError as error:
            raise NotWritable(folder=self._name) from error

    def close(self) -> None:
        self._base.close()

    def facts(self) -> dict[str, str]:
        with self._told():
            return dict(self._base.execute("SELECT name, value FROM fact"))

    def set_facts(self, facts: Mapping[str, str]) -> None:
        with self._change() as base:
            base.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", facts.items())

    def rows(self) -> dict[bytes, Row]:
        with self._told():
            return {row[0]: _row(row[1:]) for row in self._base.execute(f"SELECT id, {_COLUMNS} FROM file")}  # noqa: S608 - our own column names

    def row(self, file: bytes) -> Row | None:
        with self._told():
            found = self._base.execute(f"SELECT {_COLUMNS} FROM file WHERE id = ?", (file,)).fetchone()  # noqa: S608 - the same
        return None if found is None else _row(found)

    def expect(self, files: Iterable[bytes]) -> None:
        """These are to be done. What is known of them stays, until it is replaced."""
        with self._change() as base:
            base.executemany(
                "INSERT INTO file (id, status) VALUES (?, 'pending') ON CONFLICT (id) DO UPDATE SET status = 'pending'",
                ((file,) for file in files),
            )

    def begin(self, file: bytes) -> None:
        with self._change() as base:
            base.execute("UPDATE file SET status = 'running' WHERE id = ?", (file,))

    def seen(self, file: bytes, mtime_ns: int, ctime_ns: int) -> None:
        """The source was touched, and is the same."""
        with self._change() as base:
            base.execute(
                "UPDATE file SET mtime_ns = ?, ctime_ns = ? WHERE id = ?", (mtime_ns, ctime_ns, file)
            )

    def place(self, file: bytes, out: str) -> bool:
        """Keeps the name `out` for this file, before it is put there. False where another has it."""
        try:
            with self._change() as base:
                base.execute("UPDATE file SET out = ? WHERE id = ?", (out, file))
        except sqlite3.IntegrityError:
            return False
        return True

    def done(self, file: bytes, done: Done, stamp: tuple[int, int, int], rules: str) -> None:
        with self._change() as base:
            base.execute("DELETE FROM value WHERE file = ?", (file,))
            base.executemany(
                "INSERT INTO value VALUES (?, ?, ?, ?)",
                ((file, each.digest, each.word, each.number) for each in done.values),
            )
            base.execute(
                "UPDATE file SET status = 'done', size = ?, mtime_ns = ?, ctime_ns = ?, digest = ?, out_size = ?, "
                "rules = ?, code = NULL, facts = NULL, findings = ? WHERE id = ?",
                (*stamp, done.digest, done.size, rules, _dumped(done.findings), file),
            )

    def undone(self, file: bytes, outcome: Refused | Failed) -> None:
        """Refused or failed: nothing of it is in the output any more."""
        status = Status.REFUSED if isinstance(outcome, Refused) else Status.FAILED
        with self._change() as base:
            base.execute("DELETE FROM value WHERE file = ?", (file,))
            base.execute(
                "UPDATE file SET status = ?, out = NULL, digest = NULL, code = ?, facts = ?, findings = NULL WHERE id = ?",
                (status.value, outcome.code, json.dumps(outcome.facts), file),
            )

    def settle(self) -> int:
        """Where two values met on one number, all but the first by digest give it up; how many files are to redo."""
        with self._change() as base:
            met = base.execute(
                "SELECT word, number FROM value GROUP BY number, word HAVING COUNT(DISTINCT digest) > 1"
            ).fetchall()
            files: set[bytes] = set()
            for word, number in met:
                found = base.execute(
                    "SELECT digest, file FROM value WHERE number = ? AND word = ? ORDER BY digest",
                    (number, word),
                ).fetchall()
                first = found[0][0]
                losers = [(digest, file) for digest, file in found if digest != first]
                base.executemany(
                    "INSERT OR IGNORE INTO excluded VALUES (?, ?)", {(digest, number) for digest, _ in losers}
                )
                files.update(file for _, file in losers)
            base.executemany("UPDATE file SET status = 'pending' WHERE id = ?", ((file,) for file in files))
        return len(files)

    def pending(self) -> set[bytes]:
        with self._told():
            return {file for (file,) in self._base.execute("SELECT id FROM file WHERE status = 'pending'")}

    def excluded(self) -> tuple[tuple[bytes, tuple[int, ...]], ...]:
        """Which numbers a value gave up."""
        found: dict[bytes, tuple[int, ...]] = {}
        with self._told():
            for digest, number in self._base.execute(
                "SELECT digest, number FROM excluded ORDER BY digest, number"
            ):
                found[digest] = (*found.get(digest, ()), number)
        return tuple(found.items())

    def values_numbered(self) -> int:
        """How many different values bear a number of the collection."""
        with self._told():
            return int(self._base.execute("SELECT COUNT(DISTINCT digest) FROM value").fetchone()[0])

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._told():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise CollectionInUse(folder=self._name) from error
            if "no such" in str(error):
                raise StateDamaged(folder=self._name) from error
            raise NotWritable(folder=self._name) from error
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise StateDamaged(folder=self._name) from error


_COLUMNS = "status, out, size, mtime_ns, ctime_ns, digest, out_size, rules, code, facts, findings"


def _row(columns: tuple[Any, ...]) -> Row:
    status, *plain, facts, findings = columns
    kept: list[Any] = [Status(status), *plain, json.loads(facts) if facts else {}, _loaded(findings)]
    return Row(*kept)


def _dumped(findings: Findings) -> str:
    return json.dumps(
        {
            "found": findings.found,
            "statements": findings.statements,
            "doubts": [[doubt.label, doubt.place] for doubt in findings.doubts],
            "doubtful": findings.doubtful,
            "remarks": findings.remarks,
        }
    )


def _loaded(text: str | None) -> Findings:
    if not text:
        return Findings()
    content = json.loads(text)
    return Findings(
        content["found"],
        content["statements"],
        tuple(Doubt(label, place) for label, place in content["doubts"]),
        content["doubtful"],
        content["remarks"],
    )
