"""A message: its headers, its bodies, the messages within it and its attachments, each by the reader of its kind.

An attachment that no reader can vouch for is not sent on: a note stands in its place.
"""

import quopri
import re
from base64 import encodebytes
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import encode_rfc2231

from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import (
    DocumentDamaged,
    DocumentEncrypted,
    DocumentNotClean,
    DocumentTooLarge,
)
from garant.privacy.documents.headers import Headers, decoded
from garant.privacy.documents.html import Html, Page
from garant.privacy.documents.opening import DEEPEST, SUFFIXES, open_bytes, suffix_of
from garant.privacy.documents.plain import Plain, decode
from garant.privacy.documents.remark import Remark
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Change
from garant.words import GarantError

_MOST_PARTS = 1_000
_DEEPEST_MULTIPART = 12
_OF_A_MESSAGE = frozenset(
    ["from", "to", "cc", "subject", "date", "received", "message-id", "return-path", "sender"]
)
_SIGNATURES = frozenset(
    ["application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"]
)
_ENCRYPTED = frozenset(["application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"])
_TYPES = {
    "application/pdf": ".pdf", "application/rtf": ".rtf", "text/rtf": ".rtf", "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "image/png": ".png", "image/jpeg": ".jpg", "image/tiff": ".tiff", "text/html": ".html",
}  # fmt: skip
_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,80}")
_CID = re.compile(r"cid:([^\"'\s>)]{1,300})", re.IGNORECASE)
_KEPT_PARAMETERS = ("format", "delsp", "method")


class _Note(Document):
    """What stands for an attachment that was taken out."""

    def __init__(self, kind: str, size: int, remark: Remark) -> None:
        kilobytes = max(1, size >> 10)
        self._text = f"[Pièce jointe retirée : {kind}, {kilobytes} Ko. Son contenu n’a pas pu être vérifié.]"
        self._remark = remark

    @property
    def suffix(self) -> str:
        return ".txt"

    @property
    def pieces(self) -> Sequence[str]:
        return [self._text]

    @property
    def remarks(self) -> Mapping[Remark, int]:
        return {self._remark: 1}

    def cells(self, piece: int) -> Sequence[tuple[int, int]] | None:
        return []

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        return self._text.encode("utf-8")


@dataclass
class _Part:
    """A node of the message: its headers, and either parts within or one document."""

    headers: Headers
    type: str
    parameters: str = ""
    inline: bool = True
    content_id: str = ""
    is_body: bool = False  # text whose line ends are those of a message
    parts: list["_Part"] = field(default_factory=list)
    document: Document | None = None
    header_bytes: bytes = b""
    body: bytes = b""


@dataclass
class Eml(Document):
    name: str
    depth: int
    top: _Part
    documents: list[Document]
    counted: Counter[Remark]

    @classmethod
    def read(cls, data: bytes, name: str, depth: int = 0) -> "Eml":
        try:
            message = BytesParser(policy=policy.compat32).parsebytes(data)
            if _OF_A_MESSAGE.isdisjoint(key.lower() for key, _ in message.raw_items()):
                raise DocumentDamaged(file=name)
            reader = _Reader(name, depth)
            top = reader.part(message, 0)
        except (RecursionError, ValueError, LookupError, TypeError) as error:  # what its parser lets through
            raise DocumentDamaged(file=name) from error
        return cls(name, depth, top, reader.documents, reader.counted)

    @property
    def suffix(self) -> str:
        return ".eml"

    @property
    def pieces(self) -> Sequence[str]:
        return [piece for document in self.documents for piece in document.pieces]

    @property
    def remarks(self) -> Mapping[Remark, int]:
        total = Counter(self.counted)
        for document in self.documents:
            total.update(document.remarks)
        return total

    def _place(self, piece: int) -> tuple[Document, int]:
        document, first = self._places[piece]
        return document, piece - first

    @property
    def _places(self) -> list[tuple[Document, int]]:
        if self._cached is None:
            self._cached = []
            for document in self.documents:
                first = len(self._cached)
                self._cached += [(document, first)] * len(document.pieces)
        return self._cached

    _cached: list[tuple[Document, int]] | None = None

    def label(self, piece: int) -> Label | None:
        document, number = self._place(piece)
        return document.label(number)

    def glue(self, piece: int) -> str:
        document, number = self._place(piece)
        return document.glue(number)

    def view(self, piece: int, text: str) -> str:
        document, number = self._place(piece)
        return document.view(number, text)

    def cells(self, piece: int) -> Sequence[tuple[int, int]] | None:
        document, number = self._place(piece)
        return document.cells(number)

    def is_whole(self, piece: int) -> bool:
        document, number = self._place(piece)
        return document.is_whole(number)

    def restorable(self, piece: int) -> bool:
        document, number = self._place(piece)
        return document.restorable(number)

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        written: dict[int, bytes] = {}
        expected: list[list[str] | None] = []
        at = 0
        for document in self.documents:
            after = at + len(document.pieces)
            written[id(document)] = document.rewritten(pieces[at:after], changed[at:after])
            texts = document.new if isinstance(document, Headers) else list(pieces[at:after])
            expected.append(None if document.is_flat or isinstance(document, Eml) else texts)
            at = after
        data = _Writer(written, self.depth).message(self.top)
        again = Eml.read(data, self.name, self.depth)
        if len(again.documents) != len(expected):
            raise DocumentNotClean(file=self.name)
        for document, texts_meant in zip(again.documents, expected, strict=True):
            if texts_meant is not None and _shown(document.pieces) != _shown(texts_meant):
                raise DocumentNotClean(file=self.name)
        return data

    @classmethod
    def raw_texts(cls, data: bytes) -> Iterator[str]:
        yield data.decode("latin-1")
        yield "\n".join(Eml.read(data, "").pieces)


def _shown(texts: Sequence[str]) -> list[str]:
    """Texts of a header are folded, trimmed and joined again: blanks at their ends don't count."""
    return [" ".join(text.split()) for text in texts]


class _Reader:
    def __init__(self, name: str, depth: int) -> None:
        self._name = name
        self._depth = depth
        self._content_ids: dict[str, str] = {}
        self._parts = 0
        self.documents: list[Document] = []
        self.counted: Counter[Remark] = Counter()

    def part(self, message: Message, level: int) -> _Part:
        self._parts += 1
        if self._parts > _MOST_PARTS or level > _DEEPEST_MULTIPART:
            raise DocumentTooLarge(file=self._name, megabytes=100)
        kind = message.get_content_type().lower()
        if kind in _ENCRYPTED:
            raise DocumentEncrypted(file=self._name)
        filename = message.get_filename()
        headers = Headers.of(message.raw_items(), None if filename is None else decoded(filename))
        self.documents.append(headers)
        part = _Part(headers, kind if _TYPE.fullmatch(kind) else "application/octet-stream")
        part.inline = message.get_content_disposition() != "attachment"
        part.content_id = self._content_id(str(message.get("Content-ID", "")).strip())
        if message.is_multipart() and kind.startswith("multipart/"):
            for child in message.get_payload():
                assert isinstance(child, Message)
                if child.get_content_type().lower() in _SIGNATURES:
                    self.counted[Remark.PART_REMOVED] += 1
                else:
                    part.parts.append(self.part(child, level + 1))
            if part.type in {"multipart/signed", "multipart/report"}:
                part.type = "multipart/mixed"
            return part
        part.document = self._document(message, part, None if filename is None else decoded(filename))
        self.documents.append(part.document)
        return part

    def _content_id(self, value: str) -> str:
        bare = value.strip("<>")
        if not bare:
            return ""
        return self._content_ids.setdefault(bare, f"partie{len(self._content_ids) + 1}@garant.invalid")

    def _document(self, message: Message, part: _Part, filename: str | None) -> Document:
        if message.is_multipart():  # message/rfc822 and its like
            if part.type == "message/rfc822" and self._depth < DEEPEST:
                inner = list(message.walk())[1]
                try:
                    return Eml.read(inner.as_bytes(policy=policy.compat32), self._name, self._depth + 1)
                except GarantError:
                    return self._removed(part, 0)
            part.type = "text/plain"
            part.is_body = True
            text = "\n".join(str(each) for each in message.walk() if not each.is_multipart())
            return Plain(text.replace("\r\n", "\n").replace("\0", " "), "utf-8", b"", ".txt")
        payload = message.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        suffix = suffix_of(filename) if filename else ""
        if part.type == "text/html" and (part.inline or suffix in {".html", ".htm", ""}):
            part.is_body = True
            return self._page(data, message)
        if suffix not in SUFFIXES or part.type == "text/plain":
            suffix = _TYPES.get(part.type, suffix)
        if part.type.startswith("text/") and suffix not in SUFFIXES:
            suffix = ".txt"
        if part.type.startswith("text/") and suffix in {".txt", ".md", ".eml"}:
            return self._text(data, message, part)
        if suffix == ".eml" and self._depth >= DEEPEST:
            return self._removed(part, len(data))
        try:
            return open_bytes(data, "piece" + suffix, self._depth + 1)
        except GarantError:
            return self._removed(part, len(data))

    def _removed(self, part: _Part, size: int) -> _Note:
        kind, part.type, part.inline, part.content_id = part.type, "text/plain", True, ""
        part.headers = Headers()
        self.documents[-1] = part.headers  # its file name goes with it
        return _Note(
            kind, size, Remark.PICTURE_REMOVED if kind.startswith("image/") else Remark.ATTACHMENT_REMOVED
        )

    def _text(self, data: bytes, message: Message, part: _Part) -> Plain:
        part.is_body = True
        part.parameters = "".join(
            f"; {name}={value}" for name in _KEPT_PARAMETERS if (value := _simple(message.get_param(name)))
        )
        return Plain(_as_text(data, message).replace("\r\n", "\n"), "utf-8", b"", ".txt")

    def _page(self, data: bytes, message: Message) -> Html:
        source = _CID.sub(
            lambda found: f"cid:{self._content_id(found[1])}", _as_text(data, message).replace("\r\n", "\n")
        )
        return Html(Page.read(source), "utf-8", b"", self._name)


def _simple(value: object) -> str:
    return value if isinstance(value, str) and value.isascii() and value.isalnum() else ""


def _as_text(data: bytes, message: Message) -> str:
    charset = message.get_param("charset")
    if isinstance(charset, str) and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(charset.strip("\"' ")).replace("\0", " ")
        except (LookupError, UnicodeError, ValueError):
            pass  # what it says is wrong: as if it said nothing
    return decode(data.replace(b"\0", b" ") if data[:2] not in {b"\xff\xfe", b"\xfe\xff"} else data, "")[0]


class _Writer:
    def __init__(self, written: Mapping[int, bytes], depth: int) -> None:
        self._written = written
        self._depth = depth
        self._boundaries = 0

    def message(self, top: _Part) -> bytes:
        return self._written[id(top.headers)] + b"MIME-Version: 1.0\r\n" + self._body(top)

    def _body(self, part: _Part) -> bytes:
        head = self._head(part)
        if part.document is None:
            self._boundaries += 1
            boundary = f"=_garant_{self._depth}_{self._boundaries}"
            mark = f"--{boundary}".encode()
            lines = [f'Content-Type: {part.type}; boundary="{boundary}"\r\n'.encode(), head, b"\r\n"]
            for child in part.parts:
                lines += (mark, b"\r\n", self._own_headers(child), self._body(child), b"\r\n")
            return b"".join([*lines, mark, b"--\r\n"])
        content = self._written[id(part.document)]
        if isinstance(part.document, Eml):
            return b"Content-Type: message/rfc822\r\n" + head + b"\r\n" + content
        kind, encoding = part.type.encode(), b"base64"
        if isinstance(part.document, Plain | Html | _Note) and part.type.startswith("text/"):
            charset = "utf-8" if isinstance(part.document, _Note) else part.document.encoding
            kind += f'{part.parameters}; charset="{charset.replace("cp12", "windows-12")}"'.encode()
        if part.is_body or isinstance(part.document, _Note):
            encoding = b"quoted-printable"
            body = quopri.encodestring(content).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        else:
            body = encodebytes(content).replace(b"\n", b"\r\n")
        return (
            b"Content-Type: "
            + kind
            + b"\r\nContent-Transfer-Encoding: "
            + encoding
            + b"\r\n"
            + head
            + b"\r\n"
            + body
        )

    def _own_headers(self, part: _Part) -> bytes:
        return self._written.get(id(part.headers), b"")

    def _head(self, part: _Part) -> bytes:
        """What the message says of a part's place and name."""
        head = ""
        filename = part.headers.filename
        if filename is not None:
            place = "inline" if part.inline else "attachment"
            simple = filename.isascii() and not set(filename) & set('"\\\r\n')
            said = f'filename="{filename}"' if simple else f"filename*={encode_rfc2231(filename, 'utf-8')}"
            head += f"Content-Disposition: {place};\r\n {said}\r\n"
        elif not part.inline:
            head += "Content-Disposition: attachment\r\n"
        if part.content_id:
            head += f"Content-ID: <{part.content_id}>\r\n"
        return head.encode("ascii", "replace")
