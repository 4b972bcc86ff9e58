"""Entreprises individuelles."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.SIRET


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("auto-entrepreneur, SIRET 812 345 678 00015", "812 345 678 00015", id="sole_trader"),
        pytest.param("artisan, SIREN 812345678", "812345678", id="craftsman"),
    ],
)
def test_siret_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("SARL Durance Travaux, SIRET 812 345 678 00015", id="company"),
        pytest.param("Commune de Volx, SIRET 210402442 00012", id="public_body"),
        pytest.param("812 345 678 00015", id="no_word"),
    ],
)
def test_what_only_looks_like_siret_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
