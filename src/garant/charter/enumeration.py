"""French enumerations: "a, b et c"."""

from collections.abc import Iterable


def enumerated(words: Iterable[str], *, last: str = "et") -> str:
    """The words in one phrase; the empty string where there are none."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def french_date(iso: str) -> str:
    """`french_date("2026-11-01")` is "1er novembre 2026"."""
    year, month, day = iso.split("-")
    return f"{'1er' if day == '01' else int(day)} {_MONTHS[int(month) - 1]} {year}"


_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
