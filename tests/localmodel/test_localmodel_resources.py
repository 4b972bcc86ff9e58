from pathlib import Path

import pytest

from garant.localmodel.errors import ModelMemoryLow
from garant.localmodel.resources import memory_available, share

FILE = 1_117_320_768


def test_one_core_stays_free():
    assert share(FILE, cores=8, available=16 << 30).threads == 7
    assert share(FILE, cores=1, available=16 << 30).threads == 1


def test_the_context_follows_the_memory():
    assert [
        share(FILE, cores=2, available=free).context for free in (4 << 30, 2_200_000_000, 1_600_000_000)
    ] == [
        8192,
        4096,
        2048,
    ]


def test_too_little_memory_is_an_error_and_a_little_more_is_not():
    with pytest.raises(ModelMemoryLow):
        share(FILE, cores=2, available=FILE + 399_999_999)
    share(FILE, cores=2, available=FILE + 400_000_000)


def test_the_limit_of_a_container_counts(tmp_path: Path):
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal: 9000000 kB\nMemAvailable: 8000000 kB\n")
    assert memory_available(meminfo, tmp_path) == 8_000_000 * 1024
    (tmp_path / "memory.max").write_text("3000000000\n")
    (tmp_path / "memory.current").write_text("1000000000\n")
    assert memory_available(meminfo, tmp_path) == 2_000_000_000
    (tmp_path / "memory.max").write_text("max\n")
    assert memory_available(meminfo, tmp_path) == 8_000_000 * 1024
