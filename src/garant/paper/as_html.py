"""A document as one web page: complete, printable, nothing to load from elsewhere."""

from functools import cache
from html import escape
from importlib.resources import files

from garant.paper.bars import svg
from garant.paper.blocks import (
    BarChart,
    Block,
    Choice,
    Facts,
    Field,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    TableBlock,
)
from garant.paper.marks import runs


def to_html(paper: Paper) -> str:
    """The page: one h1, headings in order below it, its own style within."""
    head = [f'<p class="over">{_text(paper.organisation)}</p>' if paper.organisation else ""]
    head.append(f"<h1>{_text(paper.title)}</h1>")
    head.append(f'<p class="subtitle">{_text(paper.subtitle)}</p>' if paper.subtitle else "")
    head.append(f'<p class="date">{_text(paper.date_line)}</p>' if paper.date_line else "")
    body = "\n".join(_block(block) for block in paper.blocks)
    return (
        f'<!doctype html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(paper.title)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n"
        f"<header>{''.join(head)}</header>\n{body}\n</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return files("garant.paper").joinpath("page.css").read_text(encoding="utf-8")


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level + 1}>{_text(text)}</h{level + 1}>"
        case Paragraph(text):
            return f"<p>{_marked(text)}</p>"
        case Items(texts, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{_marked(text)}</li>' for text in texts)}</{tag}>"
        case Facts(pairs):
            return (
                "<dl>"
                + "".join(f"<dt>{_text(name)}</dt><dd>{_text(value)}</dd>" for name, value in pairs)
                + "</dl>"
            )
        case TableBlock():
            return _table(block)
        case BarChart(title, rows):
            drawing = svg(title, rows, ink="currentColor", fill="currentColor", font="sans-serif")
            return f'<div class="chart">{drawing}</div>'
        case Note(text):
            return f'<p class="note">{_marked(text)}</p>'
        case Field(label, help_text, lines):
            help_line = f'<p class="help">{_text(help_text)}</p>' if help_text else ""
            blank = "<br>" * max(lines, 1)
            return f'<div class="field"><p class="label">{_text(label)}</p>{help_line}<p class="blank">{blank}</p></div>'
        case Choice(label, options):
            boxes = "".join(f"<li>☐ {_text(option)}</li>" for option in options)
            return (
                f'<div class="field"><p class="label">{_text(label)}</p><ul class="ticks">{boxes}</ul></div>'
            )
        case Signature(name, role):
            role_line = f'<p class="help">{_text(role)}</p>' if role else ""
            return f'<div class="signature"><p class="label">{_text(name)}</p>{role_line}<p class="help">Date et signature</p><p class="blank"></p></div>'
        case PageBreak():
            return '<hr class="page-break">'
    raise TypeError(f"no HTML for {type(block).__name__}")


def _table(table: TableBlock) -> str:
    columns = "".join(f'<th scope="col">{_text(column)}</th>' for column in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>\n" for row in table.rows
    )
    return (
        f'<div class="frame" role="region" aria-label="{escape(table.caption)}" tabindex="0">'
        f"<table><caption>{_text(table.caption)}</caption>\n"
        f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>"
    )


def _marked(text: str) -> str:
    parts = []
    for run in runs(text):
        part = _text(run.text)
        part = f"<em>{part}</em>" if run.italic else part
        part = f"<strong>{part}</strong>" if run.bold else part
        parts.append(f'<a href="{escape(run.link)}">{part}</a>' if run.link else part)
    return "".join(parts)


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
