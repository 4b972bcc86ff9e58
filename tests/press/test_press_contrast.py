"""Colours made readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.press import READABLE, ColourUnreadable, readable
from garant.press.contrast import contrast

WHITE = (255, 255, 255)


def test_contrast_is_that_of_the_wcag():
    assert contrast((0, 0, 0), WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast((0x76, 0x76, 0x76), WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast((0x77, 0x77, 0x77), WHITE) < READABLE


def test_the_lightest_grey_that_reads_is_left_alone_and_the_next_is_not():
    assert not readable("#767676").darkened
    assert readable("#777777").darkened


def test_three_digits_and_capitals_are_a_colour():
    assert readable("#ABC").asked == "#aabbcc"
    assert readable("036").used == "#003366"


@pytest.mark.parametrize("colour", ["", "rouge", "#12345", "#1234567", "rgb(0,0,0)", "#ggg", "#12345\u0660"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ColourUnreadable):
        readable(colour)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_ends_readable_and_no_darker_than_needed(number):
    shade = readable(f"#{number:06x}")
    assert shade.contrast >= READABLE
    assert not shade.darkened or shade.contrast < READABLE + 0.6
