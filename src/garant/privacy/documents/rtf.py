"""RTF: text, notes, comments, headers, properties, fields, tracked changes. The source is kept but for what changes.

The format is a flat list of groups, control words and letters; a small reader of our own is enough, and no
maintained library writes RTF back with its layout. What is not known to be harmless is read as text.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from garant.privacy.documents import fieldcode
from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import (
    DocumentDamaged,
    DocumentEncrypted,
    DocumentNotClean,
    DocumentTooLarge,
    DocumentWithObjects,
)
from garant.privacy.documents.remark import Remark
from garant.privacy.documents.source import Edit, SourcePiece, Unit, spliced_source
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Change

_DEEPEST = 200  # groups within groups: Word writes a dozen
# Stdlib `re`: classes with one bounded repetition each.
_WORD = re.compile(r"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?")
_HEX = re.compile(r"\\'([0-9a-fA-F]{2})")
_LETTERS = re.compile(r"[^\\{}\r\n\t]+")

# Groups without a word that a person wrote, copied as they are …
_SILENT = frozenset(
    [
        "fonttbl",
        "colortbl",
        "filetbl",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "generator",
        "xmlnstbl",
        "mmathPr",
        "latentstyles",
        "pgptbl",
        "revtim",
        "creatim",
        "printim",
        "buptim",
        "picprop",
        "blipuid",
        "panose",
        "falt",
        "fontemb",
        "fontfile",
        "pnseclvl",
        "wgrffmtfilter",
        "passwordhash",
        "listpicture",
    ]
)
# … and groups that the new file does without: copies of parts, pictures of metafiles beside a picture, certificates.
_DROPPED = frozenset(
    ["themedata", "colorschememapping", "datastore", "nonshppict", "objalias", "protusertbl"]
)
_REFUSED = frozenset(["objdata", "objclass", "objemb", "objlink", "objocx"])
_PICTURES = frozenset({"pict"})
# Groups that stand at a place of the text without being of it.
_ASIDE = frozenset(
    [
        "footnote",
        "annotation",
        "atnauthor",
        "atnid",
        "atntime",
        "atndate",
        "atnparent",
        "atnicn",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "fldinst",
        "bkmkstart",
        "bkmkend",
        "info",
        "title",
        "subject",
        "author",
        "manager",
        "company",
        "operator",
        "category",
        "keywords",
        "comment",
        "doccomm",
        "hlinkbase",
        "userprops",
        "propname",
        "staticval",
        "linkval",
        "docvar",
        "stylesheet",
        "revtbl",
        "shptxt",
        "shprslt",
        "template",
        "xe",
        "tc",
        "ftnsep",
        "ftnsepc",
        "aftnsep",
        "aftnsepc",
        "formfield",
        "ffname",
        "ffdeftext",
        "ffhelptext",
        "ffstattext",
        "ffl",
        "ffentrymcr",
        "ffexitmcr",
        "mailmerge",
        "mmodso",
        "mmdatasource",
        "mmquery",
        "mmconnectstr",
        "sn",
        "sv",
        "sp",
        "listname",
        "levelname",
        "pntxta",
        "pntxtb",
        "upr",
        "ud",
        "background",
        "nextfile",
        "fname",
    ]
)
_PEOPLE = frozenset({"author", "operator", "manager", "atnauthor", "atnid"})
_BREAKS = frozenset(
    ["par", "line", "sect", "page", "row", "nestrow", "column", "lbr", "softline", "softpage"]
)
_LETTERS_OF_WORDS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_NOBODY = frozenset({"", "unknown", "inconnu", "auteur", "author"})
_CODE_PAGES = {
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_WIDE = frozenset({"cp932", "cp949", "gb18030", "cp950", "gbk", "big5", "shift_jis"})


@dataclass(slots=True)
class _Group:
    """What a group inherits and may change: the state of the reader between its braces."""

    start: int
    piece: SourcePiece
    destination: str = ""
    skip: int = 1  # letters after \\u that a reader of Unicode leaves out
    page: str = "cp1252"
    silent: bool = False
    own: bool = False  # whether the piece ends with the group
    starred: bool = False
    fresh: bool = False  # nothing of it was read yet: the first word says what it is


@dataclass
class Source:
    """The source of an RTF file, read."""

    text: str
    name: str
    parts: list[SourcePiece] = field(default_factory=list)
    drops: list[Edit] = field(default_factory=list)
    counted: Counter[Remark] = field(default_factory=Counter)

    @classmethod
    def read(cls, text: str, name: str) -> "Source":
        source = cls(text, name)
        _Reader(source).read()
        return source

    def with_changes(self, changed: Sequence[Sequence[Change]]) -> str:
        edits = list(self.drops)
        for part, changes in zip(self.parts, changed, strict=True):
            edits += part.edits(changes)
        return spliced_source(self.text, edits)


@dataclass
class Rtf(Document):
    source: Source

    @classmethod
    def read(cls, data: bytes, name: str) -> "Rtf":
        if not data.startswith(b"{\\rtf"):
            raise DocumentDamaged(file=name)
        return cls(Source.read(data.decode("latin-1"), name))

    @property
    def suffix(self) -> str:
        return ".rtf"

    @property
    def pieces(self) -> Sequence[str]:
        return [part.text for part in self.source.parts]

    @property
    def remarks(self) -> Mapping[Remark, int]:
        return self.source.counted

    def label(self, piece: int) -> Label | None:
        return self.source.parts[piece].label

    def glue(self, piece: int) -> str:
        return self.source.parts[piece].glue

    def view(self, piece: int, text: str) -> str:
        return fieldcode.said(text) if self.source.parts[piece].is_code else text

    def cells(self, piece: int) -> Sequence[tuple[int, int]] | None:
        part = self.source.parts[piece]
        return fieldcode.arguments(part.text) if part.is_code else None

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        text = self.source.with_changes(changed)
        if [part.text for part in Source.read(text, self.source.name).parts] != list(pieces):
            raise DocumentNotClean(file=self.source.name)
        return text.encode("latin-1")

    @classmethod
    def raw_texts(cls, data: bytes) -> Iterator[str]:
        yield data.decode("latin-1")
        yield "\n".join(part.text for part in Source.read(data.decode("latin-1"), "").parts)


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._group = _Group(0, SourcePiece(escape))
        self._stack: list[_Group] = []
        self._aside: list[SourcePiece] = []
        self._fonts: dict[int, str] = {}
        self._font: int | None = None  # whose description is being read
        self._default = "cp1252"

    def read(self) -> None:
        text, at = self._text, 0
        while at < len(text):
            character = text[at]
            if character == "{":
                at = self._open(at)
            elif character == "}":
                if not self._stack:
                    raise DocumentDamaged(file=self._source.name)
                at = self._close(at)
                if not self._stack:
                    break
            elif character == "\\":
                at = self._control(at)
            elif character in "\r\n":
                at += 1
            elif character == "\t":
                self._put(at, at + 1, "\t")
                at += 1
            else:
                letters = _LETTERS.match(text, at)
                assert letters is not None
                self._letters(at, letters.end())
                at = letters.end()
        if self._stack:
            raise DocumentDamaged(file=self._source.name)
        self._end_block("\n")
        if at < len(text) and text[at:].strip("\0\r\n \x1a"):
            self._source.drops.append(Edit(at, len(text), ""))  # what hides after the end
            self._source.counted[Remark.PART_REMOVED] += 1

    # ------------------------------------------------------------ groups

    def _open(self, at: int) -> int:
        if len(self._stack) >= _DEEPEST:
            raise DocumentTooLarge(file=self._source.name, megabytes=100)
        self._stack.append(self._group)
        self._group.fresh = False
        self._group = replace(self._group, start=at, own=False, starred=False, fresh=True)
        return at + 1

    def _close(self, at: int) -> int:
        group = self._group
        if group.own:
            self._end_block("\n")
        self._group = self._stack.pop()
        return at + 1

    def _destination(self, name: str, at: int) -> int | None:
        """What a control word at the head of a group makes of it; where to go on, if elsewhere."""
        group = self._group
        if name in _REFUSED:
            raise DocumentWithObjects(file=self._source.name)
        if name in _DROPPED or name in _PICTURES:
            end = self._end_of_group(group.start)
            if name in _DROPPED:
                self._source.drops.append(Edit(group.start, end, ""))
                self._source.counted[Remark.PART_REMOVED] += 1
            else:
                self._source.counted[Remark.PICTURE] += 1
            self._group = self._stack.pop()
            return end
        if name in _SILENT:
            group.silent = True
            group.destination = name
        elif name in _ASIDE or group.starred:
            group.destination = name
            group.own = True
            group.piece = SourcePiece(escape)
        return None

    def _end_of_group(self, start: int) -> int:
        """After the brace that closes the group at `start`; binary data may hold braces."""
        text, depth, at = self._text, 0, start
        while at < len(text):
            found = _BRACES.search(text, at)
            if found is None:
                break
            at = found.end()
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
                if depth == 0:
                    return at
            elif found["bin"]:
                at += int(found["bin"])
        raise DocumentDamaged(file=self._source.name)

    # ------------------------------------------------------------ control words

    def _control(self, at: int) -> int:
        text = self._text
        word = _WORD.match(text, at)
        if word is None:
            return self._symbol(at)
        name, number = word[1], int(word[2]) if word[2] else None
        if name == "bin":
            return word.end() + max(0, number or 0)
        if name == "u" and number is not None:
            return self._unicode(at, word.end(), number)
        if self._group.fresh:
            self._group.fresh = False
            elsewhere = self._destination(name, at)
            if elsewhere is not None:
                return elsewhere
        group = self._group
        if name in _LETTERS_OF_WORDS:
            self._put(at, word.end(), _LETTERS_OF_WORDS[name])
        elif name in {"cell", "nestcell"}:
            self._end_block("\t", empty=True)
        elif name in {"row", "nestrow"}:
            self._end_row()
        elif name in _BREAKS:
            self._end_block("\n")
        elif name == "uc":
            group.skip = min(8, max(0, number or 0))
        elif name in {"ansicpg", "mac", "pc", "pca"}:
            self._default = group.page = _code_page(name, number)
        elif name == "fcharset" and self._font is not None:
            self._fonts[self._font] = _CODE_PAGES.get(number or 0, self._default)
        elif name == "f" and number is not None:
            if group.destination == "fonttbl":
                self._font = number
            else:
                group.page = self._fonts.get(number, self._default)
        elif name == "plain":
            group.page = self._default
        elif name in {"password", "encrypted"}:
            raise DocumentEncrypted(file=self._source.name)
        return word.end()

    def _symbol(self, at: int) -> int:
        text = self._text
        following = text[at + 1 : at + 2]
        if following == "'":
            return self._bytes(at)
        if following in {"\\", "{", "}"}:
            self._put(at, at + 2, following)
        elif following == "~":
            self._put(at, at + 2, "\u00a0")
        elif following == "_":
            self._put(at, at + 2, "\u2011")
        elif following in {"\r", "\n"}:
            self._end_block("\n")
        elif following == "*":
            self._group.starred = True
        return at + 2

    def _bytes(self, at: int) -> int:
        """One letter written as its byte, or, in a wide code page, all letters that follow as bytes."""
        found = _HEX.match(self._text, at)
        if found is None:
            return at + 2
        end = found.end()
        content = bytes([int(found[1], 16)])
        if self._group.page in _WIDE:
            while (found := _HEX.match(self._text, end)) is not None:
                content += bytes([int(found[1], 16)])
                end = found.end()
        self._put(at, end, content.decode(self._group.page, "replace"))
        return end

    def _unicode(self, at: int, end: int, number: int) -> int:
        """A letter by its number, with the letters that stand for it where Unicode is not read."""
        end = self._after_skipped(end)
        number %= 0x10000
        if 0xD800 <= number < 0xDC00:
            other = _WORD.match(self._text, end)
            if other is not None and other[1] == "u" and other[2]:
                low = int(other[2]) % 0x10000
                if 0xDC00 <= low < 0xE000:
                    end = self._after_skipped(other.end())
                    number = 0x10000 + ((number - 0xD800) << 10) + (low - 0xDC00)
        self._put(at, end, chr(number) if not 0xD800 <= number < 0xE000 else "\ufffd")
        return end

    def _after_skipped(self, at: int) -> int:
        text = self._text
        for _ in range(self._group.skip):
            character = text[at : at + 1]
            if character in {"", "{", "}"}:
                break
            found = _HEX.match(text, at) or (_WORD.match(text, at) if character == "\\" else None)
            at = found.end() if found is not None else at + (2 if character == "\\" else 1)
        return at

    # ------------------------------------------------------------ text

    def _letters(self, start: int, end: int) -> None:
        text = self._text[start:end]
        self._group.fresh = False
        if self._group.silent:
            return
        if text.isascii():
            self._group.piece.units.append(Unit(start, end, text))
            return
        try:
            decoded = text.encode("latin-1").decode(self._group.page, "replace")
        except UnicodeEncodeError as error:
            raise DocumentDamaged(file=self._source.name) from error
        self._group.piece.units.append(Unit(start, end, decoded))

    def _put(self, start: int, end: int, text: str) -> None:
        if not self._group.silent:
            self._group.piece.units.append(Unit(start, end, text))

    def _end_block(self, glue: str, empty: bool = False) -> None:
        group = self._group
        piece = group.piece
        aside = any(each.own for each in (*self._stack, group))
        if group.silent:
            return
        if piece.text.strip() or (empty and not aside):
            kept = SourcePiece(escape, piece.units, glue=glue)
            if group.destination in _PEOPLE and kept.text.strip().lower() not in _NOBODY:
                kept.label = Label.PERSON
            kept.is_code = group.destination == "fldinst"
            if aside:
                kept.glue = "\n"
                self._aside.append(kept)
            else:
                self._source.parts.append(kept)
        piece.units = []
        if glue == "\n" and not aside:
            self._source.parts += self._aside
            self._aside = []

    def _end_row(self) -> None:
        parts = self._source.parts
        if parts and parts[-1].glue == "\t" and not self._group.piece.text.strip():
            parts[-1].glue = "\n"
        self._end_block("\n")


_BRACES = re.compile(r"\\bin(?P<bin>[0-9]{1,10}) ?|\\.|[{}]", re.DOTALL)


def _code_page(name: str, number: int | None) -> str:
    if name != "ansicpg":
        return {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[name]
    try:
        return codecs.lookup(f"cp{number}" if number != 65001 else "utf-8").name
    except LookupError:
        return "cp1252"


def escape(text: str) -> str:
    """`text` as RTF: ASCII, so that it stands in any code page."""
    pieces: list[str] = []
    for character in text:
        if character in "\\{}":
            pieces.append("\\" + character)
        elif character == "\t":
            pieces.append("\\tab ")
        elif character in "\r\n":
            pieces.append(" ")
        elif " " <= character <= "~":
            pieces.append(character)
        else:
            encoded = character.encode("utf-16-le", "replace")
            numbers = [
                int.from_bytes(encoded[at : at + 2], "little", signed=True)
                for at in range(0, len(encoded), 2)
            ]
            pieces.append("{\\uc1" + "".join(f"\\u{number}?" for number in numbers) + "}")
    return "".join(pieces)
