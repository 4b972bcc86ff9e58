"""A file that someone gives, as rows of a register: each bad cell is one sentence, each good row stays good."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from garant.tables.cells import Unfit, unshielded, value_of
from garant.tables.column import Column
from garant.tables.csv_file import read_csv
from garant.tables.errors import TableEmpty, TableKindRefused, TableLies, TableTooLarge, TableTooLong
from garant.tables.folding import folded
from garant.tables.ods_file import MIME, read_ods

MOST_ROWS = 20_000
MOST_BYTES = 10_000_000

_CSV, _ODS = "un CSV", "un classeur ODS"
_SAID = {".csv": _CSV, ".tsv": _CSV, ".txt": _CSV, ".ods": _ODS}


@dataclass(frozen=True, slots=True)
class Row:
    """One right row: its line in the spreadsheet (the titles are line 1), and a value for each column present."""

    line: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell, or in one column of the whole file (line 1)."""

    line: int
    column: str  # a title, or "" for the row as a whole
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds. A row with a bad cell is not in `rows`."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def wrong_lines(self) -> int:
        """How many rows are not right."""
        return len({problem.line for problem in self.problems if problem.line > 1})


def read_table(data: bytes, name: str, columns: Sequence[Column], *, ignored: Sequence[str] = ()) -> Reading:
    """The rows of a CSV or ODS file, told by its content; `name` that says another type is refused.

    Titles are matched without case or accents. `ignored` titles are known and left out in silence. A column that the
    file lacks is absent from the values, so that a partial file touches nothing else; a required one is a problem.
    """
    if len(data) > MOST_BYTES:
        raise TableTooLarge(megabytes=MOST_BYTES // 1_000_000)
    kind = _kind(data)
    extension = PurePath(name).suffix.lower()
    if kind not in {_CSV, _ODS}:
        raise TableKindRefused(found=kind)
    if _SAID.get(extension, kind) != kind or extension in {".xlsx", ".xls", ".pdf", ".docx", ".odt", ".json"}:
        raise TableLies(says=extension, found=kind)
    known = _known(columns)
    if kind == _ODS:
        lines = read_ods(data, MOST_ROWS + 1)
    else:
        lines = read_csv(data, frozenset(known) | {folded(title) for title in ignored})
        lines = [[unshielded(cell) for cell in line] for line in lines]
    if len(lines) > MOST_ROWS + 1:
        raise TableTooLong(rows=MOST_ROWS)
    if not lines or not any(cell.strip() for cell in lines[0]):
        raise TableEmpty
    return _read(lines, columns, known, frozenset(map(folded, ignored)))


def _read(
    lines: list[list[str]], columns: Sequence[Column], known: Mapping[str, Column], ignored: frozenset[str]
) -> Reading:
    placed, problems = _placed(lines[0], known, ignored)
    missing = [column for column in columns if column.required and column not in placed.values()]
    problems += [
        Problem(1, column.title, f"La colonne « {column.title} » manque : aucune ligne ne peut être lue.")
        for column in missing
    ]
    if missing or not placed:
        if not placed:
            problems.append(
                Problem(1, "", "Aucun titre de la première ligne n’est celui d’une colonne du registre.")
            )
        return Reading((), tuple(problems))
    rows: list[Row] = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        values, wrong = _values(number, cells, placed)
        if wrong:
            problems += wrong
        else:
            rows.append(Row(number, values))
    return Reading(tuple(rows), tuple(problems))


def _placed(
    titles: list[str], known: Mapping[str, Column], ignored: frozenset[str]
) -> tuple[dict[int, Column], list[Problem]]:
    """Which column stands where."""
    placed: dict[int, Column] = {}
    problems: list[Problem] = []
    for place, title in enumerate(titles):
        name = folded(title)
        column = known.get(name)
        if column is None:
            if name and name not in ignored:
                sentence = f"La colonne « {title.strip()[:80]} » n’est pas connue : elle n’est pas lue."
                problems.append(Problem(1, title.strip()[:80], sentence))
        elif column in placed.values():
            sentence = f"La colonne « {column.title} » est là deux fois : seule la première est lue."
            problems.append(Problem(1, column.title, sentence))
        else:
            placed[place] = column
    return placed, problems


def _values(
    line: int, cells: list[str], placed: Mapping[int, Column]
) -> tuple[dict[str, object], list[Problem]]:
    values: dict[str, object] = {}
    wrong: list[Problem] = []
    for place, column in placed.items():
        try:
            values[column.key] = value_of(column, cells[place] if place < len(cells) else "")
        except Unfit as unfit:
            wrong.append(Problem(line, column.title, str(unfit)))
    return values, wrong


def _known(columns: Sequence[Column]) -> dict[str, Column]:
    by_key = {folded(column.key): column for column in columns}
    return by_key | {folded(column.title): column for column in columns}


def _kind(data: bytes) -> str:
    """What the bytes are, in French words."""
    if data[:2] == b"PK":
        return _package(data)
    for start, found in _STARTS.items():
        if data.startswith(start):
            return found
    sample = data[:65_536]
    if b"\0" in sample and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "un fichier qui n’est pas du texte"
    if sample.lstrip()[:1] == b"<":
        return "une page web ou un fichier XML"
    if sample.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in {b"{", b"["}:
        return "un fichier JSON"
    return _CSV


_STARTS = {
    b"%PDF": "un PDF",
    b"\xd0\xcf\x11\xe0": "un ancien fichier Office (.xls ou .doc)",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"\x1f\x8b": "une archive",
    b"7z\xbc\xaf": "une archive",
    b"Rar!": "une archive",
}


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            declared = ""
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                declared = package.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return "une archive abîmée"
    if declared in {MIME, f"{MIME}-template"}:
        return _ODS
    if any(name.startswith("xl/") for name in names):
        return "un classeur Excel (.xlsx)"
    if any(name.startswith("word/") for name in names) or declared.endswith("opendocument.text"):
        return "un document de traitement de texte"
    return "une archive"
