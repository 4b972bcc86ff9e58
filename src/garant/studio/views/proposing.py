"""What a draft would change, and its way into force."""

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from garant.catalogue.compliance import today_of
from garant.charter import CharterInvalid
from garant.directory import queries as directory
from garant.directory.access import actor_of, for_roles
from garant.directory.administration import in_force_sentence
from garant.directory.comparison import difference
from garant.directory.errors import CharterChangedMeanwhile
from garant.directory.filling import refuse, tell
from garant.directory.kinds import Role
from garant.directory.models import Organisation
from garant.studio import actions, queries
from garant.studio.diff import hunks
from garant.studio.errors import DraftChangedMeanwhile, DraftNotReady
from garant.studio.foresight import foresee
from garant.studio.forms import ProposeForm
from garant.studio.models import Draft
from garant.studio.views.drafts import editors
from garant.studio.views.saving import carry, reading_of
from garant.words import GarantError


@require_safe
@editors
def changes(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Against the charter in force: in French, in the file, on the last requests, on the live uses."""
    actor = actor_of(request)
    found = queries.draft_visible_to(actor, draft)
    in_force = directory.charter_in_force(actor.organisation)
    reading = reading_of(found)
    page = {
        "draft": found,
        "reading": reading,
        "in_force": in_force,
        "found": difference(in_force.charter, reading.charter) if reading.charter else None,
        "hunks": hunks(in_force.text, found.text),
        "foresight": foresee(actor, reading.policy, now=timezone.now()) if reading.policy else None,
    }
    return render(request, "studio/changes.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.ADMINISTRATOR)
def propose(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Checked, compared, voted, dated: then it holds, at once or on its day."""
    actor = actor_of(request)
    found = queries.draft_visible_to(actor, draft)
    in_force = directory.charter_in_force(actor.organisation)
    initial = {
        "revision": found.revision,
        "after": in_force.number,
        "version": _free_date(actor.organisation),
        "voted_by": _adopted_by(found),
    }
    form = ProposeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said, begins = form.cleaned_data, form.begins(actor.organisation, now=timezone.now())
        try:
            policy = actions.put_draft_in_force(
                actor,
                found.id,
                read=said["revision"],
                after=said["after"],
                version=said["version"],
                in_force_at=begins,
                **form.vote(),
            )
        except CharterInvalid:
            refuse(form, DraftNotReady())
        except (CharterChangedMeanwhile, DraftChangedMeanwhile) as error:
            # The page shows what is compared now: the next click is about that.
            refuse(form, error)
            found = queries.draft_visible_to(actor, draft)
            in_force = directory.charter_in_force(actor.organisation)
            carry(form, revision=found.revision, after=in_force.number)
        except GarantError as error:
            tell(form, error)
        else:
            messages.success(request, in_force_sentence(policy.version, begins))
            return redirect("publication:charter")
    reading = reading_of(found)
    page = {
        "draft": found,
        "form": form,
        "reading": reading,
        "in_force": in_force,
        "scheduled": directory.charter_scheduled(actor.organisation),
        "found": difference(in_force.charter, reading.charter) if reading.charter else None,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "studio/propose.html", page, status=status)


def _free_date(organisation: Organisation) -> date:
    """Today, or the first day after that names no version yet: who founds and amends on one day isn't refused."""
    taken = {row.version for row in directory.charter_versions(organisation)}
    wanted = today_of(organisation)
    while wanted.isoformat() in taken:
        wanted += timedelta(days=1)
    return wanted


def _adopted_by(draft: Draft) -> str:
    reading = reading_of(draft)
    return reading.charter.blanks.adopted_by if reading.charter else ""
