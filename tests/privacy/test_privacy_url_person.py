"""Pages personnelles."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.URL_PERSON


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("linkedin.com/in/amandine-leroy", "linkedin.com/in/amandine-leroy", id="linkedin"),
        pytest.param(
            "https://www.facebook.com/romain.teissier.54",
            "https://www.facebook.com/romain.teissier.54",
            id="facebook",
        ),
    ],
)
def test_url_person_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("linkedin.com/company/region-sud", id="company"),
        pytest.param("facebook.com/villedemanosque", id="town"),
        pytest.param("https://www.service-public.fr/particuliers", id="site"),
        pytest.param("facebook.com/sharer/x", id="share"),
    ],
)
def test_what_only_looks_like_url_person_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
