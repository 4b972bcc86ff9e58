"""Excel: cells with their headings, formulas, comments, headers, names of sheets and ranges, lists, properties.

A sheet is read row by row, so that a column is known by its heading; hidden rows, columns and sheets as well. A
shared text that is replaced in one cell leaves the table of shared texts: the cell gets its own. A number that is
a datum (a date of birth, a security number) becomes a text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from garant.privacy.documents import cellnumbers, xmltext
from garant.privacy.documents.docx import LAYOUT, NOBODY, links, properties
from garant.privacy.documents.errors import DocumentDamaged, DocumentTooManyCells
from garant.privacy.documents.office import Office, Piece
from garant.privacy.documents.xmltext import Element, Paragraph, Slot
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Change, spliced

_X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TC = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = "{http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac}absPath"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

MOST_CELLS = 2_000_000
_WIDEST = 400  # columns of a sheet whose rows are all filled up to the same width
_LONGEST_SHEET_NAME = 31

_SHEET = re.compile(r"xl/(?:worksheets|chartsheets|dialogsheets)/[^/]+\.xml$")
_TEXT = re.compile(
    r"xl/(?:workbook|sharedStrings|comments\d*|comments/comment\d*|threadedComments/[^/]+|persons/[^/]+|tables/[^/]+"
    r"|drawings/[^/]+|charts/[^/]+|diagrams/[^/]+|styles|metadata)\.(?:xml|vml)$"
    r"|xl/(?:worksheets|chartsheets|dialogsheets)/[^/]+\.xml$|docProps/[\w.-]+\.xml$|customXml/[\w/.-]+\.xml$|(?:[\w/.-]*/)?_rels/[\w.-]*\.rels$"
)
_PICTURE = re.compile(r"xl/media/")
_HARMLESS = re.compile(
    r"\[Content_Types\]\.xml$|xl/theme/|xl/calcChain\.xml$|docMetadata/LabelInfo\.xml$|.*/$"
)
_DROPPED = re.compile(r"docProps/thumbnail\.\w+$|xl/printerSettings/|_xmlsignatures/")
_PLAIN_SHEET = re.compile(r"(?:Sheet|Feuil|Feuille|Tabelle|Hoja|Foglio|)[ _]?\d*")
_CELL = re.compile(r"([A-Z]{1,3})\d+")

# Elements whose text is a formula, wherever they stand.
_FORMULAS = frozenset(
    {
        f"{_X}{name}"
        for name in (
            "f",
            "formula",
            "formula1",
            "formula2",
            "definedName",
            "calculatedColumnFormula",
            "totalsRowFormula",
        )
    }
    | {f"{_C}f", f"{_XM}f"}
)
_HEADERS = frozenset(
    f"{_X}{side}{what}" for side in ("odd", "even", "first") for what in ("Header", "Footer")
)
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-F]{6}|K[0-9+-]{1,6}|[A-Z&])')
_STRING = re.compile(r'"((?:[^"]|"")*)"')
# What a formula is made of, as far as names go: text, a sheet's name in quotes, a word.
_TOKEN = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|[^\W\d][\w.\\?]*|[\w.]+")
_SHOWN = frozenset({"display", "tooltip", "prompt", "promptTitle", "error", "errorTitle", "descr", "title", "comment", "description", "alt"})  # fmt: skip


@dataclass(slots=True)
class _Cell(Piece):
    """A cell. `element` is its `<c>`; what stands in the table of shared texts is copied once it changes."""

    element: Element = None
    shared: Element | None = None
    shown: str = ""
    date: Callable[[str], str | None] | None = None  # the number of a day, for a cell that shows days

    @property
    def text(self) -> str:
        return self.shown

    def cells(self) -> list[tuple[int, int]]:
        return [(0, len(self.shown))] if self.shown else []

    def view(self, text: str) -> str:
        return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")

    def write(self, changes: Sequence[Change]) -> None:
        cell = self.element
        new = spliced(self.shown, changes)
        formula = cell.find(f"{_X}f")
        serial = self.date(new) if self.date is not None and formula is None else None
        inline = cell.find(f"{_X}is")
        if serial is not None:
            _fill(cell, None, "v", serial)
        elif formula is not None or cell.get("t") == "str":
            _fill(cell, "str", "v", new, formula)
        elif self.shared is not None or inline is not None:
            held = deepcopy(self.shared) if self.shared is not None else inline
            held.tag = f"{_X}is"
            slots = _texts(held)
            xmltext.write(slots, changes)
            for slot in slots:
                slot.element.set(_SPACE, "preserve")
            _empty(cell)
            cell.append(held)
            cell.set("t", "inlineStr")
        else:
            _fill(cell, "inlineStr", "is", new)


@dataclass(slots=True)
class _Formula(Piece):
    """Only what stands in quotes is replaced: the rest are references, which follow the names they bear."""

    def cells(self) -> list[tuple[int, int]]:
        return [found.span(1) for found in _STRING.finditer(self.text) if found[1]]


@dataclass(slots=True)
class _Name(Piece):
    """The name of a sheet or of a range: bare, and short enough."""

    longest: int = _LONGEST_SHEET_NAME
    renamed: dict[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return True

    def view(self, text: str) -> str:
        return text.replace("_", " ")

    def after(self, text: str) -> str:
        bare = "".join(character for character in text if character not in "[]:*?/\\'")
        return bare[: self.longest]

    def write(self, changes: Sequence[Change]) -> None:
        slot = self.slots[0]
        old = slot.text
        new = self.renamed[old] = self.after(spliced(old, changes))
        slot.text = new
        slot.element.set(slot.where, new)


@dataclass(slots=True)
class _Header(Piece):
    """One stretch of a header or footer, between its codes (`&L`, `&"Arial"`)."""

    element: Element = None
    stretches: list[str] = field(default_factory=list)  # of the whole header, codes among them
    rank: int = 0

    @property
    def text(self) -> str:
        return self.stretches[self.rank]

    def cells(self) -> list[tuple[int, int]]:
        return [(0, len(self.text))]

    def write(self, changes: Sequence[Change]) -> None:
        self.stretches[self.rank] = spliced(self.text, changes)
        self.element.text = "".join(self.stretches)


@dataclass
class Xlsx(Office):
    kind = ".xlsx"

    formats: list[tuple[int, str]] = field(default_factory=list)  # of the styles of cells, by number
    strings: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # of those
    since_1904: bool = False
    read_cells: int = 0
    renamed: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)

    @classmethod
    def main(cls) -> str:
        return r"xl/workbook\.xml$"

    def is_text(self, entry: str) -> bool:
        return _TEXT.fullmatch(entry) is not None

    def is_picture(self, entry: str) -> bool:
        return _PICTURE.match(entry) is not None

    def is_harmless(self, entry: str) -> bool:
        return _HARMLESS.match(entry) is not None

    def is_dropped(self, entry: str) -> bool:
        return _DROPPED.match(entry) is not None

    def unlinked(self, entry: str, relation: str | None) -> None:
        for setup in self.roots[entry].iter(f"{_X}pageSetup") if entry in self.roots else ():
            if setup.attrib.pop(f"{_R}id", None) is not None:
                self.touched.add(entry)

    def order(self) -> Iterable[str]:
        """The workbook, then its sheets in the order of their tabs, then all else."""
        self._learn()
        sheets = [entry for entry in self._sheets() if entry in self.roots]
        others = [entry for entry in super().order() if entry not in sheets and entry != "xl/workbook.xml"]
        return ["xl/workbook.xml", *sheets, *others]

    def pieces_of(self, entry: str, root: Element) -> Iterator[Piece]:
        if entry == "xl/sharedStrings.xml":
            return
        if entry == "xl/styles.xml":
            yield from _styles(root)
            return
        if entry.endswith(".rels"):
            yield from links(root)
        elif entry.startswith(("docProps/", "customXml/")):
            yield from properties(root)
        else:
            if _SHEET.fullmatch(entry):
                yield from self._rows(root)
            for element in root.iter(etree.Element):
                yield from self._of(entry, element)

    # ------------------------------------------------------------ what the file says of its cells

    def _learn(self) -> None:
        workbook = self.roots["xl/workbook.xml"]
        for place in list(workbook.iter(_PLACE)):  # the folder it was saved in: C:\Users\…
            place.getparent().remove(place)
            self.touched.add("xl/workbook.xml")
        settings = workbook.find(f"{_X}workbookPr")
        self.since_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
        styles = self.roots.get("xl/styles.xml")
        if styles is not None:
            codes = {
                _number(found.get("numFmtId")): str(found.get("formatCode", ""))
                for found in styles.iter(f"{_X}numFmt")
            }
            cells = styles.find(f"{_X}cellXfs")
            for style in cells if cells is not None else ():
                number = _number(style.get("numFmtId"))
                self.formats.append((number, codes.get(number, "")))
        shared = self.roots.get("xl/sharedStrings.xml")
        if shared is not None:
            for hint in list(shared.iter(f"{_X}rPh", f"{_X}phoneticPr")):
                hint.getparent().remove(hint)  # how to read an Asian name aloud: a copy of the text
                self.touched.add("xl/sharedStrings.xml")
            self.strings = list(shared.iterchildren(f"{_X}si"))
            self.texts = [xmltext.text_of(_texts(string)) for string in self.strings]

    def _sheets(self) -> list[str]:
        relations = self.roots.get("xl/_rels/workbook.xml.rels")
        targets = {
            relation.get("Id"): "xl/" + str(relation.get("Target")).removeprefix("/xl/")
            for relation in (relations if relations is not None else ())
        }
        return [
            targets.get(sheet.get(f"{_R}id"), "")
            for sheet in self.roots["xl/workbook.xml"].iter(f"{_X}sheet")
        ]

    # ------------------------------------------------------------ cells

    def _rows(self, root: Element) -> Iterator[_Cell]:
        rows = [
            [(_column(cell, at), cell) for at, cell in enumerate(row.iterchildren(f"{_X}c"))]
            for row in root.iter(f"{_X}row")
        ]
        self.read_cells += sum(map(len, rows))
        if self.read_cells > MOST_CELLS:
            raise DocumentTooManyCells(file=self.name)
        width = max((column for row in rows for column, _ in row), default=0) + 1
        for row in rows:
            filled = [(column, cell) for column, element in row if (cell := self._cell(element)) is not None]
            if not filled:
                continue
            at = 0
            for rank, (column, cell) in enumerate(filled):
                if rank == 0 and 0 < column < _WIDEST:
                    yield _Cell([], glue="\t" * column)
                last = rank == len(filled) - 1
                at = width - 1 if last else filled[rank + 1][0]
                gap = at - column
                cell.glue = "\t" * (gap if gap < _WIDEST else 1) + ("\n" if last else "")
                yield cell

    def _cell(self, element: Element) -> _Cell | None:
        kind = element.get("t", "n")
        value = element.find(f"{_X}v")
        text = value.text if value is not None and value.text else ""
        cell = _Cell([], element=element)
        if kind == "s":
            number = _number(text)
            if not 0 <= number < len(self.strings):
                raise DocumentDamaged(file=self.name)
            cell.shared = self.strings[number]
            cell.shown = self.texts[number]
        elif kind == "inlineStr":
            inline = element.find(f"{_X}is")
            cell.shown = xmltext.text_of(_texts(inline)) if inline is not None else ""
        elif kind in {"b", "e"}:
            return None
        elif kind in {"str", "d"}:
            cell.shown = text
        else:
            cell.shown = self._shown(element, text)
        style = _number(element.get("s"))
        if kind != "n" and 0 <= style < len(self.formats) and cellnumbers.is_date(*self.formats[style]):
            cell.date = self._serial
        return cell if cell.shown else None

    def _serial(self, text: str) -> str | None:
        return cellnumbers.serial_of(text, self.since_1904)

    def _shown(self, element: Element, value: str) -> str:
        style = _number(element.get("s"))
        number, code = self.formats[style] if 0 <= style < len(self.formats) else (0, "")
        if value and cellnumbers.is_date(number, code):
            day = cellnumbers.day(value, self.since_1904)
            if day is not None:
                return day
        return cellnumbers.digits(value, code)

    # ------------------------------------------------------------ all else

    def _of(self, entry: str, element: Element) -> Iterator[Piece]:
        tag = element.tag
        if tag in _FORMULAS:
            if element.text and '"' in element.text:
                yield _Formula([Slot(element, "text", element.text)])
            if tag == f"{_X}definedName" and not str(element.get("name", "")).startswith("_xlnm"):
                yield _Name([Slot(element, "name", element.get("name"))], longest=200, renamed=self.renamed)
        elif tag == f"{_X}sheet" and not _PLAIN_SHEET.fullmatch(str(element.get("name", ""))):
            yield _Name([Slot(element, "name", element.get("name"))], renamed=self.renamed)
        elif tag in _HEADERS and element.text:
            yield from _header(element)
        elif tag == f"{_X}author" and element.text:
            if element.text.strip().lower() not in NOBODY:
                yield Piece([Slot(element, "text", element.text)], Label.PERSON)
        elif tag in {f"{_X}text", f"{_A}p"} and not _SHEET.fullmatch(entry):
            slots = _texts(element)
            if slots:
                yield Piece(slots)
        elif tag == f"{_X}table":
            for name in ("name", "displayName"):
                if element.get(name):
                    yield _Name([Slot(element, name, element.get(name))], longest=200, renamed=self.renamed)
        elif tag in {f"{_TC}text", f"{_C}v"} and element.text:
            yield Piece([Slot(element, "text", element.text)])
        elif entry.endswith(".vml"):
            for where, text in (("text", element.text), ("tail", element.tail)):
                if text and any(map(str.isalpha, text)):
                    yield Piece([Slot(element, where, text)])
        yield from _attributes(tag, element)

    def settle(self, piece: Piece) -> None:
        for slot in piece.slots:
            if slot.where == "text" and slot.element.tag == f"{_X}t":
                slot.element.set(_SPACE, "preserve")
        if isinstance(piece, _Cell):
            new = self._cell(piece.element)
            if new is not None:
                self.headings[piece.shown] = new.shown

    def finish(self) -> None:
        self._rename()
        self._retitle()
        self._forget_strings()

    def _rename(self) -> None:
        """Formulas, links and the list of titles follow the new names of sheets and ranges."""
        if not self.renamed:
            return
        for entry, root in self.roots.items():
            for element in root.iter(etree.Element):
                if element.tag in _FORMULAS and element.text:
                    new = _renamed(element.text, self.renamed)
                elif element.tag.endswith("}lpstr") and element.text in self.renamed:
                    new = self.renamed[element.text]
                else:
                    new = element.text
                if new != element.text:
                    element.text = new
                    self.touched.add(entry)
                place = element.get("location")
                if place and (moved := _renamed(place, self.renamed)) != place:
                    element.set("location", moved)
                    self.touched.add(entry)

    def _retitle(self) -> None:
        """The columns of a table are named by its cells."""
        for entry, root in self.roots.items():
            if entry.startswith("xl/tables/"):
                for column in root.iter(f"{_X}tableColumn"):
                    new = self.headings.get(str(column.get("name")))
                    if new is not None:
                        column.set("name", new)
                        self.touched.add(entry)

    def _forget_strings(self) -> None:
        """A shared text that no cell uses any more is emptied; its number stays."""
        if not any(_SHEET.fullmatch(entry) for entry in self.touched):
            return
        used = {
            _number(value.text)
            for entry, root in self.roots.items()
            if _SHEET.fullmatch(entry)
            for cell in root.iter(f"{_X}c")
            if cell.get("t") == "s" and (value := cell.find(f"{_X}v")) is not None
        }
        for number, string in enumerate(self.strings):
            if number not in used and len(string):
                for child in list(string):
                    string.remove(child)
                etree.SubElement(string, f"{_X}t")
                self.touched.add("xl/sharedStrings.xml")


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else 0


def _column(cell: Element, default: int) -> int:
    """0 for A."""
    found = _CELL.fullmatch(str(cell.get("r", "")))
    if found is None:
        return default
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _texts(element: Element) -> Paragraph:
    return [Slot(text, "text", text.text) for text in element.iter(f"{_X}t", f"{_A}t") if text.text]


def _empty(cell: Element) -> None:
    for child in list(cell):
        cell.remove(child)


def _fill(cell: Element, kind: str | None, tag: str, text: str, formula: Element | None = None) -> None:
    """Gives a cell one value, and keeps its formula."""
    _empty(cell)
    if formula is not None:
        cell.append(formula)
    if kind is None:
        cell.attrib.pop("t", None)
    else:
        cell.set("t", kind)
    holder = etree.SubElement(cell, f"{_X}{tag}")
    if tag == "is":
        holder = etree.SubElement(holder, f"{_X}t")
        holder.set(_SPACE, "preserve")
    holder.text = text


def _header(element: Element) -> Iterator[_Header]:
    stretches: list[str] = []
    ranks: list[int] = []
    done = 0
    for code in _HEADER_CODE.finditer(element.text):
        if code.start() > done:
            ranks.append(len(stretches))
            stretches.append(element.text[done : code.start()])
        stretches.append(code[0])
        done = code.end()
    if done < len(element.text):
        ranks.append(len(stretches))
        stretches.append(element.text[done:])
    for rank in ranks:
        yield _Header([], element=element, stretches=stretches, rank=rank)


def _attributes(tag: str, element: Element) -> Iterator[Piece]:
    local_tag = tag.rpartition("}")[2]
    for name, value in element.attrib.items():
        local = name.rpartition("}")[2]
        if not value.strip():
            continue
        if (local_tag == "person" and local in {"displayName", "userId"}) or (
            local in {"userName", "author"} and value.strip().lower() not in NOBODY
        ):
            yield Piece([Slot(element, name, value)], Label.PERSON)
        elif (
            local in _SHOWN
            or (local == "name" and local_tag in {"cNvPr", "scenario", "protectedRange"})
            or (local in {"val", "v"} and local_tag in {"filter", "customFilter", "inputCells"})
            or (xmltext.says_something(value) and not (local in LAYOUT or name in {"name", "location"}))
            or (name == "name" and local_tag == "customWorkbookView")
        ):
            yield Piece([Slot(element, f"@{name}", value)])


def _styles(root: Element) -> Iterator[Piece]:
    """What a format of numbers adds to them, in quotes."""
    for form in root.iter(f"{_X}numFmt"):
        if '"' in form.get("formatCode", ""):
            yield _Formula([Slot(form, "formatCode", form.get("formatCode"))])


def _renamed(formula: str, names: dict[str, str]) -> str:
    """The formula with new names of sheets and ranges; texts in double quotes are left alone."""

    def new(token: re.Match[str]) -> str:
        text = token[0]
        if text[0] == '"':
            return text
        if text[0] == "'":
            old = text[1:-1].replace("''", "'")
            return "'" + names[old].replace("'", "''") + "'" if old in names else text
        return names.get(text, text)

    return _TOKEN.sub(new, formula)
