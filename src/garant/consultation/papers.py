"""The synthesis as a document, and every contribution as a table. Neither bears the name of a person of the house."""

from collections.abc import Iterable, Sequence

from garant.consultation import figures, queries
from garant.consultation.figures import WHOLE, Participation
from garant.consultation.models import Consultation
from garant.consultation.parts import Part
from garant.consultation.queries import Item
from garant.consultation.terms import Opinion
from garant.consultation.voices import Voice
from garant.directory.templatetags.french import day
from garant.paper import Block, Facts, Heading, Note, Paper, Paragraph, TableBlock, literal
from garant.tables import Column, to_csv, to_ods

_COLUMNS = (
    Column(key="number", title="Numéro", kind="number"),
    Column(key="clause", title="Clause"),
    Column(key="kind", title="Nature"),
    Column(key="text", title="Texte"),
    Column(key="reason", title="Motif de l’amendement"),
    Column(key="who", title="Origine"),
    Column(key="day", title="Date", kind="date"),
    Column(key="agree", title="D’accord", kind="number"),
    Column(key="disagree", title="Pas d’accord", kind="number"),
    Column(key="clarify", title="À préciser", kind="number"),
    Column(key="hidden", title="Masquée parce que"),
    Column(key="verdict", title="Suite donnée"),
    Column(key="answer", title="Motif de la suite"),
)


def table_of(found: Consultation, suffix: str) -> tuple[str, bytes]:
    """The content type and the file: a line for each contribution. `suffix` is csv or ods."""
    rows = [_row(found, item) for item in _items(found)]
    if suffix == "ods":
        return "application/vnd.oasis.opendocument.spreadsheet", to_ods(_COLUMNS, rows, "Contributions")
    return "text/csv; charset=utf-8", to_csv(_COLUMNS, rows)


def synthesis_paper(found: Consultation) -> Paper:
    """Numbers first, then each clause: what was said, what becomes of it and why."""
    told = figures.participation_of(found)
    items = _items(found)
    kept = queries.syntheses_of(found)
    blocks: list[Block] = [
        Facts(
            (
                ("Version mise en discussion", day(found.version)),
                ("Ouverte", f"du {day(found.opened_at)} au {day(found.closed_at or found.closes_on)}"),
                ("Participation", "anonyme" if found.anonymous else "nominative"),
                (
                    "Synthèse",
                    f"publiée le {day(found.published_at)}" if found.published_at else "projet, non publié",
                ),
            )
        ),
        *_paragraphs(found.presentation),
    ]
    if found.conclusion:
        blocks += [Heading(1, "Ce que nous en retenons"), *_paragraphs(found.conclusion)]
    blocks += [Heading(1, "La participation en chiffres"), *_numbers(found, told)]
    blocks.append(Heading(1, "Les contributions et leurs suites"))
    parts: list[Part | None] = [None, *found.clauses]
    for part in parts:
        name = part.id if part else ""
        mine = [item for item in items if item.contribution.clause == name]
        if mine or kept.get(name):
            blocks.append(Heading(2, f"{part.number} {part.title}" if part else WHOLE))
            blocks += _paragraphs(kept.get(name, ""))
            for item in mine:
                blocks += _said(item)
    if not items:
        blocks.append(Paragraph("Aucune contribution n’a été déposée."))
    return Paper(
        "Synthèse de la consultation",
        found.title,
        found.organisation.name,
        blocks=blocks,
    )


def _items(found: Consultation) -> list[Item]:
    """As a visitor reads them: without names of the house, without what is hidden."""
    return queries.items_of(Voice(found.organisation), found)


def _numbers(found: Consultation, told: Participation) -> Iterable[Block]:
    yield TableBlock(
        "Par où les personnes ont participé",
        ["Entrée", "Personnes", "Contributions"],
        [[way.label, people_said(way.people, told.fewest), str(way.contributions)] for way in told.ways],
        [3, 1, 1],
    )
    if told.people is None:
        yield Note(
            f"La consultation est anonyme : un nombre de personnes inférieur à {told.fewest} n’est pas donné, ni le total, "
            "qui permettrait de le déduire."
        )
    yield TableBlock(
        "Contributions et réactions par clause",
        ["Clause", "Commentaires", "Amendements", "Réactions"],
        [
            [each.label, str(each.comments), str(each.amendments), str(each.reactions)]
            for each in told.discussed
        ]
        or [["Aucune", "0", "0", "0"]],
        [4, 1, 1, 1],
    )
    yield _one_row("Réactions", told.opinions)
    yield _one_row("Ce que deviennent les contributions", (*told.verdicts, ("Masquée", told.hidden)))


def _one_row(caption: str, counts: Sequence[tuple[str, int]]) -> TableBlock:
    return TableBlock(caption, [label for label, _ in counts], [[str(number) for _, number in counts]])


def people_said(people: int | None, fewest: int) -> str:
    """A number, or why there is none."""
    return f"moins de {fewest}" if people is None else str(people)


def _said(item: Item) -> Iterable[Block]:
    row = item.contribution
    yield Heading(3, f"N° {row.number}, {row.kind_french.lower()}")
    yield Paragraph(f"*{literal(item.who)}, le {day(row.written_on)}*")
    if row.hidden_at:
        yield Note(literal(f"Contribution masquée : {row.hidden_because}"))
        return
    if row.is_amendment:
        yield Paragraph("Rédaction proposée :")
    yield from _paragraphs(item.text)
    if row.reason:
        yield Paragraph(literal(f"Motif : {row.reason}"))
    if any(choice.number for choice in item.choices):
        yield Paragraph(", ".join(f"{each.opinion.label} : {each.number}" for each in item.choices) + ".")
    if item.answer is not None:
        yield Note(f"**{item.answer.verdict_french}.** {literal(item.answer.reason)}")


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(literal(each.strip())) for each in text.split("\n") if each.strip()]


def _row(found: Consultation, item: Item) -> dict[str, object]:
    row = item.contribution
    part = found.clauses_by_id.get(row.clause)
    counted = {each.opinion: each.number for each in item.choices}
    return {
        "number": row.number,
        "clause": f"{part.number} {part.title}" if part else WHOLE,
        "kind": row.kind_french,
        "text": item.text,
        "reason": "" if row.hidden_at else row.reason,
        "who": item.who,
        "day": row.written_on,
        "agree": counted[Opinion.AGREE],
        "disagree": counted[Opinion.DISAGREE],
        "clarify": counted[Opinion.CLARIFY],
        "hidden": row.hidden_because,
        "verdict": item.answer.verdict_french if item.answer else "",
        "answer": item.answer.reason if item.answer else "",
    }
