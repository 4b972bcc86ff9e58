"""Filters for French pages: plurals, dates, Markdown."""

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


# No HTML and no image from a text: nothing in it acts on the page or calls another site.
_rendered = lru_cache(maxsize=1024)(markdown_to_html)


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
