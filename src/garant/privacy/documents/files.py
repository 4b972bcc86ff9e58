"""One file in, one file out, beside its key: whole or not at all."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from garant.privacy.documents import streaming
from garant.privacy.documents.document import Document
from garant.privacy.documents.errors import (
    DocumentTooLarge,
    DocumentUnknown,
    FileExists,
    FileNotWritten,
    FlatNotRestorable,
)
from garant.privacy.documents.keyfile import KeyFile, digest_of, read_key
from garant.privacy.documents.masking import masked, restored
from garant.privacy.documents.opening import TEXT_SUFFIXES, open_document, open_regular, suffix_of
from garant.privacy.documents.remark import Remark
from garant.privacy.documents.writing import Draft, draft, write_new
from garant.privacy.labels import Label

_AS_TEXT = (".txt", ".md")  # what a PDF or a picture may be written as instead


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """The new file, its key, how much was found of each kind, and what a person has to be told."""

    out: Path
    key: Path
    found: Mapping[Label, int]
    remarks: Mapping[Remark, int] = field(default_factory=dict)
    is_flat: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """The new file, how many data came back, and whether the file was changed since it was pseudonymised."""

    out: Path
    number: int
    was_changed: bool


def _silent(_: float) -> None: ...


def pseudonymise_file(
    source: Path,
    out: Path | None,
    key: bytes,
    progress: Callable[[float], None] = _silent,
    *,
    readable: bool = False,
    shift_dates: bool = False,
) -> Pseudonymised:
    """Writes `out` (by default beside the source) and its key. Raises an error of this package, and leaves nothing."""
    if _is_large_text(source):
        if readable or shift_dates:
            raise DocumentTooLarge(file=source.name, megabytes=streaming.STREAM_FROM >> 20)
        return _streamed(source, out or _named(source, "pseudonymise", source.suffix), key, progress)
    document = _in_form(open_document(source), source, out)
    out = out or _named(source, "pseudonymise", document.suffix)
    key_path = _free(out, document.suffix)
    result = masked(document, key, source.name, readable=readable, shift_dates=shift_dates)
    progress(0.9)
    with draft(out) as new:
        new.write(result.data)
        _released(new, key_path, KeyFile.of(result.data, result.mapping))
    return Pseudonymised(out, key_path, result.found, result.remarks, document.is_flat)


def restore_file(
    source: Path, key_path: Path, out: Path | None, progress: Callable[[float], None] = _silent
) -> Restored:
    """Writes `out` (by default beside the source) with its originals."""
    key = read_key(key_path)
    if _is_large_text(source):
        out = out or _named(source, "restaure", source.suffix)
        _check_suffix(out, source.suffix.lower())
        text = streaming.TextFile.open(source)
        with text.file, draft(out) as new:
            number = streaming.restored(text, key.mapping, new, progress)
            new.release()
    else:
        document = _in_form(open_document(source), source, out)
        if document.is_flat:
            raise FlatNotRestorable(file=source.name)
        out = out or _named(source, "restaure", document.suffix)
        _check_suffix(out, document.suffix)
        data, number = restored(document, key.mapping, source.name)
        write_new(out, data)
    return Restored(out, number, digest_of(source) != key.sha256)


def _streamed(source: Path, out: Path, key: bytes, progress: Callable[[float], None]) -> Pseudonymised:
    key_path = _free(out, source.suffix.lower())
    text = streaming.TextFile.open(source)
    with text.file, draft(out) as new:
        result = streaming.pseudonymised(text, key, new, progress)
        _released(new, key_path, KeyFile(result.mapping, result.sha256))
    return Pseudonymised(out, key_path, result.found)


def _released(new: Draft, key_path: Path, key: KeyFile) -> None:
    """The key first: a pseudonymised file without its key would be lost work, a key alone harms nobody."""
    write_new(key_path, key.dumped(), private=True)
    try:
        new.release()
    except BaseException:
        key_path.unlink(missing_ok=True)
        raise


def _in_form(document: Document, source: Path, out: Path | None) -> Document:
    """The document, or its text alone where that is what `out` asks for."""
    as_text: Any = getattr(document, "as_text", None)
    if as_text is None or out is None or out.suffix.lower() not in _AS_TEXT:
        return document
    text: Document = as_text(out.suffix.lower())
    return text


def _is_large_text(source: Path) -> bool:
    if suffix_of(source.name) not in TEXT_SUFFIXES:
        return False
    descriptor = open_regular(source)
    try:
        return os.fstat(descriptor).st_size >= streaming.STREAM_FROM
    finally:
        os.close(descriptor)


def _named(source: Path, what: str, suffix: str) -> Path:
    return source.with_name(f"{source.stem}-{what}{suffix}")


def _check_suffix(out: Path, suffix: str) -> None:
    if out.suffix.lower() != suffix:
        raise DocumentUnknown(file=out.name, suffix=out.suffix or "aucune")


def _free(out: Path, suffix: str) -> Path:
    """The path of the key, once nothing stands in the way of either."""
    _check_suffix(out, suffix)
    key_path = out.with_name(f"{out.name}.cle.json")
    for path in (out, key_path):
        try:
            path.lstat()
        except FileNotFoundError:
            continue
        except OSError as error:  # a name that is too long, a folder that may not be read
            raise FileNotWritten(file=path.name) from error
        raise FileExists(file=path.name)
    return key_path
