"""A charter as tagged PDF (PDF/UA-1): bookmarks, and a named destination for each clause."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from garant.charter import Charter
from garant.paper import Run, run_parts, typeset, without_gaps
from garant.press import edition
from garant.press.edition import ClauseText, Edition, edition_of
from garant.press.markdown import Grid, Listing, Node, Quotation, Sentences, Title, Verbatim, web_address

Part = dict[str, Any]


def charter_pdf(charter: Charter, *, locale: str = "fr") -> bytes:
    """A4. The same charter gives the same bytes; `#clause-<id>` after its address opens it at a clause.

    `locale` is the language that the file declares: the charter's own words are not translated.
    """
    said = edition_of(charter)
    content = {
        "meta": {
            "title": said.title,
            "author": said.organisation,
            "language": locale,
            "date": said.version,
        },
        "title": said.title,
        "organisation": said.organisation,
        "facts": said.facts,
        "footer": f"{said.title}, {said.facts[0][1]}",
        "introduction": body(said.introduction, 1),
        "values": list(_values(said)),
        "zones-title": edition.ZONES_TITLE,
        "zones": [(name, value or "—") for name, value in said.zones],
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "body": body(section.body, 2),
                "clauses": [_clause(clause) for clause in section.clauses],
            }
            for section in said.sections
        ],
        "end": list(_end(said)),
    }
    return typeset(template("charter.typ"), content)


@cache
def template(name: str) -> str:
    """A template of this package."""
    return files("garant.press").joinpath(name).read_text(encoding="utf-8")


def body(nodes: Sequence[Node], highest: int) -> list[Part]:
    """The tree of a Markdown text as the template reads it; its own titles begin at level `highest`."""
    top = min((node.level for node in nodes if isinstance(node, Title)), default=1)
    parts = [_part(node, highest - top) for node in nodes]
    above = highest - 1
    # As if the title above stood first: the levels below it follow one another.
    return without_gaps([*(_heading(level, "") for level in range(1, above + 1)), *parts])[above:]


def _heading(level: int, text: str) -> Part:
    return {"kind": "heading", "level": level, "text": text}


def _part(node: Node, shift: int) -> Part:
    match node:
        case Sentences(found):
            return {"kind": "paragraph", "runs": run_parts(found)}
        case Title(level, text):
            return _heading(level + shift, text)
        case Listing(items, ordered, start):
            return {
                "kind": "list",
                "ordered": ordered,
                "start": start,
                "items": [[_nested(each) for each in item] for item in items],
            }
        case Quotation(inner):
            return {"kind": "note", "parts": [_nested(each) for each in inner]}
        case Verbatim(text):
            return {"kind": "code", "text": text}
        case Grid(columns, rows):
            shares = [1 / len(columns)] * len(columns)
            return _table("", columns, rows, shares)


def _nested(node: Node) -> Part:
    """A title within a list or a quotation opens no part of the document: it is a bold line."""
    if isinstance(node, Title):
        return _paragraph(node.text, bold=True)
    return _part(node, 0)


def _paragraph(text: str, *, bold: bool = False) -> Part:
    return {"kind": "paragraph", "runs": run_parts([Run(text, bold=bold)])}


def _table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]
) -> Part:
    return {"kind": "table", "caption": caption, "columns": columns, "rows": rows, "shares": shares}


def _clause(clause: ClauseText) -> Part:
    return {
        "anchor": clause.id,
        "number": clause.number,
        "title": clause.title,
        "body": body(clause.body, 3),
        "status": clause.status,
        "sentences": clause.sentences,
        "reason": clause.reason,
        "sources": clause.sources,
    }


def _values(said: Edition) -> Iterator[Part]:
    if not said.values:
        return
    yield _heading(1, edition.VALUES_TITLE)
    for value in said.values:
        yield {**_heading(2, value.title), "listed": False}
        yield from body(value.body, 3)
        if value.carried:
            yield _paragraph(f"Portée par : {value.carried}.")


def _end(said: Edition) -> Iterator[Part]:
    yield _heading(1, edition.GRID_TITLE)
    yield _table(edition.GRID_CAPTION, said.grid_columns, said.grid_rows, (0.28, 0.24, 0.24, 0.24))
    yield {"kind": "facts", "pairs": said.legend}
    if said.recognisers:
        yield _heading(1, edition.RECOGNISERS_TITLE)
        yield _paragraph(edition.RECOGNISERS_NOTE)
        yield {"kind": "facts", "pairs": said.recognisers}
    if said.documents:
        yield _heading(1, edition.DOCUMENTS_TITLE)
        items = [
            [{"kind": "paragraph", "runs": run_parts([Run(each.title, link=web_address(each.url))])}]
            for each in said.documents
        ]
        yield {"kind": "list", "ordered": False, "start": 1, "items": items}
    yield {"kind": "note", "parts": [_paragraph(said.colophon)]}
