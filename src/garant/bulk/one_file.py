"""The work on one file, in whatever process it is given to. The only module that knows how a document is made."""

import os
import secrets
import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast

from garant.bulk.errors import NotWritable, RulesDiffer, SourceChanged, UnexpectedFailure
from garant.bulk.filenames import masked_path, plain_path
from garant.bulk.large_text import Numbering, large_text
from garant.bulk.numbering import Numbered, renumbered, translated, words_of
from garant.bulk.outcome import MOST_DOUBTS, Done, Doubt, Failed, Findings, Outcome, Refused, Task
from garant.bulk.rules import rules_digest
from garant.bulk.secret import Secret, read_secret
from garant.privacy import Label, Reading, spliced
from garant.privacy.documents import Document, KeyFile, masked, open_document
from garant.privacy.documents.errors import FileNotWritten
from garant.privacy.documents.finding import Layout
from garant.privacy.documents.masking import reading_of
from garant.privacy.documents.opening import TEXT_SUFFIXES, suffix_of
from garant.privacy.documents.streaming import STREAM_FROM
from garant.privacy.placeholder import read as read_placeholder
from garant.privacy.pseudonyms import Change
from garant.words import GarantError

_CHUNK = 1 << 20
# Readers of documents are C libraries that are not all safe among threads: one file at a time in a process.
_ONE_AT_A_TIME = threading.Lock()


def treat(task: Task) -> Outcome:
    """Makes the output and its key as parts; puts nothing in place. Never raises for what a file holds."""
    with _ONE_AT_A_TIME:
        try:
            if task.rules != rules_digest():
                return Failed(RulesDiffer.code)
            return _treated(task, _secret(task.secret))
        except GarantError as error:
            return Failed(error.code, _shareable(error))
        except MemoryError:
            return Failed(UnexpectedFailure.code, {"kind": "MemoryError"})
        except Exception as error:  # noqa: BLE001 - a defect costs its file, not the collection; its words may quote
            return Failed(UnexpectedFailure.code, {"kind": type(error).__name__})


def source_digest(path: Path, key: bytes) -> bytes:
    """Of the content, under a key: without it, nobody can tell whether a known text is in the collection."""
    digest = blake2b(key=key[:64], digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.digest()


def _treated(task: Task, secret: Secret) -> Outcome:
    source = Path(task.source)
    try:
        before = source.stat()
        digest = source_digest(source, secret.derived("sources"))
        made = _made(task, secret)
        after = source.stat()
    except OSError:
        return Failed(SourceChanged.code)  # gone, or taken away, since the tree was walked
    except FileNotWritten:
        return Failed(NotWritable.code)
    except GarantError as error:
        return Refused(error.code, _shareable(error), digest)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return Failed(SourceChanged.code)
    try:
        # The key first: an output without its key would be lost work, a key alone harms nobody.
        key_part = _write(Path(task.key_parts), KeyFile(made.mapping, made.sha256).dumped(), private=True)
        part = (
            made.content
            if isinstance(made.content, str)
            else _write(Path(task.parts), made.content, private=False)
        )
        size = (Path(task.parts) / part).stat().st_size
    except OSError:
        return Failed(NotWritable.code)
    out = _out(task, secret, made.mapping, made.suffix)
    return Done(part, key_part, out, digest, size, made.findings, made.values)


@dataclass(frozen=True, slots=True)
class _Made:
    """`content` is the output, or the name of the part that holds it already."""

    content: bytes | str
    sha256: str
    suffix: str
    mapping: Mapping[str, str]
    values: tuple[Numbered, ...]
    findings: Findings


def _made(task: Task, secret: Secret) -> _Made:
    name = task.relative.rpartition("/")[2]
    numbering: Numbering | None = None
    if task.one_key:
        key, excluded = (
            secret.derived("documents"),
            {each: frozenset(numbers) for each, numbers in task.excluded},
        )
        numbering = partial(renumbered, key=key, excluded=excluded)
    else:
        key = secret.derived("document", task.relative)
    if suffix_of(name) in TEXT_SUFFIXES and task.size >= STREAM_FROM:
        made = large_text(Path(task.source), Path(task.parts), secrets.token_hex(12), key, numbering)
        return _Made(made.part, made.sha256, suffix_of(name), made.mapping, made.values, made.findings)
    document = open_document(Path(task.source))
    reading = reading_of(document)
    values: tuple[Numbered, ...] = ()
    if numbering is None:
        result = masked(document, key, reading=reading)
        mapping: Mapping[str, str] = result.mapping
    else:
        renamed = _renamed(document, numbering)
        result = masked(cast("Document", renamed), key, reading=reading)
        mapping = {renamed.new[placeholder]: original for placeholder, original in result.mapping.items()}
        values = renamed.values
    findings = Findings(
        found={label.value: number for label, number in sorted(result.found.items())},
        statements=dict(sorted(Counter(each.label.value for each in reading.statements).items())),
        doubts=tuple(_doubts(document, name, reading)),
        doubtful=len(reading.uncertain),
        remarks={remark.value: number for remark, number in sorted(result.remarks.items()) if number},
    )
    return _Made(result.data, KeyFile.of(result.data, {}).sha256, result.suffix, mapping, values, findings)


class _Renaming:
    """A document whose placeholders become those of the collection at the last moment, when all is known of it."""

    def __init__(self, document: Document, numbering: Numbering) -> None:
        self._document = document
        self._numbering = numbering
        self.new: dict[str, str] = {}
        self.values: tuple[Numbered, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)

    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        before = self._document.pieces
        mapping = {
            placeholder: before[number][start:end]
            for number, changes in enumerate(changed)
            for start, end, placeholder in changes
        }
        self.new, self.values = self._numbering(mapping, before)
        new = [translated(changes, self.new) for changes in changed]
        texts = [
            spliced(before[number], changes) if changes else pieces[number]
            for number, changes in enumerate(new)
        ]
        return self._document.rewritten(texts, new)


def _renamed(document: Document, numbering: Numbering) -> _Renaming:
    # A class of its own: what a written file holds in readable form is asked of the class, not of the document.
    kind = type("_Renaming", (_Renaming,), {"raw_texts": staticmethod(type(document).raw_texts)})
    return cast("_Renaming", kind(document, numbering))


def _doubts(document: Document, name: str, reading: Reading) -> Iterator[Doubt]:
    uncertain = reading.uncertain[:MOST_DOUBTS]
    pieces = document.pieces
    starts = Layout(document).starts
    for each in uncertain:
        at = max(0, bisect_right(starts, each.start) - 1)
        if len(pieces) == 1:
            place = f"ligne {pieces[0].count(chr(10), 0, each.start) + 1}"
        elif suffix_of(name) == ".pdf":
            place = f"page {at + 1}"
        else:
            place = f"passage {at + 1}"
        yield Doubt(each.label.value, place)


def _out(task: Task, secret: Secret, mapping: Mapping[str, str], suffix: str) -> str:
    """The relative path of the output."""
    if task.mask_names:
        people = words_of(original for placeholder, original in mapping.items() if _is_person(placeholder))
        folders = secret.derived("documents")
        own = folders if task.one_key else secret.derived("document", task.relative)
        out = masked_path(task.relative, folders, own, people)
    else:
        out = plain_path(task.relative)
    # "a.pdf" that gives a text must not meet an "a.txt" beside it.
    return out if suffix == suffix_of(out) else out + suffix


def _is_person(placeholder: str) -> bool:
    name = read_placeholder(placeholder)
    return name is not None and name.word == Label.PERSON.placeholder


def _write(folder: Path, data: bytes, *, private: bool) -> str:
    """A file with a name of its own in `folder`; the name. The disk is synced once for all, when the run ends."""
    name = secrets.token_hex(12)
    mode = 0o600 if private else 0o666
    path = folder / name
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return name


def _shareable(error: GarantError) -> dict[str, int | float | str]:
    """The facts that name nothing: a name of a file may name a person."""
    return {
        name: value
        for name, value in error.facts.items()
        if (isinstance(value, (int, float)) or name in _NAMELESS) and isinstance(value, (int, float, str))
    }


_NAMELESS = frozenset({"suffix", "kind", "megabytes"})


@cache
def _secret(path: str) -> Secret:
    return read_secret(Path(path))
