"""Adresses IP."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.IP


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("connexion depuis 82.64.113.27", "82.64.113.27", id="v4"),
        pytest.param("poste 10.4.12.87", "10.4.12.87", id="private"),
        pytest.param("from 2a01:e34:ec12:3400::12 port 22", "2a01:e34:ec12:3400::12", id="v6_compressed"),
        pytest.param("IP : 82. 64.113.27", "82. 64.113.27", id="blank_by_OCR"),
        pytest.param("82.64.113.27:8080", "82.64.113.27", id="with_port"),
        pytest.param(
            "2a01:cb19:8350:ed00:d0dd:2d1:b5c6:e31", "2a01:cb19:8350:ed00:d0dd:2d1:b5c6:e31", id="v6"
        ),
    ],
)
def test_ip_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("http://127.0.0.1:8000", id="loopback"),
        pytest.param("255.255.255.0", id="mask"),
        pytest.param("version 10.2.14.3", id="version"),
        pytest.param("1.2.3.4 Principes", id="numbering"),
        pytest.param("de 10:30:15 à 11:00", id="hour"),
        pytest.param("300.1.2.3", id="octet_too_large"),
        pytest.param("Chrome/120.0.60.99", id="browser"),
        pytest.param("réseau 10.24.0.0/16", id="network"),
        pytest.param("article 121.3.1.2", id="article"),
        pytest.param("durée 10:30:15:20", id="duration"),
        pytest.param('"version": "10.2.0.4"', id="version_in_a_file_of_settings"),
        pytest.param("Version du client : 3.14.2.1", id="version_of_something"),
    ],
)
def test_what_only_looks_like_ip_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
