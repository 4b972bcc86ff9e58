"""Where spans overlap, one rule decides."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from garant.privacy import Label, Span
from garant.privacy.overlap import merge, strongest

TEXT = "Mme BENALI 06 12 34 56 78 rue Foch 04100"


def test_the_higher_score_wins() -> None:
    winner, loser = Span(4, 10, Label.PERSON, 0.9), Span(4, 10, Label.CASE_ID, 0.6)
    assert strongest([loser, winner], TEXT) == (winner,)


def test_at_the_same_score_the_longer_wins() -> None:
    winner, loser = Span(11, 25, Label.PHONE, 0.8), Span(11, 16, Label.CASE_ID, 0.8)
    assert strongest([loser, winner], TEXT) == (winner,)


def test_what_sticks_out_of_a_loser_stays_covered() -> None:
    winner, loser = Span(11, 25, Label.PHONE, 0.9), Span(4, 25, Label.ADDRESS, 0.6)
    assert strongest([loser, winner], TEXT) == (Span(4, 10, Label.ADDRESS, 0.6), winner)


def test_a_small_word_that_sticks_out_is_let_go() -> None:
    winner, loser = Span(30, 34, Label.PERSON, 0.9), Span(26, 34, Label.ADDRESS, 0.6)
    assert strongest([loser, winner], TEXT) == (winner,)


def test_merged_spans_take_the_label_of_the_longest() -> None:
    assert merge([Span(0, 5, Label.PERSON), Span(3, 30, Label.ADDRESS)], 40) == (Span(0, 30, Label.ADDRESS),)


def test_touching_spans_stay_apart() -> None:
    touching = (Span(0, 5, Label.PERSON), Span(5, 9, Label.PERSON))
    assert merge(reversed(touching), 9) == touching


SPANS = st.lists(
    st.builds(Span, st.integers(0, 40), st.integers(0, 40), st.sampled_from(list(Label)), st.floats(0, 1))
)


@given(SPANS)
def test_merging_covers_all_and_overlaps_nowhere(spans: list[Span]) -> None:
    merged = merge(spans, 40)
    assert {at for s in merged for at in range(s.start, s.end)} == {
        at for s in spans for at in range(s.start, s.end)
    }
    assert all(left.end <= right.start for left, right in pairwise(merged))


@given(SPANS)
def test_the_strongest_are_sorted_and_apart(spans: list[Span]) -> None:
    kept = strongest(spans, TEXT)
    assert all(left.end <= right.start for left, right in pairwise(kept))
