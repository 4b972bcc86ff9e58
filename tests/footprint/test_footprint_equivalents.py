"""Everyday sizes: sayable, in correct French, each with its source and its date."""

import re
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.footprint import Interval, Parameters, equivalents, estimate
from garant.footprint.equivalents import comparisons
from garant.footprint.estimate import assumptions
from garant.footprint.quantity import Step, Unit, number_fr, quantity_fr, rounded

TIME = Unit(
    "une seconde",
    (Step(1, "seconde", "secondes"), Step(60, "minute", "minutes"), Step(3600, "heure", "heures")),
)


@dataclass(frozen=True)
class Impacts:
    kwh: Interval
    kgco2e: Interval
    litres: Interval


NOTHING = Interval(0, 0)


def sentences(kwh: Interval = NOTHING, kgco2e: Interval = NOTHING, litres: Interval = NOTHING) -> list[str]:
    return [each.sentence_fr for each in equivalents(Impacts(kwh, kgco2e, litres))]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (180, 300, "3 à 5 minutes"),
        (240, 240, "environ 4 minutes"),
        (90, 90, "environ 90 secondes"),
        (1.5, 1.5, "environ 1,5 seconde"),
        (1.5, 2, "1,5 à 2 secondes"),
        (0.4, 1.2, "0,4 à 1,2 seconde"),
        (1, 600, "au plus 10 minutes"),
        (0.2, 0.6, "moins d’une seconde"),
        (0, 0.2, "moins d’une seconde"),
        (45_000_000, 45_000_000, "environ 12\u202f000 heures"),
        (7201, 7240, "environ 2 heures"),
    ],
)
def test_a_quantity_is_said_as_a_person_would(low: float, high: float, said: str) -> None:
    assert quantity_fr(Interval(low, high), TIME) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1"), (1.5, "1,5"), (12500, "12\u202f500"), (0.4, "0,4"), (1_000_000, "1\u202f000\u202f000")],
)
def test_numbers_have_a_comma_and_narrow_spaces(number: float, said: str) -> None:
    assert number_fr(number) == said


@pytest.mark.parametrize(
    ("exact", "near"),
    [
        (0, 0),
        (-1, 0),
        (0.0437, 0.04),
        (0.96, 1),
        (1.04, 1),
        (4.44, 4.4),
        (9.96, 10),
        (446, 450),
        (12_345, 12_000),
    ],
)
def test_two_digits_are_enough(exact: float, near: float) -> None:
    assert rounded(exact) == near
    assert isinstance(rounded(exact), int) is float(near).is_integer()


def test_the_comparison_grows_with_the_footprint() -> None:
    assert sentences(kwh=Interval(5e-4, 1e-3)) == [
        "Énergie : une ampoule LED de 5 W allumée pendant 6 à 12 minutes."
    ]
    assert sentences(kwh=Interval(1, 1)) == [
        "Énergie : un radiateur électrique de 1\u202f000 W allumé pendant environ 60 minutes."
    ]
    assert sentences(kgco2e=Interval(4e-5, 6e-5)) == [
        "Gaz à effet de serre : 18 à 26 centimètres en voiture thermique."
    ]
    assert sentences(kgco2e=Interval(2.276, 2.276)) == [
        "Gaz à effet de serre : environ 10 kilomètres en voiture thermique."
    ]
    assert sentences(litres=Interval(2.5e-4, 4e-4)) == ["Eau : 5 à 8 gouttes."]
    assert sentences(litres=Interval(0.4, 0.6)) == ["Eau : 2 à 3 verres."]
    assert sentences(litres=Interval(1e-7, 1e-6)) == ["Eau : moins d’une goutte."]


def test_nothing_is_compared_to_zero() -> None:
    assert sentences() == []


def test_an_estimate_has_its_three_comparisons_with_source_and_date() -> None:
    found = equivalents(
        estimate(Parameters(provider="openai", model="gpt-4o", zone="FRA"), output_tokens=400, seconds=6)  # type: ignore[arg-type]
    )
    assert [each.measure for each in found] == ["kwh", "kgco2e", "litres"]
    assert all(each.source and isinstance(each.as_of, date) for each in found)
    assert "ADEME" in found[1].source


@given(st.floats(1e-12, 1e6), st.floats(0, 1))
def test_any_footprint_is_sayable(high: float, share: float) -> None:
    impact = Interval(high * share, high)
    said = sentences(impact, impact, impact)
    assert len(said) == 3
    for sentence in said:
        assert "e-" not in sentence
        assert "e+" not in sentence
        assert "." not in sentence[:-1]
        for number in re.findall(r"[\d\u202f]+(?:,\d+)?", sentence):
            assert len(number.replace("\u202f", "").replace(",", "").strip("0")) <= 2


@given(st.floats(1e-9, 1e6), st.floats(0, 1))
def test_the_plural_begins_at_two(high: float, share: float) -> None:
    said = quantity_fr(Interval(high * share, high), TIME)
    match = re.search(r"([\d\u202f]+(?:,\d+)?) (\w+)$", said)
    if match:
        number = float(match[1].replace("\u202f", "").replace(",", "."))
        assert match[2].endswith("s") is (number >= 2), said


def test_each_comparison_is_dated_sourced_and_to_be_reviewed() -> None:
    for each in comparisons():
        assert each.source
        assert each.as_of < each.review_by
        assert each.one_unit > 0
        assert each.low < each.high
    assert {each.measure for each in comparisons()} == {"kwh", "kgco2e", "litres"}


def test_each_assumption_is_an_interval() -> None:
    assert set(assumptions()) == {"batch_size", "bits", "pue", "wue_litres_per_kwh"}
    assert all(interval.min < interval.max for interval in assumptions().values())


def test_an_e_mail_is_no_measure() -> None:
    assert not any("mail" in each.sentence for each in comparisons())
