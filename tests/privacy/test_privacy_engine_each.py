"""Several texts read together: each as if it were alone."""

from collections.abc import Iterator, Sequence

import pytest
from benchmarks.privacy.cases import FOLDER, SEEN, load
from hypothesis import example, given, settings
from hypothesis import strategies as st

from garant.privacy import Label, Own, Reading, Span, Statement, read, read_each

NAMED = "Mme Karima Benali est suivie pour un diabète. Elle habite 12 rue de la Paix, 04100 Manosque.\n"
TABLE = "Nom;Prénom;Né le\nKeita;Awa;12/03/1985\nRoux;Léo;01/02/1990\n"
PIECES = [NAMED, TABLE, NAMED.upper(), "e\u0301t\u0301e\u0301 ", "\ud800", "\n\n", "😀", "benali ", "06 12 34 56 78\n", "le maire M. Hugo Benali ", "« Je suis enceinte », dit-elle. "]  # fmt: skip


def told(reading: Reading) -> list[list[tuple[object, ...]]]:
    """All but the last digits of scores, which the size of a product of matrices may move on some processors."""

    def plain(each: Span | Statement) -> tuple[object, ...]:
        return each.start, each.end, each.label, round(each.score, 2), getattr(each, "words", ())

    groups: Sequence[Sequence[Span | Statement]] = (
        reading.spans,
        reading.statements,
        reading.indirect,
        reading.uncertain,
        reading.public,
    )
    return [list(map(plain, group)) for group in groups]


def same(texts: Sequence[str]) -> None:
    together = list(read_each(texts))
    assert len(together) == len(texts)
    for text, reading in zip(texts, together, strict=True):
        assert told(reading) == told(read(text))


def test_written_texts_are_read_as_if_each_were_alone() -> None:
    texts = [case.text for folder in (FOLDER, SEEN) for case in load(folder)]
    assert len(texts) > 150
    same(texts)


@settings(max_examples=60, deadline=None)
@example([])
@example(["", NAMED, " ", "\n", TABLE])
@example([NAMED * 500, NAMED, TABLE * 900, NAMED])
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), max_size=12))
def test_any_texts_are_read_as_if_each_were_alone(texts: list[str]) -> None:
    same(texts)


def test_a_name_of_one_text_is_none_of_the_next() -> None:
    lone = "la pierre de benali se vend au kilo"
    _, after, _ = read_each([NAMED, lone, NAMED])
    assert after == read(lone)
    assert read(f"{NAMED}{lone}").spans[-1].start > len(NAMED), "in one text it would be"


def test_what_a_sentence_says_is_not_read_from_the_text_before() -> None:
    vague = "Elle viendra lundi."
    _, after = read_each([NAMED, vague])
    assert after.statements == ()


def test_a_heading_tells_of_its_own_table_alone() -> None:
    row = "Dupuis;Zoé;07/08/1991\n"
    _, after = read_each([TABLE, row])
    assert after == read(row)


def test_spans_alone_are_the_same_spans() -> None:
    readings = list(read_each([NAMED, TABLE, ""], only_spans=True))
    assert [reading.spans for reading in readings] == [read(text).spans for text in (NAMED, TABLE, "")]
    assert all(reading.statements == () and reading.indirect == () for reading in readings)


def test_what_an_organisation_knows_counts_in_each() -> None:
    own = Own(public_people=("Karima Benali",), known={"AZ-11": Label.CASE_ID})
    texts = ["Voir AZ-11.", NAMED, "AZ-11 et AZ-12"]
    readings = list(read_each(texts, own))
    assert [told(reading) for reading in readings] == [told(read(text, own)) for text in texts]
    assert [texts[0][each.start : each.end] for each in readings[0].spans] == ["AZ-11"]
    assert Label.PERSON not in {each.label for each in readings[1].spans}


def test_texts_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield NAMED * 100

    readings = read_each(endless())
    assert next(readings).spans
    assert taken <= 18, "128 KB at a time, and the one that tells that they are full"


@pytest.mark.parametrize("size", [1, 2, 300])
def test_the_order_is_that_of_the_texts(size: int) -> None:
    texts = [f"Dossier {number} : M. Karim Benali. " * (number % 5 + 1) for number in range(size)]
    ends = [reading.spans[-1].end for reading in read_each(texts)]
    assert ends == [len(text) - 2 for text in texts]
