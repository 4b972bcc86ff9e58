"""Mots de passe, clés, jetons."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.SECRET


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("mot de passe : Soleil2024!", "Soleil2024!", id="password"),
        pytest.param("mdp=Lavande#2024", "Lavande#2024", id="mdp_equals"),
        pytest.param(
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            id="GitHub",
        ),
        pytest.param("clé sk-proj-abcDEF1234567890abcDEF12", "sk-proj-abcDEF1234567890abcDEF12", id="OpenAI"),
        pytest.param("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", id="AWS"),
        pytest.param(
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4",
            id="JWT",
        ),
        pytest.param("postgres://app:S3cr3tPass@db/app", "S3cr3tPass", id="in_a_URL"),
        pytest.param("Authorization: Bearer abcdef0123456789ABCDEF", "abcdef0123456789ABCDEF", id="bearer"),
        pytest.param(
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----",
            id="private_key",
        ),
    ],
)
def test_secret_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Le mot de passe doit comporter 12 caractères", id="rule"),
        pytest.param("mot de passe oublié", id="lost"),
        pytest.param("mot de passe : ********", id="hidden"),
        pytest.param("-----BEGIN PUBLIC KEY-----", id="public_key"),
        pytest.param("un token est une unité de texte", id="word_token"),
    ],
)
def test_what_only_looks_like_secret_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
