"""Carte bancaire."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.CARD


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Carte 4970 1012 3456 7890", "4970 1012 3456 7890", id="Luhn"),
        pytest.param("ma cb 4111111111111111", "4111111111111111", id="joined_with_Luhn"),
        pytest.param(
            "carte bancaire 4111 1111 1111 1112", "4111 1111 1111 1112", id="typing_error_after_its_word"
        ),
    ],
)
def test_card_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Référence du marché 4111111111111112", id="reference_of_sixteen_digits"),
        pytest.param("SIRET 35600000000048", id="SIRET"),
    ],
)
def test_what_only_looks_like_card_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("NIR 232033911004296. Chute le 06/10/24 à 4h15", id="day_after_a_security_number"),
        pytest.param("Offre O044250512000871 publiée le 12/05/2025", id="day_after_a_reference"),
    ],
)
def test_the_end_of_a_date_is_not_until_when_a_card_is_valid(
    found: Callable[[str], list[str]], text: str
) -> None:
    assert found(text) == []


def test_until_when_a_card_is_valid_is_found(found: Callable[[str], list[str]]) -> None:
    assert "09/26" in found("ma carte 4970 1012 3456 7890 fin 09/26")


def test_a_row_of_a_table_with_a_date_is_no_card(found: Callable[[str], list[str]]) -> None:
    assert found("| M. Albert Gaston | 24-00912 | 2 | 15/07/2024 |") == []
