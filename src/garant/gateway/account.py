"""What an answer cost: tokens and footprint, as the answer shows them and as the journal keeps them."""

from typing import Any

from garant.footprint import Footprint, NotEstimated, Parameters, estimate
from garant.gateway.answering import Usage

Estimate = Footprint | NotEstimated


def footprint_of(parameters: Parameters | None, usage: Usage, *, seconds: float) -> Estimate:
    """The footprint of an answer. `seconds` is the upstream's time, inspection apart."""
    return estimate(parameters, output_tokens=usage.output_tokens, seconds=seconds)


def usage_with(usage: dict[str, Any], footprint: Estimate) -> dict[str, Any]:
    """`usage` with ours beside it.

    `impacts` has the scalars that clients of OpenGateLLM read, and they are the upper bounds: a figure without
    its range must not flatter. What is not estimated has no `impacts`, and never a zero. `garant_footprint`
    has the ranges and their method.
    """
    match footprint:
        case Footprint():
            ours = {
                "impacts": {"kWh": footprint.kwh.max, "kgCO2eq": footprint.kgco2e.max},
                "garant_footprint": {
                    "estimated": True,
                    "kWh": {"min": footprint.kwh.min, "max": footprint.kwh.max},
                    "kgCO2eq": {"min": footprint.kgco2e.min, "max": footprint.kgco2e.max},
                    "litres": {"min": footprint.litres.min, "max": footprint.litres.max},
                    "method": footprint.method,
                    "zone": footprint.zone,
                    "warnings": list(footprint.warnings),
                    "reason": None,
                },
            }
        case NotEstimated():
            ours = {
                "garant_footprint": {
                    "estimated": False,
                    "kWh": None,
                    "kgCO2eq": None,
                    "litres": None,
                    "method": None,
                    "zone": None,
                    "warnings": [],
                    "reason": footprint.sentence_fr,
                }
            }
    return {name: value for name, value in usage.items() if name != "impacts"} | ours


def journalled(footprint: Estimate) -> dict[str, Any]:
    """The footprint's fields of a RequestCompleted; none where it was not estimated."""
    if isinstance(footprint, NotEstimated):
        return {}
    return {
        "kwh_min": footprint.kwh.min,
        "kwh_max": footprint.kwh.max,
        "gco2e_min": footprint.kgco2e.min * 1000,
        "gco2e_max": footprint.kgco2e.max * 1000,
        "litres_min": footprint.litres.min,
        "litres_max": footprint.litres.max,
        "footprint_method": footprint.method,
    }
