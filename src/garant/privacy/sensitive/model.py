"""A logistic regression on named features that are there or not: a sum of weights, which a person can read."""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from math import exp


class Model:
    """Weights in logits, by feature; a feature without a weight says nothing."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = dict(weights)

    def score(self, features: Iterable[str]) -> float:
        """In 0..1: how likely the statement is."""
        logit = sum(self._weights.get(feature, 0.0) for feature in features)
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, logit))))


def load_model(name: str) -> Model:
    """The weights of data/NAME.json, written by training/sensitive."""
    content = json.loads((files(__package__) / "data" / f"{name}.json").read_text("utf-8"))
    return Model(content["weights"])
