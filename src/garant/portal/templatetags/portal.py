"""The portal around the public pages of other rooms."""

from django import template
from django.template import Context

from garant.directory.errors import NotFound
from garant.directory.models import Organisation
from garant.portal.queries import OpenPortal, portal_at

register = template.Library()

_KEPT = "open_portal"


@register.simple_tag(takes_context=True)
def open_portal(context: Context, organisation: Organisation) -> OpenPortal | None:
    """The portal of this organisation; None while it is closed. Read once a page, however many blocks ask."""
    kept = context.render_context
    if _KEPT not in kept:
        try:
            kept[_KEPT] = portal_at(organisation.slug)
        except NotFound:
            kept[_KEPT] = None
    found: OpenPortal | None = kept[_KEPT]
    return found
