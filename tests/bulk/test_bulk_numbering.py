import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.bulk import numbering
from garant.bulk.numbering import Excluded, digest_of, numbers, renumbered
from garant.privacy import Masked, pseudonymise, restore

KEY = b"k" * 32


def masked(text: str, key: bytes = KEY, excluded: Excluded | None = None) -> Masked:
    """A text with the collection's numbers."""
    one = pseudonymise(text, key=key)
    new, _ = renumbered(one.mapping, [text], key, excluded or {})
    return Masked(restore(one.text, new), {new[name]: original for name, original in one.mapping.items()})


def number_of(text: str, original: str) -> str:
    name = next(name for name, found in masked(text).mapping.items() if found == original)
    return "".join(filter(str.isdigit, name))


def test_one_person_bears_one_number_in_documents_that_know_nothing_of_each_other():
    one = number_of("Mme Karima BENALI demande le RSA.", "Karima BENALI")
    assert one == number_of("Relance de Mme Karima Benali.", "Karima Benali")
    assert one == number_of("M. Rachid Benali et Mme Karima Benali.", "Karima Benali")
    assert one == number_of("Mme Karima Benali est venue. Mme Benali reviendra.", "Benali")


def test_another_person_of_that_name_bears_another():
    one = number_of("Mme Karima BENALI demande le RSA.", "Karima BENALI")
    assert one != number_of("M. Rachid Benali demande le RSA.", "Rachid Benali")
    assert one != number_of("Mme Benali demande le RSA.", "Benali")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Enzo D.", "Enzo M.", False),
        ("Enzo D.", "Enzo", False),
        ("Enzo D.", "ENZO D.", True),
        ("Jean Pierre Blanc", "Jean-Pierre Blanc", True),
        ("Jean Pierre Blanc", "Jean Blanc", False),
    ],
)
def test_first_names_with_an_initial_or_in_two_words(one: str, other: str, same: bool):
    values = [numbering.value_of("PERSONNE", [name]) for name in (one, other)]
    assert (values[0] == values[1]) is same


def test_one_phone_written_in_two_ways_bears_one_number():
    assert number_of("Tél. 06 12 34 56 78", "06 12 34 56 78") == number_of(
        "Tél. +33 6 12 34 56 78", "+33 6 12 34 56 78"
    )


def test_another_key_gives_other_numbers():
    text = "Mme Karima Benali, 06 12 34 56 78"
    assert masked(text).text != masked(text, b"o" * 32).text


def test_two_people_whom_only_the_document_tells_apart_stay_two():
    mapping = {"[PERSONNE_1111]": "Karima Benali", "[PERSONNE_2222]": "Karima BENALI"}
    new, values = renumbered(mapping, [""], KEY, {})
    assert len(set(new.values())) == len(values) == 2


def test_the_gender_and_the_letter_stay():
    mapping = {"[PERSONNE_F_1111]": "Karima Benali", "[PERSONNE_F_1111b]": "Benali"}
    new, _ = renumbered(mapping, [""], KEY, {})
    first, second = new.values()
    assert first.startswith("[PERSONNE_F_")
    assert second == first.removesuffix("]") + "b]"


def test_a_number_that_stands_in_the_text_is_not_given():
    mapping = {"[PERSONNE_1111]": "Karima Benali"}
    taken = renumbered(mapping, [""], KEY, {})[0]["[PERSONNE_1111]"]
    other = renumbered(mapping, [f"voir {taken.lower()}"], KEY, {})[0]["[PERSONNE_1111]"]
    assert other != taken


def test_a_number_that_a_value_gave_up_is_not_given():
    digest = digest_of(KEY, "PERSONNE", ["Karima Benali"])
    first, second = (number for number, _ in zip(numbers(KEY, digest), range(2), strict=False))
    new, _ = renumbered({"[PERSONNE_1111]": "Karima Benali"}, [""], KEY, {digest: frozenset({first})})
    assert new == {"[PERSONNE_1111]": f"[PERSONNE_{second}]"}


NAMES = [
    "Karima Benali",
    "Rachid Benali",
    "Nadia Ferrand",
    "Paul Lebrun",
    "Anne Petit-Roux",
    "Jean-Pierre Durand",
]


@given(
    st.lists(
        st.sampled_from(
            [f"Mme {name}" for name in NAMES] + ["06 12 34 56 78", "PERSONNE_12", "[DOSSIER_7]", "né"]
        )
    ),
    st.integers(1, 3),
)
def test_restoring_is_exact_however_few_numbers_there_are(pieces: list[str], digits: int):
    text = ", ".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbering, "DIGITS", digits + 1)
        result = masked(text)
    assert restore(result.text, result.mapping) == text
    assert not [name for name in NAMES if name in result.text]
