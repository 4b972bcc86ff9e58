"""The folded text: one ASCII character for one, and positions that find their way back."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from garant.privacy.blocks import WHOLE, blocks
from garant.privacy.folded import fold


@given(st.text(st.characters(codec=None)))
def test_any_text_folds_to_ascii_and_keeps_its_length_but_for_what_is_removed(text: str) -> None:
    folded = fold(text)
    assert folded.text.isascii()
    assert len(folded.text) == len(folded.lower)
    if folded.has_identity:
        assert len(folded.text) == len(text)


@given(st.text("aé e\u0301\u200b1’", max_size=40))
def test_every_position_leads_back_to_its_character(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.origin(at, at + 1)
        base = unicodedata.normalize("NFD", text[start:end])[:1]
        assert fold(base).text == folded.text[at]
    assert folded.origin(0, len(folded.text))[1] == len(text)


def test_a_word_written_with_marks_apart_is_whole() -> None:
    folded = fold("Le\u0301a")
    assert folded.text == "Lea"
    assert folded.origin(0, 3) == (0, 4)


def test_foreign_letters_and_digits_have_a_stand_in() -> None:
    assert fold("Łukasz ＰＩＮ １２ ٣ Ж").text == "Lukasz PIN 12 3 _"


@given(st.integers(0, 4), st.sampled_from(["mot ", "ligne\n", "paragraphe\n\n", "x"]))
def test_blocks_joined_are_the_text(times: int, piece: str) -> None:
    text = fold(piece * (times * WHOLE // len(piece)) + "fin")
    cut = list(blocks(text))
    assert "".join(block.text for _, block in cut) == text.text
    assert all(text.text[offset : offset + len(block.text)] == block.text for offset, block in cut)
    assert all(len(block.text) <= WHOLE for _, block in cut)
