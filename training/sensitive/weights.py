"""Writes weights so that a person can read them and a review shows what changed."""

import json
from pathlib import Path


def write(path: Path, weights: dict[str, float], made_by: str, threshold: float) -> None:
    kept = {name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= 0.005}
    content = {"made_by": made_by, "threshold": threshold, "weights": kept}
    path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
