"""How many durable entries a second: the spool's group commit against its peer, an fsync for each entry.

Both write the same chained lines to the same disk in the same run. Callers wait for durability before they go on,
as requests do. Run it on the disk that matters: `python benchmarks/journal/throughput.py [DIRECTORY]`.
`--sync-ms 3.2` adds that wait to each sync of both, to see what a slower disk would give on this machine.
"""

import argparse
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

from garant.journal import Entry, RequestDecided, Spool, read_entries, store, verify
from garant.journal.chain import genesis, write_line

SECONDS = 2.0
KEY = bytes(32)


def entry(number: int) -> Entry:
    return RequestDecided(
        organisation="ahp",
        request=f"req-{number}",
        person="agent-1",
        charter="ahp",
        version="2026-11-01",
        system="assistant-interne",
        zone="external",
        routed_to="assistant-interne",
        action="pseudonymise",
        clauses={"donnees": "pseudonymise"},
        found={"NIR": 1, "PERSON": 2},
        positions=3,
        characters=420,
    )


class FsyncEach:
    """The peer: one lock, one write, one fsync for each entry. The same lines, the same chain."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._end = genesis("peer")
        self._turn = threading.Lock()

    def append(self, what: Entry) -> None:
        with self._turn:
            line, self._end = write_line(what, writer="peer", at=datetime.now(UTC), after=self._end)
            os.write(self._handle, line)
            store._sync_data(self._handle)

    def close(self) -> None:
        os.close(self._handle)


def callers(append: Callable[[Entry], object], number: int) -> tuple[float, float, float]:
    """Entries a second, and the waits of a caller in ms: median and 99th percentile."""
    waits: list[list[float]] = [[] for _ in range(number)]
    end = time.perf_counter() + SECONDS

    def call(mine: list[float]) -> None:
        while (start := time.perf_counter()) < end:
            append(entry(len(mine)))
            mine.append(time.perf_counter() - start)

    threads = [threading.Thread(target=call, args=(mine,)) for mine in waits]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - begun
    flat = sorted(wait for mine in waits for wait in mine)
    return len(flat) / elapsed, statistics.median(flat) * 1e3, flat[int(len(flat) * 0.99)] * 1e3


def burst(spool: Spool, number: int) -> float:
    """Entries a second where the callers are one event loop that submits without waiting for each."""
    begun = time.perf_counter()
    futures: list[Future[object]] = [spool.submit(entry(each)) for each in range(number)]  # type: ignore[misc]
    for future in futures:
        future.result()
    return number / (time.perf_counter() - begun)


def print_row(number: int, name: str, row: tuple[float, float, float]) -> None:
    rate, median, late = row
    print(f"{number:8} {name:12} {rate:10.0f} {median:10.2f} {late:8.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", nargs="?", type=Path, default=Path.cwd())
    parser.add_argument("--sync-ms", type=float, default=0.0)
    arguments = parser.parse_args()
    if arguments.sync_ms:
        really = store._sync_data

        def slower(handle: int) -> None:
            really(handle)
            time.sleep(arguments.sync_ms / 1e3)

        store._sync_data = slower
    with tempfile.TemporaryDirectory(dir=arguments.directory, prefix=".journal-benchmark-") as folder:
        directory = Path(folder)
        print(f"{'callers':>8} {'':12} {'entries/s':>10} {'median ms':>10} {'p99 ms':>8}")
        for number in (1, 8, 32, 128):
            peer = FsyncEach(directory / "peer.jsonl")
            print_row(number, "fsync each", callers(peer.append, number))
            peer.close()
            with Spool.open(directory / "journal", writer=f"spool-{number}", key=KEY) as spool:
                print_row(number, "garant spool", callers(spool.append, number))
        with Spool.open(directory / "journal", writer="burst", key=KEY) as spool:
            print(f"{'loop':>8} {'garant spool':12} {burst(spool, 15_000):10.0f}")
        begun = time.perf_counter()
        found = verify(directory / "journal", KEY)
        assert found.ok
        print(f"verify: {found.entries / (time.perf_counter() - begun):.0f} entries/s")
        begun = time.perf_counter()
        read = sum(1 for _ in read_entries(directory / "journal"))
        print(f"read:   {read / (time.perf_counter() - begun):.0f} entries/s")
        link, made = genesis("x"), [entry(number) for number in range(5_000)]
        begun = time.perf_counter()
        for each in made:
            _, link = write_line(each, writer="x", at=datetime.now(UTC), after=link)
        print(f"line:   {(time.perf_counter() - begun) / len(made) * 1e6:.1f} µs (chained, without the disk)")


if __name__ == "__main__":
    main()
