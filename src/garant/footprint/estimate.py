"""One estimate: the register's parameters, the written tokens and the seconds in; intervals out."""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from garant.footprint.interval import Interval
from garant.footprint.method import Corner, Figures, impacts_between, impacts_of_known_model, mix_of, version
from garant.footprint.parameters import Parameters
from garant.footprint.result import Caveat, Footprint, NotEstimated, caveat

_ASSUMED = ("batch_size", "bits", "pue", "wue_litres_per_kwh")


def estimate(
    parameters: Parameters | None, *, output_tokens: int | None, seconds: float
) -> Footprint | NotEstimated:
    """The footprint of one answer of `output_tokens` tokens that took the upstream `seconds` to write.

    Pure but for the first call, which loads ecologits (0.2 s); then well under a millisecond. `seconds` only
    ever lowers the figure (a server is not busy for longer than the answer took), so a wait in a queue does
    no harm. Seconds that are not a positive number count as unknown.
    """
    if parameters is None:
        return NotEstimated("footprint_parameters_missing")
    if output_tokens is None:
        return NotEstimated("footprint_tokens_unknown")
    if output_tokens <= 0:
        return NotEstimated("footprint_no_tokens")
    caveats: list[Caveat] = []
    if not (math.isfinite(seconds) and seconds > 0):
        seconds = math.inf
        caveats.append(caveat("duration_unknown"))
    if parameters.provider is not None and parameters.model is not None:
        return _known(parameters, parameters.provider, parameters.model, output_tokens, seconds, caveats)
    return _own(parameters, output_tokens, seconds, caveats)


def _known(
    given: Parameters, provider: str, model: str, tokens: int, seconds: float, caveats: list[Caveat]
) -> Footprint | NotEstimated:
    if given.zone is not None and mix_of(given.zone) is None:
        return NotEstimated("footprint_zone_unknown", {"zone": given.zone})
    found = impacts_of_known_model(provider, model, tokens=tokens, seconds=seconds, zone=given.zone)
    if found is None:
        return NotEstimated("footprint_model_unknown", {"provider": provider, "model": model})
    figures, zone, codes = found
    if given.zone is None:
        caveats.append(caveat("assumed_zone"))
    caveats.extend(caveat(code) for code in codes)
    used = {"provider": provider, "model": model, "zone": zone}
    return _footprint(figures, zone, used, caveats, tokens, seconds)


def _own(given: Parameters, tokens: int, seconds: float, caveats: list[Caveat]) -> Footprint | NotEstimated:
    total = given.total_billions
    if total is None:
        return NotEstimated("footprint_parameters_missing")
    if given.zone is None:
        return NotEstimated("footprint_zone_missing")
    mix = mix_of(given.zone)
    if mix is None:
        return NotEstimated("footprint_zone_unknown", {"zone": given.zone})
    if not given.gpu:
        caveats.append(caveat("without_gpu"))
    intervals = {"total_billions": Interval.of(total)}
    active = given.active_billions
    intervals["active_billions"] = Interval.of(total if active is None else active)
    for name in _ASSUMED:
        value = getattr(given, name)
        if value is None:
            value = assumptions()[name]
            caveats.append(caveat(f"assumed_{name}", min=_french(value.min), max=_french(value.max)))
        intervals[name] = Interval.of(value)
    # Each quantity grows with every parameter but the batch, so the two corners hold all between them.
    server: dict[str, float] = {
        name: value
        for name in ("gpu_memory_gb", "server_gpus", "server_power_kw")
        if (value := getattr(given, name)) is not None
    }
    low = Corner(
        **{name: i.max if name == "batch_size" else i.min for name, i in intervals.items()}, **server
    )
    high = Corner(
        **{name: i.min if name == "batch_size" else i.max for name, i in intervals.items()}, **server
    )
    figures = impacts_between(low, high, tokens=tokens, seconds=seconds, mix=mix)
    caveats.extend(caveat(code) for code in mix.warning_codes)
    used: dict[str, Any] = {name: [i.min, i.max] for name, i in intervals.items()}
    used |= {"zone": given.zone, "gpu": given.gpu, **server}
    return _footprint(figures, given.zone, used, caveats, tokens, seconds)


def _footprint(
    figures: Figures, zone: str, used: dict[str, Any], caveats: list[Caveat], tokens: int, seconds: float
) -> Footprint:
    used |= {"output_tokens": tokens, "seconds": seconds if math.isfinite(seconds) else None}
    return Footprint(
        kwh=figures.kwh,
        kgco2e=figures.kgco2e,
        litres=figures.litres,
        kgsbe=figures.kgsbe,
        mj=figures.mj,
        method=f"ecologits {version()}",
        zone=zone,
        parameters=MappingProxyType(used),
        caveats=tuple(caveats),
    )


def _french(number: float) -> str:
    return f"{number:g}".replace(".", ",")


@cache
def assumptions() -> Mapping[str, Interval]:
    """What is assumed where the register is silent, from data/assumptions.toml (dated, sourced)."""
    source = files("garant.footprint").joinpath("data/assumptions.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {name: Interval(entry["min"], entry["max"]) for name, entry in tomllib.loads(source).items()}
    )
