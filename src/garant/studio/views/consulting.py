"""A draft put to people: the text is frozen as it stands, and the draft goes on."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from garant.charter import resolved_text
from garant.consultation.actions import open_consultation
from garant.consultation.forms import OpenForm
from garant.consultation.models import Consultation
from garant.consultation.terms import MANAGERS
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import done, refuse
from garant.studio import queries
from garant.studio.errors import DraftNotReady
from garant.studio.views.saving import reading_of


class DraftConsultationForm(OpenForm):
    """What is asked of a consultation whose text is already chosen."""

    source = None  # type: ignore[assignment] # Django's way to leave a field of the parent out
    file = None  # type: ignore[assignment] # the same


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MANAGERS)
def consult(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.draft_visible_to(actor, draft)
    charter = reading_of(found).charter
    form = DraftConsultationForm(request.POST or None, initial={"title": found.title})
    made: list[Consultation] = []
    if charter is None and request.method == "POST" and form.is_valid():
        refuse(form, DraftNotReady())
    # With all that it inherits: who reads it sees the whole, and a parent that changes meanwhile changes nothing.
    elif charter is not None and done(
        request, form, lambda said: made.append(open_consultation(actor, text=resolved_text(charter), **said))
    ):
        messages.success(
            request, "La consultation est ouverte sur ce brouillon, figé tel qu’il est aujourd’hui."
        )
        return redirect(made[0])
    status = 400 if request.method == "POST" else 200
    return render(
        request, "studio/consult.html", {"draft": found, "form": form, "ready": charter}, status=status
    )
