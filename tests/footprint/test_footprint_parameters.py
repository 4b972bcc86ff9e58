"""What a register may say of a system, and what is refused with a clear sentence."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.footprint import FootprintParametersInvalid, Interval, IntervalInvalid, Parameters
from garant.words import say


def test_a_number_is_an_interval_that_holds_it_alone() -> None:
    assert Parameters(total_billions=8).total_billions == Interval(8, 8)
    assert Parameters(total_billions=8) == Parameters(total_billions=Interval(8, 8))


@pytest.mark.parametrize("written", [[4, 16], {"min": 4, "max": 16}])
def test_an_interval_is_written_as_a_pair_or_by_its_bounds(written: Any) -> None:
    assert Parameters.from_mapping({"bits": written}).bits == Interval(4, 16)


def test_parameters_come_back_from_their_mapping() -> None:
    for given_parameters in (
        Parameters(),
        Parameters(provider="openai", model="gpt-4o"),
        Parameters(
            total_billions=117,
            active_billions=5.1,
            zone="FRA",
            pue=Interval(1.2, 1.4),
            wue_litres_per_kwh=0,
            batch_size=Interval(1, 4),
            bits=4,
            gpu=False,
            gpu_memory_gb=80,
            server_gpus=2,
            server_power_kw=0.8,
        ),
    ):
        assert Parameters.from_mapping(given_parameters.to_mapping()) == given_parameters


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"total_billions": 0}, "total_billions"),
        ({"total_billions": "8"}, "total_billions"),
        ({"total_billions": [8, 4]}, "total_billions"),
        ({"total_billions": [1, 2, 3]}, "total_billions"),
        ({"total_billions": float("nan")}, "total_billions"),
        ({"total_billions": True}, "total_billions"),
        ({"total_billions": 8, "active_billions": 9}, "active_billions"),
        ({"pue": 0.9}, "pue"),
        ({"wue_litres_per_kwh": -1}, "wue_litres_per_kwh"),
        ({"batch_size": 0}, "batch_size"),
        ({"bits": 64}, "bits"),
        ({"zone": 33}, "zone"),
        ({"gpu": "yes"}, "gpu"),
        ({"gpu": 1}, "gpu"),
        ({"server_gpus": 1.5}, "server_gpus"),
        ({"server_gpus": True}, "server_gpus"),
        ({"server_power_kw": 0}, "server_power_kw"),
        ({"provider": "openai"}, "provider"),
        ({"model": "gpt-4o"}, "provider"),
        ({"provider": "openai", "model": "gpt-4o", "pue": 1.2}, "pue"),
        ({"total_bilions": 8}, "total_bilions"),
    ],
)
def test_what_the_method_can_not_mean_is_refused_by_its_field(written: dict[str, Any], field: str) -> None:
    with pytest.raises(FootprintParametersInvalid) as refused:
        Parameters.from_mapping(written)
    assert refused.value.facts["field"] == field
    assert f"« {field} »" in say(refused.value)


def test_values_at_the_edge_are_accepted() -> None:
    Parameters(total_billions=8, active_billions=8, pue=1, wue_litres_per_kwh=0, batch_size=1, bits=1)


@given(st.floats(allow_nan=True, allow_infinity=True), st.floats(allow_nan=True, allow_infinity=True))
def test_an_interval_is_finite_and_the_right_way_up(low: float, high: float) -> None:
    try:
        interval = Interval(low, high)
    except IntervalInvalid:
        assert not (float("-inf") < low <= high < float("inf"))
    else:
        assert interval.min <= interval.middle <= interval.max or abs(interval.max) > 1e300
        assert interval.contains(Interval.of(low))


def test_intervals_add_up() -> None:
    assert Interval(1, 2) + Interval(10, 20) == Interval(11, 22)
    assert Interval(1, 2).times(3) == Interval(3, 6)
