"""Text, Markdown and CSV of any length, in bounded memory: read twice, so that a name is known before it is replaced.

The first reading finds, and notes where (offsets alone, in a file without a name); the second replaces. What grows
with the file is what grows with its persons: the pseudonyms and their originals.
"""

import codecs
import hashlib
import os
import re
import struct
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from garant.privacy.documents.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentNotClean,
    DocumentTooLarge,
    NothingToRestore,
)
from garant.privacy.documents.finding import MOST_ROUNDS, beside, blanked, cut, telling
from garant.privacy.documents.opening import open_regular, suffix_of
from garant.privacy.documents.plain import cells_of, separator_of
from garant.privacy.documents.writing import Draft
from garant.privacy.echoes import Known
from garant.privacy.engine import detect
from garant.privacy.labels import Label
from garant.privacy.overlap import merge
from garant.privacy.placeholder import HOLD_BACK, forms
from garant.privacy.pseudonyms import Pseudonyms, spliced
from garant.privacy.restoring import StreamRestorer
from garant.privacy.span import Span

STREAM_FROM = 4 << 20  # bytes: a smaller file is read whole
MOST_BYTES = 4 << 30
CHUNK = 1 << 18  # characters read at once
_AROUND = 400  # characters on either side of a cut that are read to tell whether it stands within a datum
_READ = 1 << 20  # bytes
_LONGEST_HEADING = 2_000
_MOST_VALUES = 200_000  # that are looked for in the whole file
# The end of a sentence, and of no title or abbreviation ("M. ", "art. ").
_SENTENCE = re.compile(r"(?:[^\W\d_]{4}|\d\d|[)»])[.!?][ ]")
_PLACE = struct.Struct("<IIB")
_COUNT = struct.Struct("<I")
_LABELS = tuple(Label)

Progress = Callable[[float], None]  # how much is done, of 0..1


@dataclass(frozen=True, slots=True)
class Streamed:
    """What was done: what brings the originals back, how much was found, the digest of the new file."""

    mapping: Mapping[str, str]
    found: Mapping[Label, int]
    sha256: str


@dataclass
class TextFile:
    """An open text file: its encoding is known, its chunks end where nothing personal stands across."""

    file: IO[bytes]
    name: str
    size: int
    encoding: str = "utf-8"
    mark: bytes = b""
    is_table: bool = False
    separator: str = ";"

    @classmethod
    def open(cls, path: Path) -> "TextFile":
        """Raises an error of this package for what is no text. Close it after use."""
        file = os.fdopen(open_regular(path), "rb")
        try:
            text = cls(file, path.name, os.fstat(file.fileno()).st_size)
            text._recognise()
            text.is_table = suffix_of(path.name) in {".csv", ".tsv"}
            if text.is_table:
                text.separator = separator_of(next(text.chunks(), ""))
        except BaseException:
            file.close()
            raise
        return text

    def _recognise(self) -> None:
        if self.size > MOST_BYTES:
            raise DocumentTooLarge(file=self.name, megabytes=MOST_BYTES >> 20)
        head = self.file.read(4)
        if not head:
            raise DocumentEmpty(file=self.name)
        for mark, encoding in (
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
        ):
            if head.startswith(mark):
                self.mark, self.encoding = mark, encoding
                self._decodes(encoding)
                return
        if not self._decodes("utf-8", strict=False):
            self.encoding = "cp1252"
            self._decodes("cp1252")

    def _decodes(self, encoding: str, strict: bool = True) -> bool:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for block in self._blocks():
                if encoding in {"utf-8", "cp1252"} and b"\0" in block:
                    raise DocumentDamaged(file=self.name)
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            if strict:
                raise DocumentDamaged(file=self.name) from error
            return False
        return True

    def _blocks(self) -> Iterator[bytes]:
        self.file.seek(len(self.mark))
        while block := self.file.read(_READ):
            yield block

    def chunks(self) -> Iterator[str]:
        """The text, in order."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        held = ""
        for block in self._blocks():
            held += decoder.decode(block)
            while len(held) > CHUNK + _AROUND:
                end = self._end(held)
                yield held[:end]
                held = held[end:]
        held += decoder.decode(b"", final=True)
        if held:
            yield held

    def _end(self, text: str) -> int:
        """Where a chunk ends: after a row, a blank line, a line, a sentence, a word; and in none of a datum's."""
        if self.is_table:
            at = CHUNK
            while (at := text.rfind("\n", CHUNK // 2, at)) >= 0:
                if text.count('"', 0, at) % 2 == 0:
                    return at + 1
        for mark in ("\n\n", "\r\n\r\n"):
            at = text.rfind(mark, CHUNK // 2, CHUNK)
            if at >= 0:
                return at + len(mark)
        at = text.rfind("\n", CHUNK // 2, CHUNK) + 1
        if not at:  # a text on one line
            sentences = _SENTENCE.finditer(text, CHUNK // 2, CHUNK)
            at = max((found.end() for found in sentences), default=text.rfind(" ", CHUNK // 2, CHUNK) + 1)
        return _before_a_datum(text, at or CHUNK)


def _before_a_datum(text: str, at: int) -> int:
    """`at`, or where the datum begins within which it stands: its two parts would be found in neither chunk."""
    left = max(0, at - _AROUND)
    across = (span for span in detect(text[left : at + _AROUND]) if span.start < at - left < span.end)
    return next((left + span.start for span in across if left + span.start), at)


@dataclass
class _Learned:
    """What the first reading leaves for the second."""

    places: IO[bytes]
    values: Known = field(default_factory=Known)
    found: Counter[Label] = field(default_factory=Counter)
    written: set[str] = field(default_factory=set)  # what reads as a pseudonym already


def pseudonymised(text: TextFile, key: bytes, new: Draft, progress: Progress) -> Streamed:
    """Writes the text with pseudonyms into `new`, and proves it."""
    with tempfile.TemporaryFile() as places:
        learned = _Learned(places)
        done = 0
        for chunk, spans in _first(text, learned):
            _note(places, spans)
            done += len(chunk)
            progress(min(0.9, 0.9 * done / text.size))
        pseudonyms = Pseudonyms(key, avoid=learned.written)
        digest = hashlib.sha256()
        places.seek(0)
        for data in _second(text, learned, pseudonyms):
            new.write(data)
            digest.update(data)
    progress(0.95)
    _prove(text, learned.values, new)
    progress(1.0)
    return Streamed(dict(pseudonyms.mapping), learned.found, digest.hexdigest())


def restored(text: TextFile, mapping: Mapping[str, str], new: Draft, progress: Progress) -> int:
    """Writes the text with its originals into `new`; how many were brought back."""
    restorer = StreamRestorer(mapping)
    new.write(text.mark)
    done = 0
    for chunk in text.chunks():
        new.write(restorer.feed(chunk).encode(text.encoding, "replace"))
        done += len(chunk)
        progress(min(1.0, done / text.size))
    new.write(restorer.close().encode(text.encoding, "replace"))
    if mapping and not restorer.restored:
        raise NothingToRestore(file=text.name)
    return restorer.restored


def _first(text: TextFile, learned: _Learned) -> Iterator[tuple[str, list[Span]]]:
    heading = ""
    tail = ""
    for number, chunk in enumerate(text.chunks()):
        if text.is_table and number == 0:
            first = chunk.partition("\n")[0]
            heading = first + "\n" if len(first) < _LONGEST_HEADING else ""
        spans = _found(heading if number else "", chunk, learned)
        around = tail + chunk
        learned.written.update(around[form.start : form.end] for form in forms(around))
        tail = chunk[-HOLD_BACK:]
        yield chunk, spans


def _found(heading: str, chunk: str, learned: _Learned) -> list[Span]:
    """What the chunk holds, read until nothing more is found."""
    spans: list[Span] = []
    shown, shift = heading + chunk, len(heading)
    for _ in range(MOST_ROUNDS):
        fresh = [span for span in detect(shown) if span.end > shift]
        if not fresh:
            return spans
        learned.found.update(span.label for span in fresh)
        _learn(learned.values, shown, fresh)
        shown = blanked(shown, fresh)
        moved = (Span(max(0, s.start - shift), s.end - shift, s.label) for s in fresh)
        spans = list(merge([*spans, *moved], len(chunk)))
    return spans


def _learn(values: Known, text: str, spans: list[Span]) -> None:
    """Codes and full names up to a limit; the words of names always, which are few."""
    if len(values.whole) < _MOST_VALUES:
        values.learn(text, spans)
        return
    words = Known()
    words.learn(text, spans)
    values.names |= words.names
    values.capital |= words.capital


def _second(text: TextFile, learned: _Learned, pseudonyms: Pseudonyms) -> Iterator[bytes]:
    finder = learned.values.finder()
    yield text.mark
    quoted = False
    for chunk in text.chunks():
        spans = _noted(learned.places)
        echoes = beside(spans, finder, chunk)
        learned.found.update(span.label for span in echoes)
        wanted = list(merge([*spans, *echoes], len(chunk)))
        if text.is_table:
            wanted = list(cut(wanted, cells_of(chunk, text.separator, quoted)))
            quoted ^= chunk.count('"') % 2 == 1
        yield spliced(chunk, pseudonyms.changes(chunk, wanted)).encode(text.encoding, "replace")


def _note(places: IO[bytes], spans: list[Span]) -> None:
    places.write(_COUNT.pack(len(spans)))
    for span in spans:
        places.write(_PLACE.pack(span.start, span.end, _LABELS.index(span.label)))


def _noted(places: IO[bytes]) -> list[Span]:
    (count,) = _COUNT.unpack(places.read(_COUNT.size))
    content = places.read(count * _PLACE.size)
    return [Span(start, end, _LABELS[label]) for start, end, label in _PLACE.iter_unpack(content)]


def _prove(text: TextFile, values: Known, new: Draft) -> None:
    """Reads the new file, which has no name yet, and looks for the originals."""
    finder = telling(values)
    if finder is None:
        return
    with new.reopened() as file:
        written = TextFile(file, text.name, 0, text.encoding, text.mark, text.is_table, text.separator)
        for chunk in written.chunks():
            if next(finder.find(chunk), None) is not None:
                raise DocumentNotClean(file=text.name)
