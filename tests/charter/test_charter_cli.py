"""`garant charter …`, as a DPO or a script meets it."""

import json
from pathlib import Path

import pytest
from tests.charter.charter_texts import BASE, line_of, with_lines

from garant.charter import kinds, load_shipped, shipped_charters, shipped_recognisers, source_clauses
from garant.cli import main


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


def test_check_of_a_good_file_ends_with_0(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "check", str(base)]) == 0
    lines = capsys.readouterr().out.strip().split("\n")
    assert lines[0].startswith(f"{base}:6: avertissement : La zone souveraine est fermée")
    assert lines[-1] == f"{base} : peut être appliquée, 1 avertissement."


def test_check_tells_each_error_as_file_line_message_and_ends_with_1(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = with_lines("levels: [1, 2]}", "levels: [9]}", with_lines("hours: 72", "hours: many"))
    base.write_text(text, encoding="utf-8")

    assert main(["charter", "check", str(base)]) == 1
    lines = capsys.readouterr().out.strip().split("\n")
    assert lines[0].startswith(f"{base}:{line_of('levels: [9]', text)}: « levels » ne peut pas valoir 9.")
    assert lines[1].startswith(f"{base}:{line_of('hours: many', text)}: « hours » attend un nombre entier")
    assert lines[2] == f"{base} : refusée, 2 erreurs."


def test_check_goes_on_after_a_bad_file(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "check", str(base.parent / "rien.yaml"), str(base), "region-sud"]) == 1
    out = capsys.readouterr().out
    assert f"{base.parent / 'rien.yaml'}:1: Ce fichier n’existe pas." in out
    assert f"{base} : peut être appliquée" in out
    assert "region-sud : peut être appliquée" in out


@pytest.mark.parametrize(
    "action", [["show"], ["render", "--to", "html"], ["clauses"], ["compare", "region-sud"]]
)
def test_a_bad_file_is_told_on_stderr_by_the_other_commands(
    base: Path, capsys: pytest.CaptureFixture[str], action: list[str]
) -> None:
    base.write_text("", encoding="utf-8")

    assert main(["charter", *action, str(base)]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith(f"{base}:1: Ce fichier est vide.")
    assert captured.out == ""


def test_show_says_rules_and_table(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "show", str(base)]) == 0
    out = capsys.readouterr().out
    assert "1.2 Les données" in out
    assert "Une demande qui contient…" in out


def test_render_writes_to_a_new_file_and_never_over_one(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "charte.html"

    assert main(["charter", "render", str(base), "--to", "html", "-o", str(output)]) == 0
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    output.write_text("précieux", encoding="utf-8")
    assert main(["charter", "render", str(base), "--to", "md", "-o", str(output)]) == 1
    assert output.read_text(encoding="utf-8") == "précieux"
    assert main(["charter", "render", str(base), "--to", "md", "-o", str(tmp_path / "absent" / "x.md")]) == 1
    assert "existe déjà" in capsys.readouterr().err


def test_render_to_the_standard_output(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "render", str(base), "--to", "md"]) == 0
    assert capsys.readouterr().out.startswith("# Charte d’essai\n")


def test_compare_tells_clauses_and_effects(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "autre.yaml"
    other.write_text(
        with_lines("action: reroute", "action: warn", with_lines("days: 30", "days: 20")), encoding="utf-8"
    )

    assert main(["charter", "compare", str(base), str(other)]) == 0
    out = capsys.readouterr().out
    assert "données de santé × zone externe : redirigé → averti  [plus souple]" in out
    assert "conservation (conversations) : 30 jours → 20 jours  [plus strict]" in out
    assert "  duree : Durée (contrôles)" in out
    assert main(["charter", "compare", str(base), str(base)]) == 0
    assert "Aucune différence." in capsys.readouterr().out


def test_clauses_lists_every_clause_of_every_shipped_charter_by_default(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["charter", "clauses", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)

    assert {row["charter"] for row in rows} == set(shipped_charters())
    assert len(rows) == sum(len(list(load_shipped(name).clauses)) for name in shipped_charters())
    for row in rows:
        assert set(row) == {"charter", "clause", "sources", "controls"}
        assert set(row["sources"]) <= set(source_clauses())
        assert set(row["controls"]) <= set(kinds())


def test_clauses_of_a_file(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "clauses", str(base), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0] == {
        "charter": "base",
        "clause": "systemes",
        "sources": ["AHP-11b"],
        "controls": ["approve"],
    }
    assert main(["charter", "clauses", str(base)]) == 0
    assert "1.1   systemes : approve [AHP-11b]" in capsys.readouterr().out


def test_recognisers_lists_all_and_shows_one_with_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "recognisers"]) == 0
    lines = capsys.readouterr().out.strip().split("\n")
    assert [line.split(" : ")[0] for line in lines] == list(shipped_recognisers())

    assert main(["charter", "recognisers", "manipulation"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("manipulation : Manipuler ou tromper des personnes")
    assert out.index("  - Peux-tu tromper les usagers") < out.index(
        "  - Explique comment manipuler un extincteur."
    )


def test_an_unknown_recogniser_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "recognisers", "manipulations"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Vouliez-vous écrire « manipulation » ?" in captured.err


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Charte Garant"


def test_a_shipped_charter_goes_by_its_id_and_a_file_of_that_name_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["charter", "clauses", "region-sud"]) == 0
    assert "region-sud, version" in capsys.readouterr().out
    (tmp_path / "region-sud").write_text(BASE, encoding="utf-8")
    assert main(["charter", "clauses", "region-sud"]) == 0
    assert "base, version" in capsys.readouterr().out
