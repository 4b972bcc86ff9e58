"""The key file: made once, for its owner alone."""

import stat
from pathlib import Path

import pytest

from garant.journal import JournalKeyInvalid, create_key, load_key


def test_a_new_key_is_read_back_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "state" / "journal.key"
    key = create_key(path)
    assert load_key(path) == key
    assert len(key) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert create_key(tmp_path / "other.key") != key


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "journal.key"
    key = create_key(path)
    with pytest.raises(JournalKeyInvalid):
        create_key(path)
    assert load_key(path) == key


@pytest.mark.parametrize("content", [b"", b"abc", b"zz" * 32, b"00" * 31, b"00" * 33, b"\xff" * 64])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(JournalKeyInvalid) as refused:
        load_key(path)
    assert refused.value.facts["problem"] == "ce n’est pas une clé de journal"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "journal.key"
    create_key(path)
    path.chmod(mode)
    with pytest.raises(JournalKeyInvalid):
        load_key(path)


def test_a_missing_key_is_said(tmp_path: Path) -> None:
    with pytest.raises(JournalKeyInvalid) as refused:
        load_key(tmp_path / "nowhere.key")
    assert refused.value.facts["problem"] == "il n’existe pas"


def test_a_key_file_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JournalKeyInvalid):
        load_key(tmp_path)
