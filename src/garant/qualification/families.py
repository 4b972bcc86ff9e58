"""The five vigilances (AHP-03) over the axes of risk: level, measures asked, what remains."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from garant.qualification.scoring import AxisResult

_AXES = {
    "legal": ("ai_act", "crpa", "intellectual"),
    "data": ("rgpd", "security"),
    "reliability": ("reliability",),
    "human": ("service", "equity", "human"),
    "environmental": ("sobriety",),
}

_FRENCH = {
    "legal": "Juridique et propriété intellectuelle",
    "data": "Données et cybersécurité",
    "reliability": "Fiabilité",
    "human": "Humain et service public",
    "environmental": "Environnement",
}

# From each of these scores on; a family takes the level of its worst axis.
_LEVELS = ((75, "très élevé"), (50, "élevé"), (25, "modéré"), (0, "faible"))


@dataclass(frozen=True, slots=True)
class RiskFamily:
    """One vigilance. `level` is the risk without measures, `residual` with those that are in place."""

    id: str
    french: str
    level: int | None
    residual: int | None
    measures: tuple[str, ...]

    @property
    def level_french(self) -> str:
        return level_french(self.level)

    @property
    def residual_french(self) -> str:
        return level_french(self.residual)

    def to_mapping(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "french": self.french,
            "level": self.level,
            "residual": self.residual,
            "measures": list(self.measures),
        }


def families(axes: Mapping[str, AxisResult]) -> tuple[RiskFamily, ...]:
    """Each family from its worst axis: a good score elsewhere does not make up for it."""
    found = []
    for name, of in _AXES.items():
        results = [axes[axis] for axis in of if axis in axes]
        found.append(
            RiskFamily(
                id=name,
                french=_FRENCH[name],
                level=_worst(result.inherent for result in results),
                residual=_worst(result.score for result in results),
                measures=tuple(dict.fromkeys(ask for result in results for ask in result.measures)),
            )
        )
    return tuple(found)


def level_french(score: int | None) -> str:
    if score is None:
        return "à examiner"
    return next(french for least, french in _LEVELS if score >= least)


def _worst(scores: Any) -> int | None:
    return max((score for score in scores if score is not None), default=None)
