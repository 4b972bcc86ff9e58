"""What the tests of this room share."""

import re
from collections.abc import Callable

import pytest

from garant.privacy import Label, Statement, detect, read

Found = Callable[[str], list[str]]


def statements(text: str) -> tuple[Statement, ...]:
    """What its sentences say; not that the whole is an internal document."""
    return tuple(each for each in read(text).statements if each.label is not Label.INTERNAL_DOCUMENT)


@pytest.fixture
def found(request: pytest.FixtureRequest) -> Found:
    """The pieces of a text that bear the label of the test module (`LABEL`)."""
    label: Label = request.module.LABEL

    def pieces(text: str) -> list[str]:
        return [text[span.start : span.end] for span in detect(text) if span.label is label]

    return pieces


@pytest.fixture
def left_bare() -> Found:
    """The letters and digits of the marked data ("il écrit [[ceci]]") that detection leaves uncovered."""

    def characters(marked: str) -> list[str]:
        pieces = re.split(r"\[\[(.*?)\]\](?!\])", marked)
        text = "".join(pieces)
        held = {at for span in detect(text) for at in range(span.start, span.end)}
        left: list[str] = []
        at = 0
        for number, piece in enumerate(pieces):
            if number % 2:
                left += [text[i] for i in range(at, at + len(piece)) if text[i].isalnum() and i not in held]
            at += len(piece)
        return left

    return characters
