"""Ages and births: whose they are, a child's or an adult's."""

import pytest

from garant.privacy.folded import fold
from garant.privacy.sensitive.ages import ages


def read(text: str) -> list[tuple[str, bool]]:
    return [(text[start:end], young) for start, end, young in ages(fold(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Léa, 8 ans, est arrivée", [("8 ans", True)]),
        ("un homme de 30 ans", [("30 ans", False)]),
        ("le petit (9 a)", [("9 a", True)]),
        ("née le 12 mars 2015 à Gap", [("2015", True)]),
        ("né en 1960", [("1960", False)]),
        ("bébé de 8 mois", [("bébé de 8 mois", True)]),
        ("Roux;2016-12-11;CP", [("2016-12-11", True)]),
        ("Roux | 03/02/1981 | T2", [("03/02/1981", False)]),
    ],
)
def test_an_age_is_that_of_a_child_or_of_an_adult(text: str, found: list[tuple[str, bool]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "il a 4 à payer",
        "depuis 8 mois",
        "Séance du 12/03/2015",
        "Roux;notifié le 04/05/2026;CP",
        "le 12 mars 2015",
        "lot 8 an 2",
    ],
)
def test_another_number_is_no_age(text: str) -> None:
    assert read(text) == []
