"""The network's figures as a page and as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from garant.catalogue.compliance import today_of
from garant.directory.access import actor_of, for_roles
from garant.directory.sending import attached
from garant.directory.threshold import fewest_people
from garant.federation.queries import READERS
from garant.publication import actions, network, queries

readers = for_roles(*READERS)


@require_safe
@readers
def figures(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    actions.collect()
    head, lines = network.network_visible_to(actor)
    page = {
        "head": head,
        "as_head": head.pk == actor.organisation_id,
        "lines": lines,
        "days": queries.DAYS,
        "least": fewest_people(today_of(actor.organisation)),
    }
    return render(request, "publication/network.html", page)


@require_safe
@readers
def figures_file(request: HttpRequest) -> HttpResponse:
    actions.collect()
    return attached(network.network_file(actor_of(request)), "text/csv; charset=utf-8", "reseau.csv")
