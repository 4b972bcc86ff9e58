"""The minutes of an arbitration: each case with the figures that were on the table, its decision and why."""

from collections.abc import Sequence

from garant.committees.terms import Verdict
from garant.directory.templatetags.french import day
from garant.lifecycle.models import ArbitrationSession
from garant.lifecycle.queries.arbitrations import Candidate
from garant.lifecycle.spans import span
from garant.paper import Block, Facts, Heading, Items, Paper, Paragraph, Signature, TableBlock, literal


def minutes_of(session: ArbitrationSession, candidates: Sequence[Candidate]) -> Paper:
    """A document to print, sign and archive."""
    blocks: list[Block] = [
        TableBlock(
            "Projets examinés, dans l’ordre de la liste",
            ("Rang", "Projet", "Valeur", "Risque", "Complexité", "Coût par an", "Décision"),
            [_row(rank, each) for rank, each in enumerate(candidates, start=1)],
            widths=(1, 5, 1.5, 1.5, 2, 2.5, 2),
        )
    ]
    for candidate in candidates:
        blocks += _case(candidate)
    blocks.append(Signature("", "Pour la direction générale des services"))
    return Paper(
        title=f"Arbitrage n° {session.number} : {session.title}",
        subtitle="Procès-verbal" if not session.is_open else "Procès-verbal provisoire, séance ouverte",
        organisation=session.organisation.name,
        date_line=f"Séance du {day(session.held_on)}",
        blocks=tuple(blocks),
    )


def _case(candidate: Candidate) -> list[Block]:
    use, case, figures = candidate.use, candidate.case, candidate.figures
    assert case is not None
    found: list[Block] = [
        Heading(1, f"n° {use.number} {use.title}"),
        Facts(
            (
                ("Direction", use.department),
                ("Déposé par", use.requester.full_name),
                ("Classe de risque (règlement européen)", figures.risk_class),
                ("Réponses à examiner", str(figures.to_examine)),
                ("Coût, une fois", _euros(figures.cost_once)),
                ("Énergie par an", span(figures.kwh_year, "kWh")),
                ("Carbone par an", span(figures.kgco2e_year, "kg CO2e")),
            )
        ),
        Paragraph(literal(use.what)),
    ]
    opinions = [
        f"{opinion.committee} : {Verdict(opinion.verdict).label.lower()}. {opinion.reason}"
        for opinion in candidate.opinions
    ]
    found.append(
        Items([literal(each) for each in opinions]) if opinions else Paragraph("Aucun avis de comité.")
    )
    if case.decision:
        by = case.by.full_name if case.by is not None else ""
        found.append(Facts((("Décision", case.decision_french), ("Par", by))))
        found.append(Paragraph(literal(case.justification)))
        if case.conditions:
            found.append(Items([literal(each) for each in case.conditions]))
    else:
        found.append(Paragraph("Pas encore décidé."))
    return found


def _row(rank: int, candidate: Candidate) -> tuple[str, ...]:
    figures, case = candidate.figures, candidate.case
    return (
        str(rank),
        f"n° {candidate.use.number} {candidate.use.title}",
        _score(figures.value),
        _score(figures.risk),
        _score(figures.complexity),
        _euros(figures.cost_year),
        case.decision_french or "À décider" if case is not None else "",
    )


def _score(number: int | None) -> str:
    return "inconnu" if number is None else f"{number} / 100"


def _euros(pair: tuple[float, float] | None) -> str:
    return span(pair, "k€")
