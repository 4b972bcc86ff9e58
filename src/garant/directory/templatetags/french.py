"""Filters for French pages: plurals, dates, Markdown."""

import re
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe

from garant.charter import markdown_to_html
from garant.words import Action, DataClass, Zone, count

register = template.Library()


@register.filter
def plural(number: float | None, words: str) -> str:
    """`{{ 2|plural:"clause" }}` is "2 clauses"; `"travail,travaux"` gives both words."""
    singular, _, several = words.partition(",")
    return count(number or 0, singular, several or None)


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as HTML: headings stay below the page's own."""
    return mark_safe(_rendered(text))  # noqa: S308 - the renderer escapes every tag of the text


@lru_cache(maxsize=1024)
def _rendered(text: str) -> str:
    # No HTML and no image from a text: nothing in it acts on the page or calls another site.
    pieces = _APART.split(markdown_to_html(text))
    return "".join(typo(piece) if at % 2 == 0 else piece for at, piece in enumerate(pieces))


# Code and tags keep their spaces.
_APART = re.compile(r"(<pre>.*?</pre>|<code>.*?</code>|<[^>]*>)", re.DOTALL)


@register.filter
def day(moment: datetime | date | str | None) -> str:
    """ "3 novembre 2026", of a date, of a moment or of an ISO date."""
    if moment is None or moment == "":
        return ""
    if isinstance(moment, str):
        try:
            moment = date.fromisoformat(moment)
        except ValueError:
            return str(moment)
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment)
    written = date_format(moment, "j F Y")
    return written.replace("1 ", "1er ", 1) if moment.day == 1 else written


@register.filter
def moment(value: datetime | None) -> str:
    """ "3 novembre 2026 à 14 h 05"."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day(local)} à {local.hour}\u00a0h\u00a0{local.minute:02d}"


_BEFORE = re.compile(r" (?=[:;?!»](?:[\s.,)<]|$))")


@register.filter(is_safe=True)
def typo(text: object) -> str:
    """The spaces that French forbids to break: before ":", ";", "?", "!" and within « »."""
    return _BEFORE.sub("\u00a0", str(text)).replace("« ", "«\u00a0")


@register.filter
def zone_french(zone: Zone | str) -> str:
    """The word of the badge."""
    return Zone(zone).french


@register.filter
def action_french(action: Action | str) -> str:
    return Action(action).french


@register.filter
def class_french(data: DataClass | str) -> str:
    return DataClass(data).french


@register.filter
def unlocalised(number: float) -> str:
    """A number as SVG reads it: a point, no thousands separator."""
    return f"{number:g}"
