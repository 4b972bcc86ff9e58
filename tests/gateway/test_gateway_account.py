import pytest

from garant.footprint import Footprint, NotEstimated, Parameters
from garant.gateway.account import footprint_of, journalled, usage_with
from garant.gateway.answering import Usage

KNOWN = Parameters(total_billions=8, zone="FRA")


def usage(**fields: object) -> Usage:
    read = Usage()
    read.read(fields)
    return read


def test_a_known_system_gets_a_range_and_the_upper_bound_as_its_figure() -> None:
    footprint = footprint_of(KNOWN, usage(completion_tokens=400), seconds=6)
    assert isinstance(footprint, Footprint)
    shown = usage_with({"completion_tokens": 400}, footprint)
    assert shown["completion_tokens"] == 400
    assert shown["impacts"] == {"kWh": footprint.kwh.max, "kgCO2eq": footprint.kgco2e.max}
    assert shown["garant_footprint"]["kWh"] == {"min": footprint.kwh.min, "max": footprint.kwh.max}
    assert journalled(footprint)["gco2e_max"] == pytest.approx(footprint.kgco2e.max * 1000)


def test_what_is_not_known_is_not_zero() -> None:
    for parameters, counted in (
        (None, usage(completion_tokens=4)),
        (KNOWN, usage()),
        (KNOWN, usage(completion_tokens=0)),
    ):
        footprint = footprint_of(parameters, counted, seconds=1)
        assert isinstance(footprint, NotEstimated)
        shown = usage_with({}, footprint)
        assert "impacts" not in shown
        assert shown["garant_footprint"]["kWh"] is None
        assert shown["garant_footprint"]["reason"]
        assert journalled(footprint) == {}


def test_figures_of_an_upstream_are_not_passed_off_as_ours() -> None:
    shown = usage_with({"impacts": {"kWh": 0}}, footprint_of(None, usage(), seconds=1))
    assert "impacts" not in shown


@pytest.mark.parametrize("count", [-1, 1.5, "7", True, None, 2**60])
def test_a_count_that_is_none_is_unknown(count: object) -> None:
    assert usage(completion_tokens=count).output_tokens is None


def test_a_usage_that_is_none_is_not_read() -> None:
    read = Usage()
    read.read(["x"])
    assert read.raw is None
