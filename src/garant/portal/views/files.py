"""The same as data, at addresses that stay."""

import json

from django.http import HttpRequest, HttpResponse

from garant.directory.errors import NotFound
from garant.directory.sending import attached
from garant.exchange import FORMATS, in_registers, shipped_schema
from garant.journal import points_json
from garant.portal import algorithms as inventory
from garant.portal import points as journal
from garant.portal.feed import NewsFeed
from garant.portal.linked_data import linked_data
from garant.portal.queries import OpenPortal
from garant.portal.terms import Part
from garant.portal.views.opening import public_page, whole_address

# What everybody may read, another site may fetch: an observatory, a newspaper.
_REUSED = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


@public_page(Part.ALGORITHMS)
def algorithms_csv(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    kept = [each for each in inventory.records(portal, _addresses(request, portal)) if in_registers(each)]
    etalab = FORMATS["etalab"]
    return _file(etalab.write_all(kept), etalab.content_type, "inventaire-algorithmes.csv")


@public_page(Part.ALGORITHMS)
def algorithms_json(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    return _json(inventory.as_json(portal, _addresses(request, portal)))


@public_page(Part.ALGORITHMS)
def algorithms_schema(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    """What each column of the CSV file is (Table Schema)."""
    return _json(shipped_schema("etalab"))


@public_page(Part.JOURNAL)
def points(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    """Every checkpoint with its proof: what the verifier and `garant journal verify --points` read."""
    return _json(points_json(journal.points(), journal.checkpoint_key()))


@public_page(Part.JOURNAL)
def checkpoint(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    """The last checkpoint alone, as it is signed."""
    last = journal.last_point()
    if last is None:
        raise NotFound(what="page")
    return _text(last.note)


@public_page(Part.JOURNAL)
def key(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    """The public key, on one line."""
    return _text(f"{journal.checkpoint_key()}\n")


@public_page()
def feed(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    return NewsFeed()(request, portal=portal)


@public_page()
def jsonld(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    slug = portal.organisation.slug
    addresses = {
        name: whole_address(request, name, slug)
        for name in ("home", "algorithms", "algorithms-csv", "algorithms-json")
    }
    return _json(
        linked_data(portal, addresses, request.build_absolute_uri), content_type="application/ld+json"
    )


def _addresses(request: HttpRequest, portal: OpenPortal) -> inventory.Address:
    return lambda number: whole_address(request, "algorithm", portal.organisation.slug, number)


def _json(content: object, *, content_type: str = "application/json") -> HttpResponse:
    written = json.dumps(content, ensure_ascii=False, indent=2)
    return HttpResponse(f"{written}\n", content_type=f"{content_type}; charset=utf-8", headers=_REUSED)


def _text(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="text/plain; charset=utf-8", headers=_REUSED)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return attached(content, content_type, name, _REUSED)
