"""What left, kept once and shown exactly."""

from hypothesis import given
from hypothesis import strategies as st

from garant.assistant.received import Part, pack, parts_of, pieces, unpack
from garant.privacy import Label

parts = st.lists(
    st.builds(Part, st.sampled_from(["system", "user", "assistant"]), st.text()), max_size=6
).map(tuple)
# Texts that hold brackets, words of placeholders, numbers: near misses and hits.
bracketed = st.lists(
    st.sampled_from(
        ["[", "]", "NIR", "PERSONNE", "_", "412", "b", " ", "[NIR_412]", "[PERSONNE_7b]", "é", "[VIDE_1]"]
    )
).map("".join)


@given(parts, parts)
def test_a_packed_list_comes_back_whole_whatever_came_before(
    now: tuple[Part, ...], before: tuple[Part, ...]
) -> None:
    assert unpack(pack(now, before), before) == now


@given(parts, parts)
def test_a_history_that_grows_is_stored_once(before: tuple[Part, ...], added: tuple[Part, ...]) -> None:
    assert unpack(pack(before + added, before), before) == before + added
    assert len(pack(before + added, before)) <= len(pack(added, ())) + 4


def test_a_history_that_changed_is_stored_from_its_change() -> None:
    before = (Part("user", "à"), Part("assistant", "b"))
    now = (Part("user", "à"), Part("assistant", "[NIR_1]"), Part("user", "c"))
    packed = pack(now, before)
    assert "[NIR_1]" in packed
    assert "à" not in packed


@given(bracketed, bracketed)
def test_the_pieces_of_a_text_are_the_text(text: str, original: str) -> None:
    assert "".join(piece.text for piece in pieces(text, original=original)) == text


def test_a_pseudonym_is_named_and_one_that_the_person_wrote_is_not() -> None:
    found = list(pieces("De [PERSONNE_4] à [NIR_12b].", original="Je garde [PERSONNE_4] tel quel."))
    assert [(piece.text, piece.label) for piece in found] == [
        ("De [PERSONNE_4] à ", None),
        ("[NIR_12b]", Label.NIR),
        (".", None),
    ]


def test_a_bracket_that_is_no_pseudonym_is_plain_text() -> None:
    (piece,) = pieces("Voir [ANNEXE_3] et [NIR_] et [nir_3]", original="")
    assert piece.label is None


def test_an_entry_of_another_shape_is_shown_rather_than_dropped() -> None:
    assert parts_of([{"role": "user", "text": "a"}, "b", {"role": "tool"}]) == (
        Part("user", "a"),
        Part("", "b"),
        Part("tool", ""),
    )
    assert parts_of(None) == ()
