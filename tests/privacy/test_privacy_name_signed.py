"""Initials that sign, and who speaks in an exported chat."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.PERSON


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        pytest.param("Je reste à votre disposition.\n\nA. T.\n", "A. T.", id="on_a_line_of_their_own"),
        pytest.param(
            "À bientôt,\n\nP.-E. M. (du bureau 4)\n", "P.-E. M.", id="hyphen_and_a_word_in_brackets"
        ),
        pytest.param("> Bien reçu.\n> V. L.\n", "V. L.", id="quoted"),
        pytest.param("Fait à Volx, le rédacteur, P. M.\n", "P. M.", id="at_the_end_of_a_line"),
        pytest.param("Signatures : S. R.-K. / L. M.\n", "L. M.", id="two_of_them"),
        pytest.param("Bonjour,\nje passe demain.\nK.", "K.", id="one_letter_at_the_very_end"),
    ],
)
def test_initials_that_sign_are_somebody(found: Callable[[str], list[str]], text: str, initials: str) -> None:
    assert initials in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Merci.\n\nP. S. : la clé est en bas.", id="post_scriptum"),
        pytest.param("N. B. : le guichet ferme à midi.", id="nota_bene"),
        pytest.param("Il est né en U.R.S.S. et vit à Volx.", id="a_country"),
        pytest.param("Voir les articles L. 123 et R. 45 du code.", id="articles_of_a_code"),
        pytest.param("A.\nLe premier groupe part à huit heures.", id="the_head_of_a_list"),
        pytest.param("Pièces jointes\nP.V.\nplan", id="an_acronym_on_its_line"),
    ],
)
def test_other_letters_with_points_are_nobody(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


CHAT = (
    "Zoulika bbr : qui a la clé ?\nYanick.D : moi\nZoulika bbr : ok, je passe\n"
    "Yanick.D : pas avant midi\nZoulika bbr : ça marche\n"
)


def test_who_speaks_in_a_chat_is_masked_whole_at_each_line(found: Callable[[str], list[str]]) -> None:
    assert found(CHAT).count("Zoulika bbr") == 3
    assert found(CHAT).count("Yanick.D") == 2


def test_a_line_below_that_tells_of_the_mayor_makes_nobody_public(found: Callable[[str], list[str]]) -> None:
    text = "julie 09:02 : qui a vu le dossier ?\nkarim 09:05 : signé par le maire hier\njulie 09:06 : merci\n"
    assert found(text).count("julie") == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Ville : Volx\nCanton : Volx\nVille : Oraison\nCanton : Volx\nVille : Mane\n",
            id="the_fields_of_a_form",
        ),
        pytest.param(
            "Conseillère : quel est l'objet ?\nUsager : une carte\nConseillère : laquelle ?\nUsager : de séjour\n",
            id="functions",
        ),
        pytest.param("Lundi : purée\nMardi : riz\nLundi : soupe\nMardi : pâtes\n", id="days"),
    ],
)
def test_what_stands_before_colons_elsewhere_is_nobody(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
