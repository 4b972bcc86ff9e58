"""Which conformity a rate of criteria allows: dated data, with its source."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from garant.portal.terms import Conformity


def conformity_at(percent: int) -> Conformity:
    """What a statement may say once an audit found this share of the criteria met."""
    if percent >= _data()["total_percent"]:
        return Conformity.TOTAL
    return Conformity.PARTIAL if percent >= _data()["partial_percent"] else Conformity.NONE


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("garant.portal").joinpath("data/conformity.toml").read_text(encoding="utf-8"))
