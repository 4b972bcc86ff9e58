"""`garant charter check`, `show`, `render`, `compare`, `clauses`, `recognisers`, `schema`."""

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

    clauses = actions.add_parser("clauses", help="lister les clauses, leurs sources et leurs contrôles")
    clauses.add_argument(
        "files", nargs="*", metavar="FICHIER", help=f"{_FILE} (par défaut : toutes les chartes fournies)"
    )
    clauses.add_argument("--json", action="store_true", help="un tableau JSON, un objet par clause")
    clauses.set_defaults(run=_clauses)

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
    from garant.charter import shipped_charters

    def told(*charters: "Charter") -> int:
        rows = [
            {
                "charter": charter.id,
                "clause": clause.id,
                "sources": list(clause.sources),
                "controls": [control.kind for control in clause.controls],
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

    return _loaded(arguments.files or shipped_charters(), told)


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
