"""Documents of a consultation: the questionnaire to fill in, the comparison, the model clauses."""

from django.utils import timezone

from garant.paper import (
    FORMATS,
    Block,
    Choice,
    Facts,
    Field,
    FormatUnknown,
    Heading,
    Items,
    Note,
    Paper,
    Paragraph,
    TableBlock,
    literal,
)
from garant.procurement.clauses import Tier, clauses_for, model_clauses
from garant.procurement.models import Consultation
from garant.procurement.queries import Comparison
from garant.procurement.questions import Kind, Question, by_theme
from garant.tables import Column, to_csv, to_ods
from garant.words import count


def questionnaire_paper(consultation: Consultation) -> Paper:
    """What a vendor reads and may fill in by hand. Weights and eliminatory answers are said: they bind the buyer."""
    asked = consultation.asked
    rank = {question.id: number for number, question in enumerate(asked, start=1)}
    blocks: list[Block] = [
        Facts(
            (
                ("Référence", consultation.reference),
                ("Nature", consultation.kind_french),
                ("Date limite", _moment(consultation)),
            )
        ),
        Paragraph(literal(consultation.object)),
        Note(
            f"Ce questionnaire compte {count(len(asked), 'question')}. Chacune dit son poids et ce qu’est une bonne "
            "réponse. Une réponse marquée « éliminatoire » écarte l’offre. « Nous ne le savons pas » est une réponse. "
            "La réponse se remet par le lien que vous avez reçu, ou par le fichier JSON qui va avec ce document."
        ),
        Field("Nom du candidat"),
        Field("Personne à joindre", "Nom, fonction, adresse électronique."),
    ]
    for theme, questions in by_theme(asked):
        blocks.append(Heading(1, theme))
        for question in questions:
            blocks.extend(_asked(question, rank[question.id]))
    return Paper(
        "Questionnaire sur l’intelligence artificielle",
        consultation.title,
        consultation.organisation.name,
        blocks=blocks,
    )


def comparison_paper(consultation: Consultation, comparison: Comparison) -> Paper:
    """The answers side by side, with points and reasons."""
    vendors = [offer.invitation.vendor for offer in comparison.offers]
    blocks: list[Block] = [Heading(1, "Résultat")]
    if not vendors:
        blocks.append(Paragraph("Aucune réponse n’a été remise."))
    else:
        blocks.append(
            TableBlock(
                "Note de chaque réponse",
                ["Candidat", "Note", "Exigences éliminatoires non tenues"],
                [
                    [
                        offer.invitation.vendor,
                        offer.score.french,
                        ", ".join(each.question.text for each in offer.score.knock_outs) or "aucune",
                    ]
                    for offer in comparison.offers
                ],
                [2, 2, 4],
            )
        )
        blocks.append(Heading(1, "Réponses"))
        for row in comparison.rows:
            blocks.append(Heading(2, row.question.text))
            blocks.append(Paragraph(literal(f"Poids {row.question.weight}. Attendu : {row.question.good}")))
            blocks.append(
                TableBlock(
                    row.question.text,
                    ["Candidat", "Réponse", "Points", "Pourquoi"],
                    [
                        [vendor, cell.said, _points(cell.points), cell.why]
                        for vendor, cell in zip(vendors, row.cells, strict=True)
                    ],
                    [2, 4, 1, 3],
                )
            )
    if consultation.outcome:
        blocks.append(Heading(1, consultation.state_french))
        if consultation.retained is not None:
            blocks.append(Paragraph(literal(consultation.retained.vendor)))
        blocks.append(Paragraph(literal(consultation.outcome)))
    return Paper(
        "Comparaison des réponses",
        f"{consultation.reference}, {consultation.title}",
        consultation.organisation.name,
        blocks=blocks,
    )


def clauses_paper(organisation: str, tier: Tier) -> Paper:
    """The model clauses of this tier, numbered, each with its sources."""
    found = model_clauses()
    blocks: list[Block] = [
        Note(
            f"Clauses proposées pour un usage à {tier.french}, à jour du {found.as_of:%d/%m/%Y}, à relire avant le "
            f"{found.review_by:%d/%m/%Y}. Elles complètent le CCAG-TIC et le contrat de sous-traitance de l’article "
            "28 du RGPD ; faites-les relire par votre service juridique avant de les insérer."
        )
    ]
    for letter, part in zip("ABCDEFGH", clauses_for(tier), strict=False):
        blocks.append(Heading(1, f"{letter}. {part.title}"))
        for rank, clause in enumerate(part.clauses, start=1):
            blocks.append(Heading(2, f"{letter}.{rank} {clause.title}"))
            blocks.append(Paragraph(literal(clause.text.strip())))
            dated = (
                f" Obligation applicable à compter du {clause.applies_from:%d/%m/%Y}."
                if clause.applies_from is not None
                else ""
            )
            blocks.append(Paragraph(f"*Source : {literal('; '.join(clause.sources))}.{dated}*"))
    blocks.append(Heading(1, "Sources"))
    blocks.append(Items([literal(source) for source in found.sources]))
    return Paper("Clauses d’intelligence artificielle", f"Usage à {tier.french}", organisation, blocks=blocks)


def comparison_table(comparison: Comparison, suffix: str) -> tuple[str, bytes]:
    """The content type and the file: one line for each question and each vendor. FormatUnknown but for csv and ods."""
    rows = [
        {
            "question": row.question.text,
            "theme": row.question.theme,
            "weight": row.question.weight,
            "vendor": offer.invitation.vendor,
            "said": cell.said,
            "points": cell.points,
            "why": cell.why,
            "knocked_out": cell.knocked_out,
        }
        for row in comparison.rows
        for offer, cell in zip(comparison.offers, row.cells, strict=True)
    ]
    match suffix:
        case "csv":
            return "text/csv; charset=utf-8", to_csv(_COLUMNS, rows)
        case "ods":
            return "application/vnd.oasis.opendocument.spreadsheet", to_ods(_COLUMNS, rows, "Comparaison")
    raise FormatUnknown(known=", ".join([*FORMATS, "csv", "ods"]))


_COLUMNS = (
    Column(key="question", title="Question"),
    Column(key="theme", title="Thème"),
    Column(key="weight", title="Poids", kind="number"),
    Column(key="vendor", title="Candidat"),
    Column(key="said", title="Réponse"),
    Column(key="points", title="Points", kind="number"),
    Column(key="why", title="Pourquoi"),
    Column(key="knocked_out", title="Éliminatoire", kind="boolean"),
)


def _asked(question: Question, rank: int) -> list[Block]:
    title = f"{rank}. {question.text}"
    told = f"Poids {question.weight}. Une bonne réponse : {question.good}"
    words = question.kind is Kind.TEXT
    blocks: list[Block] = [Heading(2, title)]
    if question.help:
        blocks.append(Paragraph(literal(question.help)))
    blocks.append(Paragraph(literal(told)))
    if question.options:
        label = "Cochez tout ce qui convient" if question.kind is Kind.MANY else "Cochez une réponse"
        out = question.knock_outs
        blocks.append(
            Choice(
                label, [each.label + (" (éliminatoire)" if each in out else "") for each in question.options]
            )
        )
    elif not words:
        blocks.append(Field(f"Réponse, en {question.unit}" if question.unit else "Réponse, code du pays"))
    if words or question.detail != "none":
        blocks.append(Field("Réponse" if words else "Précisions", lines=4 if words else 2))
    return blocks


def _points(points: float | None) -> str:
    return "à apprécier" if points is None else f"{points:.2f}".replace(".", ",")


def _moment(consultation: Consultation) -> str:
    at = timezone.localtime(consultation.deadline)
    return f"{at:%d/%m/%Y} à {at:%H} h {at:%M}"
