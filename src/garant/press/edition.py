"""What every file of a charter says, in reading order: how it looks is each writer's."""

from collections.abc import Iterator
from dataclasses import dataclass

from garant.charter import (
    Charter,
    Clause,
    Document,
    GridCell,
    compile_policy,
    grid,
    recogniser,
)
from garant.charter.enumeration import french_date
from garant.charter.grid import LEGEND
from garant.charter.phrases import zone_adjective
from garant.paper import settled
from garant.press.markdown import Node, parsed
from garant.words import Zone

Pairs = tuple[tuple[str, str], ...]

GRID_TITLE = "Données et zones"
GRID_CAPTION = "Ce qui arrive à une demande, selon les données qu’elle contient et la zone du système"
RECOGNISERS_TITLE = "Les reconnaisseurs"
RECOGNISERS_NOTE = (
    "Un reconnaisseur est une liste de tournures à laquelle le logiciel reconnaît la demande d’un usage interdit. "
    "Il est fourni avec le logiciel et peut changer avec lui ; il n’épuise pas le sens de la clause."
)
VALUES_TITLE = "Nos valeurs"
ZONES_TITLE = "Où vont les données"
DOCUMENTS_TITLE = "Documents liés"


@dataclass(frozen=True, slots=True)
class ClauseText:
    """`sentences` are those of its controls; `reason` says why it is milder than the one it overrides."""

    id: str
    number: str
    title: str
    body: tuple[Node, ...]
    status: str
    sentences: tuple[str, ...]
    reason: str
    sources: str


@dataclass(frozen=True, slots=True)
class SectionText:
    number: str
    title: str
    body: tuple[Node, ...]
    clauses: tuple[ClauseText, ...]


@dataclass(frozen=True, slots=True)
class ValueText:
    """`carried` names the clauses that carry it."""

    title: str
    body: tuple[Node, ...]
    carried: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of one charter, in French sentences."""

    id: str
    version: str
    title: str
    organisation: str
    facts: Pairs
    introduction: tuple[Node, ...]
    values: tuple[ValueText, ...]
    zones: Pairs
    sections: tuple[SectionText, ...]
    grid_columns: tuple[str, ...]
    grid_rows: tuple[tuple[str, ...], ...]
    legend: Pairs
    recognisers: Pairs
    documents: tuple[Document, ...]
    colophon: str

    @property
    def date_line(self) -> str:
        """The facts in one line: "Version : 1er novembre 2026 · …"."""
        return " · ".join(f"{name} : {value}" for name, value in self.facts)


def edition_of(charter: Charter) -> Edition:
    """Every word of the charter, and what software makes of it."""
    policy = compile_policy(charter)
    numbers = {clause.id: f"{number} {clause.title}" for number, _, clause in charter.numbered()}
    return Edition(
        id=charter.id,
        version=charter.version,
        title=settled(charter.title),
        organisation=settled(charter.blanks.organisation),
        facts=tuple(_facts(charter)),
        introduction=parsed(charter.introduction),
        values=tuple(
            ValueText(value.title, parsed(value.text), ", ".join(numbers[name] for name in value.clauses))
            for value in charter.values
        ),
        zones=tuple(
            (
                f"Zone {zone_adjective(zone)}{'' if policy.approval(zone) else ' (fermée)'}",
                settled(charter.zones.get(zone, "")),
            )
            for zone in Zone
        ),
        sections=tuple(
            SectionText(
                str(rank),
                settled(section.title),
                parsed(section.text),
                tuple(
                    _clause(f"{rank}.{place}", clause)
                    for place, clause in enumerate(section.clauses, start=1)
                ),
            )
            for rank, section in enumerate(charter.sections, start=1)
        ),
        grid_columns=("Une demande qui contient…", *(f"Zone {zone_adjective(zone)}" for zone in Zone)),
        grid_rows=tuple(
            (row.data.french.capitalize(), *(_cell(cell) for cell in row.cells)) for row in grid(policy)
        ),
        legend=tuple((word, settled(meaning)) for word, meaning in LEGEND),
        recognisers=tuple(_recognisers(charter)),
        documents=charter.documents,
        colophon=settled(_colophon(charter)),
    )


def _facts(charter: Charter) -> Iterator[tuple[str, str]]:
    blanks = charter.blanks
    facts = (
        ("Version", french_date(charter.version)),
        ("Adoptée par", blanks.adopted_by),
        ("Adoptée le", french_date(blanks.adopted_on.isoformat()) if blanks.adopted_on else ""),
        ("À réviser avant le", french_date(charter.review_by.isoformat()) if charter.review_by else ""),
    )
    yield from ((name, settled(value)) for name, value in facts if value)


def _clause(number: str, clause: Clause) -> ClauseText:
    return ClauseText(
        id=clause.id,
        number=number,
        title=settled(clause.title),
        body=parsed(clause.text),
        status=f"Clause {clause.nature.french}",
        sentences=tuple(settled(control.sentence()) for control in clause.controls),
        reason=settled(clause.reason or ""),
        sources=", ".join(clause.sources),
    )


def _cell(cell: GridCell) -> str:
    said = cell.word
    if cell.clause is not None:
        said += f" ({cell.clause})"
    elif cell.word == "bloqué":
        said += " (sans règle)"
    return settled(said + "".join(f" ; en observation : {word} ({number})" for word, number in cell.observed))


def _recognisers(charter: Charter) -> Iterator[tuple[str, str]]:
    named = (name for use in compile_policy(charter).forbidden for name in use.recognisers)
    for found in map(recogniser, dict.fromkeys(named)):
        asked, left = found.examples.recognised[0], found.examples.left_alone[0]
        written = french_date(found.as_of.isoformat())
        yield (
            found.name,
            settled(
                f"version du {written} ; reconnaît, par exemple, « {asked.removesuffix('.')} » "
                f"et laisse passer « {left.removesuffix('.')} »."
            ),
        )


def _colophon(charter: Charter) -> str:
    said = f"Charte « {charter.id} », version du {french_date(charter.version)}."
    if charter.extends:
        said += f" Elle hérite de la charte « {charter.extends} »."
    return (
        f"{said} Ce document est tiré du fichier même que le logiciel applique : "
        "ce qui suit chaque clause dit ce que le logiciel en fait."
    )
