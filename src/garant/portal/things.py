"""Which figures are about things, not about people: data."""

import tomllib
from functools import cache
from importlib.resources import files


def counts_things(kind: str) -> bool:
    """Whether the figures of this kind of control are about things, not about what people did."""
    return kind in _kinds()


@cache
def _kinds() -> frozenset[str]:
    written = files("garant.portal").joinpath("data/things.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(written)["kinds"])
