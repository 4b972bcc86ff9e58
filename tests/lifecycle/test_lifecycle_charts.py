"""The drawings of the uses: each length is its number, what is unknown is not drawn and says so."""

from dataclasses import dataclass

import pytest

from garant.lifecycle.chart import bubbles, comparison, score_bars, stage_bars
from garant.lifecycle.queries.arbitrations import Candidate, Figures


@dataclass
class Numbered:
    number: int


def candidate(number: int, **figures) -> Candidate:
    known = {
        "value": 50,
        "risk": 20,
        "complexity": 10,
        "cost_year": (1.0, 3.0),
        "cost_once": None,
        "kwh_year": (10.0, 30.0),
        "kgco2e_year": None,
        "risk_class": "risque minimal",
        "to_examine": 0,
    }
    return Candidate(Numbered(number), None, Figures(**(known | figures)), ())  # type: ignore[arg-type]


def test_the_longest_bar_takes_the_room_and_the_others_their_share() -> None:
    drawn = stage_bars([("Besoin", 4), ("Pilote", 1), ("Retiré", 0)])
    assert drawn.rows[0].width == pytest.approx(drawn.rows[1].width * 4)
    assert drawn.rows[2].width == 0


def test_nothing_at_all_draws_nothing() -> None:
    assert all(row.width == 0 for row in stage_bars([("Besoin", 0)]).rows)
    assert comparison([]).rows == ()


def test_an_unknown_score_keeps_its_row() -> None:
    drawn = score_bars([("RGPD", None), ("Coût", 100)])
    assert (drawn.rows[0].number, drawn.rows[0].width) == (None, 0)


def test_more_risk_stands_further_right_and_more_value_higher() -> None:
    square = bubbles([candidate(1, risk=0, value=0), candidate(2, risk=100, value=100)])
    low, high = (next(each for each in square.bubbles if each.number == number) for number in (1, 2))
    assert low.x < high.x
    assert low.y > high.y
    assert (low.x, high.x) == (square.edge, square.far)


def test_a_dearer_use_is_a_larger_disc_and_is_drawn_below() -> None:
    square = bubbles([candidate(1, cost_year=(1.0, 1.0)), candidate(2, cost_year=(9.0, 9.0))])
    assert [each.number for each in square.bubbles] == [2, 1]
    assert square.bubbles[0].radius > square.bubbles[1].radius


def test_what_has_no_value_or_no_risk_is_left_out_and_named() -> None:
    square = bubbles([candidate(1, value=None), candidate(2, risk=None), candidate(3)])
    assert ([each.number for each in square.bubbles], square.left_out) == ([3], (1, 2))


def test_each_measure_has_its_own_scale_and_unknown_ones_say_it() -> None:
    drawn = comparison([candidate(1), candidate(2, cost_year=(2.0, 6.0), kwh_year=None, value=None)])
    first, second = drawn.rows
    assert first.cells[3].width == pytest.approx(second.cells[3].width / 2, abs=0.1)
    assert (second.cells[4].width, second.cells[4].said) == (0, "inconnu")
    assert (second.cells[0].width, second.cells[0].said) == (0, "?")
    assert first.cells[3].said == "de 1 à 3 k€"
