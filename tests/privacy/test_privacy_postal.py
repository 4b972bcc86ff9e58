"""How far an address goes, word by word."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy.folded import fold
from garant.privacy.postal import WIDTH, Reader, address, is_postcode, tokens


def read(text: str) -> str:
    reader = Reader(fold(text), 0)
    after, _ = address(reader)
    return text[: reader.end_of(after)]


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("rue Victor Hugo à Gap. Elle", "rue Victor Hugo à Gap"),
        ("rue du port se plaint", "rue du port"),
        ("rue du Four à chaux 04100 Manosque et", "rue du Four à chaux 04100 Manosque"),
        ("chemin du bas de la côte, bât. B, appt 3 et", "chemin du bas de la côte, bât. B, appt 3"),
        ("rue Pierre et Marie Curie et Mme Roux", "rue Pierre et Marie Curie"),
        (
            "avenue J.-F. Kennedy, 2e étage gauche, 06000 Nice Cedex 2.",
            "avenue J.-F. Kennedy, 2e étage gauche, 06000 Nice Cedex 2",
        ),
        ("boulevard du 8-Mai-1945\n75015 Paris 15e\nTél", "boulevard du 8-Mai-1945\n75015 Paris 15e"),
        ("rue anatole france 13001 marseille merci", "rue anatole france 13001 marseille"),
        ("Rue de la Loi 16, 1000 Bruxelles, Belgique", "Rue de la Loi 16, 1000 Bruxelles, Belgique"),
        ('lieu-dit "Le Mas", 04300 Forcalquier', 'lieu-dit "Le Mas", 04300 Forcalquier'),
        ("km 7,2 RD 907 puis", "km 7,2 RD 907"),
        ("rue Carnot (05000 Gap) ouverte", "rue Carnot (05000 Gap"),
        ("rue Carnot\n\n05000 Gap", "rue Carnot"),
        ("rue Carnot, Mme Roux", "rue Carnot"),
        ("maison bleue", ""),
    ],
)
def test_an_address_is_read_to_its_end(text: str, datum: str) -> None:
    assert read(text) == datum


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec=None), max_size=400))
def test_tokens_stand_in_order_within_the_window(text: str) -> None:
    folded = fold(text)
    found = tokens(folded, 0)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(token.end <= WIDTH for token in found)
    address(Reader(folded, 0))


def test_a_postcode_is_one_of_France() -> None:
    assert all(map(is_postcode, ("01000", "20000", "97490", "98800", "75011")))
    assert not any(map(is_postcode, ("00100", "96000", "99999", "1234", "123456")))
