"""Identifiants de compte."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.USERNAME


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("login : pdurand04", "pdurand04", id="login"),
        pytest.param("Identifiant : k.benali", "k.benali", id="identifiant"),
        pytest.param("compte @rom_tss", "@rom_tss", id="handle"),
        pytest.param("GAP\\jdupont04 est connecté", "jdupont04", id="domain"),
        pytest.param("ssh jdupont@srv-web01", "jdupont", id="host"),
        pytest.param("Accepted password for jdupont from 92.1.2.3", "jdupont", id="log_of_a_server"),
        pytest.param("user=mroux2 ip=92.1.2.3", "mroux2", id="field_of_a_log"),
        pytest.param("vpn: compte c.prudhomme verrouillé", "c.prudhomme", id="account_like"),
        pytest.param('"agent": "mdupuis3"', "mdupuis3", id="field_of_an_export"),
        pytest.param("C:\\Users\\pmartin3\\Documents", "pmartin3", id="path"),
        pytest.param("sous le pseudo rom_tss", "rom_tss", id="pseudonym"),
        pytest.param("son insta c'est lulu_04", "lulu_04", id="network"),
        pytest.param("Toto83 : c'est le livreur", "Toto83", id="who_speaks"),
        pytest.param("Ali Mercier -> amercier2 / provisoire", "amercier2", id="arrow"),
        pytest.param("DB_USER=app_portail", "app_portail", id="environment"),
    ],
)
def test_username_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("votre identifiant est votre adresse", id="sentence"),
        pytest.param("identifiant : oublié", id="lost"),
        pytest.param("suivez @ville_manosque", id="body"),
        pytest.param("a@b.fr", id="email"),
        pytest.param("login : root, utilisateur admin", id="system"),
        pytest.param("le compte utilisateur est bloqué", id="blocked"),
        pytest.param("le compte administratif 2024", id="accounts_of_a_town"),
        pytest.param("une session ordinaire du conseil", id="session_of_a_council"),
        pytest.param("Article12 : objet", id="heading"),
        pytest.param("@media print", id="style_sheet"),
        pytest.param('{"id": 88213}', id="number_of_a_row"),
        pytest.param("cliquez ici -> suivant", id="arrow_to_a_word"),
        pytest.param("soit x : occuparem", id="unknown_of_an_equation"),
    ],
)
def test_what_only_looks_like_username_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
