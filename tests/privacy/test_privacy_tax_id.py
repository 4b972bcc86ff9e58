"""Numéro fiscal et avis."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.TAX_ID


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Numéro fiscal : 12 34 567 890 123", "12 34 567 890 123", id="after_its_word"),
        pytest.param("SPI 0123456789012", "0123456789012", id="SPI_joined"),
        pytest.param("0000000511000", "0000000511000", id="valid_control_alone"),
        pytest.param("référence de l'avis : 23 04 1234567 89", "23 04 1234567 89", id="notice"),
    ],
)
def test_tax_id_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Facture 0123456789012", id="invoice"),
        pytest.param("SIREN 812345678", id="SIREN"),
        pytest.param("Crédits : 1 234 567 890 €", id="amount"),
    ],
)
def test_what_only_looks_like_tax_id_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
