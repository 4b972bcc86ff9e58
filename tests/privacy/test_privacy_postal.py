"""How far an address goes, word by word."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy.folded import fold
from garant.privacy.postal import WIDTH, Reader, address, is_postcode, tokens, town_first


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
        ("rue du Bac, n° 17 bis, signale", "rue du Bac, n° 17 bis"),
        ("route de Marignane numéro 210 à Vitrolles je", "route de Marignane numéro 210 à Vitrolles"),
        ("rue Haute\n2l000 DlJON\nNo", "rue Haute\n2l000 DlJON"),
        ("rue d'lsle - O21OO St-Quentin\nNo", "rue d'lsle - O21OO St-Quentin"),
        ("12, de la rue Carnot, et le bruit", "12, de la rue Carnot"),
        ("14 rue hugo bat d 2eme", "14 rue hugo bat d 2eme"),
        ("1 square Mozart, esc. C, 5e ét. 75016 PARIS.", "1 square Mozart, esc. C, 5e ét. 75016 PARIS"),
        ("4 imp des mimosas a coté de la gare", "4 imp des mimosas"),
        ("23 rue Babou, M'Tsapéré, 97600 Mamoudzou, son", "23 rue Babou, M'Tsapéré, 97600 Mamoudzou"),
        ("villa Mon Repos, 06400 Cannes", "villa Mon Repos, 06400 Cannes"),
        ("villa 3  Ville: 68200 Mulhouse", "villa 3"),
        ("1. Dupin Émile – 46000 Cahors", ""),
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


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("Gap, 14 rue Hugo. Elle", "Gap, 14 rue Hugo"),
        ("VOLX (04), 12 rue du Château, né", "VOLX (04), 12 rue du Château"),
        ("Gap, le 3 mars 2025", ""),
        ("Gap 14 rue Hugo", ""),
    ],
)
def test_a_town_may_stand_before_its_street(text: str, datum: str) -> None:
    reader = Reader(fold(text), 0)
    assert text[: reader.end_of(town_first(reader, 0))] == datum
