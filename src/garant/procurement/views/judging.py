"""After the deadline: opening, comparison, marks, outcome, and what the retained answer feeds."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.catalogue.terms import EDITORS as CATALOGUE_EDITORS
from garant.directory.access import actor_of, for_roles
from garant.directory.sending import attached
from garant.history.queries import versions_of
from garant.paper import FORMATS
from garant.procurement import actions, queries
from garant.procurement.facts import WHERE
from garant.procurement.forms import FeedForm, MarkForm, RetainForm
from garant.procurement.papers import comparison_paper, comparison_table
from garant.procurement.terms import EDITORS, PREPARERS, READERS, State
from garant.procurement.views.sending import paper_response


@for_roles(*EDITORS)
@require_POST
def open_answers(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    actions.open_answers(actor_of(request), consultation)
    messages.success(request, "Les réponses sont ouvertes.")
    return redirect("procurement:comparison", consultation)


@for_roles(*READERS)
@require_safe
def comparison(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    return _comparison(request, consultation, None)


@for_roles(*READERS)
@require_safe
def comparison_file(request: HttpRequest, consultation: uuid.UUID, suffix: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.consultation_of(actor, consultation)
    compared = queries.comparison_of(actor, consultation)
    if suffix in FORMATS:
        response = paper_response(comparison_paper(found, compared), "comparaison-ia", suffix)
    else:
        content_type, body = comparison_table(compared, suffix)
        response = attached(body, content_type, f"comparaison-ia.{suffix}")
    actions.note_export(actor, "vendor-answers", suffix, len(compared.offers))
    return response


@for_roles(*READERS)
@require_safe
def offer(request: HttpRequest, consultation: uuid.UUID, invitation: uuid.UUID) -> HttpResponse:
    return _offer(request, consultation, invitation, None)


@for_roles(*EDITORS)
@require_POST
def appraise(request: HttpRequest, consultation: uuid.UUID, invitation: uuid.UUID) -> HttpResponse:
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _offer(request, consultation, invitation, form)
    actions.appraise_reply(actor_of(request), consultation, invitation, **form.cleaned_data)
    messages.success(request, "La note est enregistrée avec son motif.")
    return redirect("procurement:offer", consultation, invitation)


@for_roles(*READERS)
@require_safe
def offer_file(request: HttpRequest, consultation: uuid.UUID, invitation: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    body = queries.answer_file_of(actor, consultation, invitation)
    actions.note_export(actor, "vendor-answers", "json", 1)
    return attached(body, "application/json", "reponse-ia.json")


@for_roles(*EDITORS)
@require_POST
def retain(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    form = RetainForm(queries.invitations_of(actor, consultation), request.POST)
    if not form.is_valid():
        return _comparison(request, consultation, form)
    given = form.cleaned_data
    actions.retain_answer(
        actor,
        consultation,
        uuid.UUID(given["invitation"]),
        reason=given["reason"],
        revision=given["revision"],
    )
    messages.success(request, "La réponse est retenue. Voici ce qu’elle apprend du système.")
    return redirect("procurement:feeding", consultation)


@for_roles(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def feeding(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    """What would be written where; and, on demand, the vendor and its contract in the catalogue. The other registers
    have their own hand."""
    actor = actor_of(request)
    facts = queries.feeding(actor, consultation)
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        contract = actions.feed_catalogue(actor, consultation, country=form.cleaned_data["country"])
        messages.success(
            request, "Le fournisseur et son contrat sont au catalogue, avec ce qui a été répondu."
        )
        return redirect("catalogue:vendor", contract.vendor_id)
    places = [(label, [fact for fact in facts if fact.where == where]) for where, label in WHERE.items()]
    page = {
        "consultation": queries.consultation_of(actor, consultation),
        "places": [(label, found) for label, found in places if found],
        "form": form,
        "feeds": actor.has_role(*CATALOGUE_EDITORS),
        "prepares": actor.has_role(*PREPARERS),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "procurement/feeding.html", page, status=status)


def _comparison(request: HttpRequest, consultation: uuid.UUID, refused: RetainForm | None) -> HttpResponse:
    actor = actor_of(request)
    found = queries.consultation_of(actor, consultation)
    compared = queries.comparison_of(actor, consultation)
    eligible = [each.invitation for each in compared.offers if not each.score.knock_outs]
    page = {
        "consultation": found,
        "comparison": compared,
        "decides": queries.may_edit(actor) and found.state == State.CLOSED and bool(eligible),
        "form": refused or RetainForm(eligible, initial={"revision": found.revision}),
    }
    return render(request, "procurement/comparison.html", page, status=400 if refused else 200)


def _offer(
    request: HttpRequest, consultation: uuid.UUID, invitation: uuid.UUID, refused: MarkForm | None
) -> HttpResponse:
    actor = actor_of(request)
    found = queries.consultation_of(actor, consultation)
    read = queries.offer_of(actor, consultation, invitation)
    marks = queries.may_edit(actor) and found.state == State.CLOSED
    lines = []
    for scored in read.score.answers:
        name = scored.question.id
        initial = {"question": name, "revision": read.revisions.get(name, 0)}
        if scored.mark is not None:
            initial |= {"mark": scored.mark.mark, "reason": scored.mark.reason}
        form = MarkForm(initial=initial, auto_id=f"{name}-%s") if marks else None
        if refused is not None and refused.data.get("question") == name:
            refused.auto_id = f"{name}-%s"
            form = refused
        lines.append((scored, form))
    retained = found.retained is not None and found.retained.id == read.invitation.id
    page = {
        "consultation": found,
        "retained": retained,
        "feeds": retained and actor.has_role(*CATALOGUE_EDITORS),
        "prepares": retained and actor.has_role(*PREPARERS),
        "offer": read,
        "lines": lines,
        "versions": versions_of(actor, read.answer.record),
    }
    return render(request, "procurement/offer.html", page, status=400 if refused else 200)
