"""Noms de personnes."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.PERSON


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Madame Place Jeanne est venue.", "Place Jeanne", id="a_surname_that_is_also_a_square"),
        pytest.param("Mme Benali est venue.", "Benali", id="after_a_title"),
        pytest.param("vu mme petit hier", "petit", id="title_in_lower_case"),
        pytest.param("Karim Benali a écrit.", "Karim Benali", id="full"),
        pytest.param("DUPONT Jean habite ici.", "DUPONT Jean", id="capitals_first"),
        pytest.param("MARTIN, Sophie", "MARTIN, Sophie", id="comma_list"),
        pytest.param("Je soussigné Jean-Pierre Lefèvre", "Jean-Pierre Lefèvre", id="double_first_name"),
        pytest.param("M. de La Tour", "de La Tour", id="particle"),
        pytest.param("Bonjour Clément,", "Clément", id="first_name_alone"),
        pytest.param("Cordialement,\nKarim", "Karim", id="signature"),
        pytest.param("je m'appelle karim benali et", "karim benali", id="no_capitals"),
        pytest.param("vu avec J. Dupont", "J. Dupont", id="initial"),
        pytest.param("l'enfant Lucas D. est", "Lucas D", id="initial_after_a_title"),
        pytest.param("Mme Le\u0301a Lefe\u0300vre", "Le\u0301a Lefe\u0300vre", id="NFD"),
        pytest.param("M. Boulanger attend", "Boulanger", id="common_word_after_a_title"),
        pytest.param("Rose Martin est là", "Rose Martin", id="flower_as_a_first_name"),
        pytest.param("Mme Aïcha Traoré", "Aïcha Traoré", id="African"),
        pytest.param("M. Nguyen Van Hung", "Nguyen Van Hung", id="Vietnamese"),
        pytest.param("Mme GUILLEM0T", "GUILLEM0T", id="OCR"),
        pytest.param("l'assistante sociale Julie Arnaud", "Julie Arnaud", id="agent"),
    ],
)
def test_person_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Rue Victor Hugo", id="street_at_the_head_of_a_line"),
        pytest.param(
            "Les travaux commencent. Place Jean Jaurès sera fermée.", id="square_at_the_head_of_a_sentence"
        ),
        pytest.param("Jean Dupont, maire de Volx, préside.", id="mayor"),
        pytest.param("Le maire de Manosque, Camille Galtier, ouvre la séance.", id="mayor_before"),
        pytest.param("le préfet Christophe Mirmand", id="prefect"),
        pytest.param("Mme Éliane Barreille, présidente du conseil départemental", id="president"),
        pytest.param("la rue Victor Hugo", id="street"),
        pytest.param("le collège Jean Moulin", id="school"),
        pytest.param("la loi Veil", id="law"),
        pytest.param("Les roses du parc ont gelé", id="flowers"),
        pytest.param("Le pont de pierre", id="stone"),
        pytest.param("Madame la Directrice", id="function"),
        pytest.param("de mars à avril", id="months"),
        pytest.param("Le petit boulanger et le marchand", id="ordinary"),
        pytest.param("Pierre angulaire du projet", id="sentence_start"),
        pytest.param("La France et l'Algérie", id="country"),
        pytest.param("COMPTE RENDU DE LA SEANCE", id="heading"),
        pytest.param("au gymnase Léo-Lagrange", id="hall"),
    ],
)
def test_what_only_looks_like_person_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
