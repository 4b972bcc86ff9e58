"""A charter as JSON for other software: `garant-charter/1`. Keys are added, never renamed nor taken away."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from garant.charter import Charter, Clause, GridCell, Status, compile_policy, grid
from garant.words import Action, DataClass, Zone

FORMAT = "garant-charter/1"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ControlPart(_Part):
    """What software or a person does for a clause."""

    kind: str
    sentence: str = Field(description="In French, as the pages show it.")
    nature: Status


class ClausePart(_Part):
    id: str = Field(description="Stable from one version to the next; the anchor of the clause on the pages.")
    number: str
    title: str
    text: str = Field(description="Markdown.")
    nature: Status = Field(description="The strongest of its controls; declared where it has none.")
    controls: tuple[ControlPart, ...]
    reason: str | None = Field(description="Why it is milder than the clause that it overrides.")
    sources: tuple[str, ...]


class SectionPart(_Part):
    number: int
    title: str
    text: str = Field(description="Markdown.")
    clauses: tuple[ClausePart, ...]


class ValuePart(_Part):
    title: str
    text: str
    clauses: tuple[str, ...] = Field(description="Ids of clauses.")


class ZonePart(_Part):
    zone: Zone
    description: str
    open: bool


class ObservedPart(_Part):
    """What a rule under observation would have done."""

    word: str
    clause: str


class CellPart(_Part):
    zone: Zone
    action: Action
    word: str
    clause: str | None = Field(description="Number of the clause that decides; null where none speaks.")
    observed: tuple[ObservedPart, ...]


class RowPart(_Part):
    data: DataClass
    name: str
    cells: tuple[CellPart, ...]


class DocumentPart(_Part):
    title: str
    url: str


class CharterFile(_Part):
    """One version of one charter."""

    format: Literal["garant-charter/1"]
    language: Literal["fr"]
    id: str
    version: date
    title: str
    organisation: str
    adopted_by: str
    adopted_on: date | None
    review_by: date | None
    extends: str | None
    introduction: str = Field(description="Markdown.")
    values: tuple[ValuePart, ...]
    zones: tuple[ZonePart, ...]
    sections: tuple[SectionPart, ...]
    grid: tuple[RowPart, ...] = Field(
        description="What happens to a request, by class of data it holds and zone."
    )
    documents: tuple[DocumentPart, ...]


def charter_json(charter: Charter) -> bytes:
    """UTF-8, indented; `charter_json_schema` describes it."""
    return charter_file(charter).model_dump_json(indent=2).encode() + b"\n"


def charter_json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12, made from the models that write the file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **CharterFile.model_json_schema(mode="serialization"),
    }


def charter_file(charter: Charter) -> CharterFile:
    """The file as a value."""
    policy = compile_policy(charter)
    blanks = charter.blanks
    return CharterFile(
        format="garant-charter/1",
        language="fr",
        id=charter.id,
        version=date.fromisoformat(charter.version),
        title=charter.title,
        organisation=blanks.organisation,
        adopted_by=blanks.adopted_by,
        adopted_on=blanks.adopted_on,
        review_by=charter.review_by,
        extends=charter.extends,
        introduction=charter.introduction,
        values=tuple(
            ValuePart(title=value.title, text=value.text, clauses=value.clauses) for value in charter.values
        ),
        zones=tuple(
            ZonePart(
                zone=zone,
                description=charter.zones.get(zone, ""),
                open=policy.approval(zone) is not None,
            )
            for zone in Zone
        ),
        sections=tuple(
            SectionPart(
                number=rank,
                title=section.title,
                text=section.text,
                clauses=tuple(
                    _clause(f"{rank}.{place}", clause)
                    for place, clause in enumerate(section.clauses, start=1)
                ),
            )
            for rank, section in enumerate(charter.sections, start=1)
        ),
        grid=tuple(
            RowPart(
                data=row.data,
                name=row.data.french,
                cells=tuple(_cell(zone, cell) for zone, cell in zip(Zone, row.cells, strict=True)),
            )
            for row in grid(policy)
        ),
        documents=tuple(DocumentPart(title=each.title, url=each.url) for each in charter.documents),
    )


def _clause(number: str, clause: Clause) -> ClausePart:
    return ClausePart(
        id=clause.id,
        number=number,
        title=clause.title,
        text=clause.text,
        nature=clause.nature,
        controls=tuple(
            ControlPart(kind=each.kind, sentence=each.sentence(), nature=each.nature)
            for each in clause.controls
        ),
        reason=clause.reason,
        sources=clause.sources,
    )


def _cell(zone: Zone, cell: GridCell) -> CellPart:
    return CellPart(
        zone=zone,
        action=cell.action,
        word=cell.word,
        clause=cell.clause,
        observed=tuple(ObservedPart(word=word, clause=number) for word, number in cell.observed),
    )
