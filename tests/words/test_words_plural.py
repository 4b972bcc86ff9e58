import pytest

from garant.words import count


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0 donnée"),
        (1, "1 donnée"),
        (1.5, "1,5 donnée"),
        (2, "2 données"),
        (-1, "-1 donnée"),
        (-2, "-2 données"),
        (12_345, "12\u202f345 données"),
    ],
)
def test_the_plural_starts_at_two(number: float, shown: str):
    assert count(number, "donnée") == shown


def test_a_plural_of_its_own_is_used_from_two_on():
    assert count(1, "cheval", "chevaux") == "1 cheval"
    assert count(2, "cheval", "chevaux") == "2 chevaux"
