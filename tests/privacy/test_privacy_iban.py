"""IBAN et RIB."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.IBAN


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param(
            "IBAN FR76 3000 6000 0112 3456 7890 189", "FR76 3000 6000 0112 3456 7890 189", id="spaced"
        ),
        pytest.param("fr7630006000011234567890189", "fr7630006000011234567890189", id="joined_lower_case"),
        pytest.param("Compte BE68 5390 0754 7034", "BE68 5390 0754 7034", id="foreign"),
        pytest.param(
            "IBAN FR12 3000 6000 0112 3456 7890 189",
            "FR12 3000 6000 0112 3456 7890 189",
            id="wrong_check_digits",
        ),
        pytest.param("RIB : 30006 00001 12345678901 89", "30006 00001 12345678901 89", id="RIB"),
    ],
)
def test_iban_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("TVA FR12812345678", id="VAT_number"),
        pytest.param("FR04 est le code du lot", id="postcode_and_words"),
        pytest.param("BIC AGRIFRPP813", id="BIC_alone"),
    ],
)
def test_what_only_looks_like_iban_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("IBAN du comptable FR46 3000 1005 7300 0000 0000 0A9", id="in_groups"),
        pytest.param("IBAN FR4630001005730000000000A90", id="joined"),
        pytest.param("RIB de la régie : FR76 1007 1680 0000 0020 0441 792", id="till_at_the_treasury"),
        pytest.param("compte de la régie 10071 68000 00002004417 92", id="fields_at_the_treasury"),
    ],
)
def test_an_account_of_a_public_accountant_is_left_alone(
    found: Callable[[str], list[str]], text: str
) -> None:
    assert found(text) == []


def test_the_next_column_is_no_part_of_an_account(found: Callable[[str], list[str]]) -> None:
    assert found("BOYER Claire  FR76 3000 6000 0112 3456 7890 189  118,40") == [
        "FR76 3000 6000 0112 3456 7890 189"
    ]


def test_fields_of_a_household_bank_are_found(found: Callable[[str], list[str]]) -> None:
    assert found("compte 10278 68000 00002004417 92") == ["10278 68000 00002004417 92"]


def test_an_account_in_groups_that_misses_a_digit_is_found(found: Callable[[str], list[str]]) -> None:
    assert found("iban FR46 3000 3005 7300 0000 0000 0A9") != []
