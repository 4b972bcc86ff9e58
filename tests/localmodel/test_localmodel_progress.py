from pathlib import Path

import pytest

from garant.localmodel import Progress, State, read_progress, size
from garant.localmodel.progress import write_progress


def test_what_is_written_is_read(tmp_path: Path):
    told = Progress(State.DOWNLOADING, 5, 10, "À moitié.", "http://127.0.0.1:1/v1", "a-model")
    write_progress(tmp_path, told)
    assert read_progress(tmp_path) == told
    assert (tmp_path / "models" / "progress.json").stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in (tmp_path / "models").iterdir()] == ["progress.json"]


def test_nothing_written_is_absent(tmp_path: Path):
    assert read_progress(tmp_path).state is State.ABSENT


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b'{"state": "asleep"}', b"\xff\xfe"])
def test_a_damaged_file_is_absent(tmp_path: Path, damaged: bytes):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "progress.json").write_bytes(damaged)
    assert read_progress(tmp_path).state is State.ABSENT


def test_sizes_read_in_french():
    assert size(312_400_000) == "312 Mo"
    assert size(1_117_320_768) == "1,1 Go"
