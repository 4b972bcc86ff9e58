"""The shapes that a journal field may have. Each is too narrow for a sentence that a person wrote."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args, get_origin

from garant.words import Action, Zone

MOST_COUNTED = 2**53  # beyond it a JSON reader elsewhere may round
MOST_KEYS = 256

_IDENTIFIER = re.compile(
    r"[A-Za-z0-9_][A-Za-z0-9_.:/+-]{0,127}"
)  # no space, no @, no accent: no prose, no address
_METHOD = re.compile(r"[a-z][a-z0-9-]{0,31}( [0-9][0-9a-z.+-]{0,31})?")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a text field must look like."""

    name: str
    fits: Callable[[str], bool]


def is_identifier(text: str) -> bool:
    """Whether the journal takes this text as a name: for a door that would rather refuse it than fail later."""
    return _IDENTIFIER.fullmatch(text) is not None


def one_of(*words: str) -> Shape:
    """A closed vocabulary."""
    return Shape("one of " + ", ".join(words), frozenset(words).__contains__)


Identifier = Annotated[str, Shape("identifier", is_identifier)]
IdentifierOrNothing = Annotated[
    str, Shape("identifier or empty", lambda text: text == "" or is_identifier(text))
]
Method = Annotated[str, Shape("name and version", lambda text: _METHOD.fullmatch(text) is not None)]
ActionWord = Annotated[str, one_of(*Action)]
ZoneWord = Annotated[str, one_of(*Zone)]

Check = Callable[[Any], Any]  # gives the value to keep; raises Misfit


class Misfit(Exception):
    """The value does not fit its field; the caller knows which field. Never holds the value."""


def check_of(field: Field[Any], hint: Any) -> Check:
    """The check of one field, from its type. A type that has no check is a mistake of ours, found at import."""
    return _check(hint, f"{field.name}: {hint}")


def _check(hint: Any, where: str) -> Check:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _text(arguments[1])
    if origin is Literal:
        return _text(one_of(*arguments))
    if _is_optional(arguments):
        inner = _check(next(kind for kind in arguments if kind is not type(None)), where)
        return lambda value: None if value is None else inner(value)
    if origin is Mapping:
        return _mapping(_check(arguments[0], where), _check(arguments[1], where))
    if hint is bool:
        return _flag
    if hint is int:
        return _count
    if hint is float:
        return _measure
    raise TypeError(f"no journal shape for {where}")


def _is_optional(arguments: tuple[Any, ...]) -> bool:
    return len(arguments) == 2 and type(None) in arguments


def _text(shape: Shape) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not shape.fits(value):
            raise Misfit
        return str(value)  # a StrEnum becomes the plain word that stands in the file

    return check


def _mapping(key: Check, item: Check) -> Check:
    def check(value: Any) -> Mapping[str, Any]:
        if not isinstance(value, Mapping) or len(value) > MOST_KEYS:
            raise Misfit
        return MappingProxyType({key(name): item(content) for name, content in value.items()})

    return check


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Misfit
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_COUNTED:
        raise Misfit
    return value


def _measure(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise Misfit
    return float(value)
