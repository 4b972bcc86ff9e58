"""Passes for several shapes, and what happens when one runs out of memory."""

import pytest

from garant.privacy.detector import Shape
from garant.privacy.detectors import DETECTORS
from garant.privacy.matcher import Matcher

SHAPES = list(dict.fromkeys(shape for detector in DETECTORS for shape in detector.shapes))
TEXT = (
    b"Mme Benali, 06 12 34 56 78, 12 rue de la Paix 04100 Manosque, FR76 3000 6000 0112 3456 7890 189 " * 20
)


def found(matcher: Matcher, shape: int) -> list[tuple[int, int]]:
    return list(matcher.locate(shape, TEXT))


def test_the_passes_name_every_shape_that_matches() -> None:
    matcher = Matcher(SHAPES)
    assert matcher.present_in_each([TEXT])[0] == [
        shape for shape in range(len(SHAPES)) if found(matcher, shape)
    ]


def test_a_small_memory_finds_the_same() -> None:
    assert Matcher(SHAPES, set_memory=2 << 20).present_in_each([TEXT]) == Matcher(SHAPES).present_in_each(
        [TEXT]
    )


def test_a_set_that_gives_up_never_means_that_nothing_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """re2 answers "nothing" when its automaton does not fit: all shapes are then looked for, one by one."""

    class GaveUp:
        def Match(self, _: bytes) -> None:
            return None

    matcher = Matcher(SHAPES)
    monkeypatch.setattr(matcher, "_sets", [(GaveUp(), numbers) for _, numbers in matcher._sets])
    assert matcher.present_in_each([TEXT])[0] == list(range(len(SHAPES)))


def test_the_value_of_a_shape_is_its_group() -> None:
    matcher = Matcher([Shape(r"tel (?P<value>\d+)", 1.0)])
    assert list(matcher.locate(0, b"Tel 0612")) == [(4, 8)]


def test_case_counts_only_where_it_is_said_to() -> None:
    matcher = Matcher([Shape("AB", 1.0, cased=True), Shape("AB", 1.0)])
    assert matcher.present_in_each([b"ab"])[0] == [1]
