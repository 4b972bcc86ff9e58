"""The rules of `law.toml`: article, date, reason."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `says` is its reason, in French."""

    key: str
    since: date
    article: str
    says: str
    source: str
    confidence: str

    def applies(self, today: date) -> bool:
        return self.since <= today


def rule(key: str) -> Rule:
    """KeyError where the file has none: a page never names an article that the file lacks."""
    return rules()[key]


@cache
def rules() -> dict[str, Rule]:
    held = tomllib.loads(files("garant.decisions").joinpath("law.toml").read_text(encoding="utf-8"))
    return {key: Rule(key=key, **entry) for key, entry in held.items() if isinstance(entry, dict)}
