"""What is a datum in one text of a request is one in all its texts, with one pseudonym."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import Known, Label, Pseudonyms, Span, restore

KEY = b"une clef de trente-deux octets!!"


def spans_of(text: str, *values: tuple[str, Label]) -> list[Span]:
    return [Span(text.index(value), text.index(value) + len(value), label) for value, label in values]


def echoes(learnt: str, values: list[tuple[str, Label]], text: str) -> list[str]:
    known = Known()
    known.learn(learnt, spans_of(learnt, *values))
    finder = known.finder()
    return [text[span.start : span.end] for span in sorted(finder.find(text))] if finder is not None else []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("et benali a dit", ["benali"]),
        ("BENALI Karima", ["BENALI", "Karima"]),
        ("le 0612345678 de karima", ["0612345678", "karima"]),
        ("le 06.12.34.56.78", ["06.12.34.56.78"]),
        ("les benaliens, karimaté", []),
        ("rue Benali", []),
        ("le 106123456789", []),
        ("rien", []),
    ],
)
def test_what_one_text_showed_is_found_in_another(text: str, found: list[str]) -> None:
    learnt = "Mme Karima Benali, 06 12 34 56 78"
    values = [("Karima Benali", Label.PERSON), ("06 12 34 56 78", Label.PHONE)]
    assert echoes(learnt, values, text) == found


def test_a_name_that_is_a_word_of_the_language_needs_its_capital() -> None:
    learnt, values = "Mme Rose Petit", [("Rose Petit", Label.PERSON)]
    assert "Petit" in echoes(learnt, values, "M. Petit est là")
    assert echoes(learnt, values, "un petit bouquet") == []


def test_nothing_known_means_no_finder() -> None:
    assert Known().finder() is None


def test_an_echo_bears_the_number_of_the_person() -> None:
    first, later = "Mme Karima Benali écrit.", "et karima ? benali ?"
    known = Known()
    spans = spans_of(first, ("Karima Benali", Label.PERSON))
    known.learn(first, spans)
    finder = known.finder()
    assert finder is not None
    pseudonyms = Pseudonyms(KEY, avoid=[first, later])
    masked = [pseudonyms.mask(first, spans), pseudonyms.mask(later, finder.find(later))]
    assert len(set(re.findall(r"\d+", " ".join(masked)))) == 1
    assert [restore(text, pseudonyms.mapping) for text in masked] == [first, later]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Karima", "Benali", "karima", "rue", " ", ", ", "06 12 34 56 78", "é", "-", "x"])
    ).map("".join)
)
def test_echoes_masked_come_back_exactly(text: str) -> None:
    learnt = "Mme Karima Benali, 06 12 34 56 78"
    known = Known()
    known.learn(learnt, spans_of(learnt, ("Karima Benali", Label.PERSON), ("06 12 34 56 78", Label.PHONE)))
    finder = known.finder()
    assert finder is not None
    pseudonyms = Pseudonyms(KEY, avoid=[text])
    assert restore(pseudonyms.mask(text, finder.find(text)), pseudonyms.mapping) == text
