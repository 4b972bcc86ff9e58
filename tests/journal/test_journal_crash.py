"""Real processes that really die, and a disk that really is full."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.journal.conftest import KEY

from garant.journal import RecordChanged, Spool, WriterRecovered, read_entries, verify

WRITER = """
import sys, threading
from pathlib import Path
from garant.journal import RecordChanged, Spool

spool = Spool.open(Path(sys.argv[1]), writer="gateway", key=bytes(range(32)), segment_bytes=20_000)
out = threading.Lock()

def write(thread):
    number = 0
    while True:
        number += 1
        name = f"r{sys.argv[2]}-{thread}-{number}"
        spool.append(RecordChanged(organisation="ahp", person="agent", record=name, change="created"))
        with out:
            sys.stdout.write(name + "\\n")
            sys.stdout.flush()

for thread in range(6):
    threading.Thread(target=write, args=(thread,), daemon=True).start()
threading.Event().wait()
"""

FULL_DISK = """
import resource, sys
from pathlib import Path
from garant.journal import JournalUnavailable, RecordChanged, Spool

def entry(name):
    return RecordChanged(organisation="ahp", person="agent", record=name, change="created")

directory = Path(sys.argv[1])
spool = Spool.open(directory, writer="gateway", key=bytes(range(32)))
segment = directory / "gateway" / "000001.jsonl"
for number in range(3):
    spool.append(entry(f"before-{number}"))
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
# The kernel stops a write in the middle of a line, as a full disk does.
resource.setrlimit(resource.RLIMIT_FSIZE, (segment.stat().st_size + 100, hard))
size = segment.stat().st_size
for _ in range(3):
    futures = [spool.submit(entry("lost")) for _ in range(20)]
    for future in futures:
        try:
            future.result()
        except JournalUnavailable as error:
            assert error.facts["reason"] == "la taille maximale d’un fichier est atteinte", error
        else:
            raise SystemExit("an entry was acknowledged beyond the end of the disk")
    assert segment.stat().st_size == size, "half a line stayed"
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
assert spool.append(entry("after")).seq == 4
spool.close()
"""


FORKED = """
import os, signal, sys, time
from pathlib import Path
from garant.journal import JournalUnavailable, SignedIn, Spool

spool = Spool.open(Path(sys.argv[1]), writer="gateway", key=bytes(range(32)))
spool.append(SignedIn(organisation="ahp", person="parent"))
if os.fork() == 0:
    try:
        spool.append(SignedIn(organisation="ahp", person="child"))
    except JournalUnavailable:
        print("refused", os.getpid(), flush=True)
    time.sleep(60)
time.sleep(0.5)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_forked_child_writes_nothing_and_keeps_no_lock_of_its_dead_parent(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", FORKED, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    with parent.stdout:
        word, child = parent.stdout.readline().split()
        assert parent.wait() == -signal.SIGKILL
    try:
        assert word == "refused"
        os.kill(int(child), 0)  # it lives
        with Spool.open(tmp_path, writer="gateway", key=KEY, patience_s=0) as spool:
            assert (
                spool.append(RecordChanged(organisation="", person="a", record="b", change="created")).seq
                == 2
            )
    finally:
        os.kill(int(child), signal.SIGKILL)


def test_every_acknowledged_entry_survives_kill_9(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    acknowledged: list[str] = []
    for life in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(journal), str(life)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        with process.stdout:
            acknowledged.extend(process.stdout.readline().strip() for _ in range(150))  # well under way
            time.sleep(0.01 * life)
            process.send_signal(signal.SIGKILL)
            acknowledged.extend(line.strip() for line in process.stdout if line.endswith("\n"))
        assert process.wait() == -signal.SIGKILL
    with Spool.open(journal, writer="gateway", key=KEY):
        pass  # recovers
    written = [
        record.entry.record for record in read_entries(journal) if isinstance(record.entry, RecordChanged)
    ]
    assert "" not in acknowledged
    assert len(acknowledged) >= 600
    assert set(acknowledged) <= set(written)
    assert len(set(written)) == len(written)
    assert verify(journal, KEY).ok
    others = [record.entry for record in read_entries(journal) if not isinstance(record.entry, RecordChanged)]
    assert all(isinstance(entry, WriterRecovered) for entry in others)


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no such limit on this system")
def test_a_full_disk_refuses_entries_and_is_forgotten_once_there_is_room(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    names = [
        record.entry.record for record in read_entries(tmp_path) if isinstance(record.entry, RecordChanged)
    ]
    assert names == ["before-0", "before-1", "before-2", "after"]
    assert verify(tmp_path, KEY).ok
