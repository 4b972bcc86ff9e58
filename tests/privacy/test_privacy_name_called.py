"""Names by which families and neighbours call somebody."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("le petit est chez tonton zozime ce soir", "zozime", id="uncle_in_lower_case"),
        pytest.param("Bisous de Mamie Jo et à dimanche", "Mamie Jo", id="grandmother"),
        pytest.param("La vieille, Mémé Pounette, tousse encore.", "Mémé Pounette", id="with_its_capital"),
        pytest.param("On a vu le grand Stan au marché.", "Stan", id="epithet"),
        pytest.param("Il dort chez les Cazalbou depuis lundi.", "Cazalbou", id="a_family"),
        pytest.param("laisse la clé chez nénu ou chez féfé", "féfé", id="a_syllable_twice"),
    ],
)
def test_what_somebody_is_called_is_a_name(found: Callable[[str], list[str]], text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("mon papi est malade et ma mamie aussi", id="kin_without_a_name"),
        pytest.param("Même Paris ferme ses guichets.", id="the_adverb"),
        pytest.param("la mère de famille et le petit déjeuner", id="words"),
        pytest.param("Ils vont chez les Bretons ou dans les Vosges.", id="a_people_and_a_region"),
        pytest.param("avec les services de la ville", id="services"),
        pytest.param("un dodo, un coco, un bobo et puis toto", id="words_of_two_syllables"),
        pytest.param("Lu en classe : Le Petit Chaperon rouge.", id="a_tale"),
    ],
)
def test_the_same_words_without_a_name_are_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
