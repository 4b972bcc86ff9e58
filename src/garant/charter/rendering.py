"""The charter as a text to read and to vote: a standalone HTML page, or Markdown."""

import re
from collections.abc import Iterator
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from garant.charter.charter import Charter, Clause
from garant.charter.compilation import compile_policy
from garant.charter.enumeration import french_date
from garant.charter.grid import LEGEND, GridCell, grid
from garant.charter.page import standalone
from garant.charter.phrases import spaced, zone_adjective
from garant.charter.recogniser import Recogniser, recogniser
from garant.words import Zone


def markdown_to_html(text: str, *, below: int = 3) -> str:
    """HTML of a clause's Markdown. Raw HTML is shown as text, images are left out, headings go under level `below`."""
    tokens = _MARKDOWN.parse(text)
    for token in _walk(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + below)}"
        elif token.type == "text":
            token.content = spaced(token.content)
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def _walk(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or [])


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


# ---------------------------------------------------------------- what recognises the forbidden uses

_RECOGNISERS = "Les reconnaisseurs"
_WHAT_RECOGNISERS_ARE = (
    "Un reconnaisseur est une liste de tournures à laquelle le logiciel reconnaît la demande d’un usage interdit. "
    "Il est fourni avec le logiciel et peut changer avec lui ; il n’épuise pas le sens de la clause."
)


def _recognisers(charter: Charter) -> list[Recogniser]:
    """Those that the charter names, in reading order."""
    named = (name for use in compile_policy(charter).forbidden for name in use.recognisers)
    return [recogniser(name) for name in dict.fromkeys(named)]


def _by_example(found: Recogniser) -> str:
    asked, left = (
        texts[0].removesuffix(".") for texts in (found.examples.recognised, found.examples.left_alone)
    )
    written = french_date(found.as_of.isoformat())
    return f"version du {written} ; reconnaît, par exemple, « {asked} » et laisse passer « {left} »."


# ---------------------------------------------------------------- HTML


# Ids of our own begin with "_", which no clause's id does.


def render_html(charter: Charter) -> str:
    """A complete page: inline style, no script, nothing fetched from anywhere, readable in print and in the dark."""
    body = "\n".join(
        [
            _header(charter),
            _contents(charter),
            '<main id="_contenu">',
            f'<div class="introduction">{markdown_to_html(charter.introduction, below=2)}</div>'
            if charter.introduction
            else "",
            _values(charter),
            _zones(charter),
            *_sections(charter),
            _grid(charter),
            _recognition(charter),
            _documents(charter),
            "</main>",
            f"<footer><p>{escape(charter.id)}, version {escape(charter.version)}</p></footer>",
        ]
    )
    return standalone(charter.title, body)


def _header(charter: Charter) -> str:
    blanks = charter.blanks
    facts = [
        ("Version", french_date(charter.version)),
        ("Organisation", blanks.organisation),
        ("Adoptée par", blanks.adopted_by),
        ("Adoptée le", french_date(blanks.adopted_on.isoformat()) if blanks.adopted_on else ""),
        ("À réviser avant le", french_date(charter.review_by.isoformat()) if charter.review_by else ""),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    return f"<header><h1>{escape(charter.title)}</h1><dl>{listed}</dl></header>"


def _contents(charter: Charter) -> str:
    entries = []
    for rank, section in enumerate(charter.sections, start=1):
        clauses = "".join(
            f'<li><a href="#{escape(clause.id)}">{rank}.{place} {escape(clause.title)}</a></li>'
            for place, clause in enumerate(section.clauses, start=1)
        )
        inner = f"<ul>{clauses}</ul>" if clauses else ""
        entries.append(f'<li><a href="#_section-{rank}">{rank}. {escape(section.title)}</a>{inner}</li>')
    entries.append('<li><a href="#_donnees-et-zones">Données et zones</a></li>')
    if _recognisers(charter):
        entries.append(f'<li><a href="#_reconnaisseurs">{_RECOGNISERS}</a></li>')
    return f'<nav aria-label="Sommaire"><h2>Sommaire</h2><ul>{"".join(entries)}</ul></nav>'


def _values(charter: Charter) -> str:
    if not charter.values:
        return ""
    numbers = {clause.id: (number, clause.title) for number, _, clause in charter.numbered()}
    items = []
    for value in charter.values:
        links = ", ".join(
            f'<a href="#{escape(clause)}">{numbers[clause][0]} {escape(numbers[clause][1])}</a>'
            for clause in value.clauses
        )
        carried = f'<p class="carried">Portée par : {links}.</p>' if links else ""
        items.append(f"<h3>{escape(value.title)}</h3>{markdown_to_html(value.text)}{carried}")
    return f'<section aria-labelledby="_valeurs"><h2 id="_valeurs">Nos valeurs</h2>{"".join(items)}</section>'


def _zones(charter: Charter) -> str:
    policy = compile_policy(charter)
    items = "".join(
        f"<dt>Zone {zone_adjective(zone)}{'' if policy.approval(zone) else ' (fermée)'}</dt>"
        f"<dd>{escape(charter.zones[zone])}</dd>"
        for zone in Zone
    )
    return f'<section aria-labelledby="_zones"><h2 id="_zones">Où vont les données</h2><dl>{items}</dl></section>'


def _sections(charter: Charter) -> Iterator[str]:
    for rank, section in enumerate(charter.sections, start=1):
        clauses = "".join(
            _clause(f"{rank}.{place}", clause) for place, clause in enumerate(section.clauses, start=1)
        )
        yield (
            f'<section aria-labelledby="_section-{rank}">'
            f'<h2 id="_section-{rank}">{rank}. {escape(section.title)}</h2>'
            f"{markdown_to_html(section.text, below=2)}{clauses}</section>"
        )


def _clause(number: str, clause: Clause) -> str:
    status = clause.nature
    sentences = "".join(f"<li>{escape(spaced(control.sentence()))}</li>" for control in clause.controls)
    controls = f'<ul class="controls">{sentences}</ul>' if sentences else ""
    reason = (
        f'<p class="reason"><strong>Motif de l’assouplissement :</strong> {escape(clause.reason)}</p>'
        if clause.reason is not None
        else ""
    )
    sources = (
        f'<p class="sources">Sources : {escape(", ".join(clause.sources))}</p>' if clause.sources else ""
    )
    return (
        f'<article id="{escape(clause.id)}" aria-labelledby="_titre-{escape(clause.id)}">'
        f'<h3 id="_titre-{escape(clause.id)}">{number} {escape(clause.title)}</h3>'
        f"{markdown_to_html(clause.text)}"
        f'<div class="applied {status.value}"><p class="status">Clause {status.french}</p>{controls}{reason}</div>'
        f"{sources}</article>"
    )


def _grid(charter: Charter) -> str:
    heads = "".join(f'<th scope="col">Zone {zone_adjective(zone)}</th>' for zone in Zone)
    policy = compile_policy(charter)
    numbers = {clause.number: clause.id for clause in policy.clauses.values()}
    rows = "".join(
        f'<tr><th scope="row">{escape(row.data.french.capitalize())}</th>'
        + "".join(_cell(cell, numbers) for cell in row.cells)
        + "</tr>"
        for row in grid(policy)
    )
    legend = "".join(f"<dt>{word}</dt><dd>{meaning}</dd>" for word, meaning in LEGEND)
    return (
        '<section aria-labelledby="_donnees-et-zones"><h2 id="_donnees-et-zones">Données et zones</h2>'
        '<div class="table" role="region" aria-label="Tableau des données et des zones" tabindex="0"><table>'
        "<caption>Ce qui arrive à une demande, selon les données qu’elle contient et la zone du système</caption>"
        f'<thead><tr><th scope="col">Une demande qui contient…</th>{heads}</tr></thead><tbody>{rows}</tbody>'
        f"</table></div><dl>{legend}</dl></section>"
    )


def _cell(cell: GridCell, numbers: dict[str, str]) -> str:
    said = cell.word
    if cell.clause is not None:
        said += f' (<a href="#{escape(numbers[cell.clause])}">{cell.clause}</a>)'
    elif cell.word == "bloqué":
        said += " (sans règle)"
    for word, number in cell.observed:
        said += f' ; en observation : {word} (<a href="#{escape(numbers[number])}">{number}</a>)'
    return f'<td class="{"closed" if cell.word == "zone fermée" else cell.action.value}">{said}</td>'


def _recognition(charter: Charter) -> str:
    named = _recognisers(charter)
    if not named:
        return ""
    items = "".join(
        f"<dt>{escape(each.name)}</dt><dd>{escape(spaced(_by_example(each)))}</dd>" for each in named
    )
    return (
        f'<section aria-labelledby="_reconnaisseurs"><h2 id="_reconnaisseurs">{_RECOGNISERS}</h2>'
        f"<p>{escape(spaced(_WHAT_RECOGNISERS_ARE))}</p><dl>{items}</dl></section>"
    )


def _documents(charter: Charter) -> str:
    if not charter.documents:
        return ""
    items = "".join(
        f'<li><a href="{escape(document.url)}">{escape(document.title)}</a></li>'
        if document.url
        else f"<li>{escape(document.title)}</li>"
        for document in charter.documents
    )
    return f'<section aria-labelledby="_documents"><h2 id="_documents">Documents liés</h2><ul>{items}</ul></section>'


# ---------------------------------------------------------------- Markdown


def render_markdown(charter: Charter) -> str:
    """CommonMark with one table; the titles within clauses go below the clause's own."""
    return "\n\n".join(block.strip("\n") for block in _blocks(charter) if block.strip()) + "\n"


def _blocks(charter: Charter) -> Iterator[str]:
    blanks = charter.blanks
    yield f"# {_inline(charter.title)}"
    facts = [
        f"Version du {french_date(charter.version)}",
        _inline(blanks.organisation),
        f"Adoptée par : {_inline(blanks.adopted_by)}" if blanks.adopted_by else "",
        f"Adoptée le {french_date(blanks.adopted_on.isoformat())}" if blanks.adopted_on else "",
        f"À réviser avant le {french_date(charter.review_by.isoformat())}" if charter.review_by else "",
    ]
    yield "\n".join(f"- {fact}" for fact in facts if fact)
    yield _text(charter.introduction, below=2)
    if charter.values:
        yield "## Nos valeurs"
    numbers = {clause.id: number for number, _, clause in charter.numbered()}
    for value in charter.values:
        yield f"### {_inline(value.title)}"
        yield _text(value.text, below=3)
        if value.clauses:
            yield f"Portée par : {', '.join(numbers[clause] for clause in value.clauses)}."
    policy = compile_policy(charter)
    yield "## Où vont les données"
    yield "\n".join(
        f"- **Zone {zone_adjective(zone)}{'' if policy.approval(zone) else ' (fermée)'}** : {_inline(charter.zones[zone])}"
        for zone in Zone
    )
    for rank, section in enumerate(charter.sections, start=1):
        yield f"## {rank}. {_inline(section.title)}"
        yield _text(section.text, below=2)
        for place, clause in enumerate(section.clauses, start=1):
            yield from _clause_blocks(f"{rank}.{place}", clause)
    yield "## Données et zones"
    yield "\n".join(_grid_lines(charter))
    yield "\n".join(f"- **{word}** : {meaning}" for word, meaning in LEGEND)
    named = _recognisers(charter)
    if named:
        yield f"## {_RECOGNISERS}"
        yield _inline(_WHAT_RECOGNISERS_ARE)
        yield "\n".join(f"- **{each.name}** : {_inline(_by_example(each))}" for each in named)
    if charter.documents:
        yield "## Documents liés"
        yield "\n".join(
            f"- [{_inline(document.title)}](<{document.url}>)"
            if document.url
            else f"- {_inline(document.title)}"
            for document in charter.documents
        )


def _clause_blocks(number: str, clause: Clause) -> Iterator[str]:
    yield f"### {number} {_inline(clause.title)}"
    yield _text(clause.text, below=3)
    lines = [f"> **Clause {clause.nature.french}.**"]
    if clause.controls:
        lines.append(">")
    lines += [f"> - {_inline(control.sentence())}" for control in clause.controls]
    if clause.reason is not None:
        lines += [">", f"> Motif de l’assouplissement : {_inline(clause.reason)}"]
    yield "\n".join(lines)
    if clause.sources:
        yield f"Sources : {_inline(', '.join(clause.sources))}"


def _grid_lines(charter: Charter) -> Iterator[str]:
    yield f"| Une demande qui contient… | {' | '.join(f'Zone {zone_adjective(zone)}' for zone in Zone)} |"
    yield "|---|---|---|---|"
    for row in grid(compile_policy(charter)):
        cells = []
        for cell in row.cells:
            said = cell.word
            if cell.clause is not None:
                said += f" ({cell.clause})"
            elif cell.word == "bloqué":
                said += " (sans règle)"
            said += "".join(f" ; en observation : {word} ({number})" for word, number in cell.observed)
            cells.append(said)
        yield f"| {row.data.french.capitalize()} | {' | '.join(cells)} |"


def _inline(text: str) -> str:
    """One line of plain text within Markdown: what would be markup is escaped."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))


def _text(text: str, *, below: int) -> str:
    """The Markdown of a clause, its titles lowered and its raw HTML shown as text."""
    lines = []
    fenced = False
    for line in text.split("\n"):
        if re.match(r" {0,3}(?:```|~~~)", line):
            fenced = not fenced
        elif not fenced:
            title = re.match(r"( {0,3})(#{1,6})(?=\s|$)", line)
            if title is not None:
                line = "#" * min(6, len(title.group(2)) + below) + line[title.end() :]
            line = re.sub(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s>]*>)", r"\\<", line)
        lines.append(line)
    return "\n".join(lines)
