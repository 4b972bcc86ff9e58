from pathlib import Path

import pytest

from garant.words import all_messages, catalogue, message

ENTRY = '[{code}]\ncause = "c"\nsay = "s."\ndo = "d."\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A catalogue of its own, in which the test writes."""
    monkeypatch.setattr(catalogue, "files", lambda _: tmp_path)
    catalogue.all_messages.cache_clear()
    yield tmp_path
    catalogue.all_messages.cache_clear()


def test_a_message_knows_its_room(folder: Path):
    (folder / "gateway.fr.toml").write_text(ENTRY.format(code="a") + "status = 403\n")
    (folder / "web.fr.toml").write_text(ENTRY.format(code="b"))
    assert [(found.code, found.room, found.status) for found in all_messages().values()] == [
        ("a", "gateway", 403),
        ("b", "web", None),
    ]


def test_a_code_in_two_rooms_is_refused(folder: Path):
    (folder / "gateway.fr.toml").write_text(ENTRY.format(code="a"))
    (folder / "web.fr.toml").write_text(ENTRY.format(code="a"))
    with pytest.raises(ValueError, match="gateway and in web"):
        all_messages()


def test_a_file_that_is_no_catalogue_is_left(folder: Path):
    (folder / "notes.txt").write_text("[a]")
    assert all_messages() == {}


@pytest.mark.parametrize("lacking", ["cause", "say", "do"])
def test_an_entry_without_one_of_its_three_texts_is_refused(folder: Path, lacking: str):
    text = ENTRY.format(code="a")
    (folder / "web.fr.toml").write_text("\n".join(line for line in text.splitlines() if lacking not in line))
    with pytest.raises(KeyError):
        all_messages()


def test_an_unknown_code_is_an_error_of_ours():
    with pytest.raises(KeyError):
        message("nothing_like_this")
