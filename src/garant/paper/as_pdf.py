"""A document as tagged PDF (PDF/UA-1), typeset by Typst with the fonts that it brings."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from garant.paper.bars import described, svg
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
from garant.paper.errors import PdfNotTypeset
from garant.paper.marks import Run, runs
from garant.paper.typography import settled

_ROUNDS = 6  # a character left out may uncover the mark that went with it
_UNDRAWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_REPLACED = "□"
_INK, _ACCENT = "#231f1a", "#9a3b16"
# Where no line can end within it, a word runs out of its column and off the page.
_LONG_WORD = re.compile(r"\S{36,}")
_PIECE = re.compile(r"\S{18}(?=\S)")
_NOT_DRAWN = {"address", "svg", "anchor", "kind", "language", "date"}


def to_pdf(paper: Paper) -> bytes:
    """The same paper gives the same bytes. Levels of heading that were skipped are closed up: PDF/UA-1 has no gaps."""
    content = {
        "meta": {
            "title": paper.title,
            "author": paper.organisation,
            "language": paper.language,
            "date": "",
        },
        "title": paper.title,
        "organisation": paper.organisation,
        "subtitle": paper.subtitle,
        "date-line": paper.date_line,
        "footer": " · ".join(filter(None, [paper.organisation, paper.title])),
        "parts": without_gaps(_part(block) for block in paper.blocks),
    }
    return typeset(_template("paper.typ"), content)


def typeset(template: str, content: Mapping[str, Any]) -> bytes:
    """PDF/UA-1 of a Typst template, which finds `content` (JSON, with `meta`) beside the parts of `body.typ`.

    A character that no font draws would make the file inaccessible, and Typst refuses it: it is replaced, and the
    document says so. Raises PdfNotTypeset where nothing helps.
    """
    source = f"{_template('body.typ')}\n{template}".encode()
    said = _drawable(content)
    undrawn: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            return _compiled(source, {**said, "undrawn": len(undrawn)})
        except typst.TypstError as error:
            found = _undrawn_in(error.diagnostic) - undrawn - {_REPLACED}
            if not found:
                raise PdfNotTypeset from error
            undrawn |= found
            said = _replaced(said, str.maketrans(dict.fromkeys(undrawn, _REPLACED)))
    raise PdfNotTypeset


def without_gaps(parts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each heading at most one level below the one before it; six levels at most."""
    found, last = [], 0
    for part in parts:
        if part["kind"] == "heading":
            last = min(part["level"], last + 1, 6)
            part = {**part, "level": last}
        found.append(part)
    return found


def run_parts(found: Iterable[Run]) -> list[dict[str, Any]]:
    """Runs as the template reads them."""
    return [{"t": run.text, "b": run.bold, "i": run.italic, "address": run.link} for run in found]


def _compiled(source: bytes, content: Mapping[str, Any]) -> bytes:
    made = typst.compile(
        source,
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        sys_inputs={"content": json.dumps(content)},
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Only those of the wheel: a file must not depend on the machine that made it."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


@cache
def _template(name: str) -> str:
    return files("garant.paper").joinpath(name).read_text(encoding="utf-8")


def _drawable(value: Any, key: str = "") -> Any:
    match value:
        case str():
            clean = settled(value)
            return clean if key in _NOT_DRAWN else _LONG_WORD.sub(_with_places_to_break, clean)
        case Mapping():
            # The title in the metadata is read as it is.
            return {name: each if name == "meta" else _drawable(each, name) for name, each in value.items()}
        case list() | tuple():
            return [_drawable(each, key) for each in value]
    return value


def _with_places_to_break(word: re.Match[str]) -> str:
    return _PIECE.sub("\\g<0>\u200b", word[0])


def _replaced(value: Any, table: dict[int, str], key: str = "") -> Any:
    match value:
        case str():
            return value if key in _NOT_DRAWN else value.translate(table)
        case dict():
            return {name: _replaced(each, table, name) for name, each in value.items()}
        case list():
            return [_replaced(each, table, key) for each in value]
    return value


def _undrawn_in(diagnostic: str) -> set[str]:
    """The characters that Typst names; it writes them as Rust does."""
    found: set[str] = set()
    for said in _UNDRAWN.findall(diagnostic):
        found |= set(_ESCAPED.sub(_unescaped, said))
    return found


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _CONTROLS.get(match[2], match[2])


def _part(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": text}
        case Paragraph(text):
            return _paragraph(text)
        case Items(texts, ordered):
            items = [[_paragraph(text)] for text in texts]
            return {"kind": "list", "ordered": ordered, "start": 1, "items": items}
        case Facts(pairs):
            return {"kind": "facts", "pairs": pairs}
        case TableBlock():
            return {
                "kind": "table",
                "caption": block.caption,
                "columns": block.columns,
                "rows": block.rows,
                "shares": block.shares,
            }
        case BarChart(title, rows):
            drawing = svg(title, rows, ink=_INK, fill=_ACCENT, font="Libertinus Serif")
            return {"kind": "chart", "svg": drawing, "alt": f"{title}. {described(rows)}"}
        case Note(text):
            return {"kind": "note", "parts": [_paragraph(text)]}
        case Field(label, help_text, lines):
            return {"kind": "field", "label": label, "help": help_text, "lines": max(lines, 1)}
        case Choice(label, options):
            return {"kind": "choice", "label": label, "options": options}
        case Signature(name, role):
            return {"kind": "signature", "name": name, "role": role}
        case PageBreak():
            return {"kind": "page-break"}
    raise TypeError(f"no PDF for {type(block).__name__}")


def _paragraph(text: str) -> dict[str, Any]:
    return {"kind": "paragraph", "runs": run_parts(runs(text))}
