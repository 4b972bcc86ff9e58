"""Adresses postales."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.ADDRESS


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param(
            "demeurant 12 rue de la Paix, 04100 Manosque",
            "12 rue de la Paix, 04100 Manosque",
            id="number_street_town",
        ),
        pytest.param("habite 12 bis rue Victor Hugo", "12 bis rue Victor Hugo", id="bis"),
        pytest.param(
            "j'habite 3 rue des oliviers 13100 aix en provence",
            "3 rue des oliviers 13100 aix en provence",
            id="lower_case",
        ),
        pytest.param(
            "DOMICILIE 17 ALLEE DES PLATANES 05000 GAP", "17 ALLEE DES PLATANES 05000 GAP", id="capitals"
        ),
        pytest.param(
            "Adresse : 5 avenue Foch, bât. B, appt 12, 13001 Marseille",
            "5 avenue Foch, bât. B, appt 12, 13001 Marseille",
            id="complement",
        ),
        pytest.param("réside 4 rue du 8 mai 1945 à Gap", "4 rue du 8 mai 1945 à Gap", id="date_street"),
        pytest.param("M. Roux, 8 bd Gassendi 04000 Digne", "8 bd Gassendi 04000 Digne", id="abbreviated"),
        pytest.param(
            "habite lieu-dit Les Granges, 04140 Seyne", "lieu-dit Les Granges, 04140 Seyne", id="hamlet"
        ),
    ],
)
def test_address_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Travaux rue Victor Hugo", id="street_alone"),
        pytest.param("Mairie, 1 place de la République, 04000 Digne-les-Bains", id="town_hall"),
        pytest.param("Conseil départemental, 13 rue du Docteur Romieu, 04995 Digne Cedex 9", id="cedex"),
        pytest.param("20 places de stationnement", id="number_of_places"),
        pytest.param("Les 3 cours du soir sont complets", id="sentence"),
    ],
)
def test_what_only_looks_like_address_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
