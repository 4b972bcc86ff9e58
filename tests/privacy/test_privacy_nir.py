"""Numéro de sécurité sociale."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.NIR


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Son NIR est 1 85 05 78 006 084 91.", "1 85 05 78 006 084 91", id="spaced_with_its_key"),
        pytest.param("n° sécu 185057800608491", "185057800608491", id="joined"),
        pytest.param("NIR : 2 90 06 99 352 011 clé 27", "2 90 06 99 352 011 clé 27", id="key_after_a_word"),
        pytest.param("Numéro de sécurité sociale : 1850578006084", "1850578006084", id="without_key"),
        pytest.param("n° de sécu 1 76 03 2A 004 118 93", "1 76 03 2A 004 118 93", id="Corsica"),
        pytest.param("1.85.05.78.006.084.91", "1.85.05.78.006.084.91", id="dots"),
        pytest.param(
            "NIR 1\u00a085\u00a005\u00a078\u00a0006\u00a0084\u00a091",
            "1\u00a085\u00a005\u00a078\u00a0006\u00a0084\u00a091",
            id="no_break_spaces",
        ),
        pytest.param("NIR 185057800\u200b608491", "185057800\u200b608491", id="zero_width_space_inside"),
        pytest.param("nir;185057800608491", "185057800608491", id="lower_case_table"),
        pytest.param(
            "NIR 1 85 05 78 006 084 12",
            "1 85 05 78 006 084 12",
            id="wrong_key_is_a_typing_error_and_still_somebodys",
        ),
    ],
)
def test_nir_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Facture n° 185057800608412", id="digits_of_an_invoice"),
        pytest.param("Code-barres 3017620422003", id="EAN_of_a_product"),
        pytest.param("Total : 185 057 800 608 €", id="amount"),
        pytest.param("réf 1 85 13 78 006 084 91 du lot", id="month_13_is_no_NIR"),
    ],
)
def test_what_only_looks_like_nir_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
