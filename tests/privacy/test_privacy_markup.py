"""Signs of layout: read as if they were not there, and their places kept."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy.folded import fold


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("**Karima** Benali", "Karima Benali"),
        ("1 85 **05 78** 006", "1 85 05 78 006"),
        ("*1850578*", "1850578"),
        ("_1850578_", "1850578"),
        ("`1850578`", "1850578"),
        ("<b>1850578</b>006084", "1850578006084"),
        ("06&nbsp;12", "06 12"),
        ("<td>Benali</td><td>Karima</td>", " Benali\t Karima\t"),
        ("Nom : ____12____ x", "Nom :  12  x"),
        ("06\\.12", "06.12"),
    ],
)
def test_a_sign_that_says_nothing_is_not_read(text: str, read: str) -> None:
    assert fold(text).text == read


@pytest.mark.parametrize(
    "text",
    [
        "mdp : **** et ***",
        "l'ecole",
        "snake_case",
        "2*3",
        "* point",
        "<a href='mailto:x@y.fr'>",
        "a < b > c",
        "12345*02",
    ],
)
def test_a_sign_that_says_something_is_left(text: str) -> None:
    assert fold(text).text == text


def test_what_is_found_leaves_the_closing_sign_outside() -> None:
    folded = fold("**Karima** Benali")
    assert folded.origin(0, 6) == (2, 8)
    assert folded.origin(7, 13) == (11, 17)


@given(st.text("ab1 *_`<b>/&nbsp;é\u0301\u200b\\.", max_size=40))
def test_every_place_leads_back_in_order(text: str) -> None:
    folded = fold(text)
    places = [folded.origin(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert all(left[0] <= right[0] and left[1] <= right[1] for left, right in pairwise(places))
