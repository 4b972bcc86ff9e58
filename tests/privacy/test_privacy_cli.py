"""The commands: what they print, what they write, how they end."""

import errno
import io
import json
import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from garant.cli import main
from garant.privacy import Label
from garant.privacy.documents import FileExists, write_new
from garant.words import message

MME_BENALI = {"start": 6, "end": 12, "label": "PERSON", "class": "personal"}
LETTER = "Mme Karima Benali, 06 12 34 56 78, est venue.\n"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_lines_of_json_give_lines_of_spans(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(
        monkeypatch,
        json.dumps({"id": 7, "text": "😀 Mme Benali"}).encode() + b"\n\n" + b'{"id": "b", "text": ""}\n',
    )
    assert main(["detect", "--format", "jsonl"]) == 0
    first, second = lines(capsys)
    assert first["id"] == 7
    (span,) = first["spans"]
    assert {key: span[key] for key in ("start", "end", "label", "class")} == MME_BENALI
    assert 0.5 <= span["score"] <= 1
    assert second == {"id": "b", "spans": [], "indirect": [], "uncertain": []}


def test_a_bad_line_is_told_and_the_others_are_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [
        b"Mme Benali",
        b'{"id": 1}',
        b'{"text": "x"}',
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"id": 1, "text": 4}',
        b"[]",
    ]
    feed(monkeypatch, b"\n".join([*bad, b'{"id": 8, "text": "Mme Benali"}']))
    assert main(["detect", "--format", "jsonl"]) == 1
    captured = capsys.readouterr()
    assert [json.loads(line)["id"] for line in captured.out.splitlines()] == [8]
    for number in range(1, len(bad) + 1):
        assert f"ligne {number} :" in captured.err
    assert "7 lignes n’ont pas pu être lues" in captured.err
    assert "Benali" not in captured.err


def test_lines_come_as_they_are_read() -> None:
    """Streaming: the first answer is there before the second question."""
    command = [sys.executable, "-m", "garant", "detect", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in (1, 2):
            process.stdin.write(json.dumps({"id": number, "text": "Mme Benali"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(30) == 0


def test_lines_are_numbered_and_answered_in_order_however_they_come(tmp_path: Path) -> None:
    """A pipe gives them in pieces that begin and end within a line."""
    texts = [f"Dossier {number} de Mme Benali. " * (number % 40) for number in range(400)]
    told = [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)]
    told.insert(250, "rien")
    command = [sys.executable, "-m", "garant", "detect", "--format", "jsonl"]
    done = subprocess.run(command, input="\n".join(told).encode(), capture_output=True, check=False)
    assert done.returncode == 1
    assert b"ligne 251 :" in done.stderr
    read = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["id"] for each in read] == list(range(400))
    assert [len(each["spans"]) for each in read if each["id"] % 40] == [
        number % 40 for number in range(400) if number % 40
    ]


def test_a_very_long_line_is_read_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Le conseil délibère. " * 40_000 + "Mme Benali"
    feed(monkeypatch, json.dumps({"id": 1, "text": text}).encode() + b'\n{"id": 2, "text": "Mme Benali"}')
    assert main(["detect"]) == 0
    first, second = lines(capsys)
    assert (first["id"], second["id"]) == (1, 2)
    assert first["spans"][-1]["end"] == len(text)


def test_a_lone_surrogate_passes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, b'{"id": "\\ud800", "text": "\\ud800 Mme Benali"}\n')
    assert main(["detect"]) == 0
    assert MME_BENALI.items() <= lines(capsys)[0]["spans"][0].items()


def test_a_summary_counts_and_never_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lettre.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "rien.txt").write_text("Le budget est voté.", encoding="utf-8")
    assert main(["detect", str(tmp_path / "lettre.txt"), str(tmp_path / "rien.txt")]) == 0
    out = capsys.readouterr().out
    assert "lettre.txt : 2 données personnelles" in out
    assert "Nom de personne : 1" in out
    assert "rien.txt : aucune donnée personnelle trouvée" in out
    assert "Benali" not in out


def test_a_document_goes_and_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "lettre.txt"
    source.write_text(LETTER, encoding="utf-8")
    assert main(["pseudonymise", str(source)]) == 0
    hidden, key = tmp_path / "lettre-pseudonymise.txt", tmp_path / "lettre-pseudonymise.txt.cle.json"
    assert "Benali" not in hidden.read_text(encoding="utf-8")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert "Benali" not in capsys.readouterr().out
    back = tmp_path / "retour.txt"
    assert main(["restore", str(hidden), "--key", str(key), "-o", str(back)]) == 0
    assert back.read_bytes() == source.read_bytes()
    assert "modifié" not in capsys.readouterr().out


def test_an_answer_of_an_ai_is_restored_and_said_to_be_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "lettre.txt"
    source.write_text(LETTER, encoding="utf-8")
    assert main(["pseudonymise", str(source), "-o", str(tmp_path / "m.txt")]) == 0
    placeholder = (tmp_path / "m.txt").read_text(encoding="utf-8").split(",")[0].removeprefix("Mme ")
    answer = tmp_path / "reponse.txt"
    answer.write_text(f"Madame {placeholder.lower()}, votre demande est acceptée.", encoding="utf-8")
    assert main(["restore", str(answer), "--key", str(tmp_path / "m.txt.cle.json")]) == 0
    assert (tmp_path / "reponse-restaure.txt").read_text(encoding="utf-8").startswith("Madame Karima Benali,")
    assert "relisez-le" in capsys.readouterr().out


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "lettre.txt"
    source.write_text(LETTER, encoding="utf-8")
    (tmp_path / "lettre-pseudonymise.txt").write_text("à garder", encoding="utf-8")
    assert main(["pseudonymise", str(source)]) == 1
    assert "existe déjà" in capsys.readouterr().err
    assert (tmp_path / "lettre-pseudonymise.txt").read_text(encoding="utf-8") == "à garder"
    assert not (tmp_path / "lettre-pseudonymise.txt.cle.json").exists()


def test_an_old_key_stops_everything(tmp_path: Path) -> None:
    source = tmp_path / "lettre.txt"
    source.write_text(LETTER, encoding="utf-8")
    (tmp_path / "m.txt.cle.json").write_text("{}", encoding="utf-8")
    assert main(["pseudonymise", str(source), "-o", str(tmp_path / "m.txt")]) == 1
    assert not (tmp_path / "m.txt").exists()


def test_another_suffix_for_the_output_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "lettre.txt"
    source.write_text(LETTER, encoding="utf-8")
    assert main(["pseudonymise", str(source), "-o", str(tmp_path / "m.docx")]) == 1
    assert "pas pris en charge" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["absent.txt", "photo.png"])
def test_an_error_is_a_french_sentence_that_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["pseudonymise", str(tmp_path / name)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("garant : Le ")
    assert len(error.splitlines()) == 2


def test_every_error_of_the_room_has_its_sentence() -> None:
    from garant.cli.detect import LinesRefused
    from garant.cli.pseudonymise import OptionForFile, OptionForFolder, OutIsFolder
    from garant.cli.restore import KeyNotFound
    from garant.privacy.documents import errors
    from garant.words import GarantError, say, todo

    kinds: list[type[GarantError]] = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, GarantError)
    ]
    kinds += [LinesRefused, OptionForFile, OptionForFolder, OutIsFolder, KeyNotFound]
    for kind in kinds:
        if kind is GarantError:
            continue
        assert message(kind.code).room == "privacy"
        facts = {
            "suffix": ".x",
            "megabytes": 100,
            "refused": "2 lignes n’ont pas pu être lues",
            "option": "--x",
        }
        error = kind(file="a.txt", **facts)
        assert "?" not in say(error)
        assert "?" not in todo(error)


def test_invented_names_go_and_come_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "lettre.txt"
    source.write_text("Mme Karima Benali, née le 12/03/1981, est venue.\n", encoding="utf-8")
    assert main(["pseudonymise", str(source), "--lisible", "--decaler-dates"]) == 0
    hidden = tmp_path / "lettre-pseudonymise.txt"
    shown = hidden.read_text(encoding="utf-8")
    assert "°" in shown
    assert "[" not in shown
    assert "Benali" not in shown
    assert "12/03/1981" not in shown
    key = tmp_path / "lettre-pseudonymise.txt.cle.json"
    assert main(["restore", str(hidden), "--key", str(key), "-o", str(tmp_path / "retour.txt")]) == 0
    assert (tmp_path / "retour.txt").read_bytes() == source.read_bytes()


def written(folder: Path, text: str, name: str = "lettre.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_stays_in_the_text_is_told_by_kind_and_never_quoted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Mme Karima Benali est venue.\nElle est suivie pour un diabète de type 2.\n"
    assert main(["pseudonymise", str(written(tmp_path, text))]) == 0
    out = capsys.readouterr().out
    assert "Relisez : 1 propos sensible reste dans le texte" in out
    assert f"    {Label.SENSITIVE_HEALTH.french} : 1" in out
    assert "diabète" not in out
    assert "Benali" not in out


def test_what_is_to_be_looked_at_is_told_by_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from garant.privacy import Reading, Span
    from garant.privacy.documents import masking

    doubt = Reading(uncertain=(Span(0, 4, Label.PERSON, 0.4), Span(5, 8, Label.PERSON, 0.4)))
    monkeypatch.setattr(masking, "reading_of", lambda document: doubt)
    assert main(["pseudonymise", str(written(tmp_path, "Rose a dit bonjour."))]) == 0
    out = capsys.readouterr().out
    assert "Relisez : 2 passages à vérifier" in out
    assert "    Nom de personne : 2" in out
    assert "propos sensible" not in out


def test_a_text_where_nothing_stays_asks_for_nothing_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pseudonymise", str(written(tmp_path, LETTER))]) == 0
    out = capsys.readouterr().out
    assert "Relisez :" not in out
    assert "nom du fichier" not in out


def test_of_a_streamed_text_it_is_said_that_nobody_looked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from garant.privacy.documents import streaming

    monkeypatch.setattr(streaming, "STREAM_FROM", 40)
    source = written(tmp_path, LETTER + "Elle est suivie pour un diabète de type 2.\n")
    assert main(["pseudonymise", str(source)]) == 0
    out = capsys.readouterr().out
    assert "n’ont été cherchés" in out
    assert "propos sensible reste" not in out


@pytest.mark.parametrize("name", ["Karima_Benali.txt", "courrier-karima-benali.txt", "BENALI Karima.txt"])
def test_a_file_s_name_that_names_somebody_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    source = written(tmp_path, LETTER, name)
    assert main(["pseudonymise", str(source)]) == 0
    assert "le nom du fichier semble nommer une personne" in capsys.readouterr().out
    assert main(["pseudonymise", str(source), "-o", str(tmp_path / "courrier.txt")]) == 0
    assert "nom du fichier" not in capsys.readouterr().out


def test_the_command_that_is_shown_restores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mes documents"
    folder.mkdir()
    source = written(folder, LETTER)
    assert main(["pseudonymise", str(source)]) == 0
    command = shlex.split(capsys.readouterr().out.splitlines()[-1])
    assert command[:2] == ["garant", "restore"]
    assert main(command[1:]) == 0
    assert (folder / "lettre-pseudonymise-restaure.txt").read_bytes() == source.read_bytes()


def test_a_key_beside_its_document_needs_no_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path, LETTER)
    assert main(["pseudonymise", str(source)]) == 0
    hidden = tmp_path / "lettre-pseudonymise.txt"
    back = tmp_path / "retour.txt"
    assert main(["restore", str(hidden), "-o", str(back)]) == 0
    assert back.read_bytes() == source.read_bytes()
    capsys.readouterr()
    (tmp_path / "lettre-pseudonymise.txt.cle.json").rename(tmp_path / "ailleurs.json")
    assert main(["restore", str(hidden), "-o", str(tmp_path / "autre.txt")]) == 1
    assert "Il manque la clé : le fichier « lettre-pseudonymise.txt.cle.json »" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["pseudonymise", "restore"])
def test_an_output_that_is_a_folder_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    source = written(tmp_path, LETTER)
    (tmp_path / "sorties").mkdir()
    assert main([command, str(source), "-o", str(tmp_path / "sorties")]) == 1
    assert "« sorties » est un dossier" in capsys.readouterr().err
    assert not list((tmp_path / "sorties").iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pseudonymise"], "garant pseudonymise : il manque : FICHIER|DOSSIER."),
        ([], "garant : il manque : COMMANDE."),
        (["restore", "a.txt", "--cle", "b"], "argument inconnu : --cle b."),
        (["restore", "a.txt", "--key"], "--key attend une valeur."),
        (["detect", "--format", "xml"], "--format : « xml » n’est pas possible ; au choix : "),
        (["pseudonymise", "a", "--one-key", "--key-per-file"], "--key-per-file ne va pas avec --one-key."),
        (["pseudonymise", "a", "--jobs", "0"], "--jobs : un nombre à partir de 1."),
        (["pseudonymise", "a", "--jobs", "x"], "--jobs : « x » n’est pas une valeur possible."),
    ],
)
def test_a_command_that_is_not_understood_is_told_in_french(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    error = capsys.readouterr().err
    assert ended.value.code == 2
    assert error.startswith("usage : garant")
    assert said in error


def test_the_help_is_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["restore", "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert "affiche cette aide" in out
    assert "usage : garant restore" in out
    assert "show this help" not in out
    assert "positional" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pseudonymise", ""], "FICHIER|DOSSIER : le nom est vide."),
        (["pseudonymise", "lettre.txt", "-o", " "], "-o/--out : le nom est vide."),
        (["restore", ""], "FICHIER : le nom est vide."),
        (["detect", ""], "FICHIER : le nom est vide."),
    ],
)
def test_an_empty_name_is_not_the_folder_where_one_is(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    folder = tmp_path / "ici"
    folder.mkdir()
    written(folder, LETTER)
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert [each.name for each in tmp_path.rglob("*")] == ["ici", "lettre.txt"]


@pytest.mark.parametrize("option", ["--lisible", "--decaler-dates"])
def test_an_option_of_one_file_is_refused_with_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    folder = tmp_path / "courriers"
    folder.mkdir()
    written(folder, LETTER)
    assert main(["pseudonymise", str(folder), option]) == 1
    assert f"{option} ne vaut que pour un fichier seul" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["courriers"]


def test_a_folder_for_the_keys_is_refused_with_one_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = written(tmp_path, LETTER)
    assert main(["pseudonymise", str(source), "--keys", str(tmp_path / "cles")]) == 1
    assert "--keys ne vaut que pour un dossier" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["lettre.txt"]
    assert main(["pseudonymise", str(source), "--jobs", "2", "--resume"]) == 0


@pytest.mark.parametrize("command", ["pseudonymise", "restore", "detect"])
def test_what_is_not_there_is_said_to_be_missing_whatever_its_suffix(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    for name in ("courriers", "lettre.txt", "a" * 300 + ".txt"):
        assert main([command, str(tmp_path / name)]) == 1
        assert "est introuvable" in capsys.readouterr().err
    written(tmp_path, LETTER).rename(tmp_path / "lettre.xyz")
    if command != "restore":
        assert main([command, str(tmp_path / "lettre.xyz")]) == 1
        assert "n’est pas pris en charge" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["restore", "detect"])
def test_a_folder_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, str(tmp_path)]) == 1
    assert f"« {tmp_path.name} » n’est pas un fichier ordinaire" in capsys.readouterr().err


def test_a_name_too_long_for_its_copy_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path, LETTER).rename(tmp_path / f"{'a' * 240}.txt")
    assert main(["pseudonymise", str(source)]) == 1
    assert "n’a pas pu être écrit" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [source]
    assert main(["pseudonymise", str(source), "-o", str(tmp_path / "b.txt")]) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("arguments", [["detect"], ["detect", "--format", "text"]])
def test_a_full_disk_is_told_in_french(arguments: list[str]) -> None:
    line = json.dumps({"id": 1, "text": LETTER}).encode() + b"\n"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "garant", *arguments],
            input=line,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "garant : la sortie n’a pas pu être écrite : le disque est plein.\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8:strict"])
def test_any_encoding_of_the_terminal_will_do(tmp_path: Path, encoding: str) -> None:
    name = b"lettre-\xe9-\xff.txt"
    (tmp_path / os.fsdecode(name)).write_text(LETTER, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "garant", "pseudonymise", name],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Nom de personne : 1" in done.stdout


@pytest.mark.parametrize("errno_", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_stick_or_a_share_that_knows_no_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], errno_: int
) -> None:
    def no_link(*_: object) -> None:
        raise OSError(errno_, os.strerror(errno_))

    monkeypatch.setattr(os, "link", no_link)
    source = written(tmp_path, LETTER)
    assert main(["pseudonymise", str(source)]) == 0
    hidden, key = tmp_path / "lettre-pseudonymise.txt", tmp_path / "lettre-pseudonymise.txt.cle.json"
    assert "Benali" not in hidden.read_text(encoding="utf-8")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert main(["restore", str(hidden)]) == 0
    assert len(list(tmp_path.iterdir())) == 4
    assert main(["restore", str(hidden)]) == 1
    assert "existe déjà" in capsys.readouterr().err


def test_where_there_are_no_links_what_has_come_up_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object) -> None:
        (tmp_path / "a.txt").write_text("à garder", encoding="utf-8")
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_link)
    with pytest.raises(FileExists):
        write_new(tmp_path / "a.txt", b"autre")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "à garder"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("command", ["pseudonymise", "restore"])
def test_a_request_to_end_leaves_nothing_half_written(tmp_path: Path, command: str) -> None:
    """As `systemctl stop` or a job's time limit sends it, while the copy is being written."""
    source = written(tmp_path, LETTER)
    assert main(["pseudonymise", str(source), "-o", str(tmp_path / "a.txt")]) == 0
    given = source if command == "pseudonymise" else tmp_path / "a.txt"
    before = sorted(tmp_path.iterdir())
    script = (
        "import os, signal, sys\n"
        "from garant.privacy.documents.writing import Draft\n"
        "Draft.release = lambda self: os.kill(os.getpid(), signal.SIGTERM)\n"
        "from garant.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, command, str(given), "-o", str(tmp_path / "b.txt")],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (130, "garant : interrompu.\n")
    assert sorted(tmp_path.iterdir()) == before
