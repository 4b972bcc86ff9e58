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
        pytest.param("sa page instagram.com/marie_dpd.", "instagram.com/marie_dpd", id="instagram"),
        pytest.param(
            "https://www.youtube.com/@jeandupont", "https://www.youtube.com/@jeandupont", id="youtube"
        ),
        pytest.param("www.tiktok.com/@lulu.dance", "www.tiktok.com/@lulu.dance", id="tiktok"),
        pytest.param("https://github.com/jdupont", "https://github.com/jdupont", id="github"),
        pytest.param("http://jean-dupont.over-blog.com", "http://jean-dupont.over-blog.com", id="blog"),
        pytest.param("son site www.marie-lefevre.fr", "www.marie-lefevre.fr", id="own_site"),
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
        pytest.param("https://github.com/features", id="page_of_the_site"),
        pytest.param("https://www.youtube.com/watch?v=abc", id="video"),
        pytest.param("https://www.ville-gap.fr/demarches", id="town_site"),
        pytest.param("www.legifrance.gouv.fr/loda/id/X", id="law"),
        pytest.param("www.boulangerie-moderne.fr", id="shop"),
    ],
)
def test_what_only_looks_like_url_person_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []
