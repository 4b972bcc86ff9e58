"""The little HTML that the CNIL tool shows: p, ul, ol, li, strong, em, br. Nothing else goes out or comes in.

The scanner is linear whatever it is fed. It need not agree with a browser on broken HTML: the output is built
from a closed list of bare tags and from escaped text only.
"""

import html
import re
from typing import Final

_ALIASES: Final = {"b": "strong", "i": "em", "div": "p"} | {f"h{level}": "p" for level in range(1, 7)}
_BLOCKS: Final = frozenset({"p", "ul", "ol"})
_INLINE: Final = frozenset({"strong", "em"})
_SILENT: Final = frozenset(
    {"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "title"}
)
_DEPTH: Final = 16
# No part of a tag can hold a "<": the search stays linear.
_TAG: Final = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:[\s/:-][^<>]*)?>")
_MARK: Final = re.compile(f"<!--|{_TAG.pattern}")
# C0 and C1 controls but tab and line ends, lone surrogates, and the two non-characters of the plane.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Plain text that any file can hold: no control character, Unix line ends, nothing at the ends."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean_line(text: str) -> str:
    """`clean_text` on one line."""
    return " ".join(clean_text(text).split())


def sanitised(markup: str) -> str:
    """The same words in bare allowed tags, well nested; scripts and their like are gone with their content.

    A second pass changes nothing. Markup without a word is "".
    """
    source = clean_text(markup)
    out = _Writer()
    position, marks = 0, _MARK
    while (mark := marks.search(source, position)) is not None:
        name, closing = mark["name"].lower() if mark["name"] else "", bool(mark["closing"])
        end = mark.end()
        if not name:
            end = source.find("-->", end) + 3
            if end < 3:  # a comment that never ends is text, and no other one ends either
                marks = _TAG
                continue
        out.text(source[position : mark.start()])
        position = _after(source, name, end) if name in _SILENT and not closing else end
        if name and name not in _SILENT:
            out.tag(_ALIASES.get(name, name), closing=closing)
    out.text(source[position:])
    return out.result()


def _after(source: str, name: str, position: int) -> int:
    """Where the content of a silent element ends; the end of the text where it is never closed."""
    end = re.compile(f"</{name}[^<>]*>", re.IGNORECASE).search(source, position)
    return len(source) if end is None else end.end()


class _Writer:
    """Writes allowed tags well nested, and text escaped."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[str] = []
        self._words = False

    def text(self, raw: str) -> None:
        text = _UNWRITABLE.sub("", html.unescape(raw))
        if not text:
            return
        self._words = self._words or not text.isspace()
        self._parts.append(html.escape(text, quote=False))

    def tag(self, name: str, *, closing: bool) -> None:
        if name == "br":
            self._parts.append("<br>")
        elif closing:
            if name in self._open:
                self._close_to(name)
        elif name in _BLOCKS:
            if "p" in self._open:
                self._close_to("p")
            if name != "p" and self._open and self._open[-1] in {"ul", "ol"}:
                return  # a list stands within an item, never right within a list
            self._push(name)
        elif name == "li":
            if "li" in self._open and _last(self._open, "li") > max(
                _last(self._open, "ul"), _last(self._open, "ol")
            ):
                self._close_to("li")
            if self._open and self._open[-1] in {"ul", "ol"}:
                self._push(name)
        elif name in _INLINE and name not in self._open:
            self._push(name)

    def result(self) -> str:
        while self._open:
            self._parts.append(f"</{self._open.pop()}>")
        return "".join(self._parts).strip() if self._words else ""

    def _push(self, name: str) -> None:
        if len(self._open) < _DEPTH:
            self._open.append(name)
            self._parts.append(f"<{name}>")

    def _close_to(self, name: str) -> None:
        while True:
            last = self._open.pop()
            self._parts.append(f"</{last}>")
            if last == name:
                return


def _last(names: list[str], name: str) -> int:
    return len(names) - 1 - names[::-1].index(name) if name in names else -1


def paragraphs(text: str) -> str:
    """Plain text as the little HTML: blank lines part paragraphs, lines that begin with "- " make a list."""
    parts: list[str] = []
    for block in re.split(r"\n\s*\n", clean_text(text)):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if not lines:
            continue
        if all(line.startswith(("- ", "* ", "• ")) for line in lines):
            items = "".join(f"<li>{html.escape(line[2:].strip(), quote=False)}</li>" for line in lines)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts.append(f"<p>{'<br>'.join(html.escape(line, quote=False) for line in lines)}</p>")
    return sanitised("".join(parts))


def plain(markup: str) -> str:
    """The words of the little HTML, one paragraph or item a line."""
    lines = re.sub(r"<br>|</p>|</li>|</ul>|</ol>", "\n", sanitised(markup).replace("<li>", "- "))
    text = html.unescape(re.sub(r"<[^<>]*>", "", lines))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
