"""Recognisers: how software knows a forbidden use by the words of a request. One data file each, shipped with Garant.

A charter names them under `forbid`, so that what is voted stays a text to read. A name that was shipped is never
taken back: adopted charters hold it.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from garant.charter.control import IsoDate, Text, shown
from garant.charter.fields import Fields, Slug
from garant.charter.nearest import did_you_mean
from garant.charter.problem import RecogniserUnknown, Report
from garant.charter.tree import parse, plain
from garant.charter.uses import compile_pattern, fold


def _keyword(word: str) -> str:
    stem = word.removesuffix("*")
    if "*" in stem or not fold(stem).strip() or not all(_is_word_part(char) for char in fold(stem)):
        raise PydanticCustomError("charter_keyword_invalid", "a keyword", {"word": shown(word)})
    if word.endswith("*") and len(fold(stem)) < 3:
        raise PydanticCustomError("charter_keyword_too_short", "a longer prefix", {"word": shown(word)})
    return word


def _is_word_part(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN" or char in " '-"


def _pattern(pattern: str) -> str:
    compiled = compile_pattern(pattern)
    if compiled is None:
        raise PydanticCustomError("charter_pattern_invalid", "an RE2 pattern", {"pattern": shown(pattern)})
    if compiled.search("") is not None:
        raise PydanticCustomError("charter_pattern_matches_all", "a pattern", {"pattern": shown(pattern)})
    return pattern


Keyword = Annotated[Text, AfterValidator(_keyword)]
KeywordGroup = Annotated[tuple[Keyword, ...], Field(min_length=1)]
Pattern = Annotated[str, Field(min_length=1, max_length=2_000), AfterValidator(_pattern)]


class Examples(Fields):
    """Requests as people write them. `left_alone` are near misses: the same words, another intent."""

    recognised: tuple[Text, ...] = Field(min_length=1)
    left_alone: tuple[Text, ...] = Field(min_length=1)


class Recogniser(Fields):
    """A text that one of the `patterns`, or one of the groups of `keywords`, recognises is a request for `use`."""

    name: Slug
    use: Text  # in French
    as_of: IsoDate
    review_by: IsoDate
    patterns: tuple[Pattern, ...] = ()
    keywords: tuple[KeywordGroup, ...] = ()
    examples: Examples


@cache
def shipped_recognisers() -> tuple[str, ...]:
    """The names of the shipped recognisers, in alphabetical order: those of their files."""
    names = (entry.name.removesuffix(".yaml") for entry in _FOLDER.iterdir() if entry.name.endswith(".yaml"))
    return tuple(sorted(name for name in names if not name.startswith("_")))


def known_recogniser(name: str) -> str:
    """`name` itself. Raises RecogniserUnknown, with the nearest name."""
    if name not in shipped_recognisers():
        raise RecogniserUnknown(recogniser=name[:100], hint=did_you_mean(name, shipped_recognisers()))
    return name


@cache
def recogniser(name: str) -> Recogniser:
    """A shipped recogniser, its fragments written out.

    Raises RecogniserUnknown; ValueError where the file is wrong, a mistake of ours that the tests see.
    """
    content = _content(known_recogniser(name))
    fragments = _written_out(content.pop("fragments", {}), _shared_fragments())
    content["patterns"] = [_expanded(pattern, fragments) for pattern in content.get("patterns", ())]
    found = Recogniser.model_validate(content)
    if found.name != name:
        raise ValueError(f"the recogniser of {name}.yaml is called {found.name}")
    return found


@cache
def _shared_fragments() -> Mapping[str, str]:
    return _written_out(_content("_fragments"), {})


def _written_out(own: Mapping[str, str], known: Mapping[str, str]) -> Mapping[str, str]:
    """`known`, and `own`, of which each may hold those above it."""
    fragments = dict(known)
    for name, text in own.items():
        if name in fragments:
            raise ValueError(f"the fragment {name} is written twice")
        fragments[name] = _expanded(text, fragments)
    return fragments


def _expanded(text: str, fragments: Mapping[str, str]) -> str:
    def fragment(found: re.Match[str]) -> str:
        if found[1] not in fragments:  # RE2 would look for the braces, and never find them
            raise ValueError(f"no fragment is called {found[1]}")
        return fragments[found[1]]

    return _FRAGMENT.sub(fragment, text)


def _content(name: str) -> dict[str, Any]:
    report = Report(f"{name}.yaml")
    root = parse(_FOLDER.joinpath(f"{name}.yaml").read_text(encoding="utf-8"), report)
    report.stop_if_any()
    return dict(plain(root))


_FOLDER: Traversable = files("garant.charter").joinpath("recognisers")
_FRAGMENT = re.compile(r"\{([a-z][a-z_]*)\}")  # {0,3} is RE2's own
