"""The headers of a message: who wrote to whom, about what. What only machines read is left out.

`Received`, `Message-ID`, `DKIM-Signature`, `X-Originating-IP` and their like name hosts, accounts and addresses, or
sign what has changed: a message is read as well without them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import Header, decode_header
from email.utils import formataddr, getaddresses

from garant.privacy.documents.document import Document
from garant.privacy.documents.plain import decode
from garant.privacy.documents.remark import Remark
from garant.privacy.pseudonyms import Change

NOWHERE = "pseudonyme.invalid"  # RFC 2606: no such host will ever be; makes a pseudonym an address
_MOST_ADDRESSES = 2_000

_ADDRESSES = {
    "from": "De", "sender": "Envoyé par", "reply-to": "Répondre à", "to": "À", "cc": "Cc", "bcc": "Cci",
    "resent-from": "Renvoyé par", "resent-to": "Renvoyé à", "resent-cc": "Renvoyé en copie à",
    "disposition-notification-to": "Accusé de réception à",
}  # fmt: skip
_TEXTS = {
    "subject": "Objet", "comments": "Commentaires", "keywords": "Mots-clés", "organization": "Organisation",
    "thread-topic": "Sujet", "content-description": "Description",
}  # fmt: skip
_KEPT = frozenset(
    [
        "date",
        "resent-date",
        "importance",
        "priority",
        "x-priority",
        "sensitivity",
        "content-language",
        "auto-submitted",
    ]
)
_OF_THE_BODY = frozenset(
    [
        "mime-version",
        "content-type",
        "content-transfer-encoding",
        "content-disposition",
        "content-id",
        "content-length",
        "lines",
    ]
)
_BREAKS = re.compile(r"[\r\n\t\0]+")


@dataclass(slots=True)
class _Text:
    """A stretch of a header; `fixed` is written by us and never replaced."""

    text: str
    glue: str
    fixed: bool = False
    is_address: bool = False


@dataclass
class Headers(Document):
    """Those that a person reads, in their order; `filename` stands with them for an attachment."""

    texts: list[_Text] = field(default_factory=list)
    lines: list[tuple[str, list[int]]] = field(default_factory=list)  # header, its texts by number
    kept: list[tuple[str, str]] = field(default_factory=list)
    counted: dict[Remark, int] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, raw: Iterable[tuple[str, str]], filename: str | None = None) -> "Headers":
        headers = cls()
        removed = 0
        for name, value in raw:
            key = name.lower()
            if key in _ADDRESSES:
                headers._addresses(name, _ADDRESSES[key], _readable(value))
            elif key in _TEXTS:
                headers._line(name, _TEXTS[key], decoded(value))
            elif key in _KEPT:
                headers.kept.append((name, _BREAKS.sub(" ", _readable(value))[:200]))
            elif key not in _OF_THE_BODY:
                removed += 1
        if filename is not None:
            headers._line("filename", "Pièce jointe", filename)
        if removed:
            headers.counted[Remark.HEADER_REMOVED] = removed
        return headers

    def _line(self, name: str, french: str, text: str) -> None:
        self.texts += (_Text(f"{french} : ", "", fixed=True), _Text(_BREAKS.sub(" ", text).strip(), "\n"))
        self.lines.append((name, [len(self.texts) - 1]))

    def _addresses(self, name: str, french: str, value: str) -> None:
        pairs = [pair for pair in getaddresses([_BREAKS.sub(" ", value)])[:_MOST_ADDRESSES] if pair[1]]
        if not pairs or not all("@" in address for _, address in pairs):
            self._line(name, french, decoded(value))
            return
        self.texts.append(_Text(f"{french} : ", "", fixed=True))
        numbers: list[int] = []
        for rank, (person, address) in enumerate(pairs):
            self.texts.append(_Text(decoded(person).strip(), " <" if person else "<"))
            ending = ">\n" if rank == len(pairs) - 1 else ">, "
            self.texts.append(_Text(_from_nowhere(decoded(address)), ending, is_address=True))
            numbers += (len(self.texts) - 2, len(self.texts) - 1)
        self.lines.append((name, numbers))

    @property
    def suffix(self) -> str:
        return ""

    @property
    def pieces(self) -> Sequence[str]:
        return [text.text for text in self.texts]

    @property
    def remarks(self) -> Mapping[Remark, int]:
        return self.counted

    def glue(self, piece: int) -> str:
        return self.texts[piece].glue

    def cells(self, piece: int) -> Sequence[tuple[int, int]] | None:
        return [] if self.texts[piece].fixed else None

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        """The lines of the header, CRLF after each, without those that tell of the body."""
        self.new = [
            _from_nowhere(_to_nowhere(text)) if part.is_address else text
            for text, part in zip(pieces, self.texts, strict=True)
        ]
        written = [(name, value) for name, value in self.kept]
        for name, numbers in self.lines:
            if name == "filename":
                continue
            texts = [_BREAKS.sub(" ", self.new[number]) for number in numbers]
            if len(texts) == 1:
                written.append((name, encoded(name, texts[0])))
            else:
                pairs = zip(texts[::2], texts[1::2], strict=True)
                written.append(
                    (
                        name,
                        ",\r\n ".join(
                            formataddr((person, _to_nowhere(address))) for person, address in pairs
                        ),
                    )
                )
        return "".join(f"{name}: {value}\r\n" for name, value in written).encode("ascii", "replace")

    @property
    def filename(self) -> str | None:
        """The new one, once rewritten."""
        return next((self.new[numbers[0]] for name, numbers in self.lines if name == "filename"), None)


def decoded(value: str) -> str:
    """A header's value as a person reads it: encoded words decoded, whatever they claim to be."""
    value = _BREAKS.sub(" ", _readable(value))
    try:
        words = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    pieces: list[str] = []
    for word, charset in words:
        if isinstance(word, str):
            pieces.append(word)
            continue
        try:
            pieces.append(word.decode(charset or "ascii", "replace"))
        except LookupError:
            pieces.append(word.decode("latin-1"))
    return "".join(pieces).replace("\0", " ")


def encoded(name: str, text: str) -> str:
    """A header's value as it is written, folded."""
    if text.isascii() and len(text) < 900 and "=?" not in text and text.isprintable():
        return text
    return Header(text, "utf-8", header_name=name, maxlinelen=76).encode(linesep="\r\n")


def _readable(value: str) -> str:
    """Bytes that are no ASCII, which the parser keeps as surrogates, as the letters that they must be."""
    if value.isascii():
        return value
    return decode(value.encode("utf-8", "surrogateescape").replace(b"\0", b" "), "")[0]


def _to_nowhere(address: str) -> str:
    """An address that mail programs accept, whatever was replaced in it."""
    bare = "".join(character for character in address if character not in '[]<> "\\')
    return bare if "@" in bare else f"{bare}@{NOWHERE}"


def _from_nowhere(address: str) -> str:
    local = address.removesuffix("@" + NOWHERE)
    return address if local == address else f"[{local}]"
