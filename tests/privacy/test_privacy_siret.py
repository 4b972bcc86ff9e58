"""Entreprises individuelles."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.SIRET


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("auto-entrepreneur, SIRET 812 345 678 00015", "812 345 678 00015", id="sole_trader"),
        pytest.param("artisan, SIREN 812345678", "812345678", id="craftsman"),
    ],
)
def test_siret_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("SARL Durance Travaux, SIRET 812 345 678 00015", id="company"),
        pytest.param("Commune de Volx, SIRET 210402442 00012", id="public_body"),
        pytest.param("812 345 678 00015", id="no_word"),
    ],
)
def test_what_only_looks_like_siret_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param(
            "c'est Sandrine des « Fils d'Argent ». Mon SIRET : 539 118 204 00020. Celui de la Ville je l'ai.",
            "539 118 204 00020",
            id="a_body_in_the_next_sentence",
        ),
        pytest.param(
            "pris en mairie, SIRET 819 302 449 00015 à mon nom", "819 302 449 00015", id="in_my_name"
        ),
        pytest.param(
            "Hello la mairie ! Je suis retoucheuse, siret 81862731700022", "81862731700022", id="a_greeting"
        ),
        pytest.param(
            "bonjour jsuis plombier pas societe, siret 50281993100028", "50281993100028", id="no_company"
        ),
        pytest.param(
            "Driss EL FASSI – taxi – commune de Voiron\nSiret 44784776500024",
            "44784776500024",
            id="in_a_town",
        ),
        pytest.param(
            "mon SIRET de l'ancien 850216045 00045 et le mien sera 835439928 00051",
            "835439928 00051",
            id="and_mine_will_be",
        ),
        pytest.param("sur ma vitrine, SIRET 520 337 814 00017", "520 337 814 00017", id="my_window"),
        pytest.param("exerçant à titre individuel, SIRET 464 948 157 00019", "464 948 157 00019", id="alone"),
        pytest.param("Exploitation individuelle SIRET 412 773 053 00019", "412 773 053 00019", id="a_farm"),
    ],
)
def test_whose_a_number_is_says_what_stands_nearest(
    found: Callable[[str], list[str]], text: str, datum: str
) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Karim Benali, peintre, pour la commune de Voiron, SIRET 512 004 118 00034", id="for_a_town"
        ),
        pytest.param("Bonjour, la SARL Roux, SIRET 812 345 678 00015", id="a_company_that_greets"),
        pytest.param("Je suis plombier. SIRET 812 345 678 00015 (SARL Roux)", id="a_company_just_after"),
        pytest.param("Pli n° 1 – Ambulances du Cher SAS, SIRET 949 161 319 00031 : complet", id="a_bidder"),
    ],
)
def test_the_number_of_a_body_near_somebody_is_left_alone(
    found: Callable[[str], list[str]], text: str
) -> None:
    assert found(text) == []
