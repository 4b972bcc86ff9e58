"""A list typed in a text field, one thing a line, its parts apart by "|"."""

from collections.abc import Iterable

SEPARATOR = "|"


def pairs(text: str) -> list[tuple[int, str, str]]:
    """Each line that holds something: its number, what stands before the separator, what stands after."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        before, _, after = line.partition(SEPARATOR)
        if before.strip() or after.strip():
            found.append((number, before.strip(), after.strip()))
    return found


def typed(parts: Iterable[tuple[str, str]]) -> str:
    """The list as one would type it."""
    return "\n".join(f"{before} {SEPARATOR} {after}" if after else before for before, after in parts)
