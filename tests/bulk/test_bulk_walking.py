import os
from pathlib import Path

import pytest

from garant.bulk.errors import SourceMissing
from garant.bulk.walking import Skipped, walk


def test_every_file_is_found_once_in_one_order(tree: Path):
    files = [file.relative for file in walk(tree).files]
    assert files == sorted(files)
    assert files == [
        "2024/Dossier Lebrun/BENALI Karima - RSA.txt",
        "2024/relance.txt",
        "2024/voisins.csv",
        "budget.md",
        "note.txt",
    ]


def test_a_link_is_not_followed_and_is_told(tree: Path, tmp_path: Path):
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs" / "secret.txt").write_text("x")
    (tree / "lien").symlink_to(tmp_path / "ailleurs")
    (tree / "boucle").symlink_to(tree)
    (tree / "lien.txt").symlink_to(tree / "note.txt")
    found = walk(tree)
    assert len(found.files) == 5
    assert found.skipped == (("boucle", Skipped.LINK), ("lien", Skipped.LINK), ("lien.txt", Skipped.LINK))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$lettre.docx", Skipped.LOCK),
        (".~lock.lettre.odt#", Skipped.LOCK),
        (".DS_Store", Skipped.HIDDEN),
        ("Thumbs.db", Skipped.HIDDEN),
    ],
)
def test_what_is_no_document_is_left_and_told(tree: Path, name: str, reason: Skipped):
    (tree / name).write_text("x")
    assert walk(tree).skipped == ((name, reason),)


def test_a_name_that_only_looks_hidden_is_treated(tree: Path):
    (tree / "a.~lock.txt").write_text("x")
    assert walk(tree).skipped == ()
    assert len(walk(tree).files) == 6


def test_a_pipe_would_hang_and_is_left(tree: Path):
    os.mkfifo(tree / "tuyau.txt")
    assert walk(tree).skipped == (("tuyau.txt", Skipped.SPECIAL),)


def test_a_folder_that_cannot_be_read_does_not_stop_the_others(tree: Path, monkeypatch: pytest.MonkeyPatch):
    whole = os.scandir

    def refuse(path: Path):
        if Path(path).name == "2024":
            raise PermissionError(path)
        return whole(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = walk(tree)
    assert found.unreadable == ("2024",)
    assert [file.relative for file in found.files] == ["budget.md", "note.txt"]


def test_a_source_that_cannot_be_read_is_refused(tree: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(path: Path):
        raise PermissionError(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(SourceMissing):
        walk(tree)
