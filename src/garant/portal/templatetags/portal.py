"""The portal around the public pages of other rooms."""

from django import template
from django.template import Context

from garant.directory.errors import NotFound
from garant.directory.models import Organisation
from garant.portal.queries import OpenPortal, portal_at

register = template.Library()


@register.simple_tag(takes_context=True)
def open_portal(context: Context, organisation: Organisation) -> OpenPortal | None:
    """The portal of this organisation; None while it is closed. Read once a page, however many blocks ask."""
    kept = context.render_context
    if open_portal not in kept:
        try:
            kept[open_portal] = portal_at(organisation.slug)
        except NotFound:
            kept[open_portal] = None
    found: OpenPortal | None = kept[open_portal]
    return found
