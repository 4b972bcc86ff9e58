"""From answers on volume to energy, carbon and water per year: intervals, or the reason why there is none."""

import math
from dataclasses import dataclass
from functools import cache, reduce
from importlib.resources import files
from typing import Any

from garant.footprint import Footprint, Interval, Parameters, estimate
from garant.qualification.condition import UNKNOWN, Answers
from garant.qualification.law import Sourced, written
from garant.qualification.question import Frozen

MONTHS = 12


class VolumeItem(Frozen):
    """One of the answers, in figures."""

    id: str
    french: str
    min: float = 0
    max: float = 0
    codes: tuple[str, ...] = ()
    points: int = 0
    why: str = ""


class VolumeList(Sourced):
    """The answers to one question, from the smallest to the greatest."""

    unit: str
    items: tuple[VolumeItem, ...]

    def between(self, answer: object) -> Interval:
        """The interval of an answer; of all answers where it is not known."""
        chosen = [item for item in self.items if item.id == answer] or list(self.items)
        return Interval(min(item.min for item in chosen), max(item.max for item in chosen))

    def codes(self, answer: object) -> tuple[str, ...]:
        """The zones of an answer; of all answers where it is not known."""
        chosen = [item for item in self.items if item.id == answer] or list(self.items)
        return tuple(sorted({code for item in chosen for code in item.codes}))


class Volumes(Frozen):
    """The three questions whose answers stand for figures."""

    lengths: VolumeList
    model_sizes: VolumeList
    zones: VolumeList

    def of(self, name: str) -> VolumeList:
        found: VolumeList = getattr(self, name)
        return found


@dataclass(frozen=True, slots=True)
class FootprintYear:
    """What a year of the use would cost the planet, by its sheet. Beside it, later, what was measured."""

    kwh: Interval
    kgco2e: Interval
    water_l: Interval | None
    method: str
    caveats: tuple[str, ...]  # French sentences: what was assumed

    def to_mapping(self) -> dict[str, Any]:
        return {
            "kwh": [self.kwh.min, self.kwh.max],
            "kgco2e": [self.kgco2e.min, self.kgco2e.max],
            "water_l": [self.water_l.min, self.water_l.max] if self.water_l is not None else None,
            "method": self.method,
            "caveats": list(self.caveats),
        }


@cache
def volumes() -> Volumes:
    return Volumes.model_validate(written(files("garant.qualification") / "data" / "volume.yaml"))


def footprint_year(answers: Answers) -> FootprintYear | None:
    """The footprint of a year, as wide as what is not known. None without a volume, or for what is not text."""
    requests = answers.get("sobriety.requests_month")
    if answers.get("sobriety.kind") != "text" or not isinstance(requests, tuple):
        return None
    asked = Interval(requests[0], requests[1]).times(MONTHS)
    sizes = volumes().model_sizes.between(answers.get("sobriety.model_size"))
    tokens = volumes().lengths.between(answers.get("sobriety.answer_length"))
    found = [
        _answer(Parameters(total_billions=sizes, zone=zone), count)
        for zone in volumes().zones.codes(answers.get("sobriety.zone"))
        for count in (tokens.min, tokens.max)
    ]
    caveats = tuple(dict.fromkeys(sentence for footprint in found for sentence in footprint.warnings))
    return FootprintYear(
        kwh=_year(asked, [footprint.kwh for footprint in found]),
        kgco2e=_year(asked, [footprint.kgco2e for footprint in found]),
        water_l=_year(asked, [footprint.litres for footprint in found]),
        method=found[0].method,
        caveats=(*_assumed(answers), *caveats),
    )


def why_no_footprint(answers: Answers) -> str:
    """The French reason, where `footprint_year` gives none."""
    if answers.get("sobriety.kind") in (None, UNKNOWN):
        return "Empreinte non estimée : on ne sait pas encore ce que produit l’outil."
    if answers.get("sobriety.kind") != "text":
        return "Empreinte non estimée : la méthode ne sait compter que le texte produit."
    return "Empreinte non estimée : le nombre de demandes par mois n’est pas connu."


def _answer(parameters: Parameters, tokens: float) -> Footprint:
    found = estimate(parameters, output_tokens=round(tokens), seconds=math.inf)
    assert isinstance(found, Footprint), found  # our own figures can always be estimated: a test says so
    return found


def _year(requests: Interval, answers: list[Interval]) -> Interval:
    one = reduce(lambda a, b: Interval(min(a.min, b.min), max(a.max, b.max)), answers)
    return Interval(one.min * requests.min, one.max * requests.max)


def _assumed(answers: Answers) -> list[str]:
    left_out = {
        "sobriety.model_size": "La taille du modèle n’est pas connue : toutes les tailles sont envisagées.",
        "sobriety.zone": "Le pays n’est pas connu : tous les cas sont envisagés.",
        "sobriety.answer_length": "La longueur des réponses n’est pas connue : toutes sont envisagées.",
    }
    return [say for name, say in left_out.items() if answers.get(name) in (None, UNKNOWN)]
