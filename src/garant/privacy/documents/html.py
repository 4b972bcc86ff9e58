"""HTML: text, attributes, comments. The source is kept to the character but for what is replaced or dropped.

Dropped: programs (`<script>`, `on…` attributes), which may hold or build any text, and pictures within the file
(`data:` addresses), which nobody reads.
"""

import codecs
import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import DocumentDamaged, DocumentNotClean
from garant.privacy.documents.plain import decode
from garant.privacy.documents.remark import Remark
from garant.privacy.documents.source import Edit, SourcePiece, Unit, spliced_source
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Change

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "blink",
        "center",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "output",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "o:p",
        "st1:personname",
        "st1:place",
    ]
)
_RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes"])
_TEXT_ONLY = frozenset({"title", "textarea"})  # no tags within, but entities
_CELLS = frozenset({"td", "th"})
# Attributes that say how a thing looks or works, never whom it is about.
_SILENT = frozenset(
    [
        "accept-charset",
        "align",
        "alink",
        "async",
        "autocomplete",
        "background",
        "bgcolor",
        "border",
        "cellpadding",
        "cellspacing",
        "charset",
        "checked",
        "class",
        "clear",
        "color",
        "cols",
        "colspan",
        "compact",
        "contenteditable",
        "coords",
        "crossorigin",
        "defer",
        "dir",
        "disabled",
        "draggable",
        "enctype",
        "face",
        "frame",
        "height",
        "hidden",
        "hreflang",
        "hspace",
        "http-equiv",
        "integrity",
        "language",
        "lang",
        "link",
        "loading",
        "marginheight",
        "marginwidth",
        "maxlength",
        "media",
        "method",
        "multiple",
        "nowrap",
        "readonly",
        "rel",
        "required",
        "rev",
        "role",
        "rows",
        "rowspan",
        "rules",
        "scope",
        "selected",
        "shape",
        "size",
        "sizes",
        "spellcheck",
        "step",
        "style",
        "tabindex",
        "target",
        "text",
        "type",
        "valign",
        "vlink",
        "vspace",
        "width",
        "wrap",
        "xml:lang",
        "xmlns",
    ]
)
_ADDRESSES = frozenset(
    ["href", "src", "action", "cite", "data", "poster", "formaction", "longdesc", "background", "srcset"]
)

_OWN_CONTENT_ID = "cid:partie"  # as `eml` writes them

# Stdlib `re`: one class and one repetition each, so linear.
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s\"'>/=]+")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_REFERENCE = re.compile(r"&#?[0-9A-Za-z]{1,32};?")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_TOKEN = re.compile(r"[ \t\r\n\f]+|&#?[0-9A-Za-z]{1,32};?")
_UNQUOTED = re.compile(r"[^\s>]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_PICTURE_IN_STYLE = re.compile(r"data:[a-z]+/[^)\"';]*[^)\"']*", re.IGNORECASE)


@dataclass
class Page:
    """The source of a page, read."""

    source: str
    parts: list[SourcePiece] = field(default_factory=list)
    drops: list[Edit] = field(default_factory=list)
    counted: Counter[Remark] = field(default_factory=Counter)

    @classmethod
    def read(cls, source: str) -> "Page":
        page = cls(source)
        _Reader(page).read()
        return page

    def with_changes(self, changed: Sequence[Sequence[Change]]) -> str:
        edits = list(self.drops)
        for part, changes in zip(self.parts, changed, strict=True):
            edits += part.edits(changes)
        return spliced_source(self.source, edits)


@dataclass
class Html(Document):
    page: Page
    encoding: str
    mark: bytes
    name: str
    kind: str = ".html"

    @classmethod
    def read(cls, data: bytes, name: str) -> "Html":
        source, encoding, mark = _decoded(data, name)
        if "<" not in source:
            raise DocumentDamaged(file=name)
        return cls(Page.read(source), encoding, mark, name, "." + name.rpartition(".")[2].lower())

    @property
    def suffix(self) -> str:
        return self.kind

    @property
    def pieces(self) -> Sequence[str]:
        return [part.text for part in self.page.parts]

    @property
    def remarks(self) -> Mapping[Remark, int]:
        return self.page.counted

    def label(self, piece: int) -> Label | None:
        return self.page.parts[piece].label

    def glue(self, piece: int) -> str:
        return self.page.parts[piece].glue

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        source = self.page.with_changes(changed)
        if [part.text for part in Page.read(source).parts] != list(pieces):
            raise DocumentNotClean(file=self.name)
        return self.mark + source.encode(self.encoding, "xmlcharrefreplace")

    @classmethod
    def raw_texts(cls, data: bytes) -> Iterator[str]:
        yield html.unescape(_decoded(data, "")[0])


def _decoded(data: bytes, name: str) -> tuple[str, str, bytes]:
    """Text, encoding and byte order mark, by what the page says of itself."""
    said = _CHARSET.search(data[:4096])
    if said is not None and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            encoding = codecs.lookup(said[1].decode("ascii")).name
            if encoding == "iso8859-1":
                encoding = "cp1252"  # as browsers read it
            return data.decode(encoding), encoding, b""
        except (LookupError, UnicodeError):
            pass  # what it says is wrong: as if it said nothing
    return decode(data, name)


class _Reader:
    """One pass over the source. Never fails: what is no tag is text, as in a browser."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._source = page.source
        self._current = SourcePiece(_in_text)
        self._aside: list[SourcePiece] = []  # after the text of their block
        self._pre = 0

    def read(self) -> None:
        source, at = self._source, 0
        while at < len(source):
            opening = source.find("<", at)
            if opening < 0:
                opening = len(source)
            if opening > at:
                self._text(at, opening)
            if opening == len(source):
                break
            at = self._markup(opening)
        self._end_block("\n")

    def _markup(self, at: int) -> int:
        """Reads what begins with the "<" at `at`; returns where it ends."""
        source = self._source
        following = source[at + 1 : at + 2]
        if source.startswith("<!--", at):
            return self._comment(at, at + 4, "-->")
        if source.startswith("<![CDATA[", at):
            return self._comment(at, at + 9, "]]>")
        if following in {"!", "?"}:
            if source[at : at + 9].lower() == "<!doctype" or source.startswith("<?xml ", at):
                end = source.find(">", at)
                return len(source) if end < 0 else end + 1
            return self._comment(at, at + 2, ">")
        closing = following == "/"
        name = _NAME.match(source, at + 1 + closing)
        if name is None:
            self._text(at, at + 1)
            return at + 1
        tag = name[0].lower()
        end = self._tag(tag, name.end(), closing)
        if tag == "pre":
            self._pre = max(0, self._pre + (-1 if closing else 1))
        if tag in _CELLS:
            if closing:
                self._end_block("\t", empty=True)
        elif tag == "br":
            self._end_block("\n")
        elif tag == "tr":
            self._end_row()
        elif tag not in _INLINE:
            self._end_block("\n")
        if not closing and (tag in _RAW or tag in _TEXT_ONLY) and not source.endswith("/>", at, end):
            return self._raw(tag, end)
        return end

    def _comment(self, at: int, start: int, mark: str) -> int:
        end = self._source.find(mark, start)
        stop = len(self._source) if end < 0 else end
        self._aside.append(SourcePiece(str, list(_units(self._source, start, stop, references=False))))
        return stop if end < 0 else stop + len(mark)

    def _raw(self, tag: str, start: int) -> int:
        closing = re.compile(f"</{tag}(?=[\\s/>])", re.IGNORECASE).search(self._source, start)
        stop = closing.start() if closing is not None else len(self._source)
        if tag == "script":
            if self._source[start:stop].strip():
                self._drop(start, stop, Remark.SCRIPT_REMOVED)
        elif tag == "style":
            self._style(start, stop)
        else:
            references = tag in _TEXT_ONLY
            self._aside.append(
                SourcePiece(
                    _in_text if references else str, list(_units(self._source, start, stop, references))
                )
            )
        self._end_block("\n")
        return stop

    def _style(self, start: int, stop: int) -> None:
        text = self._source[start:stop]
        piece = SourcePiece(str)
        for picture in _PICTURE_IN_STYLE.finditer(self._source, start, stop):
            self._drop(*picture.span(), Remark.PICTURE_REMOVED)
            piece.units += _units(self._source, start, picture.start(), references=False)
            start = picture.end()
        if "/*" in text or "content" in text:
            piece.units += _units(self._source, start, stop, references=False)
            self._aside.append(piece)

    def _tag(self, tag: str, at: int, closing: bool) -> int:
        """Reads the attributes; returns where the tag ends."""
        source = self._source
        attributes: list[tuple[str, int, int, int, int]] = []  # name, all of it, value
        while at < len(source) and source[at] != ">":
            name = _ATTRIBUTE_NAME.match(source, at)
            if name is None:
                at += 1
                continue
            begin, at = at, name.end()
            spaces = _SPACES.match(source, at)
            equals = spaces.end() if spaces is not None else at
            if source[equals : equals + 1] != "=":
                attributes.append((name[0].lower(), begin, at, at, at))
                continue
            spaces = _SPACES.match(source, equals + 1)
            at = spaces.end() if spaces is not None else equals + 1
            mark = source[at : at + 1]
            if mark in {'"', "'"}:
                end = source.find(mark, at + 1)
                if end < 0:
                    end = len(source)
                attributes.append((name[0].lower(), begin, end + 1, at + 1, end))
                at = end + 1
            else:
                value = _UNQUOTED.match(source, at)
                end = value.end() if value is not None else at
                attributes.append((name[0].lower(), begin, end, at, end))
                at = end
        if not closing:
            self._attributes(tag, attributes)
        return min(len(source), at + 1)

    def _attributes(self, tag: str, attributes: list[tuple[str, int, int, int, int]]) -> None:
        source = self._source
        author = tag == "meta" and any(
            name == "name" and source[low:high].lower() == "author" for name, _, _, low, high in attributes
        )
        for name, begin, end, low, high in attributes:
            if low == high or source.startswith(_OWN_CONTENT_ID, low):
                continue
            if source[low:high] == "data:," or (name in _ADDRESSES and source[low:high] == "#"):
                continue  # what is left of a picture, of a script
            if name.startswith("on") and len(name) > 3:
                self._drop(begin, end, Remark.SCRIPT_REMOVED)
                continue
            value = source[low : min(high, low + 16)].lstrip().lower()
            if value.startswith("data:"):
                self._drop(low, high, Remark.PICTURE_REMOVED, "data:,")
                continue
            if value.startswith("javascript:"):
                self._drop(low, high, Remark.SCRIPT_REMOVED, "#")
                continue
            if name == "style":
                for picture in _PICTURE_IN_STYLE.finditer(source, low, high):
                    self._drop(*picture.span(), Remark.PICTURE_REMOVED)
            if (name in _SILENT and not (name == "style" and "url(" in source[low:high])) or (
                name in {"id", "name", "for"} and tag != "a"
            ):
                continue
            units = list(_units(source, low, high, references=True, percents=name in _ADDRESSES))
            piece = SourcePiece(_in_attribute, units)
            if source[high : high + 1] not in {'"', "'"}:
                piece.around = (low, high, '"')
            if author and name == "content":
                piece.label = Label.PERSON
            self._aside.append(piece)

    def _drop(self, start: int, end: int, remark: Remark, instead: str = "") -> None:
        self._page.drops.append(Edit(start, end, instead))
        self._page.counted[remark] += 1

    def _text(self, start: int, end: int) -> None:
        self._current.units += _units(self._source, start, end, references=True, spaces=not self._pre)

    def _end_block(self, glue: str, empty: bool = False) -> None:
        piece = self._current
        if empty or piece.text.strip():
            piece.glue = glue
            self._page.parts.append(piece)
            self._current = SourcePiece(_in_text)
        elif piece.units:
            self._current = SourcePiece(_in_text)
        if self._aside and glue != "\t":
            self._page.parts += self._aside
            self._aside = []

    def _end_row(self) -> None:
        parts = self._page.parts
        if parts and parts[-1].glue == "\t" and not self._current.text.strip():
            parts[-1].glue = "\n"
        self._end_block("\n")


def _units(
    source: str, start: int, end: int, references: bool, percents: bool = False, spaces: bool = True
) -> Iterator[Unit]:
    """source[start:end] as text: references decoded, runs of spaces as one, bytes of an address decoded."""
    if percents and "%" in source[start:end]:
        yield from _percents(source, start, end)
        return
    done = start
    for token in _TOKEN.finditer(source, start, end):
        if token[0][0] == "&":
            if not references:
                continue
            text = html.unescape(token[0])
            if text == token[0]:
                continue
        elif token[0] == " " or not spaces:
            continue
        else:
            text = " "
        if token.start() > done:
            yield Unit(done, token.start(), source[done : token.start()])
        yield Unit(token.start(), token.end(), text)
        done = token.end()
    if done < end:
        yield Unit(done, end, source[done:end])


def _percents(source: str, start: int, end: int) -> Iterator[Unit]:
    done = start
    for run in _PERCENT.finditer(source, start, end):
        if run.start() > done:
            yield Unit(done, run.start(), source[done : run.start()])
        yield Unit(run.start(), run.end(), unquote_to_bytes(run[0]).decode("utf-8", "replace"))
        done = run.end()
    if done < end:
        yield Unit(done, end, source[done:end])


def _in_text(text: str) -> str:
    return html.escape(text, quote=False)


def _in_attribute(text: str) -> str:
    return html.escape(text)
