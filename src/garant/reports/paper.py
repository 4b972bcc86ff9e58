"""A report as a document: the same figures, words and tables as its page."""

from collections.abc import Iterator

from garant.directory.templatetags.french import day, moment, typo
from garant.paper import BarChart, Block, Facts, Heading, Items, Note, Paper, Paragraph, TableBlock, literal
from garant.reports.chart import measures_of
from garant.reports.content import Breakdown, Content, Listing, Section
from garant.reports.models import Report
from garant.reports.terms import CLOSING, EDITORIAL, OPENING
from garant.words import count

ANNEX = "Annexe : d’où vient chaque chiffre"


def paper_of(report: Report) -> Paper:
    """Titles, words, tables, and the annex that says of each figure where it comes from."""
    return Paper(
        title=report.title,
        organisation=report.organisation.name,
        subtitle=f"Bilan n° {report.number}" if report.number else "Brouillon",
        date_line=standing(report),
        blocks=tuple(_blocks(report)),
    )


def standing(report: Report) -> str:
    """Where the report stands, in one line."""
    computed = f"chiffres calculés le {moment(report.computed_at)}"
    if report.validated_at is None:
        return f"Brouillon, {computed}" + ("" if report.is_over else ", avant la fin de la période")
    return f"Validé le {day(report.validated_at)}, {computed}"


def paragraphs_of(text: str) -> list[str]:
    """What was written, cut at its blank lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _blocks(report: Report) -> Iterator[Block]:
    told = report.told
    yield Facts(
        [
            ("Période", f"du {day(report.since)} au {day(report.until)}"),
            ("Charte", told.charter or "aucune charte en vigueur"),
        ]
    )
    if OPENING in report.words:
        yield Heading(1, EDITORIAL[OPENING])
        yield from _words(report, OPENING)
    for number, section in enumerate(told.sections, start=1):
        yield Heading(1, f"{number}. {section.title}")
        yield from _words(report, section.key)
        yield from _section(section)
    if CLOSING in report.words:
        yield Heading(1, EDITORIAL[CLOSING])
        yield from _words(report, CLOSING)
    yield from _annex(report, told)


def _words(report: Report, key: str) -> Iterator[Block]:
    for paragraph in paragraphs_of(report.words.get(key, "")):
        yield Paragraph(literal(typo(paragraph)))


def _section(section: Section) -> Iterator[Block]:
    if section.silent:
        yield Note(literal(typo(section.silent)))
    if section.figures:
        yield TableBlock(
            f"{section.title} : les chiffres",
            ("Ce qui est compté", "Chiffre"),
            [(figure.label, figure.said) for figure in section.figures],
            (3, 1.4),
        )
    for breakdown in section.breakdowns:
        yield from _breakdown(breakdown)
    for listing in section.listings:
        yield from _listing(listing)
    for note in section.notes:
        yield Paragraph(literal(typo(note)))


def _breakdown(breakdown: Breakdown) -> Iterator[Block]:
    if not breakdown.shown:
        return
    rows = [(figure.label, figure.said) for figure in breakdown.shown]
    yield TableBlock(breakdown.caption, (breakdown.head, breakdown.of), rows, (3, 1.4))
    if breakdown.is_drawn:
        yield BarChart(breakdown.caption, measures_of(breakdown))
    if breakdown.zeros:
        yield Paragraph(literal(f"À zéro : {breakdown.zeros}."))


def _listing(listing: Listing) -> Iterator[Block]:
    yield TableBlock(listing.caption, listing.columns, listing.rows, listing.widths)
    if listing.left_out:
        yield Paragraph(f"{left_out(listing)}.")


def left_out(listing: Listing) -> str:
    """Said beneath a table that is not whole."""
    return f"{count(listing.left_out, 'autre ligne n’est pas imprimée', 'autres lignes ne sont pas imprimées')} ici"


def _annex(report: Report, told: Content) -> Iterator[Block]:
    yield Heading(1, ANNEX)
    yield Paragraph(
        literal(
            f"Chaque chiffre de ce bilan vient d’une requête sur les registres ou sur les comptes du journal, faite le "
            f"{moment(report.computed_at)} par Garant {told.software}. Son identifiant est le même d’un bilan à l’autre."
        )
    )
    yield TableBlock(
        "Les chiffres et leur source",
        ("Identifiant", "Chiffre", "Valeur", "Source"),
        [
            (figure.key, figure.label, figure.said, f"{figure.method}\n{figure.query}".strip())
            for figure in told.every()
        ],
        (2.2, 2.4, 1.4, 4),
    )
    listings = [listing for section in told.sections for listing in section.listings]
    if listings:
        yield Heading(2, "Les listes")
        yield Items(
            [literal(f"{each.key} ({each.caption}) : {each.method} {each.query}") for each in listings]
        )
    if report.digest:
        yield Note(literal(f"Empreinte de ce qui a été validé : {report.digest}"))
