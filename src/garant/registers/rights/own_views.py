"""One's own rights: anybody of the house asks for themselves, and follows what they asked."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from garant.directory.access import actor_of
from garant.directory.filling import DONE, attempt
from garant.registers.rights import queries
from garant.registers.rights.erasing import own_stored
from garant.registers.rights.forms import OwnRequestForm
from garant.registers.rights.letters import letter
from garant.registers.rights.models import RightsRequest
from garant.registers.rights.receiving import file_request


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = OwnRequestForm(request.POST or None)
    status = 200
    if request.method == "POST":
        made: list[RightsRequest] = []
        status = attempt(form, lambda: made.append(file_request(actor, **form.cleaned_data)))
        if status == DONE:
            messages.success(request, f"Votre demande est enregistrée sous le numéro {made[0].receipt}.")
            return redirect("registers:own-right", made[0].id)
    page = {
        "form": form,
        "stored": own_stored(actor),
        "requests": queries.own_requests(actor),
        "answers": queries.sees_register(actor) or actor.has_role(*queries.ENTERERS),
        "now": timezone.now(),
    }
    return render(request, "registers/rights/own.html", page, status=status)


@require_safe
def own_request(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.own_request(actor, asked)
    words = queries.words_of(actor, found) if found.forgotten_at is None else None
    page = {
        "asked": found,
        "words": words,
        "letter": letter(found, words) if words is not None else "",
        "now": timezone.now(),
    }
    return render(request, "registers/rights/own_request.html", page)
