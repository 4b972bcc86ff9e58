"""What the gateway must know of the uses: keys of trials, perimeters, systems that are closed for now."""

from collections.abc import Sequence

from garant.catalogue.access import Closure, Perimeter, ScopedKey


def scoped_keys() -> Sequence[ScopedKey]:
    """The keys that open some systems only, until a date."""
    return ()


def perimeters() -> Sequence[Perimeter]:
    """The systems that are open to named people only."""
    return ()


def closures() -> Sequence[Closure]:
    """The systems that are closed because the uses that rest on them must be evaluated again."""
    return ()
