"""Workers that are processes of this machine. One that dies fails the file that killed it, and no other."""

import multiprocessing
import multiprocessing.connection
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext

from garant.bulk.errors import UnexpectedFailure, WorkerDied
from garant.bulk.one_file import treat
from garant.bulk.outcome import Failed, Outcome, Task
from garant.bulk.workers import Finished

_AHEAD = 2  # tasks given beyond those being done, so that no process waits for one


class Processes:
    """A pool of `jobs` processes.

    When one dies, the pool can't tell on which file: those that were being done are done again, one by one, and
    the one that kills its process again is the one that fails.
    """

    def __init__(self, jobs: int, work: Callable[[Task], Outcome] = treat) -> None:
        self._jobs = jobs
        self._work = work
        self._context = _context()
        self._given: dict[Future[Outcome], Task] = {}
        self._ended: queue.SimpleQueue[Future[Outcome]] = queue.SimpleQueue()
        self._suspects: deque[Task] = deque()
        self._alone = False  # whether the one task in work is a suspect, by itself
        self._broken = False
        self._others = set(multiprocessing.active_children())
        self._pool = self._new_pool()

    @property
    def room(self) -> int:
        if self._suspects or self._alone:
            return 0
        return self._jobs + _AHEAD - len(self._given)

    def give(self, task: Task) -> None:
        try:
            future = self._pool.submit(self._work, task)
        except BrokenProcessPool:  # it broke since the last look
            self._broken = True
            self._suspects.append(task)
            return
        self._given[future] = task
        future.add_done_callback(self._ended.put)

    def finished(self, seconds: float) -> list[Finished]:
        if self._suspects and not self._given:
            self._mend()
            self._alone = True
            self.give(self._suspects.popleft())
        done: list[Finished] = []
        try:
            future = self._ended.get(timeout=seconds)
            while True:
                done += self._result(future)
                future = self._ended.get_nowait()
        except queue.Empty:
            return done

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            if process not in self._others:
                process.terminate()
        self._pool.shutdown(wait=True)

    def _result(self, future: "Future[Outcome]") -> list[Finished]:
        task = self._given.pop(future)
        alone, self._alone = self._alone, False
        error = future.exception()
        if isinstance(error, BrokenProcessPool):
            self._broken = True
            if alone:
                self._mend()
                return [Finished(task, Failed(WorkerDied.code))]
            self._suspects.append(task)
            return []
        if error is not None:
            return [Finished(task, Failed(UnexpectedFailure.code, {"kind": type(error).__name__}))]
        return [Finished(task, future.result())]

    def _mend(self) -> None:
        if self._broken:
            self._pool.shutdown(wait=True)
            self._pool = self._new_pool()
            self._broken = False

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, mp_context=self._context, initializer=_begin)


def _context() -> BaseContext:
    """A server that has loaded the engine once and forks from there where the system can; else fresh processes."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["garant.bulk.loaded"])
    return context


def _begin() -> None:
    """In each process: the parent alone answers Ctrl-C, and no process outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
