"""A record, an assessment or a card prepared from a retained answer: what would be written, then a person's confirmation."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from garant.directory.access import actor_of
from garant.directory.actions import require
from garant.directory.errors import NotFound
from garant.lifecycle.actions.feeding import feed_from_answer
from garant.lifecycle.errors import FeedChangedMeanwhile, FeedNothingChosen
from garant.lifecycle.feeding.declared import source
from garant.lifecycle.feeding.proposing import propose
from garant.lifecycle.feeding.targets import (
    ASSESSMENT,
    PREPARERS,
    RECORD,
    SYSTEM,
    opened_target,
    targets_of,
)
from garant.procurement.queries import RetainedAnswer, retained_answer
from garant.words import GarantError, count, say, todo


@dataclass(frozen=True, slots=True)
class _Words:
    """What a page says of the record that it prepares."""

    title: str
    one: str
    lead: str
    nowhere: str


_WORDS: Mapping[str, _Words] = {
    RECORD: _Words(
        "Préparer la fiche de traitement",
        "fiche du registre",
        "Ce que la réponse retenue apporte au registre des traitements (RGPD, art. 30). La base légale, les données et les personnes restent à écrire : un fournisseur ne les connaît pas.",
        "La fiche de ce marché existe déjà : le DPO la complète, tant qu’elle n’est pas close.",
    ),
    ASSESSMENT: _Words(
        "Préparer l’AIPD",
        "analyse d’impact",
        "Ce que la réponse retenue apporte à l’analyse d’impact (RGPD, art. 35). La gravité et la vraisemblance des risques restent à apprécier par une personne.",
        "L’analyse de ce marché existe déjà : le DPO la complète, tant qu’elle est un brouillon.",
    ),
    SYSTEM: _Words(
        "Compléter la fiche du système",
        "système du catalogue",
        "Ce que la réponse retenue apporte à la fiche que lisent les agents.",
        "Aucun système du catalogue n’est de ce fournisseur : choisissez celui que la réponse décrit, ou ajoutez-le d’abord au catalogue.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def feed(request: HttpRequest, consultation: uuid.UUID, what: str) -> HttpResponse:
    actor = actor_of(request)
    if what not in PREPARERS:
        raise NotFound(what="page")
    require(actor, *PREPARERS[what])
    answer = retained_answer(actor, consultation)
    if request.method != "POST":
        return _page(request, answer, what, request.GET.get("cible", ""))
    target, keys = request.POST.get("cible", ""), request.POST.getlist("champs")
    try:
        fed = feed_from_answer(
            actor, consultation, what, target, keys=keys, mark=request.POST.get("mark", "")
        )
    except (FeedChangedMeanwhile, FeedNothingChosen) as refused:
        return _page(request, answer, what, target, ticked=keys, refused=refused)
    messages.success(request, f"C’est écrit, d’après la réponse retenue : {count(fed.places, 'champ')}.")
    return redirect(fed.address)


def _page(
    request: HttpRequest,
    answer: RetainedAnswer,
    what: str,
    target: str,
    *,
    ticked: list[str] | None = None,
    refused: GarantError | None = None,
) -> HttpResponse:
    """The preview. What was ticked stays so where the record changed; everything is at first."""
    actor = actor_of(request)
    targets = targets_of(actor, what, answer)
    name = target or next((each.name for each in targets if each.own), "")
    there = opened_target(actor, what, answer, name) if name else None
    proposal = (
        propose(there.columns, there.present, there.declared, target=there.name, revision=there.revision)
        if there
        else None
    )
    stale = isinstance(refused, FeedChangedMeanwhile)
    context = {
        "answer": answer,
        "what": what,
        "words": _WORDS[what],
        "source": source(answer, actor.organisation),
        "targets": targets,
        "there": there,
        "proposal": proposal,
        "unsold": what == SYSTEM and there is not None and not there.declared["vendor"],
        "fills": [
            (fill, ticked is None or fill.key in ticked) for fill in (proposal.fills if proposal else ())
        ],
        "refusal": f"{say(refused)} {todo(refused)}" if refused else "",
    }
    status = 200 if refused is None else 409 if stale else 400
    return render(request, "lifecycle/feed.html", context, status=status)
