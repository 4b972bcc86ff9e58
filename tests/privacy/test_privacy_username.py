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
    ],
)
def test_what_only_looks_like_username_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
