"""Files of any length: bounded memory, names known everywhere, whole or not at all."""

import os
import tracemalloc
from pathlib import Path

import pytest

from garant.privacy.documents import (
    DocumentDamaged,
    DocumentMisnamed,
    DocumentNotClean,
    FileNotRegular,
    files,
    keyfile,
    open_document,
    restore_file,
    streaming,
)
from garant.privacy.documents.errors import FileNotWritten

KEY = b"k" * 32
DULL = "Le conseil municipal a voté le budget de la voirie et des écoles pour l’année à venir.\n\n"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of a few thousand characters, so that a test file has many."""
    monkeypatch.setattr(streaming, "STREAM_FROM", 2_000)
    monkeypatch.setattr(streaming, "CHUNK", 2_000)


def round_trip(source: Path) -> tuple[bytes, bytes]:
    done = files.pseudonymise_file(source, None, KEY)
    back = restore_file(done.out, done.key, source.with_name("retour" + source.suffix))
    assert not back.was_changed
    return done.out.read_bytes(), back.out.read_bytes()


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("cp1252", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)  # fmt: skip
def test_a_long_text_comes_back_to_the_byte_in_its_encoding(
    tmp_path: Path, encoding: str, mark: bytes
) -> None:
    source = tmp_path / "long.txt"
    text = "benali a rappelé.\n\n" + DULL * 60 + "Mme Karima Benali, 06 12 34 56 78.\r\n" + DULL * 60
    source.write_bytes(mark + text.encode(encoding))
    hidden, back = round_trip(source)
    assert back == source.read_bytes()
    shown = hidden.removeprefix(mark).decode(encoding)
    assert "06 12" not in shown
    assert "Benali" not in shown


def test_a_name_is_known_before_the_place_that_tells_it(tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    source.write_text("zorbak a rappelé.\n\n" + DULL * 60 + "Mme Rose Zorbak est venue.\n", encoding="utf-8")
    hidden, back = round_trip(source)
    assert b"orbak" not in hidden
    assert back == source.read_bytes()


@pytest.mark.parametrize(
    ("sentence", "joint", "values"),
    [
        ("Karima Benali, joignable au 06 39 98 42 {:02d}, est venue", ". ", ["Benali", "06 39"]),
        ("Karima Benali, joignable au 06 39 98 42 {:02d}, est venue", " ", ["Benali", "06 39"]),
        ("M. Rose Zorbak, 12 rue des Lilas\n040{:02d} Digne, est venu", "\n", ["Zorbak", "Lilas"]),
    ],
)
def test_a_text_without_blank_lines_is_cut_within_no_datum(
    tmp_path: Path, sentence: str, joint: str, values: list[str]
) -> None:
    source = tmp_path / "long.txt"
    source.write_text(joint.join(sentence.format(n % 100) for n in range(500)), encoding="utf-8")
    hidden, back = round_trip(source)
    assert back == source.read_bytes()
    for value in values:
        assert value.encode() not in hidden


def test_a_chunk_ends_after_a_sentence_and_not_after_a_title(tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    text = "Le conseil a voté. M. Zorbak et Mme. Roux (art. L. 12) viennent " * 200
    source.write_text(text, encoding="utf-8")
    with streaming.TextFile.open(source).file as file:
        chunks = list(streaming.TextFile(file, "long.txt", len(text)).chunks())
    assert len(chunks) > 3
    assert "".join(chunks) == text
    assert all(chunk.endswith("a voté. ") for chunk in chunks[:-1])


def test_the_rows_of_a_long_table_are_read_under_their_headings(tmp_path: Path) -> None:
    source = tmp_path / "liste.csv"
    rows = [f'Zyrb{chr(97 + n % 26)}k;Rose;06123{n:05d};"note\n{n}; ""à voir"""' for n in range(300)]
    source.write_text("Nom;Prénom;Téléphone;Note\n" + "\n".join(rows) + "\n", encoding="cp1252")
    hidden, back = round_trip(source)
    assert back == source.read_bytes()
    assert b"06123" not in hidden
    assert b"Zyrb" not in hidden
    assert hidden.count(b";") == source.read_bytes().count(b";")


def test_a_text_that_looks_like_a_pseudonym_comes_back_as_it_was(tmp_path: Path) -> None:
    source = tmp_path / "long.md"
    source.write_text(DULL * 30 + "[PERSONNE_4127] et Mme Karima Benali\n" + DULL * 30, encoding="utf-8")
    assert round_trip(source)[1] == source.read_bytes()


def test_memory_does_not_grow_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_READ", 4_096)

    def most(times: int) -> int:
        source = tmp_path / f"{times}.txt"
        source.write_text((DULL * 20 + "Mme Karima Benali est venue.\n") * times, encoding="utf-8")
        tracemalloc.start()
        files.pseudonymise_file(source, None, KEY)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    most(4)  # lists and models are loaded once
    # The smaller of two: a cache of words that happens to grow during one of them is none of the file's.
    assert min(most(60), most(61)) < most(10) * 1.3


def test_progress_goes_from_nothing_to_all(tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    source.write_text(DULL * 100, encoding="utf-8")
    seen: list[float] = []
    files.pseudonymise_file(source, None, KEY, seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert len(seen) > 3


def test_a_zero_far_within_is_damage_and_nothing_is_left(tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    source.write_bytes(DULL.encode() * 60 + b"\0")
    with pytest.raises(DocumentDamaged):
        files.pseudonymise_file(source, None, KEY)
    assert [path.name for path in tmp_path.iterdir()] == ["long.txt"]


def test_a_file_that_is_not_clean_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "long.txt"
    source.write_text(DULL * 60 + "Mme Karima Benali.\n", encoding="utf-8")
    monkeypatch.setattr(streaming, "spliced", lambda text, changes: text)
    with pytest.raises(DocumentNotClean):
        files.pseudonymise_file(source, None, KEY)
    assert [path.name for path in tmp_path.iterdir()] == ["long.txt"]


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "lettre.txt"
    source.write_text("Mme Karima Benali", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileNotWritten):
        files.pseudonymise_file(source, None, KEY)
    assert [path.name for path in tmp_path.iterdir()] == ["lettre.txt"]


@pytest.mark.parametrize("kind", ["link", "folder", "pipe", "device"])
def test_only_a_file_of_its_own_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "lettre.txt"
    if kind == "link":
        (tmp_path / "vraie.txt").write_text("Mme Benali", encoding="utf-8")
        path.symlink_to(tmp_path / "vraie.txt")
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path = Path("/dev/zero")
        with pytest.raises(FileNotRegular):
            keyfile.digest_of(path)
        return
    with pytest.raises(FileNotRegular):
        open_document(path)
    with pytest.raises(FileNotRegular):
        files.pseudonymise_file(path, tmp_path / "sortie.txt", KEY)


@pytest.mark.parametrize(
    "head",
    [b"%PDF-1.4", b"{\\rtf1 ", b"PK\x03\x04abc", b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
)
def test_a_wrong_suffix_is_told(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(head)
    with pytest.raises(DocumentMisnamed):
        open_document(path)
