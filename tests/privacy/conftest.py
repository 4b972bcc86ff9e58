"""What the tests of this room share."""

from collections.abc import Callable

import pytest

from garant.privacy import Label, detect

Found = Callable[[str], list[str]]


@pytest.fixture
def found(request: pytest.FixtureRequest) -> Found:
    """The pieces of a text that bear the label of the test module (`LABEL`)."""
    label: Label = request.module.LABEL

    def pieces(text: str) -> list[str]:
        return [text[span.start : span.end] for span in detect(text) if span.label is label]

    return pieces
