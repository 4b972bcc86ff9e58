"""A charter as a `Paper`: what ODT and DOCX are written from, with real headings and styles."""

from collections.abc import Iterable, Iterator, Sequence

from garant.charter import Charter
from garant.paper import (
    Block,
    Facts,
    Heading,
    Items,
    Note,
    Paper,
    Paragraph,
    Run,
    TableBlock,
    literal,
    runs,
    to_docx,
    to_odt,
)
from garant.press import edition
from garant.press.edition import ClauseText, Edition, edition_of
from garant.press.markdown import Grid, Listing, Node, Quotation, Sentences, Title, Verbatim, plain

_LOWEST = 5


def charter_odt(charter: Charter) -> bytes:
    """OpenDocument text."""
    return to_odt(charter_paper(charter))


def charter_docx(charter: Charter) -> bytes:
    """Office Open XML text."""
    return to_docx(charter_paper(charter))


def charter_paper(charter: Charter) -> Paper:
    """The whole charter as blocks: sections at level 1, clauses at level 2."""
    said = edition_of(charter)
    return Paper(
        title=said.title,
        organisation=said.organisation,
        date_line=said.date_line,
        blocks=tuple(_blocks(said)),
    )


def marked(found: Sequence[Run]) -> str:
    """Runs as the marks of a paragraph; bare words where the marks would not be read again as they are."""
    text = "".join(_marked(run) for run in found)
    if runs(text) == tuple(found):
        return text
    return literal("".join(f"{run.text} ({run.link})" if run.link else run.text for run in found))


def _marked(run: Run) -> str:
    text = f"[{run.text}]({run.link})" if run.link else literal(run.text)
    stars = "*" * (2 * run.bold + run.italic)
    return f"{stars}{text}{stars}"


def _blocks(said: Edition) -> Iterator[Block]:
    yield from _body(said.introduction, 1)
    if said.values:
        yield Heading(1, edition.VALUES_TITLE)
        for value in said.values:
            yield Heading(2, value.title)
            yield from _body(value.body, 3)
            if value.carried:
                yield Paragraph(f"Portée par : {literal(value.carried)}.")
    yield Heading(1, edition.ZONES_TITLE)
    yield Facts(said.zones)
    for section in said.sections:
        yield Heading(1, f"{section.number}. {section.title}")
        yield from _body(section.body, 2)
        for clause in section.clauses:
            yield from _clause(clause)
    yield Heading(1, edition.GRID_TITLE)
    yield TableBlock(edition.GRID_CAPTION, said.grid_columns, said.grid_rows)
    yield Facts(said.legend)
    if said.recognisers:
        yield Heading(1, edition.RECOGNISERS_TITLE)
        yield Paragraph(literal(edition.RECOGNISERS_NOTE))
        yield Facts(said.recognisers)
    if said.documents:
        yield Heading(1, edition.DOCUMENTS_TITLE)
        yield Items([marked([Run(each.title, link=each.url)]) for each in said.documents])
    yield Note(literal(said.colophon))


def _clause(clause: ClauseText) -> Iterator[Block]:
    yield Heading(2, f"{clause.number} {clause.title}")
    yield from _body(clause.body, 3)
    yield Note(f"**{clause.status}**")
    if clause.sentences:
        yield Items([literal(sentence) for sentence in clause.sentences])
    if clause.reason:
        yield Paragraph(f"**Motif de l’assouplissement :** {literal(clause.reason)}")
    if clause.sources:
        yield Paragraph(f"Sources : {literal(clause.sources)}")


def _body(nodes: Sequence[Node], level: int) -> Iterator[Block]:
    highest = min((node.level for node in nodes if isinstance(node, Title)), default=1)
    for node in nodes:
        match node:
            case Sentences(found):
                yield Paragraph(marked(found))
            case Title(own, text):
                yield Heading(min(level + own - highest, _LOWEST), text)
            case Listing(items, ordered):
                yield Items(list(_items(items)), ordered)
            case Quotation(inner):
                yield from (Note(literal(line)) for line in plain(inner).split("\n"))
            case Verbatim(text):
                yield Paragraph(literal(text))
            case Grid(columns, rows):
                yield TableBlock(" ; ".join(columns), columns, rows)


def _items(items: Iterable[Sequence[Node]]) -> Iterator[str]:
    """A `Paper` has one depth of lists: what an item holds beyond its first paragraph follows on lines of its own."""
    for item in items:
        first, *others = item or (Sentences(()),)
        head = marked(first.runs) if isinstance(first, Sentences) else literal(plain([first]))
        rest = [f"– {line}" if line else "" for line in plain(others).split("\n")]
        yield "\n".join(filter(None, [head, *map(literal, rest)]))
