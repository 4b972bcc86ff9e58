import os
import signal
import time
from pathlib import Path

import pytest
from bulk_world import Here, outputs, quiet, treated

from garant.bulk import Collection, Options, Places, Summary
from garant.bulk.one_file import treat
from garant.bulk.outcome import Outcome, Task
from garant.bulk.processes import Processes


def killed_by_the_note(task: Task) -> Outcome:
    """As the system kills what takes all memory."""
    if task.relative == "note.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return treat(task)


def run(source: Path, out: Path, workers: Processes) -> Summary:
    with Collection.begin(Places.of(source, out), Options(), b"0123456789abcdef" * 2) as collection:
        try:
            return collection.run(collection.look(), workers, quiet, time.monotonic)
        finally:
            workers.stop()


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_give_the_same_bytes_as_one(tree: Path, tmp_path: Path, jobs: int):
    treated(tree, tmp_path / "ici", Here())
    assert run(tree, tmp_path / "sortie", Processes(jobs)).is_whole
    assert outputs(tmp_path / "sortie") == outputs(tmp_path / "ici")


def test_a_process_that_dies_fails_its_file_and_no_other(tree: Path, tmp_path: Path):
    summary = run(tree, tmp_path / "sortie", Processes(2, killed_by_the_note))
    assert (summary.done, summary.failed) == (4, 1)
    assert not [name for name in outputs(tmp_path / "sortie") if "note" in name]
