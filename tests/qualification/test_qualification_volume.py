"""The footprint of a year: an interval that grows with the volume and narrows with what is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.qualification.sheet_answers import assessed

from garant.footprint import Interval, Parameters, estimate
from garant.qualification.volume import footprint_year, volumes

KNOWN = {
    "sobriety.kind": "text",
    "sobriety.requests_month": (1_000.0, 2_000.0),
    "sobriety.model_size": "small",
    "sobriety.zone": "france",
    "sobriety.answer_length": "page",
}
SIZES = [item.id for item in volumes().model_sizes.items]
LENGTHS = [item.id for item in volumes().lengths.items]
ZONES = [item.id for item in volumes().zones.items]


def year(**more: object):
    found = footprint_year({**KNOWN, **{f"sobriety.{name}": value for name, value in more.items()}})
    assert found is not None
    return found


def test_it_is_twelve_months_of_answers_as_the_footprint_room_counts_one():
    one = Parameters(total_billions=Interval(0.5, 10), zone="FRA")
    least = estimate(one, output_tokens=250, seconds=float("inf"))
    most = estimate(one, output_tokens=800, seconds=float("inf"))
    found = year()
    assert found.kwh.min == pytest.approx(least.kwh.min * 12_000)
    assert found.kwh.max == pytest.approx(most.kwh.max * 24_000)
    assert found.kgco2e.max == pytest.approx(most.kgco2e.max * 24_000)
    assert found.method == most.method


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6))
def test_it_grows_with_the_volume(first, second, more):
    low, high = sorted((first, second))
    before = year(requests_month=(float(low), float(high)))
    after = year(requests_month=(float(low + more), float(high + more)))
    for name in ("kwh", "kgco2e", "water_l"):
        assert getattr(after, name).min > getattr(before, name).min or low == 0
        assert getattr(after, name).max > getattr(before, name).max


@pytest.mark.parametrize("values", [SIZES, LENGTHS], ids=["model_size", "answer_length"])
def test_it_grows_with_the_model_and_with_the_length(values):
    name = "model_size" if values is SIZES else "answer_length"
    found = [year(**{name: value}).kwh for value in values]
    assert [one.max for one in found] == sorted(one.max for one in found)
    assert [one.min for one in found] == sorted(one.min for one in found)


@pytest.mark.parametrize(
    ("name", "values"), [("model_size", SIZES), ("answer_length", LENGTHS), ("zone", ZONES)]
)
def test_what_is_not_known_is_as_wide_as_all_that_it_may_be_and_says_so(name, values):
    doubt = year(**{name: "unknown"})
    for value in values:
        assert doubt.kgco2e.contains(year(**{name: value}).kgco2e)
        assert doubt.kwh.contains(year(**{name: value}).kwh)
    assert len(doubt.caveats) == len(year().caveats) + 1


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("size", SIZES)
def test_every_answer_can_be_estimated(zone, size):
    assert year(zone=zone, model_size=size).kgco2e.max > 0


@pytest.mark.parametrize("kind", ["image", "video", "speech", "prediction"])
def test_what_is_not_text_is_not_estimated_rather_than_nothing(kind):
    found = assessed({**KNOWN, "sobriety.kind": kind})
    assert found.footprint_year is None
    assert "ne sait compter que le texte" in found.footprint_reason


@pytest.mark.parametrize(
    ("missing", "said"), [("requests_month", "demandes par mois"), ("kind", "ce que produit")]
)
def test_without_a_volume_or_a_kind_it_says_what_is_missing(missing, said):
    for value in (None, "unknown"):
        found = assessed({**KNOWN, f"sobriety.{missing}": value})
        assert found.footprint_year is None
        assert said in found.footprint_reason


def test_with_all_of_it_there_is_a_figure_and_no_reason():
    found = assessed(KNOWN)
    assert found.footprint_year is not None
    assert found.footprint_reason == ""
    assert found.to_mapping()["footprint_year"]["water_l"][1] > 0
