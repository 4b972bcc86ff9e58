"""Adresses électroniques."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.EMAIL


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Écrire à karima.benali@orange.fr", "karima.benali@orange.fr", id="plain"),
        pytest.param("JEAN.DUPONT@GMAIL.COM", "JEAN.DUPONT@GMAIL.COM", id="capitals"),
        pytest.param("nadia.cherif (at) laposte.net", "nadia.cherif (at) laposte.net", id="at_in_brackets"),
        pytest.param("franck [arobase] free.fr", "franck [arobase] free.fr", id="arobase"),
        pytest.param("franck arobase free point fr", "franck arobase free point fr", id="spelled"),
        pytest.param("f.guillemot @ orange . fr", "f.guillemot @ orange . fr", id="OCR"),
        pytest.param(
            "sophie.marchand@mairie-digne.fr",
            "sophie.marchand@mairie-digne.fr",
            id="public_domain_with_a_name",
        ),
    ],
)
def test_email_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("contact@ville-manosque.fr", id="generic_desk"),
        pytest.param("mairie@volx.fr", id="mairie"),
        pytest.param("service-rh@departement04.fr", id="service"),
        pytest.param("no-reply@service-public.fr", id="noreply"),
        pytest.param("Meet us at noon.com is closed", id="at_in_English"),
        pytest.param("@property def x", id="decorator"),
    ],
)
def test_what_only_looks_like_email_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
