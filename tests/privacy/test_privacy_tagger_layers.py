"""The parts that the small networks share."""

import numpy as np
import pytest

from garant.privacy.tagger.layers import full, product, spread


def test_a_product_is_the_product_whatever_its_pieces() -> None:
    chance = np.random.default_rng(1)
    left = chance.normal(size=(32, 5)).astype(np.float32)
    right = chance.normal(size=(5, 3)).astype(np.float32)
    assert np.allclose(product(left[None], right[None])[0], left @ right, atol=1e-5)


@pytest.mark.parametrize(("rows", "least"), [(0, 0), (1, 16), (16, 16), (17, 32)])
def test_rows_are_filled_up_to_what_a_product_takes(rows: int, least: int) -> None:
    assert full(rows) == least


def test_each_row_is_seen_with_those_around_it_and_nothing_beyond_the_ends() -> None:
    rows = np.arange(1, 17, dtype=np.float32).reshape(1, 16, 1)
    seen = spread(rows, 3, (-1, 0, 2))
    assert seen[0, :3].tolist() == [[0.0, 1.0, 3.0], [1.0, 2.0, 0.0], [2.0, 3.0, 0.0]]
