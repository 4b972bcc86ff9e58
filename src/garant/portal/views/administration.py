"""Which parts of the portal everybody sees: for the administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from garant.catalogue.compliance import today_of
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import DONE, attempt
from garant.directory.kinds import Role
from garant.directory.threshold import Told, threshold_on
from garant.portal import queries
from garant.portal.actions import save_settings
from garant.portal.forms import SettingsForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.ADMINISTRATOR)
def settings(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    found, uses = queries.settings_of(actor), queries.uses_to_choose(actor)
    form = SettingsForm(
        request.POST or None,
        uses=uses,
        least=threshold_on(today_of(actor.organisation), Told.PUBLIC).value,
        initial=SettingsForm.initial_of(found),
    )
    status = 200
    if request.method == "POST":
        status = attempt(
            form,
            lambda: save_settings(actor, form.given(), revision=form.cleaned_data["revision"] or 0),
        )
        if status == DONE:
            messages.success(request, "Les réglages du portail sont enregistrés.")
            return redirect("portal:settings")
    page = {
        "form": form,
        "found": found,
        "uses": uses,
        "warnings": queries.warnings_of(actor),
        "unpublished": [
            use for use in uses if use.stage_word.is_live and (found is None or str(use.id) not in found.uses)
        ],
    }
    return render(request, "portal/settings.html", page, status=status)
