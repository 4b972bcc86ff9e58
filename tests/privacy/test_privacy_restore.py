"""Restoring takes what a model makes of a placeholder, at once or as it streams."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy import StreamRestorer, restore
from garant.privacy.placeholder import HOLD_BACK

MAPPING = {
    "[PERSONNE_4127]": "Karim Benali",
    "[PERSONNE_4127b]": "BENALI",
    "[TELEPHONE_8241]": "06 12 34 56 78",
}


@pytest.mark.parametrize(
    "form",
    [
        "[PERSONNE_4127]",
        "[personne_4127]",
        "[Personne_4127]",
        "[ PERSONNE_4127 ]",
        "[PERSONNE 4127]",
        "[PERSONNE-4127]",
        "[PERSONNE_\n4127]",
        "[PERSONNE_\u00a04127]",
        "[PERSONNE\u202f4127]",
        "\\[PERSONNE\\_4127\\]",
        "[PERSONNE\\_4127]",
        "\\[PERSONNE_4127]",
    ],
)
def test_a_placeholder_is_known_in_the_forms_that_models_give_it(form: str) -> None:
    assert restore(f"Bonjour {form},", MAPPING) == "Bonjour Karim Benali,"


def test_accents_that_a_model_adds_are_taken() -> None:
    assert restore("au [téléphone_8241]", MAPPING) == "au 06 12 34 56 78"


def test_a_surface_form_keeps_its_letter() -> None:
    assert restore("[PERSONNE_4127B] / [personne_4127b]", MAPPING) == "BENALI / BENALI"


@pytest.mark.parametrize(
    "text",
    [
        "[PERSONNE_9999]",
        "[PERSONNE_41270]",
        "[NIR_4127]",
        "PERSONNE_4127",
        "[PERSONNE_4127",
        "[4127]",
        "[a](b)",
        "[PERSONNE_4127c]",
    ],
)
def test_what_is_no_placeholder_of_ours_stays(text: str) -> None:
    assert restore(text, MAPPING) == text


def test_a_restored_value_is_never_restored_again() -> None:
    mapping = {"[PERSONNE_1000]": "[PERSONNE_2000]", "[PERSONNE_2000]": "Karim"}
    assert restore("[PERSONNE_1000]", mapping) == "[PERSONNE_2000]"


def test_a_value_can_be_encoded_before_it_is_inserted() -> None:
    mapping = {"[PERSONNE_1000]": 'dit "Jo"\\'}
    arguments = restore('{"nom": "[PERSONNE_1000]"}', mapping, lambda value: json.dumps(value)[1:-1])
    assert json.loads(arguments) == {"nom": 'dit "Jo"\\'}


def test_a_mapping_with_a_key_that_is_no_placeholder_is_refused() -> None:
    with pytest.raises(ValueError, match="placeholder"):
        restore("[x]", {"Karim": "x"})


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *MAPPING,
                "[personne \n 4127 b ]",
                "\\[PERSONNE\\_4127\\]",
                "[PERSONNE",
                "[",
                "]",
                "\\",
                "\\[",
                " ",
                "_",
                "4127",
            ]
        ),
        st.text(max_size=6),
    ),
    max_size=20,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(PIECES, st.lists(st.integers(1, 12), min_size=1, max_size=30))
def test_a_stream_gives_the_same_wherever_it_is_cut(text: str, cuts: list[int]) -> None:
    restorer = StreamRestorer(MAPPING)
    given_out: list[str] = []
    at = turn = received = 0
    while at < len(text):
        piece = text[at : at + cuts[turn % len(cuts)]]
        at, turn = at + len(piece), turn + 1
        received += len(piece)
        given_out.append(restorer.feed(piece))
        plain = len(restore(text[:at], MAPPING))
        assert plain - len("".join(given_out)) <= restorer.hold_back
    given_out.append(restorer.close())
    assert "".join(given_out) == restore(text, MAPPING)


def test_text_without_a_bracket_is_never_held() -> None:
    restorer = StreamRestorer(MAPPING)
    for piece in ["Bonjour", " Madame,\n", "l’agent (voir §2)", " {json: 1} ", "fin."]:
        assert restorer.feed(piece) == piece
    assert restorer.close() == ""


def test_a_bracket_that_opens_nothing_is_let_go_at_once() -> None:
    restorer = StreamRestorer(MAPPING)
    assert restorer.feed("voir [") == "voir "
    assert restorer.feed("1] et [!") == "[1] et [!"


def test_what_is_held_stays_under_the_constant() -> None:
    restorer = StreamRestorer(MAPPING)
    out = "".join(restorer.feed(character) for character in "[" + "A" * 500)
    assert len(out) >= 501 - HOLD_BACK
    assert restorer.hold_back == HOLD_BACK


def test_a_stream_without_a_mapping_passes_through() -> None:
    restorer = StreamRestorer({})
    assert restorer.feed("[PERSONNE_") == "[PERSONNE_"


def test_a_stream_that_breaks_in_a_placeholder_loses_nothing() -> None:
    restorer = StreamRestorer(MAPPING)
    assert restorer.feed("M. [PERSONNE_41") + restorer.close() == "M. [PERSONNE_41"


def test_the_stream_counts_what_it_restored() -> None:
    restorer = StreamRestorer(MAPPING)
    restorer.feed("[PERSONNE_4127] et [NIR_1]")
    assert restorer.restored == 1
