"""The way back to the portal, for the public pages of other rooms."""

from django import template
from django.urls import reverse

from garant.directory.models import Organisation
from garant.portal.queries import is_open

register = template.Library()


@register.simple_tag
def portal_address(organisation: Organisation) -> str:
    """Where the portal of this organisation is read; "" while it is closed."""
    return reverse("portal:home", args=[organisation.slug]) if is_open(organisation) else ""
