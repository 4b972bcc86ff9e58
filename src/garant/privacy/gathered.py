"""Takes things some at a time, so many that a stage pays its tables once and what it works out stays in the cache."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def gathered(each: Iterable[T], most: int, size: Callable[[T], int]) -> Iterator[list[T]]:
    """In order, as many at a time as have no more than `most` in all; one that has more comes alone."""
    held: list[T] = []
    total = 0
    for one in each:
        own = size(one)
        if held and total + own > most:
            yield held
            held, total = [], 0
        held.append(one)
        total += own
    if held:
        yield held
