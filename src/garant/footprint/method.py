"""The one file that knows ecologits: its names, its quirks, its lazy import.

`EcoLogits.init()` is never called: it patches the client libraries of the whole process. Only its pure
functions are used. Called at each request, so what can be looked up once is.
"""

import logging
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

from garant.footprint.interval import Interval


class Figures(NamedTuple):
    """The five impacts of one answer."""

    kwh: Interval
    kgco2e: Interval
    litres: Interval
    kgsbe: Interval
    mj: Interval


class Mix(NamedTuple):
    """The electricity of a zone, per kWh."""

    kgsbe: float
    mj: float
    kgco2e: float
    litres: float
    warning_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corner:
    """One point of the parameters: all of them at the end where impacts are lowest, or highest."""

    active_billions: float
    total_billions: float
    batch_size: float
    bits: float
    pue: float
    wue_litres_per_kwh: float
    gpu_memory_gb: float | None = None
    server_gpus: float | None = None
    server_power_kw: float | None = None


def version() -> str:
    return str(_library().version)


@cache
def mix_of(zone: str) -> Mix | None:
    """The electricity of an ISO 3166-1 alpha-3 zone; None where the method has no such zone."""
    found = _library().mixes.find_electricity_mix(zone=zone)
    if found is None:
        return None
    codes = tuple(str(warning.code) for warning in found.warnings)
    return Mix(found.adpe, found.pe, found.gwp, found.wue, codes)


def impacts_between(low: Corner, high: Corner, *, tokens: int, seconds: float, mix: Mix) -> Figures:
    """The impacts at both corners, as intervals."""
    smallest = _impacts(low, tokens, seconds, mix)
    greatest = _impacts(high, tokens, seconds, mix)
    return Figures(*(Interval(a, b) for a, b in zip(smallest, greatest, strict=True)))


def impacts_of_known_model(
    provider: str, model: str, *, tokens: int, seconds: float, zone: str | None
) -> tuple[Figures, str, tuple[str, ...]] | None:
    """The impacts of a provider's model that ecologits knows, the zone used, the warnings. None: unknown."""
    library = _library()
    if library.models.find_model(provider=provider, model_name=model) is None:
        return None
    used = zone or library.provider_zone(provider)
    found = library.llm_impacts(provider, model, tokens, seconds, used)
    if found.has_errors:
        return None
    figures = Figures(
        *(_interval(impact.value) for impact in (found.energy, found.gwp, found.wcf, found.adpe, found.pe))
    )
    return figures, used, tuple(str(warning.code) for warning in found.warnings or ())


def _impacts(corner: Corner, tokens: int, seconds: float, mix: Mix) -> tuple[float, ...]:
    server = {
        "gpu_memory": corner.gpu_memory_gb,
        "server_gpu_count": corner.server_gpus,
        "server_power": corner.server_power_kw,
    }
    found = _library().compute_llm_impacts(
        model_active_parameter_count=corner.active_billions,
        model_total_parameter_count=corner.total_billions,
        output_token_count=tokens,
        if_electricity_mix_adpe=mix.kgsbe,
        if_electricity_mix_pe=mix.mj,
        if_electricity_mix_gwp=mix.kgco2e,
        if_electricity_mix_wue=mix.litres,
        datacenter_pue=corner.pue,
        datacenter_wue=corner.wue_litres_per_kwh,
        request_latency=seconds,
        batch_size=corner.batch_size,
        model_quantization_bits=corner.bits,
        **{name: value for name, value in server.items() if value is not None},
    )
    return tuple(float(impact.value) for impact in (found.energy, found.gwp, found.wcf, found.adpe, found.pe))


def _interval(value: Any) -> Interval:
    """ecologits answers a number or a range: always a range for us."""
    if isinstance(value, int | float):
        return Interval(value, value)
    return Interval(value.min, value.max)


@dataclass(frozen=True, slots=True)
class _Library:
    version: str
    compute_llm_impacts: Any
    llm_impacts: Any
    mixes: Any
    models: Any
    tracers: ModuleType

    def provider_zone(self, provider: str) -> str:
        """Where ecologits places the provider's servers."""
        return str(self.tracers.PROVIDER_CONFIG_MAP[provider].datacenter_location)


@cache
def _library() -> _Library:
    # Importing ecologits makes its own logger class the default of the whole process: put it back.
    usual = logging.getLoggerClass()
    try:
        import ecologits
        from ecologits.electricity_mix_repository import electricity_mixes
        from ecologits.impacts.llm import compute_llm_impacts
        from ecologits.model_repository import models
        from ecologits.tracers import utils
    finally:
        logging.setLoggerClass(usual)
    # It logs each warning once; ours are in the caveats of every estimate.
    logging.getLogger("ecologits").setLevel(logging.ERROR)
    return _Library(
        version=ecologits.__version__,
        compute_llm_impacts=compute_llm_impacts,
        llm_impacts=utils.llm_impacts,
        mixes=electricity_mixes,
        models=models,
        tracers=utils,
    )
