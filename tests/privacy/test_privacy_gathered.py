"""Things taken some at a time."""

from hypothesis import given
from hypothesis import strategies as st

from garant.privacy.gathered import gathered


@given(st.lists(st.text(max_size=9)), st.integers(1, 20))
def test_all_are_taken_once_in_order_and_no_more_at_a_time_than_asked(texts: list[str], most: int) -> None:
    taken = list(gathered(texts, most, len))
    assert [each for some in taken for each in some] == texts
    assert all(len(some) == 1 or sum(map(len, some)) <= most for some in taken)
    assert all(taken)


def test_as_many_as_may_be_come_together() -> None:
    assert list(gathered(["ab", "c", "de", "fghij", "k"], 3, len)) == [["ab", "c"], ["de"], ["fghij"], ["k"]]


def test_no_more_is_asked_for_than_tells_that_the_first_are_complete() -> None:
    asked = iter(["ab", "c", "de", "f"])
    assert next(gathered(asked, 3, len)) == ["ab", "c"]
    assert next(asked) == "f"
