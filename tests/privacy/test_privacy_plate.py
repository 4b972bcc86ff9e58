"""Plaques d’immatriculation."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.PLATE


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Véhicule AB-123-CD", "AB-123-CD", id="SIV"),
        pytest.param("voiture BK 842 LM", "BK 842 LM", id="spaces"),
        pytest.param("immatriculé ab123cd", "ab123cd", id="joined_lower_case"),
        pytest.param("immatriculation 1234 AB 04", "1234 AB 04", id="FNI"),
    ],
)
def test_plate_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Référence IO-123-UU", id="letters_that_no_plate_has"),
        pytest.param("plus de 300 la place", id="words"),
        pytest.param("Lot 1234 AB 04", id="FNI_without_its_word"),
    ],
)
def test_what_only_looks_like_plate_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
