"""Numbers in the contexts in which people write them: what is somebody's is covered, what is an act's or a thing's is not.

`tests/cases/numbers/*.txt`: one context a line ("\\n" and "\\t" written out), `[[…]]` what has to be covered,
`<<…>>` what must not. The label is not looked at: what counts is that the number does not leave.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy import Label, detect
from garant.privacy.folded import fold, repaired
from garant.privacy.subject import Subject, subject

_FOLDER = Path(__file__).parents[1] / "cases" / "numbers"
_MARK = re.compile(r"\[\[(.*?)\]\]|<<(.*?)>>", re.DOTALL)
_CONTEXTS = [
    pytest.param(line, id=f"{path.stem}-{number}")
    for path in sorted(_FOLDER.glob("*.txt"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


def _read(line: str) -> tuple[str, list[tuple[str, set[int], bool]]]:
    """The text without marks, and for each mark its words, its letters and digits, and whether they are somebody's."""
    line = line.replace("\\n", "\n").replace("\\t", "\t")
    text = ""
    marks = []
    at = 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        words = mark[1] if mark[1] is not None else mark[2]
        places = {len(text) + place for place, character in enumerate(words) if character.isalnum()}
        marks.append((words, places, mark[1] is not None))
        text += words
        at = mark.end()
    return text + line[at:], marks


@pytest.mark.parametrize("line", _CONTEXTS)
def test_a_number_is_covered_if_it_is_somebodys_and_only_then(line: str) -> None:
    text, marks = _read(line)
    covered = {place for span in detect(text) for place in range(span.start, span.end)}
    for words, places, somebodys in marks:
        assert places <= covered if somebodys else places.isdisjoint(covered), words


def test_the_contexts_are_there() -> None:
    assert len(_CONTEXTS) > 700


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("demande de place en crèche n° 2024-118", Subject.PERSON),
        ("Mme Roux, délibération n° 2024-118", Subject.THING),
        ("la demande de Mme Roux sur le marché n° 2024-118", Subject.THING),
        ("Odile Bru n° 2024-118", Subject.PERSON),
        ("n° 2024-118 au nom de M. Roux", Subject.PERSON),
        ("n° 2024-118", Subject.UNKNOWN),
        ("Le marché est clos. Dossier n° 2024-118", Subject.PERSON),
        ("Monsieur le Maire, n° 2024-118", Subject.UNKNOWN),
    ],
)
def test_the_nearest_word_says_what_a_number_is_of(text: str, said: Subject) -> None:
    start = text.index("2024")
    assert subject(fold(text), start, start + len("2024-118")) is said


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("d0ssier", "dossier"),
        ("matricu1e", "matricule"),
        ("né Ie", "ne le"),
        ("SociaIe", "sociale"),
        ("aIIocataire", "allocataire"),
        ("fisca1 :", "fiscal :"),
        ("RIB B12 CODE A1", "rib b12 code a1"),
        ("Identité de Inès", "identite de ines"),
    ],
)
def test_words_are_read_as_they_were_before_the_scanner(text: str, read: str) -> None:
    assert repaired(fold(text)).lower == read


def test_a_siret_of_a_public_body_is_left_alone_whoever_is_named_beside() -> None:
    text = "Mme Odile Bru, SIRET 210 402 442 00011"
    assert [span.label for span in detect(text)] == [Label.PERSON]


@given(st.text(alphabet="abIlO01 n°éA\n.-", max_size=60))
def test_a_repaired_text_keeps_every_place(text: str) -> None:
    folded = fold(text)
    mended = repaired(folded)
    assert mended.text == folded.text
    assert len(mended.lower) == len(folded.lower)
