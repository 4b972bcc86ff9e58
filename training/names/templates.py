"""Marked texts as pieces, each of one kind: what is written, and what it is."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from zlib import crc32

from ruamel.yaml import YAML

from garant.privacy.folded import fold
from garant.privacy.name_words import FUNCTIONS, PARTICLES, TITLES
from garant.privacy.tagger.model import KINDS

PHRASES = Path(__file__).with_name("phrases.txt")


class Kind(IntEnum):
    """The classes of the tagger, in its order (`KINDS`); then what may be more than one of them (`MAY_BE`)."""

    OTHER = 0
    PERSON = 1
    PUBLIC = 2
    PLACE = 3
    NOBODYS = 4
    ADDRESS = 5
    DATE_BIRTH = 6
    PHONE = 7
    NIR = 8
    IBAN = 9
    CARD = 10
    PLATE = 11
    TAX_ID = 12
    BENEF_ID = 13
    CASE_ID = 14
    INE = 15
    ID_DOC = 16
    EMPLOYEE_ID = 17
    SIRET = 18
    PRO_ID = 19
    EMAIL = 20
    USERNAME = 21
    URL_PERSON = 22
    IP = 23
    SECRET = 24
    SOMEBODY = 25  # a person, public or not: the corpora of newspapers don't say
    SOMEWHERE = 26  # a place, somebody's address or not: phrases don't say …
    FIGURES = 27  # … nor of what is written in figures
    DATUM = 28  # somebody's number, of whatever kind: what near misses are written for
    NEAR_MISS = 29  # a number that is nobody's
    UNSAID = 30  # what stands around them
    ACRONYM = 31  # OTHER, to be replaced by other letters


assert [kind.name for kind in Kind][: len(KINDS)] == list(KINDS)
MAY_BE = {
    Kind.SOMEBODY: (Kind.PERSON, Kind.PUBLIC),
    Kind.SOMEWHERE: (Kind.PLACE, Kind.ADDRESS),
    Kind.FIGURES: tuple(
        kind for kind in Kind if kind < len(KINDS) and kind not in {Kind.PERSON, Kind.PUBLIC}
    ),
    Kind.DATUM: tuple(kind for kind in Kind if Kind.ADDRESS <= kind < len(KINDS)),
    Kind.NEAR_MISS: (Kind.OTHER, Kind.PLACE, Kind.NOBODYS),
    Kind.UNSAID: tuple(kind for kind in Kind if kind < len(KINDS)),
    Kind.ACRONYM: (Kind.OTHER,),
}
PERSONS = frozenset({Kind.PERSON, Kind.PUBLIC, Kind.SOMEBODY})
PLACES = frozenset({Kind.PLACE, Kind.ADDRESS, Kind.SOMEWHERE})


@dataclass(frozen=True, slots=True)
class Piece:
    """Folded text of one kind."""

    text: str
    kind: Kind = Kind.OTHER


@dataclass(frozen=True, slots=True)
class Template:
    """One text. Texts with the same `hand` never stand on both sides of a split."""

    id: str
    hand: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


# Stdlib `re` on our own texts: the marks of tests/cases/privacy/README.md.
_MARK = re.compile(r"\[\[([A-Z_]+) |<<(public_role|[a-z_]+) |\{\{[A-Z_+]+: ?|\]\]|>>|\}\}")
_IN_CONTEXT = re.compile(r"\[\[(.*?)\]\]|<<(.*?)>>", re.DOTALL)
_SHORT = re.compile(r"\[\[(.*?)\]\]|<<([rpa]) (.*?)>>")
_KINDS = {
    **{kind.name: kind for kind in Kind},
    "LOCATION": Kind.PLACE,
    "ORGANISATION": Kind.PLACE,
    "public_role": Kind.PUBLIC,
    "street": Kind.PLACE,
    "organisation": Kind.PLACE,
    **dict.fromkeys(("act", "body_id", "desk"), Kind.NOBODYS),
}


def marked_texts(folder: Path) -> list[Template]:
    """Texts of the YAML files of a folder (not of the folders under it), in the order of their names."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for entry in YAML(typ="safe").load(path) or []:
            hand = entry.get("hand") or path.stem
            found.append(Template(entry["id"], hand, tuple(_tidy(read_marks(entry["text"])))))
    return found


def read_marks(marked: str) -> Iterator[Piece]:
    """Marks of sentences ({{…}}) are dropped, what they hold is kept."""
    marked = fold(marked.replace("«", '"').replace("»", '"')).text
    kind = Kind.OTHER
    at = 0
    for mark in _MARK.finditer(marked):
        if mark.start() > at:
            yield Piece(marked[at : mark.start()], kind)
        at = mark.end()
        if mark[1] or mark[2]:
            kind = _KINDS.get(mark[1] or mark[2], Kind.OTHER)
        elif mark[0] in {"]]", ">>"}:
            kind = Kind.OTHER
    if at < len(marked):
        yield Piece(marked[at:], kind)


def contexts(folder: Path) -> list[Template]:
    """Numbers in a context, somebody's ("[[…]]") or nobody's ("<<…>>"), one text a line; names in them are not told."""
    return [
        Template(
            f"{path.stem}-{number}",
            path.stem,
            tuple(_in_context(fold(line.replace("\\n", "\n").replace("\\t", "\t")).text)),
        )
        for path in sorted(folder.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def _in_context(line: str) -> Iterator[Piece]:
    at = 0
    for mark in _IN_CONTEXT.finditer(line):
        if mark.start() > at:
            yield Piece(line[at : mark.start()], Kind.UNSAID)
        at = mark.end()
        yield Piece(mark[1] or mark[2], Kind.DATUM if mark[1] else Kind.NEAR_MISS)
    if at < len(line):
        yield Piece(line[at:], Kind.UNSAID)


def phrases(path: Path = PHRASES) -> dict[str, list[tuple[Piece, ...]]]:
    """Sentences by register."""
    found: dict[str, list[tuple[Piece, ...]]] = {}
    register = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# == "):
            register = line[5:]
            found.setdefault(register, [])
        elif line and not line.startswith("#"):
            # The marks are ASCII, and folding takes one character for one.
            found[register].append(tuple(_tidy(_read_short(fold(line.replace("⏎", "\n")).text))))
    return found


def _read_short(line: str) -> Iterator[Piece]:
    at = 0
    for mark in _SHORT.finditer(line):
        yield from _unsaid(line[at : mark.start()])
        at = mark.end()
        if mark[1]:
            yield Piece(mark[1], Kind.PERSON)
        else:
            yield Piece(mark[3], {"r": Kind.PUBLIC, "p": Kind.SOMEWHERE, "a": Kind.ACRONYM}[mark[2]])
    yield from _unsaid(line[at:])


def _unsaid(text: str) -> Iterator[Piece]:
    for part in re.split(r"([A-Za-z]*[0-9]+[A-Za-z]*)", text):
        if part:
            yield Piece(part, Kind.FIGURES if any(map(str.isdigit, part)) else Kind.OTHER)


_TITLE = re.compile(r"(?:([A-Za-z]+)(\.? ))")
_NO_NAME = TITLES | {"ou", "et", "la", "monsieur", "madame"}


def _tidy(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A title within the mark of a person is put before it."""
    for piece in pieces:
        if piece.kind not in {Kind.PERSON, Kind.PUBLIC}:
            yield piece
            continue
        at = 0
        while (title := _TITLE.match(piece.text, at)) and title[1].lower() in _NO_NAME - {
            "epouse",
            "famille",
        } | {"famille"}:
            if title[1].lower() == "la":
                break
            at = title.end()
        if at:
            yield Piece(piece.text[:at])
        if at < len(piece.text):
            whole = Piece(piece.text[at:], piece.kind)
            yield from _without_role(whole) if piece.kind is Kind.PUBLIC else (whole,)


_ROLE_WORDS = (
    TITLES | FUNCTIONS | frozenset({"notre", "votre", "sous", "ars", "ccas", "rapporteur", "rapporteure"})
)
_WORD = re.compile("[A-Za-z0-9]+")


def _without_role(piece: Piece) -> Iterator[Piece]:
    """Of "le préfet Untel, adjoint à la vie des quartiers" the name alone: some authors mark the role with it."""
    words = list(_WORD.finditer(piece.text))
    named = [
        number
        for number, word in enumerate(words)
        if word[0].lower() not in _ROLE_WORDS and not (word[0].islower() and word[0] in PARTICLES)
    ]
    bears_capital = [number for number in named if words[number][0][0].isupper()]
    if bears_capital:
        named = bears_capital
    elif len(named) < len(words):
        named = []  # "la sénatrice", "conseillers départementaux"
    if not named:
        yield Piece(piece.text)
        return
    start, end = words[named[0]].start(), words[named[-1]].end()
    for part, kind in (
        (piece.text[:start], Kind.OTHER),
        (piece.text[start:end], piece.kind),
        (piece.text[end:], Kind.OTHER),
    ):
        if part:
            yield Piece(part, kind)


_CORPUS_KINDS = {"PERSON": Kind.SOMEBODY, "LOCATION": Kind.PLACE, "ORGANISATION": Kind.PLACE}


def public_corpora(folder: Path, most: int = 600) -> list[Template]:
    """Old newspapers, cut in stretches of at most `most` characters: lines of {"id", "text", "entities"}."""
    found: list[Template] = []
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem.startswith("ajmc"):
            continue  # commentaries on Sophocle: half of it is Greek
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            text = fold(entry["text"])
            if len(text.text) != len(entry["text"]):
                continue  # offsets have moved: few texts, left out
            spans = sorted((e["start"], e["end"], _CORPUS_KINDS[e["label"]]) for e in entry["entities"])
            pieces: list[Piece] = []
            at = 0
            for start, end, kind in spans:
                if start < at:
                    continue
                pieces += (Piece(text.text[at:start]), Piece(text.text[start:end], kind))
                at = end
            pieces.append(Piece(text.text[at:]))
            found += _stretches(f"{path.stem}-{entry['id']}", path.stem, [p for p in pieces if p.text], most)
    return found


def _stretches(name: str, hand: str, pieces: list[Piece], most: int) -> Iterator[Template]:
    part: list[Piece] = []
    length = number = 0
    for piece in pieces:
        part.append(piece)
        length += len(piece.text)
        if length >= most and piece.kind is Kind.OTHER:
            yield Template(f"{name}.{number}", hand, tuple(part))
            part, length, number = [], 0, number + 1
    if part:
        yield Template(f"{name}.{number}", hand, tuple(part))


def split_by_hand(templates: list[Template], one_in: int) -> tuple[list[Template], list[Template]]:
    """For training and for measuring: one hand in `one_in` for the latter, the same whatever other texts there are."""
    apart = [template for template in templates if crc32(template.hand.encode()) % one_in == 0]
    return [template for template in templates if crc32(template.hand.encode()) % one_in], apart
