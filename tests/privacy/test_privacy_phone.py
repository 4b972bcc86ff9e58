"""Téléphones."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.PHONE


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Tél. 06 12 34 56 78", "06 12 34 56 78", id="pairs"),
        pytest.param("mon num 0612345678", "0612345678", id="joined"),
        pytest.param("06.12.34.56.78", "06.12.34.56.78", id="dots"),
        pytest.param("06-12-34-56-78", "06-12-34-56-78", id="hyphens"),
        pytest.param("+33 6 12 34 56 78", "+33 6 12 34 56 78", id="international"),
        pytest.param("+33 (0)6 12 34 56 78", "+33 (0)6 12 34 56 78", id="zero_in_brackets"),
        pytest.param("0033612345678", "0033612345678", id="double_zero"),
        pytest.param("0612 345 678", "0612 345 678", id="four_three_three"),
        pytest.param("0692 12 34 56", "0692 12 34 56", id="Reunion"),
        pytest.param("+262 692 12 34 56", "+262 692 12 34 56", id="Reunion_international"),
        pytest.param("+32 475 12 34 56", "+32 475 12 34 56", id="Belgium"),
        pytest.param("chez ma mère 04 92 11 22 33", "04 92 11 22 33", id="private_landline"),
        pytest.param(
            "mon numéro : zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
            "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
            id="spelled",
        ),
    ],
)
def test_phone_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Standard de la mairie : 04 92 30 08 00", id="public_desk"),
        pytest.param("Numéro vert 0 800 12 34 56", id="toll_free"),
        pytest.param("Appelez le 3939 ou le 115", id="short_number"),
        pytest.param("0 892 70 12 34", id="paid_service"),
        pytest.param("Budget : 06 123 456 78 €", id="amount"),
        pytest.param("SIRET 812 345 678 00015", id="SIRET"),
        pytest.param("du 01/02/2024 au 03/04/2025", id="dates"),
    ],
)
def test_what_only_looks_like_phone_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
