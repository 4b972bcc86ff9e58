"""Dates de naissance."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.DATE_BIRTH


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("née le 12 mars 1985 à Manosque", "12 mars 1985", id="after_nee"),
        pytest.param("né(e) le : 12/03/1985", "12/03/1985", id="slashes"),
        pytest.param("Date de naissance : 1985-03-12", "1985-03-12", id="heading"),
        pytest.param("DDN 05.06.90", "05.06.90", id="DDN"),
        pytest.param("née à Manosque (04) le 3 avril 1984", "3 avril 1984", id="after_the_place"),
        pytest.param("né le 1er mai 1970", "1er mai 1970", id="first_of_the_month"),
        pytest.param(
            "né le dix-sept mai mille neuf cent trente-huit",
            "dix-sept mai mille neuf cent trente-huit",
            id="in_words",
        ),
        pytest.param("MARTIN Sophie 12/04/1979", "12/04/1979", id="beside_a_name"),
        pytest.param("nee le 12 mars 1985", "12 mars 1985", id="no_accents"),
        pytest.param("né en 1948", "1948", id="year_alone"),
    ],
)
def test_date_birth_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Séance du 12 mars 2024", id="council"),
        pytest.param("Délibération du 14 décembre 2023", id="deliberation"),
        pytest.param("loi du 27 décembre 2019", id="law"),
        pytest.param("Digne, le 3 juin 2024", id="letter"),
        pytest.param("Rendez-vous le 22/06/2024 à 9 h", id="appointment"),
    ],
)
def test_what_only_looks_like_date_birth_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
