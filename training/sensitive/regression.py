"""A logistic regression on features that are there or not, small enough to need no library.

Full-batch gradient descent with momentum and a penalty on the squares: no chance in it, so the same examples give the
same weights.
"""

from collections.abc import Sequence
from math import exp

Example = tuple[Sequence[str], bool]


def fit(
    examples: Sequence[Example], *, penalty: float = 1.0, rounds: int = 400, least_seen: int = 3
) -> dict[str, float]:
    """Weights of the features that `least_seen` examples have. `penalty` is on their squares; the bias is free."""
    seen: dict[str, int] = {}
    for features, _ in examples:
        for feature in features:
            seen[feature] = seen.get(feature, 0) + 1
    names = sorted(name for name, times in seen.items() if times >= least_seen)
    numbers = {name: at for at, name in enumerate(names)}
    rows = [
        ([numbers[feature] for feature in features if feature in numbers], 1.0 if stated else 0.0)
        for features, stated in examples
    ]
    free = numbers.get("bias", -1)
    weights = [0.0] * len(names)
    speed = [0.0] * len(names)
    scale = [1.0 / (seen[name] ** 0.5) for name in names]
    step = 0.5 / max(1, max(len(row) for row, _ in rows))
    for _ in range(rounds):
        slope = [0.0 if at == free else penalty * weight for at, weight in enumerate(weights)]
        for row, stated in rows:
            error = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, sum([weights[at] for at in row]))))) - stated
            for at in row:
                slope[at] += error
        for at, value in enumerate(slope):
            # A feature that is seen often has a steep slope: its step is shorter.
            speed[at] = 0.9 * speed[at] - step * scale[at] * value
            weights[at] += speed[at]
    return dict(zip(names, weights, strict=True))
