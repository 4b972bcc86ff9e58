"""A collection: begun or taken up again, treated file by file, settled, reported.

This process alone puts outputs and keys in place and writes the state; workers only make parts. The order for
each file: the name is kept in the state, the key is put in place, the output, then the state says done. A kill
between any two of them leaves a file to be done again, never half a file, never an output without its key.
"""

import os
import secrets
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from garant.bulk.errors import (
    CollectionKeyDamaged,
    NameTaken,
    NotACollection,
    NotWritable,
    OptionsDiffer,
)
from garant.bulk.one_file import source_digest
from garant.bulk.outcome import Done, Failed, Outcome, Refused, Task
from garant.bulk.places import Places, clean, make_private
from garant.bulk.placing import put
from garant.bulk.progress import Progress
from garant.bulk.rules import rules_digest
from garant.bulk.secret import Secret, read_secret
from garant.bulk.state import Row, State, Status
from garant.bulk.walking import SourceFile, Tree, walk
from garant.bulk.workers import Finished, Workers

BIG = 16 << 20  # bytes of a source from which one at a time is treated
_FAILED_WRITES = 5  # in a row, after which the disk is full rather than a file unlucky
_WAIT = 0.5  # seconds


@dataclass(frozen=True, slots=True)
class Options:
    """What the pseudonyms depend on beside the secret: the same from the beginning of a collection to its end."""

    one_key: bool = True
    mask_names: bool = True

    def facts(self) -> dict[str, str]:
        return {"one_key": str(int(self.one_key)), "mask_names": str(int(self.mask_names))}

    @classmethod
    def from_facts(cls, facts: Mapping[str, str]) -> "Options":
        return cls(facts.get("one_key") == "1", facts.get("mask_names") == "1")

    @property
    def french(self) -> str:
        key = "une clé pour toute la collection" if self.one_key else "une clé par document"
        names = "noms de fichiers pseudonymisés" if self.mask_names else "noms de fichiers gardés"
        return f"{key}, {names}"


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of files, of all that the source holds now."""

    done: int
    unchanged: int  # within `done`: nothing had to be redone
    refused: int
    failed: int
    unreadable: int  # folders
    doubtful: int  # findings to verify

    @property
    def is_whole(self) -> bool:
        return not (self.refused or self.failed or self.unreadable)


class Collection:
    """One collection, in one process at a time. `close` it, or use it as a context."""

    def __init__(self, places: Places, secret: Secret, options: Options, state: State) -> None:
        self.places = places
        self.options = options
        self.state = state
        self.secret = secret
        self.tree = Tree((), (), ())
        self._failed_writes = 0

    @classmethod
    def begin(cls, places: Places, options: Options, secret: bytes | None = None) -> "Collection":
        """A new one, in empty folders. The secret is drawn where none is given, and written before anything else."""
        places.demand_empty()
        places.make()
        made = Secret(secret if secret is not None else secrets.token_bytes(32))
        try:
            try:
                put(places.secret, made.dumped(), private=True)
            except OSError as error:
                raise NotWritable(folder=places.keys.name) from error
            state = State(places.state, new=True)
            state.set_facts(options.facts() | {"secret": made.derived("check").hex()})
        except BaseException:
            places.unmake()  # a disk that is full at once: half a state could neither be taken up nor begun anew
            raise
        return cls(places, made, options, state)

    @classmethod
    def resume(cls, places: Places, options: Options) -> "Collection":
        """The one that `places` hold. Refused where its options or its secret are others."""
        if not places.state.is_file() or places.state.is_symlink():
            raise NotACollection(folder=places.out.name)
        secret = read_secret(places.secret)
        places.make()
        state = State(places.state, new=False)
        try:
            _demand_same(state.facts(), secret, options, places)
        except BaseException:
            state.close()
            raise
        return cls(places, secret, options, state)

    def __enter__(self) -> "Collection":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.state.close()

    def look(self) -> list[SourceFile]:
        """Walks the source; what has to be done, in order. What is done and unchanged is not among it."""
        clean(self.places.parts)
        clean(self.places.key_parts)
        self.tree = walk(self.places.source)
        rows = self.state.rows()
        todo = [
            file for file in self.tree.files if not self._is_done(file, rows.get(self.id_of(file.relative)))
        ]
        self.state.expect(self.id_of(file.relative) for file in todo)
        return todo

    def run(
        self,
        todo: list[SourceFile],
        workers: Workers,
        watch: Callable[[Progress], None],
        clock: Callable[[], float],
    ) -> Summary:
        """Treats `todo`, then what has to be done again so that no two values share a number."""
        unchanged = len(self.tree.files) - len(todo)
        self._treat(todo, workers, watch, clock)
        while self.state.settle():
            again = self.state.pending()
            self._treat(
                [file for file in self.tree.files if self.id_of(file.relative) in again],
                workers,
                watch,
                clock,
            )
        for folder in (self.places.parts, self.places.key_parts):
            clean(folder)
        if todo and hasattr(os, "sync"):
            # Once for all: a file that a power cut empties before is seen by its size, and done again.
            os.sync()
        return self.summary(unchanged)

    def summary(self, unchanged: int = 0) -> Summary:
        rows = self.state.rows()
        found = [rows.get(self.id_of(file.relative)) for file in self.tree.files]
        status = [row.status for row in found if row is not None]
        return Summary(
            done=status.count(Status.DONE),
            unchanged=unchanged,
            refused=status.count(Status.REFUSED),
            failed=len(found) - status.count(Status.DONE) - status.count(Status.REFUSED),
            unreadable=len(self.tree.unreadable),
            doubtful=sum(row.findings.doubtful for row in found if row is not None),
        )

    def id_of(self, relative: str) -> bytes:
        """What a source is called in the state."""
        return self.secret.derived("path", relative)[:16]

    def _is_done(self, file: SourceFile, row: Row | None) -> bool:
        if row is None or row.status is not Status.DONE or row.out is None or row.rules != rules_digest():
            return False
        try:
            if (self.places.out / row.out).stat().st_size != row.out_size:
                return False
            if not self.places.key_of(row.out).stat().st_size:
                return False
            if (file.size, file.mtime_ns, file.ctime_ns) == (row.size, row.mtime_ns, row.ctime_ns):
                return True
            if file.size != row.size:
                return False
            digest = source_digest(self.places.source / file.relative, self.secret.derived("sources"))
        except OSError:
            return False
        if digest != row.digest:
            return False
        self.state.seen(self.id_of(file.relative), file.mtime_ns, file.ctime_ns)
        return True

    def _treat(
        self,
        todo: list[SourceFile],
        workers: Workers,
        watch: Callable[[Progress], None],
        clock: Callable[[], float],
    ) -> None:
        began = clock()
        of_task = {file.relative: file for file in todo}
        big = deque(file for file in todo if file.size >= BIG)
        small = deque(file for file in todo if file.size < BIG)
        excluded = self.state.excluded()
        big_at_work = ""
        at_work = done = undone = bytes_done = doubtful = 0
        total, bytes_total = len(todo), sum(file.size for file in todo)
        while big or small or at_work:
            while workers.room > 0 and (small or (big and not big_at_work)):
                if big and not big_at_work:
                    file = big.popleft()
                    big_at_work = file.relative
                else:
                    file = small.popleft()
                self.state.begin(self.id_of(file.relative))
                workers.give(self._task(file, excluded))
                at_work += 1
            for finished in workers.finished(_WAIT):
                file = of_task[finished.task.relative]
                outcome = self._settled(file, finished)
                at_work -= 1
                done += 1
                bytes_done += file.size
                undone += not isinstance(outcome, Done)
                doubtful += outcome.findings.doubtful if isinstance(outcome, Done) else 0
                if file.relative == big_at_work:
                    big_at_work = ""
            watch(Progress(done, total, undone, bytes_done, bytes_total, doubtful, clock() - began))

    def _task(self, file: SourceFile, excluded: tuple[tuple[bytes, tuple[int, ...]], ...]) -> Task:
        places = self.places
        return Task(
            relative=file.relative,
            source=str(places.source / file.relative),
            size=file.size,
            parts=str(places.parts),
            key_parts=str(places.key_parts),
            secret=str(places.secret),
            rules=rules_digest(),
            one_key=self.options.one_key,
            mask_names=self.options.mask_names,
            excluded=excluded if self.options.one_key else (),
        )

    def _settled(self, file: SourceFile, finished: Finished) -> Outcome:
        """Puts in place what a worker made; what is known of the file from now on."""
        outcome = finished.outcome
        known = self.id_of(file.relative)
        row = self.state.row(known)
        before = row.out if row is not None else None
        if isinstance(outcome, Done):
            outcome = self._placed(known, before, file, outcome)
        if not isinstance(outcome, Done):
            self._drop(before)
            self.state.undone(known, outcome)
        self._count_writes(outcome)
        return outcome

    def _placed(self, known: bytes, before: str | None, file: SourceFile, done: Done) -> Outcome:
        places = self.places
        part, key_part = places.parts / done.part, places.key_parts / done.key_part
        target, key = places.out / done.out, places.key_of(done.out)
        if (done.out != before and (target.exists() or target.is_symlink())) or not self.state.place(
            known, done.out
        ):
            part.unlink(missing_ok=True)
            key_part.unlink(missing_ok=True)
            return Failed(NameTaken.code)
        try:
            make_private(key.parent, places.keys)
            target.parent.mkdir(parents=True, exist_ok=True)
            if before is not None and before != done.out:
                self._drop(before)
            key_part.replace(key)
            part.replace(target)
        except OSError:
            self._drop(done.out)
            return Failed(NotWritable.code)
        self.state.done(known, done, (file.size, file.mtime_ns, file.ctime_ns), rules_digest())
        return done

    def _drop(self, out: str | None) -> None:
        """Nothing of a file that is not done stays in the output."""
        if out is not None:
            (self.places.out / out).unlink(missing_ok=True)
            self.places.key_of(out).unlink(missing_ok=True)

    def _count_writes(self, outcome: Outcome) -> None:
        if isinstance(outcome, Failed) and outcome.code == NotWritable.code:
            self._failed_writes += 1
            if self._failed_writes >= _FAILED_WRITES:
                raise NotWritable(folder=self.places.out.name)
        elif not isinstance(outcome, Refused):
            self._failed_writes = 0


def _demand_same(facts: Mapping[str, str], secret: Secret, options: Options, places: Places) -> None:
    if facts.get("secret") != secret.derived("check").hex():
        raise CollectionKeyDamaged(folder=places.keys.name)
    began = Options.from_facts(facts)
    if began != options:
        raise OptionsDiffer(began=began.french)
