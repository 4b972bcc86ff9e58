"""Where sentences end, in letters, notes, tables and messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy.sensitive.sentences import LONGEST, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "M. Roux et Mme B. sont venus.",
        "Le Dr. Petit habite 3 av. Foch.",
        "Vu l'art. 3 de la loi no. 78-17.",
        "La note vaut 3.5 sur 20.",
        "Le site est www.mairie.fr depuis mars.",
        "1. Approbation du proces-verbal",
        "Recue par Mme B. le 3 mars",
    ],
)
def test_a_point_within_a_sentence_does_not_end_it(sentence: str) -> None:
    assert cut(sentence) == [sentence]


def test_sentences_end_at_their_marks_and_at_the_end_of_lines() -> None:
    assert cut("Bonjour ! Il dort dehors. Que faire ?\nMerci\n\nAnne") == [
        "Bonjour !", "Il dort dehors.", "Que faire ?", "Merci", "Anne",
    ]  # fmt: skip


def test_an_initial_may_end_a_sentence_when_another_begins() -> None:
    assert cut("Vu Mme B. Elle dort dehors.") == ["Vu Mme B.", "Elle dort dehors."]


def test_a_message_without_punctuation_is_one_sentence() -> None:
    assert cut("slt jai plus de taf et plus de logement") == ["slt jai plus de taf et plus de logement"]


def test_a_row_of_a_table_is_one_sentence() -> None:
    assert cut("a;b\nROUX;3;CLM\n") == ["a;b", "ROUX;3;CLM"]


def test_an_endless_line_is_cut_at_spaces() -> None:
    pieces = cut("mot " * 3000)
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert " ".join(pieces).split() == ["mot"] * 3000


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=3000))
def test_sentences_are_apart_in_order_and_lose_nothing_but_blanks(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
