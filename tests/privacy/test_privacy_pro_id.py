"""Professionnels."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.PRO_ID


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("RPPS 10003456789", "10003456789", id="RPPS"),
        pytest.param("n° RPPS : 10101234567", "10101234567", id="RPPS_colon"),
        pytest.param("ADELI 041234567", "041234567", id="ADELI"),
    ],
)
def test_pro_id_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("colis 10003456789", id="eleven_digits_alone"),
        pytest.param("EHPAD, FINESS établissement 040780215", id="FINESS_of_an_establishment"),
    ],
)
def test_what_only_looks_like_pro_id_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


def test_the_number_of_a_municipal_decree_is_no_number_of_a_carer(
    found: Callable[[str], list[str]],
) -> None:
    assert found("ARRÊTÉ MUNICIPAL n° AM-2024-0331") == []
