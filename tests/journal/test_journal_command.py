"""`garant journal verify` and `garant journal show`, as a person meets them."""

import argparse
import os
from pathlib import Path

import pytest
from tests.journal.conftest import KEY, some_entry

from garant.cli import journal as command
from garant.journal import JournalRead, SignedIn, Spool, create_key, load_key, read_entries
from garant.words import GarantError, say


def garant(*words: str) -> int:
    """The command alone: the other rooms' commands need not be there."""
    parser = argparse.ArgumentParser(prog="garant")
    command.register(parser.add_subparsers(required=True))
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with its own key and a journal in service."""
    state = tmp_path / "state"
    key = create_key(state / "journal.key")
    with Spool.open(state / "journal", writer="gateway", key=key) as spool:
        for number in range(6):
            spool.append(some_entry(number))
    monkeypatch.setenv("GARANT_STATE", str(state))
    return state


def test_verify_of_a_sound_journal_ends_well(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert garant("journal", "verify") == 0
    said = capsys.readouterr().out
    assert "✓ gateway : 6 entrées intactes, du " in said
    assert "Aucune anomalie." in said
    assert "Sans la clé" not in said


def test_verify_of_a_spoiled_journal_says_where_and_exits_with_1(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    segment = state / "journal" / "gateway" / "000001.jsonl"
    segment.write_bytes(segment.read_bytes().replace(b"req-4", b"req-9"))
    assert garant("journal", "verify") == 1
    said = capsys.readouterr().out
    assert "✗ gateway : 4 entrées intactes" in said
    assert "L’entrée n° 5 a été modifiée (fichier 1, ligne 5)." in said
    assert "Le journal n’est pas intact." in said


def test_verify_of_a_cut_journal_exits_with_1(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    segment = state / "journal" / "gateway" / "000001.jsonl"
    segment.write_bytes(b"".join(segment.read_bytes().splitlines(keepends=True)[:-1]))
    assert garant("journal", "verify", str(state / "journal"), "--key", str(state / "journal.key")) == 1
    assert "l’entrée n° 6 et les suivantes manquent" in capsys.readouterr().out


def test_verify_without_the_key_admits_what_it_can_not_see(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert garant("journal", "verify", str(journal)) == 0
    assert "on ne peut pas exclure que la fin ait été coupée" in capsys.readouterr().out


def test_verify_with_a_given_key_file(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "kept.key"
    key.write_text(KEY.hex())
    key.chmod(0o600)
    assert garant("journal", "verify", str(journal), "--key", str(key)) == 0
    assert "Sans la clé" not in capsys.readouterr().out
    key.write_text("00" * 32)
    assert garant("journal", "verify", str(journal), "--key", str(key)) == 1
    assert "scellée avec une autre clé" in capsys.readouterr().out


@pytest.mark.parametrize("action", ["verify", "show"])
def test_where_there_is_no_journal_a_sentence_says_so(tmp_path: Path, action: str) -> None:
    for directory in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(GarantError) as refused:
            garant("journal", action, str(directory))
        assert say(refused.value) == f"Il n’y a pas de journal dans « {directory} »."


def test_show_tells_one_line_for_each_entry(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert garant("journal", "show", str(state / "journal")) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert " gateway n° 1 [ahp] agent-0 s’est connecté" in lines[0]
    assert lines[1].endswith(
        "requête req-1 de agent-1 vers assistant-interne (zone externe) : bloqué (charter_personal_data_blocked)"
        " ; trouvé : NIR 1, PERSON 2 ; clause donnees"
    )
    assert "réponse complète, réponse 200, 212 jetons produits" in lines[2]


def test_show_keeps_to_the_last_ones(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert garant("journal", "show", str(state / "journal"), "--last", "2") == 0
    assert [line.split(" n° ")[1][0] for line in capsys.readouterr().out.splitlines()] == ["5", "6"]


@pytest.mark.parametrize("number", ["0", "-1", "abc", "1.5"])
def test_show_refuses_a_number_that_is_none(
    state: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        garant("journal", "show", "--last", number)
    assert refused.value.code == 2
    assert "--last" in capsys.readouterr().err


def test_reading_the_journal_in_service_is_journalled_first(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert garant("journal", "show") == 0
    assert f"journal lu par unix:{os.getuid()} pour une consultation" in capsys.readouterr().out
    (reading,) = [record.entry for record in read_entries(state / "journal") if record.writer == "cli"]
    assert reading == JournalRead(organisation="", person=f"unix:{os.getuid()}", reason="consultation")
    assert garant("journal", "verify") == 0


def test_reading_an_export_is_not(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert garant("journal", "show", str(state / "journal")) == 0
    assert not (state / "journal" / "cli").exists()
    assert capsys.readouterr().out


def test_a_journal_in_use_is_verified_and_read(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Spool.open(state / "journal", writer="gateway", key=load_key(state / "journal.key")) as spool:
        spool.append(SignedIn(organisation="ahp", person="now"))
        assert garant("journal", "verify") == 0
        assert ", en cours d’écriture" in capsys.readouterr().out
        assert garant("journal", "show", "--last", "2") == 0
        assert "now s’est connecté" in capsys.readouterr().out
