"""Text and tables too large to be held: pseudonymised as a stream, then given the collection's numbers as another."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from garant.bulk.numbering import Numbered
from garant.bulk.outcome import MOST_DOUBTS, Doubt, Findings
from garant.privacy import read
from garant.privacy.documents import streaming
from garant.privacy.documents.keyfile import digest_of
from garant.privacy.documents.writing import draft
from garant.privacy.placeholder import HOLD_BACK, forms

Numbering = Callable[[Mapping[str, str], Iterable[str]], tuple[dict[str, str], tuple[Numbered, ...]]]


@dataclass(frozen=True, slots=True)
class LargeText:
    """`part` is the name of the output, in the folder that was given."""

    part: str
    sha256: str
    mapping: Mapping[str, str]
    values: tuple[Numbered, ...]
    findings: Findings


def large_text(source: Path, parts: Path, name: str, key: bytes, numbering: Numbering | None) -> LargeText:
    """Makes the output as `parts / name`. Memory grows with the persons of the text, not with its length."""
    text = streaming.TextFile.open(source)
    with text.file:
        first = parts / (name if numbering is None else f"{name}-1{source.suffix}")
        with draft(first) as new:
            done = streaming.pseudonymised(text, key, new, _unwatched)
            new.release()
        findings, written = _read(text, {label.value: number for label, number in done.found.items()})
    if numbering is None:
        return LargeText(name, done.sha256, done.mapping, (), findings)
    try:
        new_names, values = numbering(done.mapping, written)
        if new_names:
            local = streaming.TextFile.open(first)
            with local.file, draft(parts / name) as new:
                # Each pseudonym of the document "restored" to that of the collection.
                streaming.restored(local, new_names, new, _unwatched)
                new.release()
        else:
            first.rename(parts / name)
    finally:
        first.unlink(missing_ok=True)
    mapping = {new_names[placeholder]: original for placeholder, original in done.mapping.items()}
    return LargeText(name, digest_of(parts / name), mapping, values, findings)


def _read(text: streaming.TextFile, found: dict[str, int]) -> tuple[Findings, set[str]]:
    """What else is to be told of the text; and what reads as a pseudonym in it already."""
    statements: Counter[str] = Counter()
    doubts: list[Doubt] = []
    written: set[str] = set()
    doubtful, line, tail = 0, 1, ""
    for chunk in text.chunks():
        reading = read(chunk)
        statements.update(each.label.value for each in reading.statements)
        doubtful += len(reading.uncertain)
        doubts += (
            Doubt(each.label.value, f"ligne {line + chunk.count(chr(10), 0, each.start)}")
            for each in reading.uncertain[: max(0, MOST_DOUBTS - len(doubts))]
        )
        line += chunk.count("\n")
        around = tail + chunk
        written.update(around[form.start : form.end] for form in forms(around))
        tail = chunk[-HOLD_BACK:]
    return Findings(
        dict(sorted(found.items())), dict(sorted(statements.items())), tuple(doubts), doubtful
    ), written


def _unwatched(_: float) -> None:
    """The collection's progress counts files."""
