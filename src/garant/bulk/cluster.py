"""Workers of a Dask cluster, by its address. They read and write the folders themselves, under the same paths.

Only tasks and outcomes travel: paths, counts, keyed digests. The secret is read by each worker from the key folder.
"""

import queue
import secrets
from pathlib import Path
from typing import Any

from garant.bulk.errors import (
    ClusterUnreachable,
    DaskMissing,
    FolderNotShared,
    RulesDiffer,
    UnexpectedFailure,
    WorkerDied,
)
from garant.bulk.one_file import treat
from garant.bulk.outcome import Failed, Task
from garant.bulk.places import Places
from garant.bulk.rules import rules_digest
from garant.bulk.workers import Finished

_AHEAD = 2  # tasks per worker process beyond the one it does
_SECONDS = 10  # to reach the scheduler


class Cluster:
    """Checked before the first task: reachable, of the same rules, and seeing the same folders."""

    def __init__(self, address: str, places: Places) -> None:
        try:
            from distributed import Client as DaskClient
        except ImportError as error:
            raise DaskMissing from error
        connect: Any = DaskClient
        try:
            self._client: Any = connect(address, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterUnreachable(address=address) from error
        self._address = address
        self._given: dict[Any, Task] = {}
        self._ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
        try:
            self._check(places)
        except BaseException:
            self._client.close()
            raise

    @property
    def room(self) -> int:
        # Each worker process does one file at a time, however many threads it has.
        return self._processes() * (1 + _AHEAD) - len(self._given)

    def give(self, task: Task) -> None:
        future = self._client.submit(treat, task, pure=False)
        self._given[future] = task
        future.add_done_callback(self._ended.put)

    def finished(self, seconds: float) -> list[Finished]:
        done: list[Finished] = []
        try:
            future = self._ended.get(timeout=seconds)
            while True:
                done.append(Finished(self._given.pop(future), self._outcome(future)))
                future = self._ended.get_nowait()
        except queue.Empty:
            return done

    def stop(self) -> None:
        for future in self._given:
            future.cancel()
        self._given.clear()
        self._client.close()

    def _outcome(self, future: Any) -> Any:
        from distributed import KilledWorker

        if future.status == "finished":
            return future.result()
        if future.status == "error":
            error = future.exception()
            if isinstance(error, KilledWorker):
                return Failed(WorkerDied.code)
            return Failed(UnexpectedFailure.code, {"kind": type(error).__name__})
        return Failed(WorkerDied.code)  # lost or cancelled: the cluster went away

    def _processes(self) -> int:
        return len(self._client.scheduler_info(n_workers=-1)["workers"])

    def _check(self, places: Places) -> None:
        if not self._processes():
            raise ClusterUnreachable(address=self._address)
        token = secrets.token_hex(8)
        probe = places.parts / f"{token}.essai"
        probe.write_text(token, encoding="ascii")
        try:
            folders = [str(places.source), str(places.parts), str(places.key_parts)]
            answers: dict[str, tuple[str, str]] = self._client.run(_look, str(probe), token, folders)
        finally:
            probe.unlink(missing_ok=True)
        for rules, unseen in answers.values():
            if unseen:
                raise FolderNotShared(folder=Path(unseen).name if unseen != str(probe) else places.out.name)
            if rules != rules_digest():
                raise RulesDiffer


def _look(probe: str, token: str, folders: list[str]) -> tuple[str, str]:
    """On a worker: its rules, and the first path that it doesn't see as we do, or ""."""
    try:
        if Path(probe).read_text(encoding="ascii") != token:
            return "", probe
    except OSError:
        return "", probe
    source, *written = folders
    if not Path(source).is_dir():
        return "", source
    for folder in written:
        attempt = Path(folder) / f"{token}-{secrets.token_hex(4)}.essai"
        try:
            attempt.write_bytes(b"")
            attempt.unlink()
        except OSError:
            return "", folder
    return rules_digest(), ""
