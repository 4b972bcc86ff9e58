"""`garant charter check`, `show`, `render`, `compare`, `clauses`, `matrix`, `recognisers`, `schema`."""

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from garant.charter import Charter, CharterInvalid, Comparison, EffectChange


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    charter = commands.add_parser("charter", help="vérifier, lire, publier et comparer des chartes")
    actions = charter.add_subparsers(dest="action", metavar="ACTION", required=True)

    check = actions.add_parser(
        "check",
        help="vérifier des fichiers de charte",
        description="Une ligne par erreur ou avertissement. Code de sortie 1 s’il y a une erreur, 0 sinon.",
    )
    check.add_argument("files", nargs="+", metavar="FICHIER", help=_FILE)
    check.set_defaults(run=_check)

    show = actions.add_parser("show", help="dire en français ce qu’une charte fait appliquer")
    show.add_argument("file", metavar="FICHIER", help=_FILE)
    show.set_defaults(run=_show)

    render = actions.add_parser("render", help="écrire le texte d’une charte en HTML ou en Markdown")
    render.add_argument("file", metavar="FICHIER", help=_FILE)
    render.add_argument("--to", choices=("html", "md"), required=True, metavar="{html,md}", help="format")
    render.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="SORTIE",
        help="fichier à créer (par défaut : la sortie standard)",
    )
    render.set_defaults(run=_render)

    compare = actions.add_parser("compare", help="dire ce qui change d’une charte à l’autre")
    compare.add_argument("before", metavar="AVANT", help=_FILE)
    compare.add_argument("after", metavar="APRÈS", help=_FILE)
    compare.set_defaults(run=_compare)

    clauses = actions.add_parser(
        "clauses",
        help="lister les clauses, leurs contrôles et leur état",
        description="Sans fichier : chaque clause des chartes d’origine, et les chartes fournies qui la reprennent. "
        "Avec des fichiers : les clauses de ces chartes.",
    )
    clauses.add_argument("files", nargs="*", metavar="FICHIER", help=_FILE)
    form = clauses.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="un tableau JSON, un objet par clause")
    form.add_argument(
        "--md", action="store_true", help="la liste en Markdown, comme dans README.md (sans fichier)"
    )
    clauses.set_defaults(run=_clauses)

    matrix = actions.add_parser(
        "matrix",
        help="mettre côte à côte les chartes fournies, clause par clause",
        description="Une ligne par clause des chartes d’origine, une colonne par charte fournie.",
    )
    matrix.add_argument(
        "--format", choices=("html", "csv"), default="html", metavar="{html,csv}", help="html par défaut"
    )
    matrix.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="SORTIE",
        help="fichier à créer (par défaut : la sortie standard)",
    )
    matrix.set_defaults(run=_matrix)

    recognisers = actions.add_parser(
        "recognisers", help="lister ce qui reconnaît les usages interdits, ou en montrer un avec ses exemples"
    )
    recognisers.add_argument("name", nargs="?", metavar="NOM", help="nom d’un reconnaisseur")
    recognisers.set_defaults(run=_recognisers)

    schema = actions.add_parser("schema", help="écrire le JSON Schema du format, pour les éditeurs")
    schema.set_defaults(run=_schema)


_FILE = "chemin d’un fichier, ou identifiant d’une charte fournie"


def _loaded(names: Sequence[str], use: "Callable[..., int]") -> int:
    """`use` with the charters, or the errors of the files on stderr and 1."""
    from garant.charter import CharterInvalid, load_named

    try:
        charters = [load_named(name) for name in names]
    except CharterInvalid as invalid:
        _print_problems(invalid, sys.stderr.write)
        return 1
    return use(*charters)


def _print_problems(invalid: "CharterInvalid", write: Callable[[str], object]) -> None:
    for problem in invalid.problems:
        write(f"{problem}\n")


def _check(arguments: argparse.Namespace) -> int:
    from garant.charter import CharterInvalid, check, load_named
    from garant.words import count

    today = datetime.now().astimezone().date()
    failed = False
    for name in arguments.files:
        try:
            charter = load_named(name)
        except CharterInvalid as invalid:
            _print_problems(invalid, sys.stdout.write)
            number = len(invalid.problems)
            print(f"{name} : refusée, {count(number, 'erreur')}.")
            failed = True
            continue
        warnings = check(charter, today=today)
        for warning in warnings:
            print(warning)
        said = count(len(warnings), "avertissement") if warnings else "aucun avertissement"
        print(f"{name} : peut être appliquée, {said}.")
    return 1 if failed else 0


def _show(arguments: argparse.Namespace) -> int:
    from garant.charter import outline

    width = max(60, min(100, shutil.get_terminal_size((88, 24)).columns))
    return _loaded([arguments.file], lambda charter: _print(outline(charter, width=width)))


def _render(arguments: argparse.Namespace) -> int:
    from garant.charter import render_html, render_markdown

    write = render_html if arguments.to == "html" else render_markdown
    return _loaded([arguments.file], lambda charter: _save(write(charter), arguments.output))


def _save(text: str, output: Path | None) -> int:
    if output is None:
        return _print(text)
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        print(
            f"garant : {output} existe déjà.\n         Choisissez un autre nom, ou supprimez-le.",
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        print(
            f"garant : {output} ne peut pas être écrit ({error.strerror}).\n"
            "         Vérifiez le dossier et vos droits.",
            file=sys.stderr,
        )
        return 1
    print(f"{output} écrit.")
    return 0


def _print(text: str) -> int:
    print(text, end="")
    return 0


def _compare(arguments: argparse.Namespace) -> int:
    from garant.charter import compare

    return _loaded(
        [arguments.before, arguments.after],
        lambda before, after: _print("\n".join(_told(compare(before, after))) + "\n"),
    )


def _told(comparison: "Comparison") -> list[str]:
    before, after = comparison.before, comparison.after
    lines = [f"De {before.id} (version {before.version}) à {after.id} (version {after.version})"]
    if comparison.same:
        return [*lines, "", "Aucune différence."]
    if comparison.heading:
        lines += ["", "EN-TÊTE", *(f"  {_changed(change)}" for change in comparison.heading)]
    for title, clauses in (
        ("CLAUSES AJOUTÉES", comparison.added),
        ("CLAUSES RETIRÉES", comparison.removed),
    ):
        if clauses:
            lines += ["", title]
            for clause in clauses:
                lines.append(f"  {clause.id} : {clause.title}")
                lines += [f"      {control.sentence()}" for control in clause.controls]
    if comparison.changed:
        lines += ["", "CLAUSES MODIFIÉES"]
        for change in comparison.changed:
            lines.append(f"  {change.after.id} : {change.after.title} ({', '.join(change.changed)})")
            lines += [f"    - {sentence}" for sentence in change.gone]
            lines += [f"    + {sentence}" for sentence in change.come]
            if change.after.reason is not None and "motif" in change.changed:
                lines.append(f"    Motif : {change.after.reason}")
    lines += ["", "EFFETS"]
    effects = (*comparison.cells, *comparison.effects)
    lines += [f"  {_changed(change)}" for change in effects] or ["  Aucun effet ne change."]
    return lines


def _changed(change: "EffectChange") -> str:
    way = {True: "  [plus souple]", False: "  [plus strict]", None: ""}[change.milder]
    return f"{change.subject} : {change.before} → {change.after}{way}"


def _clauses(arguments: argparse.Namespace) -> int:
    if not arguments.files:
        return _source_clauses(arguments)
    if arguments.md:
        print(
            "garant : --md donne la liste des clauses d’origine, et ne prend pas de fichier.", file=sys.stderr
        )
        return 2

    def told(*charters: "Charter") -> int:
        rows = [
            {
                "charter": charter.id,
                "clause": clause.id,
                "sources": list(clause.sources),
                "controls": [control.kind for control in clause.controls],
                "status": clause.nature.value,
            }
            for charter in charters
            for clause in charter.clauses
        ]
        if arguments.json:
            print(json.dumps(rows, ensure_ascii=False, indent=2))
            return 0
        for charter in charters:
            print(f"{charter.id}, version {charter.version} : {charter.title}")
            for number, _, clause in charter.numbered():
                kinds = ", ".join(control.kind for control in clause.controls) or "déclarée seulement"
                sources = f" [{', '.join(clause.sources)}]" if clause.sources else ""
                print(f"  {number:5} {clause.id} : {kinds}{sources}")
        return 0

    return _loaded(arguments.files, told)


def _source_clauses(arguments: argparse.Namespace) -> int:
    from garant.charter import Reality, bound_clauses, clause_list, summary

    found = bound_clauses()
    if arguments.md:
        return _print(clause_list())
    if arguments.json:
        rows = [
            {
                "source": clause.id,
                "says": clause.says,
                "title": clause.title,
                "status": clause.status.value,
                "in_part": clause.reality in (Reality.ENFORCED_IN_PART, Reality.FOLLOWED_IN_PART),
                "commitment_alone": clause.promised,
                "near": list(clause.near),
                "bound_by": [
                    {
                        "charter": each.charter,
                        "clause": each.clause,
                        "number": each.number,
                        "controls": list(each.controls),
                        "status": each.status.value,
                        "commitments": each.commitments,
                    }
                    for each in clause.bindings
                ],
            }
            for clause in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for clause in found:
        print(f"{clause.id:8} {clause.reality} : {clause.title}")
        for each in clause.bindings:
            print(f"         {each.charter} {each.number} {each.clause} ({', '.join(each.controls)})")
    print(f"\n{summary()}")
    return 0


def _matrix(arguments: argparse.Namespace) -> int:
    from garant.charter import matrix_rows, reference_charters, render_matrix
    from garant.tables import Column, to_csv

    if arguments.format == "html":
        return _save(render_matrix(), arguments.output)
    heads = (("id", "Identifiant"), ("clause", "Clause, dans nos mots"), ("state", "État"))
    columns = [Column(key=key, title=title) for key, title in heads]
    columns += [Column(key=name, title=name) for name in reference_charters()]
    text = to_csv(columns, matrix_rows()).decode("utf-8")
    return _save(text, arguments.output)


def _recognisers(arguments: argparse.Namespace) -> int:
    from garant.charter import recogniser, shipped_recognisers

    if arguments.name is None:
        for name in shipped_recognisers():
            print(f"{name} : {recogniser(name).use}")
        return 0
    shown = recogniser(arguments.name)
    print(f"{shown.name} : {shown.use}")
    print(f"Écrit le {shown.as_of:%d/%m/%Y}, à relire avant le {shown.review_by:%d/%m/%Y}.")
    for title, texts in (
        ("DEMANDES RECONNUES, PAR EXEMPLE", shown.examples.recognised),
        ("DEMANDES VOISINES, QUI PASSENT", shown.examples.left_alone),
    ):
        print("\n".join(["", title, *(f"  - {text}" for text in texts)]))
    return 0


def _schema(arguments: argparse.Namespace) -> int:
    from garant.charter import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
