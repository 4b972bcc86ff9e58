"""`garant classify`, as a person calls it."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from garant.cli import main
from garant.qualification.ai_act import classify, tree

TODAY = ["--today", "2026-11-22"]
CRECHE = {"3.1": "yes", "2": "none", "3.3": ["built"], "III.5": "yes", "III.5.a": "yes", "III.4": "unknown"}


@pytest.fixture
def answers(tmp_path: Path):
    def write(content: object) -> str:
        path = tmp_path / "reponses.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write


def _refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["classify", *arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("garant : ")
    assert "?" not in said.err.replace(" ?", "")  # a fact that the sentence lacks
    return said.err


def test_the_outcome_reads_as_french(answers, capsys: pytest.CaptureFixture[str]):
    assert main(["classify", answers(CRECHE), *TODAY]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert told.startswith("HAUT RISQUE")
    for part in (
        "annexe III, point 5, a)",
        "fournisseur, déployeur",
        "CHEMIN",
        "[III.5.a]",
        "VOS OBLIGATIONS",
        "Article 27 (s’appliquera le 02/12/2027)",
        "Lecture possible : Formellement applicable au 2 août 2026",
        "RESTE À EXAMINER [III.4]",
        "ressources humaines",
        "RESTE À RÉPONDRE",
        "pas un avis juridique",
    ):
        assert part in told


def test_no_line_begins_with_a_mark_that_french_sets_apart(answers, capsys: pytest.CaptureFixture[str]):
    main(["classify", answers(CRECHE), *TODAY])
    main(["classify", "--questions"])
    lines = capsys.readouterr().out.splitlines()
    assert max(len(line) for line in lines) <= 100
    assert not [line for line in lines if line.strip()[:1] in (":", ";", "?", "!", "»") and line.strip()]


def test_the_outcome_as_json_is_that_of_the_library(answers, capsys: pytest.CaptureFixture[str]):
    assert main(["classify", answers(CRECHE), "--json", *TODAY]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == json.loads(json.dumps(classify(CRECHE, today=date(2026, 11, 22)).to_mapping()))
    assert (said["risk"], said["fria_due"]) == ("high", True)


def test_the_day_decides_what_applies(answers, capsys: pytest.CaptureFixture[str]):
    path = answers({"3.1": "yes", "5.1.ba": "yes"})
    for day, risk in (("2026-12-01", "to_be_examined"), ("2026-12-02", "prohibited")):
        assert main(["classify", path, "--json", "--today", day]) == 0
        assert json.loads(capsys.readouterr().out)["risk"] == risk


def test_answers_come_from_standard_input_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    entered = io.TextIOWrapper(io.BytesIO(b'\xef\xbb\xbf{"3.1": "no"}'))
    monkeypatch.setattr("sys.stdin", entered)
    assert main(["classify", "-"]) == 0
    assert capsys.readouterr().out.startswith("HORS DU RÈGLEMENT")


def test_the_questions_are_shown_with_their_help_and_law(capsys: pytest.CaptureFixture[str]):
    assert main(["classify", "--questions", *TODAY]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for node in tree(date(2026, 11, 22)).nodes:
        assert f"[{node.id}] " in told
    assert "s’appliquera le 02/12/2026" in told
    assert "Par exemple classer les demandes d’aide sociale ou de places en crèche" in told


def test_the_questions_as_json_are_all_of_the_tree(capsys: pytest.CaptureFixture[str]):
    assert main(["classify", "--questions", "--json", *TODAY]) == 0
    said = json.loads(capsys.readouterr().out)
    asked = [node["id"] for section in said["sections"] for node in section["nodes"]]
    assert asked == [node.id for node in tree(date(2026, 11, 22)).nodes]
    first = said["sections"][0]["nodes"][0]
    assert [option["value"] for option in first["options"]] == ["yes", "no", "unknown"]
    assert said["version"] == tree(date(2026, 11, 22)).version


# ---------------------------------------------------------------- what is wrong


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert "introuvable" in _refused(capsys, str(tmp_path / "rien.json"))
    assert "c’est un dossier" in _refused(capsys, str(tmp_path))
    assert "chemin impossible" in _refused(capsys, "a\0b")


@pytest.mark.parametrize(
    ("content", "line"),
    [("{", 1), ('{"3.1": "yes",\n"2": }', 2), ("", 1), (b'{\n"\xff": "yes"}', 2), ("[" * 100_000, 1)],
    ids=["open", "second line", "empty", "not UTF-8", "deep"],
)
def test_what_is_no_json_says_where(answers, capsys: pytest.CaptureFixture[str], content: object, line: int):
    said = _refused(capsys, answers(content))
    assert f"reponses.json ne contient pas du JSON valide (ligne {line})" in said


@pytest.mark.parametrize(
    "content", [[], "3", "null", {"3.1": 1}, {"3.1": None}, {"3.3": ["bought", 2]}, {"3.1": {}}], ids=str
)
def test_json_that_holds_no_answers(answers, capsys: pytest.CaptureFixture[str], content: object):
    assert "ne contient pas des réponses" in _refused(capsys, answers(content))


def test_a_question_answered_twice(answers, capsys: pytest.CaptureFixture[str]):
    said = _refused(capsys, answers('{"3.1": "no", "3.1": "yes"}'))
    assert "deux réponses à la question 3.1" in said


def test_a_question_that_the_tree_does_not_have(answers, capsys: pytest.CaptureFixture[str]):
    said = _refused(capsys, answers({"3.1": "yes", "III.5.z": "yes", "autre": "no"}))
    assert "nombre : 2" in said
    assert "la première est III.5.z" in said
    assert "Vouliez-vous écrire « III.5." in said


def test_a_strange_question_is_not_thrown_at_the_terminal(answers, capsys: pytest.CaptureFixture[str]):
    assert main(["classify", answers({"\x1b[31m" + "z" * 500: "yes"})]) == 1
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert "z" * 50 not in said


def test_a_value_that_the_question_does_not_offer(answers, capsys: pytest.CaptureFixture[str]):
    said = _refused(capsys, answers({"3.1": "oui"}))
    assert "question 3.1" in said
    assert "yes, no, unknown" in said


def test_a_file_too_large(answers, capsys: pytest.CaptureFixture[str]):
    assert "trop gros" in _refused(capsys, answers(" " * 300_000))


@pytest.mark.parametrize(
    "arguments", [[], ["--questions", "reponses.json"], ["--questions", "--today", "demain"]], ids=str
)
def test_a_command_that_can_not_be_understood(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(["classify", *arguments])
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "garant classify :" in said
    assert "argument " not in said
