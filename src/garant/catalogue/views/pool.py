"""Pooled systems: what the head of the network offers, and its adoption; the offer itself, on the head's card."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from garant.catalogue import actions, queries
from garant.catalogue.terms import EDITORS
from garant.directory.access import actor_of, for_roles
from garant.directory.queries import policy_in_force
from garant.federation.queries import head_of
from garant.words import Action, DataClass, Zone

editors = for_roles(*EDITORS)
_AWAY = {Action.REROUTE, Action.BLOCK}


@require_safe
@editors
def pooled(request: HttpRequest) -> HttpResponse:
    """Each offer with what the reader's own charter would do there, before anything is adopted."""
    actor = actor_of(request)
    policy = policy_in_force(actor.organisation)
    adopted = queries.adopted_from(actor)
    offers = []
    for each in queries.offers_to(actor):
        approval = policy.approval(Zone(each.zone))
        opens = approval is not None and each.level in approval.levels
        kept_out = [
            data
            for data in DataClass
            if policy.decide([data], Zone(each.zone), allowed=each.classes).action in _AWAY
        ]
        offers.append((each, opens, kept_out, adopted.get(each.pk)))
    page = {"head": head_of(actor.organisation), "offers": offers}
    return render(request, "catalogue/pooled.html", page)


@require_POST
@editors
def adopt(request: HttpRequest, source: uuid.UUID) -> HttpResponse:
    made = actions.adopt_system(actor_of(request), source)
    messages.success(
        request, f"« {made.name} » est dans votre catalogue. Relisez sa fiche, puis validez-le pour l’ouvrir."
    )
    return redirect("catalogue:amend", slug=made.slug)


@require_POST
@editors
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    offered = request.POST.get("offered") == "yes"
    actions.offer_system(actor_of(request), slug, offered=offered)
    messages.success(
        request,
        "Le système est proposé aux membres de votre réseau."
        if offered
        else "Le système n’est plus proposé : il se ferme pour les organisations qui l’avaient adopté.",
    )
    return redirect("catalogue:system", slug=slug)
