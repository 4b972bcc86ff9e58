"""The parts that the small networks share."""

import numpy as np
import pytest

from garant.privacy.tagger.layers import GAP, convolved, joined, product, rectified


@pytest.mark.parametrize("rows", [0, 1, 2, 15, 16, 17, 33])
@pytest.mark.parametrize("columns", [3, 9000])
def test_a_product_is_the_product_whatever_its_pieces(rows: int, columns: int) -> None:
    chance = np.random.default_rng(1)
    left = chance.normal(size=(rows, 2, 5)).astype(np.float32)
    right = chance.normal(size=(2, 5, columns)).astype(np.float32)
    taken = product(left, right)
    assert taken.shape == (rows, 2, columns)
    for network in range(2):
        assert np.allclose(taken[:, network], left[:, network] @ right[network], atol=1e-5)


@pytest.mark.parametrize("size", [1, 2, 3, 9, 70])
@pytest.mark.parametrize("offsets", [(-1, 0, 2), (-4, 0, 4)])
def test_each_row_is_seen_with_those_around_it_and_nothing_beyond_the_ends(
    offsets: tuple[int, ...], size: int
) -> None:
    chance = np.random.default_rng(2)
    rows = chance.normal(size=(size, 2, 5)).astype(np.float32)
    weights = chance.normal(size=(2, 5 * len(offsets), 4)).astype(np.float32)
    padded = np.zeros((size + 8, 2, 5), np.float32)
    padded[4 : 4 + size] = rows
    side_by_side = np.concatenate([padded[4 + offset : 4 + offset + size] for offset in offsets], axis=2)
    taken = convolved(rows, weights, offsets)
    for network in range(2):
        assert np.allclose(taken[:, network], side_by_side[:, network] @ weights[network], atol=1e-5)


def test_texts_are_joined_with_gaps_between_them_alone() -> None:
    row = joined([["a", "b"], ["c"], ["d"]], 2)
    assert row.forms == ["a", "b", GAP, GAP, "c", GAP, GAP, "d"]
    assert row.starts == [0, 4, 7]
    assert row.gaps == [2, 3, 5, 6]
    assert joined([["a"]], 2).gaps == []


def test_a_gap_adds_nothing_and_keeps_nothing() -> None:
    rows = rectified(np.array([[1.0], [2.0], [-3.0]], np.float32), [1])
    assert rows.tolist() == [[1.0], [0.0], [0.0]]


def test_what_is_negative_counts_as_nothing() -> None:
    assert rectified(np.array([-1.0, 0.0, 2.0], np.float32)).tolist() == [0.0, 0.0, 2.0]
