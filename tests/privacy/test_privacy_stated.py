"""What is stated after a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy.folded import fold
from garant.privacy.stated import stated

LINKS = frozenset(("de", "la", "session", "pronote"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("login : jdupont", "jdupont"),
        ("login de la session pronote c'est jdupont.", "jdupont"),
        ("login (celui de Pronote) : jdupont", "jdupont"),
        ('login": "jdupont"', "jdupont"),
        ("login>jdupont</login>", "jdupont"),
        ("login :\n\n  jdupont", "jdupont"),
        ("login « deux mots »", "deux mots"),
        ("login 2 : jdupont", "jdupont"),
    ],
)
def test_the_value_is_read_over_what_links_it(text: str, value: str) -> None:
    said = stated(fold(text), len("login"), LINKS)
    assert said is not None
    assert text[said.start : said.end] == value


@pytest.mark.parametrize(
    "text", ["login.php", "login", "login :", "login de la session", "login :\n\n\n\nx\ny"]
)
def test_nothing_is_stated_where_nothing_follows(text: str) -> None:
    said = stated(fold(text), len("login"), LINKS)
    assert said is None or said.below


@given(st.text(alphabet="a:=|;\"'<>()[]- \t\n,./é1_c'est", max_size=300), st.integers(0, 40))
def test_a_value_lies_within_the_text_and_is_not_empty(text: str, at: int) -> None:
    folded = fold(text)
    said = stated(folded, min(at, len(folded.text)), LINKS)
    if said is not None:
        assert min(at, len(folded.text)) <= said.start < said.end <= len(folded.text)
