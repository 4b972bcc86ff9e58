"""Values as words: what a file shows for a gap, a yes, a list; and texts cut where a word ends."""

import html
from collections.abc import Iterable
from datetime import date
from typing import Final

from garant.exchange.markup import clean_text

MISSING: Final = "non renseigné"
_ELLIPSIS: Final = " […]"


def cut(text: str, limit: int, *, escaped: bool = False) -> tuple[str, bool]:
    """The text within `limit` characters, and whether it was cut: after a word, with " […]" to be seen.

    `escaped`: for a field that is shown as HTML; the limit holds for the escaped text.
    """
    cleaned = clean_text(text)
    whole = _shown(cleaned, escaped=escaped)
    if len(whole) <= limit:
        return whole, False
    room = max(limit - len(_ELLIPSIS), 0)
    kept = cleaned[:room]
    while (excess := len(_shown(kept, escaped=escaped)) - room) > 0:
        kept = kept[: -max(1, excess // 6)]  # an escaped character is five longer at most: never too much
    if cleaned[len(kept) : len(kept) + 1].strip() and len(kept.split()) > 1:  # amid a word
        before = kept.rsplit(maxsplit=1)[0]
        kept = before if len(before) * 2 >= len(kept) else kept  # a word of half the text is cut all the same
    return f"{_shown(kept.rstrip(), escaped=escaped)}{_ELLIPSIS}"[:limit], True


def _shown(text: str, *, escaped: bool) -> str:
    return html.escape(text, quote=False) if escaped else text


def yes_no(value: bool | None) -> str:
    """ "oui", "non", or "" where nobody said."""
    return "" if value is None else "oui" if value else "non"


def iso_day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def joined(parts: Iterable[str], separator: str = " ; ") -> str:
    """The parts that say something, one after the other."""
    return separator.join(part for part in map(clean_text, parts) if part)


def labelled(*pairs: tuple[str, str]) -> str:
    """ "Label : value" line by line; a line without value is left out."""
    return "\n".join(f"{label} : {clean_text(value)}" for label, value in pairs if clean_text(value))


def first(*values: str) -> str:
    """The first that says something, or ""."""
    return next((clean_text(value) for value in values if clean_text(value)), "")
