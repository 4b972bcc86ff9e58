"""Identifiants d’élève."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.INE


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("INE 123456789AB", "123456789AB", id="since_2018"),
        pytest.param("INE : 1234567890K", "1234567890K", id="before"),
        pytest.param("élève 080123456GH", "080123456GH", id="alone_by_its_shape"),
    ],
)
def test_ine_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("commande 12345678901", id="eleven_digits"),
        pytest.param("salle 123AB", id="short_code"),
    ],
)
def test_what_only_looks_like_ine_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


def test_the_letter_after_ten_digits_makes_it_a_pupils_number(found: Callable[[str], list[str]]) -> None:
    assert found("Élève | INE | Échelon\nAbadie Rose | 0902117584A | 3") == ["0902117584A"]
