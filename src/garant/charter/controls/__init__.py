"""The kinds of controls, one file each: a file that is dropped into this folder is a kind that charters may use."""

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from garant.charter.control import Control


@cache
def kinds() -> Mapping[str, type[Control]]:
    """Every kind by its word in the charter file, in alphabetical order.

    Raises ValueError where two files claim one word, or a file holds no kind: a mistake of ours, seen at start.
    """
    found: dict[str, type[Control]] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda entry: entry.name):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        own = [
            value
            for value in vars(loaded).values()
            if inspect.isclass(value) and issubclass(value, Control) and value.__module__ == loaded.__name__
        ]
        if not own:
            raise ValueError(f"{loaded.__name__} holds no kind of control")
        for kind in own:
            if kind.kind in found:
                raise ValueError(f"the control kind {kind.kind} stands in two files")
            found[kind.kind] = kind
    return MappingProxyType(found)


__all__ = ["kinds"]
