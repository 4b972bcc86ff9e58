"""The individual explanation sheet (R. 311-3-1-2): what was done for this person, in plain French."""

from dataclasses import dataclass

from garant.decisions.facts import Facts
from garant.decisions.models import Decision
from garant.decisions.sealed import Applied, Content
from garant.directory.templatetags.french import day
from garant.paper import Block, Heading, Note, Paper, Paragraph, TableBlock, literal
from garant.paper import Facts as Pairs

UNSAID = "non renseigné"


@dataclass(frozen=True, slots=True)
class Datum:
    """One category of data: what was known of this person, and from where."""

    name: str
    source: str
    value: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """One parameter: its value for this person, and its weight."""

    name: str
    value: str
    weight: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The four points that the article lists, and who decided."""

    title: str
    reference: str
    concerned: str
    decided_on: str
    decider: str
    degree: str
    mode: str
    data: tuple[Datum, ...]
    parameters: tuple[Weighed, ...]
    operations: str
    proposed: str
    reasoning: str
    result: str
    automated: bool
    contact: str


def sheet_of(decision: Decision, content: Content) -> Sheet:
    """By the version of the treatment that applied to this decision, whatever was written since."""
    facts = decision.version.facts
    return Sheet(
        title=facts.title,
        reference=decision.reference,
        concerned=content.concerned,
        decided_on=day(decision.decided_on),
        decider=_decider(decision, facts),
        degree=facts.degree_word.sentence,
        mode=facts.mode,
        data=tuple(
            Datum(each.name, each.source, _at(content.data, place) or UNSAID)
            for place, each in enumerate(facts.data)
        ),
        parameters=tuple(
            Weighed(each.name, applied.value or UNSAID, applied.weight)
            for each, applied in zip(facts.parameters, _padded(content, facts), strict=True)
        ),
        operations=facts.operations,
        proposed=content.proposed or UNSAID,
        reasoning=content.reasoning,
        result=content.result or UNSAID,
        automated=facts.automated,
        contact=facts.contact,
    )


def paper_of(decision: Decision, sheet: Sheet) -> Paper:
    return Paper(
        title="Explication de la décision qui vous concerne",
        subtitle=sheet.title,
        organisation=decision.organisation.name,
        date_line=f"Décision {sheet.reference} du {sheet.decided_on}",
        blocks=tuple(_blocks(sheet)),
    )


def _blocks(sheet: Sheet) -> list[Block]:
    blocks: list[Block] = [
        Pairs(
            [
                ("Personne ou dossier", sheet.concerned),
                ("Référence", sheet.reference),
                ("Décision du", sheet.decided_on),
                ("Décidée par", sheet.decider),
                ("Résultat", sheet.result),
            ]
        ),
        Heading(1, "1. La part du traitement dans la décision"),
        Paragraph(literal(sheet.degree)),
        Paragraph(literal(sheet.mode)),
        Heading(1, "2. Les données traitées, et d’où elles viennent"),
        TableBlock(
            "Données traitées",
            ("Donnée", "Ce qui a été retenu pour vous", "Source"),
            [(each.name, each.value, each.source) for each in sheet.data],
        ),
        Heading(1, "3. Les paramètres appliqués à votre situation"),
    ]
    if sheet.parameters:
        blocks.append(
            TableBlock(
                "Paramètres et pondération",
                ("Paramètre", "Pour vous", "Poids"),
                [(each.name, each.value, each.weight or "sans pondération") for each in sheet.parameters],
            )
        )
    else:
        blocks.append(Paragraph("Le traitement n’a pas de paramètre qui varie d’une personne à l’autre."))
    blocks += [
        Heading(1, "4. Les opérations effectuées"),
        Paragraph(literal(sheet.operations)),
        Heading(1, "De ce que le traitement a proposé à la décision"),
        Pairs([("Résultat du traitement", sheet.proposed), ("Décision", sheet.result)]),
    ]
    if sheet.reasoning:
        blocks += [
            Heading(2, "Le raisonnement de la personne qui a décidé"),
            Paragraph(literal(sheet.reasoning)),
        ]
    if sheet.contact:
        blocks.append(Note(literal(f"Une question sur cette explication ? Écrivez à : {sheet.contact}")))
    return blocks


def _decider(decision: Decision, facts: Facts) -> str:
    if facts.automated:
        return f"le traitement seul, sous la responsabilité de : {facts.decider}"
    return f"{decision.decided_by.full_name} ({facts.decider})"


def _at(values: tuple[str, ...], place: int) -> str:
    return values[place] if place < len(values) else ""


def _padded(content: Content, facts: Facts) -> tuple[Applied, ...]:
    wanted = len(facts.parameters)
    return (content.parameters + (Applied(),) * wanted)[:wanted]
