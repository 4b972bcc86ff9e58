"""The Markdown of a charter as a tree: the same dialect as its pages, for files that no browser lays out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from garant.paper import Run, settled

# Only addresses that a reader can check before following, as in `garant.paper`.
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s()<>\"]{1,2000}")
_DEEPEST = 12  # a list within a list within…: below, its text goes on at the same depth


@dataclass(frozen=True, slots=True)
class Sentences:
    """One paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """Level 1 is the highest that the text itself uses."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[tuple["Node", ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quotation:
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A block of code: its lines stay as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Node = Sentences | Title | Listing | Quotation | Verbatim | Grid


def parsed(text: str) -> tuple[Node, ...]:
    """The blocks of a text. Raw HTML is text, images are left out, as on the pages."""
    return tuple(_nodes(SyntaxTreeNode(_MARKDOWN.parse(settled(text))).children, 0))


def web_address(address: str) -> str:
    """The address, or nothing where it is none that a document may lead to."""
    return address if _ADDRESS.fullmatch(address) else ""


def plain(nodes: Sequence[Node]) -> str:
    """The words alone, a line for each block."""
    return "\n".join(_plain(nodes))


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def _nodes(children: Sequence[SyntaxTreeNode], depth: int) -> Iterator[Node]:
    for child in children:
        match child.type:
            case "paragraph":
                yield Sentences(_runs(child))
            case "heading":
                yield Title(int(child.tag[1]), _text(child))
            case "bullet_list" | "ordered_list" if depth < _DEEPEST:
                items = tuple(tuple(_nodes(item.children, depth + 1)) for item in child.children)
                ordered = child.type == "ordered_list"
                yield Listing(items, ordered, int(child.attrs.get("start", 1)) if ordered else 1)
            case "blockquote" if depth < _DEEPEST:
                yield Quotation(tuple(_nodes(child.children, depth + 1)))
            case "fence" | "code_block":
                yield Verbatim(child.content.rstrip("\n"))
            case "table":
                yield _grid(child)
            case "hr":
                continue
            case _:
                yield from _nodes(child.children, depth)


def _grid(table: SyntaxTreeNode) -> Grid:
    lines = [tuple(_text(cell) for cell in row.children) for part in table.children for row in part.children]
    return Grid(lines[0], tuple(lines[1:]))


def _text(block: SyntaxTreeNode) -> str:
    return "".join(run.text for run in _runs(block))


def _runs(block: SyntaxTreeNode) -> tuple[Run, ...]:
    found: list[Run] = []
    for run in _inline(block.children, Run("")):
        last = found[-1] if found else None
        if last is not None and replace(last, text="") == replace(run, text=""):
            found[-1] = replace(last, text=last.text + run.text)
        elif run.text:
            found.append(run)
    return tuple(replace(run, text=settled(run.text)) for run in found)


def _inline(children: Sequence[SyntaxTreeNode], style: Run) -> Iterator[Run]:
    for child in children:
        match child.type:
            case "text" | "code_inline":
                yield replace(style, text=child.content)
            case "softbreak":
                yield replace(style, text=" ")
            case "hardbreak":
                yield replace(style, text="\n")
            case "strong":
                yield from _inline(child.children, replace(style, bold=True))
            case "em":
                yield from _inline(child.children, replace(style, italic=True))
            case "link":
                address = web_address(str(child.attrs.get("href", "")))
                yield from _inline(child.children, replace(style, link=address))
            case _:
                yield from _inline(child.children, style)


def _plain(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Sentences(runs):
                yield "".join(run.text for run in runs)
            case Title(_, text) | Verbatim(text):
                yield text
            case Listing(items):
                for item in items:
                    yield from _plain(item)
            case Quotation(inner):
                yield from _plain(inner)
            case Grid(columns, rows):
                yield from columns
                for row in rows:
                    yield from row
