"""A charter for a terminal: what it enforces in French sentences, and its class × zone table."""

import textwrap
from collections.abc import Iterator

from garant.charter.charter import Charter
from garant.charter.compilation import compile_policy
from garant.charter.enumeration import enumerated, french_date
from garant.charter.grid import LEGEND, GridCell, grid
from garant.charter.phrases import spaced, zone_adjective
from garant.charter.policy import Policy
from garant.charter.tally import Status
from garant.words import Zone, count


def outline(charter: Charter, *, width: int = 88) -> str:
    """Plain text in lines of `width` characters, but for the table, which keeps its columns."""
    policy = compile_policy(charter)
    parts = [
        "\n".join(_heading(charter, width)),
        "\n".join(_zones(policy, width)),
        "\n".join(_clauses(charter, width)),
        "\n".join(_table(policy)),
    ]
    return "\n\n".join(parts) + "\n"


def _heading(charter: Charter, width: int) -> Iterator[str]:
    yield from _wrapped(charter.title, width)
    yield "=" * min(width, len(charter.title))
    yield f"{charter.id}, version du {french_date(charter.version)}"
    if charter.blanks.organisation:
        yield charter.blanks.organisation
    if charter.parent is not None:
        yield f"Hérite de {charter.parent.id}, version du {french_date(charter.parent.version)}"
    if charter.review_by is not None:
        yield f"À réviser avant le {french_date(charter.review_by.isoformat())}"
    clauses = list(charter.clauses)
    kinds = [clause.nature for clause in clauses]
    yield (
        f"{count(len(clauses), 'clause')} : "
        + ", ".join(
            count(
                kinds.count(status),
                status.french,
                status.french.replace("ée ", "ées ").replace("ie ", "ies "),
            )
            for status in Status
        )
    )


def _zones(policy: Policy, width: int) -> Iterator[str]:
    yield "LES ZONES"
    for zone in Zone:
        approval = policy.approval(zone)
        if approval is None:
            state = "fermée"
        else:
            levels = enumerated(str(level) for level in sorted(approval.levels))
            plural = "niveau" if len(approval.levels) == 1 else "niveaux"
            state = f"ouverte, {plural} {levels} (clause {policy.clauses[approval.clause].number})"
        yield from _hanging(f"Zone {zone_adjective(zone)} — {state}. ", policy.zones[zone], width)


def _clauses(charter: Charter, width: int) -> Iterator[str]:
    yield "CE QUE CHAQUE CLAUSE FAIT APPLIQUER"
    title = None
    for number, section, clause in charter.numbered():
        if section.title != title:
            title = section.title
            yield ""
            yield from _wrapped(f"{number.split('.')[0]}. {title}", width)
        yield ""
        yield from _wrapped(
            f"{number} {clause.title}", width, initial_indent="  ", subsequent_indent=" " * (3 + len(number))
        )
        if not clause.controls:
            yield "      - Déclarée seulement : aucun contrôle ne la porte."
        for control in clause.controls:
            yield from _wrapped(
                control.sentence(), width, initial_indent="      - ", subsequent_indent="        "
            )
        if clause.reason is not None:
            yield from _wrapped(
                f"Motif de l’assouplissement : {clause.reason}",
                width,
                initial_indent="      ! ",
                subsequent_indent="        ",
            )


def _wrapped(text: str, width: int, **indents: str) -> list[str]:
    # The name of a recogniser holds hyphens, and is copied from here.
    return textwrap.wrap(spaced(text), width, break_on_hyphens=False, **indents)  # type: ignore[arg-type]


def _hanging(lead: str, text: str, width: int) -> list[str]:
    return _wrapped(lead + text, width, initial_indent="  ", subsequent_indent="    ")


def _table(policy: Policy) -> Iterator[str]:
    yield "DONNÉES × ZONES"
    yield ""
    rows = grid(policy)
    header = ["Une demande qui contient…", *(f"Zone {zone_adjective(zone)}" for zone in Zone)]
    body = [[row.data.french, *(_cell(cell) for cell in row.cells)] for row in rows]
    widths = [max(len(line[column]) for line in [header, *body]) for column in range(len(header))]
    yield "  ".join(text.ljust(size) for text, size in zip(header, widths, strict=True)).rstrip()
    yield "  ".join("-" * size for size in widths)
    for line in body:
        yield "  ".join(text.ljust(size) for text, size in zip(line, widths, strict=True)).rstrip()
    yield ""
    for word, meaning in LEGEND:
        yield f"  {word} : {meaning}"
    observed = [
        f"  * {row.data.french} × zone {zone_adjective(zone)} : serait {word} (clause {number}, en observation)"
        for row in rows
        for zone, cell in zip(Zone, row.cells, strict=True)
        for word, number in cell.observed
    ]
    yield from observed


def _cell(cell: GridCell) -> str:
    word = "fermée" if cell.word == "zone fermée" else cell.word
    return f"{word}{'' if cell.clause is None else f' {cell.clause}'}{'*' if cell.observed else ''}"
