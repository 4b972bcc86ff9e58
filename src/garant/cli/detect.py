"""`garant detect`: what is personal, in lines of JSON or in files."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from garant.cli import path_given
from garant.words import GarantError, count

if TYPE_CHECKING:
    from garant.privacy import Reading, Span, Statement


_AT_ONCE = 1 << 18  # bytes


class LinesRefused(GarantError):
    """Some lines could not be read; the others were done."""

    code = "lines_refused"


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "detect",
        help="trouve les données personnelles d’un texte",
        description='Trouve les données personnelles. Sans fichier, lit des lignes {"id", "text"} sur l’entrée standard.',
    )
    parser.add_argument("files", nargs="*", type=path_given, metavar="FICHIER")
    parser.add_argument(
        "--format",
        choices=("jsonl", "text"),
        help='jsonl : une ligne {"id", "spans", "indirect", "uncertain"} par texte ; text : un résumé en français (par défaut pour des fichiers)',
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    form = arguments.format or ("text" if arguments.files else "jsonl")
    if form == "text":
        return _summaries(arguments.files)
    refused = 0
    if not arguments.files and sys.stdin is not None:
        refused = _lines(cast("BufferedReader", sys.stdin.buffer), sys.stdout, "")
    for path in arguments.files:
        with _opened(path) as lines:
            refused += _lines(lines, sys.stdout, f"{path.name}, ")
    if refused:
        raise LinesRefused(
            refused=count(refused, "ligne n’a pas pu être lue", "lignes n’ont pas pu être lues")
        )
    return 0


def _opened(path: Path) -> BufferedReader:
    from garant.privacy.documents import FileUnreadable

    try:
        return path.open("rb")
    except OSError as error:
        raise FileUnreadable(file=path.name) from error


def _lines(given: BufferedReader, out: IO[str], where: str) -> int:
    """One line out for each good line in, as it comes; returns how many were refused."""
    from garant.privacy import read_each

    refused = number = 0
    for come in _as_they_come(given):
        identifiers: list[object] = []
        texts: list[str] = []
        for line in come:
            number += 1
            if not line.strip():
                continue
            try:
                identifier, text = _entry(line)
            except ValueError as error:
                print(f"garant : {where}ligne {number} : {error}", file=sys.stderr)
                refused += 1
                continue
            identifiers.append(identifier)
            texts.append(text)
        for identifier, reading in zip(identifiers, read_each(texts), strict=True):
            print(json.dumps({"id": identifier, **_said(reading)}), file=out)
        out.flush()
    return refused


def _as_they_come(given: BufferedReader) -> Iterator[list[bytes]]:
    """Whole lines, as many at a time as are there: they are read together, and who writes one and waits has its answer.

    `read1` gives what has come, and waits only where nothing has.
    """
    begun: list[bytes] = []  # of a line of which the end has not come
    while come := given.read1(_AT_ONCE):
        first, *others = come.split(b"\n")
        begun.append(first)
        if others:
            yield [b"".join(begun), *others[:-1]]
            begun = [others[-1]]
    yield [b"".join(begun)]


def _said(reading: "Reading") -> dict[str, list[dict[str, object]]]:
    """`spans` holds what counts, statements among them; places, bodies and dates, and what is unsure, stand apart."""
    counting: list[Span | Statement] = [*reading.spans, *reading.statements]
    return {
        "spans": [_finding(each) for each in sorted(counting, key=_place)],
        "indirect": [_finding(each) for each in reading.indirect],
        "uncertain": [_finding(each) for each in reading.uncertain],
    }


def _place(each: "Span | Statement") -> tuple[int, int]:
    return each.start, each.end


def _finding(each: "Span | Statement") -> dict[str, object]:
    told: dict[str, object] = {
        "start": each.start,
        "end": each.end,
        "label": each.label,
        "class": each.data_class,
        "score": round(each.score, 2),
    }
    words = getattr(each, "words", None)
    return told if words is None else told | {"words": words}


def _entry(line: bytes) -> tuple[object, str]:
    """The id and text of a line. ValueError, with a French sentence without content, if they aren't there."""
    try:
        entry = json.loads(line)
    except UnicodeDecodeError:
        raise ValueError("le texte n’est pas en UTF-8.") from None
    except (ValueError, RecursionError):
        raise ValueError("ce n’est pas du JSON valide.") from None
    if not isinstance(entry, dict):
        raise ValueError("un objet JSON est attendu.")  # noqa: TRY004
    if "id" not in entry:
        raise ValueError("le champ « id » manque.")
    text = entry.get("text")
    if not isinstance(text, str):
        raise ValueError("le champ « text » manque ou n’est pas un texte.")  # noqa: TRY004
    return entry["id"], text


def _summaries(files: list[Path]) -> int:
    """How many data of each kind, file by file. Never the data."""
    if not files:
        from garant.privacy import read
        from garant.privacy.documents.plain import decode

        given = b"" if sys.stdin is None else sys.stdin.buffer.read()
        text, _, _ = decode(given, "entrée standard")
        print(_summary("entrée standard", read(text)))
        return 0
    from garant.privacy.documents import open_document
    from garant.privacy.documents.masking import reading_of

    for path in files:
        document = open_document(path)
        print(_summary(path.name, reading_of(document)))
        if document.unread:
            print(f"  {count(document.unread, 'image non examinée', 'images non examinées')}")
    return 0


def _summary(name: str, reading: "Reading") -> str:
    lines = [f"{name} : {count(len(reading.spans), 'donnée personnelle', 'données personnelles')}"]
    if not reading.spans:
        lines = [f"{name} : aucune donnée personnelle trouvée"]
    lines += kinds_of(reading.spans)
    if reading.statements:
        lines.append(f"  {count(len(reading.statements), 'propos sensible', 'propos sensibles')} :")
        lines += [f"  {line}" for line in kinds_of(reading.statements)]
    if reading.uncertain:
        lines.append(f"  {len(reading.uncertain)} à vérifier :")
        lines += [f"  {line}" for line in kinds_of(reading.uncertain)]
    if reading.indirect:
        lines.append("  Lieux, organisations et dates, que la charte juge :")
        lines += [f"  {line}" for line in kinds_of(reading.indirect)]
    return "\n".join(lines)


def kinds_of(findings: "Iterable[Span | Statement]") -> list[str]:
    """A line for each kind, the most frequent first."""
    found = Counter(each.label.french for each in findings)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [f"  {kind} : {number}" for kind, number in ordered]
