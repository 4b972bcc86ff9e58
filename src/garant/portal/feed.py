"""The news as RSS, for who wants to hear of them without coming back."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse

from garant.portal.news import NewsItem, news
from garant.portal.queries import OpenPortal

if TYPE_CHECKING:
    _Feed = Feed[NewsItem, OpenPortal]
else:
    _Feed = Feed  # generic in its stubs alone


# XML holds none of these, and one in a title would close the whole feed.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NewsFeed(_Feed):
    """The portal was found and opened by the view."""

    language = "fr"

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> OpenPortal:
        portal = kwargs["portal"]
        assert isinstance(portal, OpenPortal)
        return portal

    def title(self, portal: OpenPortal) -> str:
        return _CONTROLS.sub("", f"L’IA, ses règles et ses usages : {portal.organisation.name}")

    def description(self, portal: OpenPortal) -> str:
        return "Charte et consultations, systèmes d’IA, usages mis en service, traitements déclarés, bilans."

    def link(self, portal: OpenPortal) -> str:
        return reverse("portal:home", args=[portal.organisation.slug])

    def items(self, portal: OpenPortal) -> list[NewsItem]:
        return news(portal)

    def item_title(self, item: NewsItem) -> str:
        return _CONTROLS.sub("", item.title)

    def item_description(self, item: NewsItem) -> str:
        return item.summary

    def item_link(self, item: NewsItem) -> str:
        return item.address

    def item_guid(self, item: NewsItem) -> str:
        return f"{item.address}#{item.at:%Y-%m-%d}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: NewsItem) -> datetime:
        return item.at
