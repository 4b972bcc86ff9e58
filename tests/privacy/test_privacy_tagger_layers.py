"""The parts that the small networks share."""

import numpy as np
import pytest

from garant.privacy.tagger.layers import product, rectified, spread


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


@pytest.mark.parametrize("offsets", [(-1, 0, 2), (-4, 0, 4)])
def test_each_row_is_seen_with_those_around_it_and_nothing_beyond_the_ends(offsets: tuple[int, ...]) -> None:
    rows = np.arange(1, 4, dtype=np.float32).reshape(3, 1, 1)
    around = [0.0] * 4 + [1.0, 2.0, 3.0] + [0.0] * 4
    expected = [[around[4 + at + offset] for offset in offsets] for at in range(3)]
    assert spread(rows, offsets)[:, 0].tolist() == expected


def test_what_is_negative_counts_as_nothing() -> None:
    assert rectified(np.array([-1.0, 0.0, 2.0], np.float32)).tolist() == [0.0, 0.0, 2.0]
