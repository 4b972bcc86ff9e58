"""The tree of letters that these tests work on."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests say `from bulk_world import Here`

from bulk_world import LETTERS


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    source = tmp_path / "source"
    for name, text in LETTERS.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    return source
