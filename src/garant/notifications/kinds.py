"""The kinds of notifications and their sentences, as `kinds.fr.toml` holds them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from garant.directory.templatetags.french import day, typo
from garant.journal import is_identifier
from garant.notifications.errors import NoticeHoldsContent, NoticeKindUnknown
from garant.words import count

Fact = str | int


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One code: its line on the page, its words in a count."""

    code: str
    title: str
    singular: str
    plural: str

    def line(self, facts: Mapping[str, Fact]) -> str:
        """The sentence with its facts. One that is missing shows as "?" rather than hide the rest."""
        shown = {name: _shown(fact) for name, fact in facts.items()}
        return typo(self.title.format_map(_Shown(shown)))

    def counted(self, number: int) -> str:
        """ "3 incidents signalés"."""
        return count(number, self.singular, self.plural)


def kind(code: str) -> NoticeKind:
    """NoticeKindUnknown where the file holds none of this code."""
    found = all_kinds().get(code)
    if found is None:
        raise NoticeKindUnknown(kind=code)
    return found


@cache
def all_kinds() -> dict[str, NoticeKind]:
    """Every kind by its code."""
    text = files("garant.notifications").joinpath("kinds.fr.toml").read_text(encoding="utf-8")
    return {
        code: NoticeKind(code, entry["title"], *entry["digest"])
        for code, entry in tomllib.loads(text).items()
    }


def checked(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts as they may be kept: numbers, dates, identifiers. NoticeHoldsContent names the one that is neither."""
    for name, fact in facts.items():
        if isinstance(fact, bool) or not (isinstance(fact, int) or is_identifier(fact)):
            raise NoticeHoldsContent(fact=name)
    return dict(facts)


class _Shown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def _shown(fact: Fact) -> str:
    if isinstance(fact, int):
        return str(fact)
    try:
        return day(date.fromisoformat(fact))
    except ValueError:
        return fact
