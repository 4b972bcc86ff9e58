"""What a register knows of a system that serves a model, as far as its footprint goes."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from garant.footprint.errors import FootprintParametersInvalid, IntervalInvalid
from garant.footprint.interval import Interval

_INTERVALS = ("active_billions", "total_billions", "pue", "wue_litres_per_kwh", "batch_size", "bits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Either our own numbers for a system (`total_billions` …), or a provider's model that ecologits knows.

    What is left out is assumed as a wide interval and said in the caveats (data/assumptions.toml); without
    the size of the model, or without the zone for a system of our own, nothing is estimated.
    Raises FootprintParametersInvalid for a number outside what the method can mean.
    """

    provider: str | None = None  # ecologits' name: "mistralai", "openai", "huggingface_hub" …
    model: str | None = None  # exactly as ecologits writes it
    total_billions: Interval | float | None = None  # parameters of the model, in billions
    active_billions: Interval | float | None = None  # of a mixture of experts; left out, the model is dense
    zone: str | None = None  # where it runs: ISO 3166-1 alpha-3 ("FRA"), or "WOR"
    pue: Interval | float | None = None  # power usage effectiveness of the data centre
    wue_litres_per_kwh: Interval | float | None = None  # water usage effectiveness of the data centre
    batch_size: Interval | float | None = None  # requests that the server handles at once
    bits: Interval | float | None = None  # per weight, once quantised
    gpu: bool = True  # False: runs on processors; the method then is an order of magnitude
    gpu_memory_gb: float | None = None
    server_gpus: int | None = None  # graphics processors in the server
    server_power_kw: float | None = None  # of the server without its graphics processors

    def __post_init__(self) -> None:
        for name in _INTERVALS:
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, Interval.of(value))
        if self.zone is not None:
            object.__setattr__(self, "zone", self.zone.strip().upper())
        _check(self)

    @classmethod
    def from_mapping(cls, written: Mapping[str, Any]) -> Self:
        """Parameters as a file writes them: a number, or [min, max] or {min, max} for an interval."""
        known = {field.name for field in fields(cls)}
        for name in written:
            if name not in known:
                raise FootprintParametersInvalid(field=str(name), expected="un champ connu")
        return cls(**{name: _read(name, value) for name, value in written.items() if value is not None})

    def to_mapping(self) -> dict[str, Any]:
        """The way back: `Parameters.from_mapping(p.to_mapping()) == p`. Plain JSON values, what is set only."""
        written: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None or value == field.default:
                continue
            written[field.name] = [value.min, value.max] if isinstance(value, Interval) else value
        return written


def _read(name: str, value: Any) -> Any:
    if name in _INTERVALS:
        try:
            if isinstance(value, Mapping) and set(value) == {"min", "max"}:
                return Interval(value["min"], value["max"])
            if isinstance(value, list | tuple) and len(value) == 2:
                return Interval(value[0], value[1])
            return Interval.of(value)
        except IntervalInvalid as error:
            raise FootprintParametersInvalid(field=name, expected="un nombre, ou [min, max]") from error
    expected: tuple[type | tuple[type, ...], str]
    match name:
        case "provider" | "model" | "zone":
            expected = (str, "un texte")
        case "gpu":
            expected = (bool, "true ou false")
        case "server_gpus":
            expected = (int, "un nombre entier")
        case _:
            expected = ((int, float), "un nombre")
    if not isinstance(value, expected[0]) or (isinstance(value, bool) and name != "gpu"):
        raise FootprintParametersInvalid(field=name, expected=expected[1])
    return value


def _check(given: Parameters) -> None:
    own = (*_INTERVALS, "gpu_memory_gb", "server_gpus", "server_power_kw")
    if (given.provider is None) is not (given.model is None):
        raise FootprintParametersInvalid(field="provider", expected="provider et model ensemble")
    if given.provider is not None:
        for name in own:
            if getattr(given, name) is not None:
                raise FootprintParametersInvalid(
                    field=name, expected="rien : provider et model suffisent, ou bien nos propres nombres"
                )
    bounds: dict[str, tuple[float, float]] = {
        "total_billions": (1e-3, 1e5),
        "active_billions": (1e-3, 1e5),
        "pue": (1, 5),
        "wue_litres_per_kwh": (0, 50),
        "batch_size": (1, 4096),
        "bits": (1, 32),
        "gpu_memory_gb": (1, 1e4),
        "server_gpus": (1, 1024),
        "server_power_kw": (1e-3, 100),
    }
    for name, (low, high) in bounds.items():
        value = getattr(given, name)
        if value is None:
            continue
        interval = Interval.of(value)
        if not low <= interval.min <= interval.max <= high:
            raise FootprintParametersInvalid(field=name, expected=f"entre {low:g} et {high:g}")
    if isinstance(given.active_billions, Interval) and isinstance(given.total_billions, Interval):
        active, total = given.active_billions, given.total_billions
        if active.min > total.min or active.max > total.max:
            raise FootprintParametersInvalid(field="active_billions", expected="au plus total_billions")
