"""Mots de passe, clés, jetons."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy import Label, Span, detect
from garant.privacy.engine import read

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


# What issuers say of their keys (and detect-secrets 1.5.0 looks for).
ISSUED = (
    r"gh[pousr]_[A-Za-z0-9]{36}",
    r"glpat-[A-Za-z0-9]{20}",
    r"glptt-[a-f0-9]{40}",
    r"AKIA[0-9A-Z]{16}",
    r"AccountKey=[A-Za-z0-9]{86}==",
    r"xoxb-[0-9]{12}-[0-9]{12}-[a-z0-9]{24}",
    r"sk_live_[0-9a-zA-Z]{24}",
    r"SG\.[A-Za-z0-9]{22}\.[A-Za-z0-9]{43}",
    r"sq0csp-[0-9A-Za-z]{43}",
    r"AC[a-z0-9]{32}",
    r"[0-9a-f]{32}-us[0-9]",
    r"npm_[A-Za-z0-9]{36}",
    r"pypi-AgEIcHlwaS5vcmc[A-Za-z0-9]{70}",
    r"sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}",
    r"sk-ant-api03-[A-Za-z0-9]{40}",
    r"[0-9]{9}:AA[0-9A-Za-z]{33}",
    r"M[A-Za-z0-9]{23}\.[A-Za-z0-9]{6}\.[A-Za-z0-9]{27}",
    r"hf_[A-Za-z0-9]{34}",
)


@given(
    st.sampled_from(ISSUED).flatmap(lambda shape: st.from_regex(re.compile(shape, re.ASCII), fullmatch=True))
)
def test_a_key_of_any_issuer_is_found_whole(key: str) -> None:
    text = f"voici la clé {key} merci"
    held = {at for span in detect(text) for at in range(span.start, span.end)}
    assert held.issuperset(at for at in range(13, 13 + len(key)) if text[at].isalnum())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("commit 3f786850e387550fdab836ed7e6dc881de23001b", id="hexadecimal"),
        pytest.param("aW5nZW5pZXVyX2RlX2xhX3ZpbGxlX2VuX0ZyYW5jZTIwMjUK", id="base64"),
        pytest.param("essaie Tulipe!773x", id="what_passwords_must_hold"),
    ],
)
def test_noise_without_a_word_is_uncertain(text: str) -> None:
    reading = read(text)
    assert [span for span in reading.spans if span.label is Label.SECRET] == []
    assert Label.SECRET in [span.label for span in reading.uncertain]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("docs/decisions/2024/rapport_final_version_corrigee_2.pdf", id="path"),
        pytest.param("anticonstitutionnellement-anticonstitutionnellement", id="long_words"),
        pytest.param("identifiant 123e4567-e89b-12d3-a456-426614174000", id="UUID"),
    ],
)
def test_a_long_word_is_no_noise(text: str) -> None:
    assert all(span.label is not Label.SECRET for span in read(text).uncertain if isinstance(span, Span))
