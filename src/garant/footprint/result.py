"""The two answers of an estimate: a footprint with its method, or the reason why there is none."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from garant.footprint.interval import Interval
from garant.words import message


@dataclass(frozen=True, slots=True)
class Caveat:
    """What a reader must know beside the figure."""

    code: str
    sentence_fr: str


@dataclass(frozen=True, slots=True)
class Footprint:
    """One answer's footprint: use of the servers and of the data centre, and their share of making them.

    Training the model, the network and the reader's own screen are not in it, nor is the reading of the
    question: the method counts written tokens only. Source: ecologits, see `method`.
    """

    kwh: Interval
    kgco2e: Interval
    litres: Interval  # water, use only
    kgsbe: Interval  # ADPe: mineral and metal resources, kg antimony equivalent
    mj: Interval  # primary energy
    method: str  # "ecologits 0.11.3": history keeps its method, and is never silently recomputed
    zone: str  # ISO 3166-1 alpha-3 of the electricity
    parameters: Mapping[str, Any] = field(default_factory=dict)  # what was used, assumptions included; JSON
    caveats: tuple[Caveat, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """The French sentences of the caveats."""
        return tuple(caveat.sentence_fr for caveat in self.caveats)


@dataclass(frozen=True, slots=True)
class NotEstimated:
    """No figure, and why. Shown as "non estimé": a zero would be a lie."""

    reason: str  # the code of its sentence in messages/footprint.fr.toml
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def sentence_fr(self) -> str:
        return message(self.reason).say.format_map(self.facts)

    @property
    def todo_fr(self) -> str:
        return message(self.reason).do.format_map(self.facts)


def caveat(code: str, **facts: object) -> Caveat:
    """The caveat of a code. A code of a newer ecologits keeps its code and says that we can't name it yet."""
    sentences = _sentences()
    return Caveat(code, sentences.get(code, sentences["unknown_caveat"]).format_map(facts))


@cache
def _sentences() -> Mapping[str, str]:
    source = files("garant.footprint").joinpath("data/caveats.fr.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(source))
