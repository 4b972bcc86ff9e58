"""`garant charter …`, as a DPO or a script meets it."""

import codecs
import csv
import io
import json
from pathlib import Path

import pytest
from tests.charter.charter_texts import BASE, line_of, with_lines

from garant.charter import (
    clause_list,
    kinds,
    load_shipped,
    reference_charters,
    render_matrix,
    shipped_recognisers,
    source_clauses,
    summary,
)
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
    "action",
    [["show"], ["render", "--to", "html"], ["clauses"], ["clauses", "--json"], ["compare", "region-sud"]],
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


def test_clauses_tells_of_each_source_clause_who_binds_it_by_what_and_how_real_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["charter", "clauses", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)

    assert [row["source"] for row in rows] == list(source_clauses())
    for row in rows:
        assert set(row) == {
            "source",
            "says",
            "title",
            "status",
            "in_part",
            "commitment_alone",
            "near",
            "bound_by",
        }
        assert row["bound_by"]
        for binding in row["bound_by"]:
            assert row["source"] in next(
                clause.sources
                for clause in load_shipped(binding["charter"]).clauses
                if clause.id == binding["clause"]
            )
            assert set(binding["controls"]) <= set(kinds())
    (report,) = [row for row in rows if row["source"] == "AHP-11e"]
    assert [(each["charter"], each["clause"]) for each in report["bound_by"]] == [
        ("alpes-de-haute-provence", "egalite"),
        ("alpes-de-haute-provence", "relecture"),
        ("essentielle", "alerter"),
    ]


def test_clauses_for_a_person_ends_with_the_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "clauses"]) == 0
    lines = capsys.readouterr().out.strip().split("\n")

    assert "HDF-12   suivie : Un seul guichet pour les questions de droit" in lines
    assert "         hauts-de-france 4.3 guichet (keep_register)" in lines
    assert lines[-1] == summary()


def test_clauses_of_a_file(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "clauses", str(base), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0] == {
        "charter": "base",
        "clause": "systemes",
        "sources": ["AHP-11b"],
        "controls": ["approve"],
        "status": "enforced",
    }
    assert main(["charter", "clauses", str(base)]) == 0
    assert "1.1   systemes : approve [AHP-11b]" in capsys.readouterr().out


def test_the_list_of_the_readme_is_of_the_sources_and_of_no_file(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["charter", "clauses", "--md"]) == 0
    assert capsys.readouterr().out == clause_list()
    assert main(["charter", "clauses", "--md", str(base)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "ne prend pas de fichier" in captured.err


def test_the_matrix_is_a_page_or_a_table_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, table = tmp_path / "chartes.html", tmp_path / "chartes.csv"

    assert main(["charter", "matrix", "-o", str(page)]) == 0
    assert page.read_text(encoding="utf-8") == render_matrix()
    assert main(["charter", "matrix", "--format", "csv", "-o", str(table)]) == 0
    read = table.read_bytes()
    assert read.startswith(codecs.BOM_UTF8)  # or a spreadsheet would show « DÃ©partement »
    rows = list(csv.reader(io.StringIO(read.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Identifiant", "Clause, dans nos mots", "État", *reference_charters()]
    assert [row[0] for row in rows[1:]] == list(source_clauses())
    assert main(["charter", "matrix", "-o", str(page)]) == 1
    assert "existe déjà" in capsys.readouterr().err


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
