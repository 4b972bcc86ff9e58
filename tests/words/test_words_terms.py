from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from garant.words import Action, DataClass, Zone, strictest


def test_the_lattice_is_in_the_order_of_the_design():
    assert sorted(Action, key=lambda action: action.strictness) == [
        Action.ALLOW,
        Action.WARN,
        Action.PSEUDONYMISE,
        Action.REROUTE,
        Action.BLOCK,
    ]


def test_no_rule_means_block():
    assert strictest([]) is Action.BLOCK


def test_one_rule_is_itself():
    assert [strictest([action]) for action in Action] == list(Action)


def test_the_strictest_wins_in_any_order():
    for order in permutations([Action.ALLOW, Action.REROUTE, Action.WARN]):
        assert strictest(order) is Action.REROUTE


@given(st.lists(st.sampled_from(Action), min_size=1), st.sampled_from(Action))
def test_one_more_rule_is_never_milder(actions: list[Action], more: Action):
    assert strictest([*actions, more]).strictness >= strictest(actions).strictness


def test_every_term_has_its_french_words():
    for vocabulary in (Action, DataClass, Zone):
        words = [term.french for term in vocabulary]
        assert len(set(words)) == len(words)
        assert all(word == word.strip() and word for word in words)
