"""The register of commitments, with those of the charter that nobody follows yet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from garant.directory.access import actor_of
from garant.registers.commitments import actions, queries
from garant.registers.commitments.shelf import COMMITMENTS
from garant.registers.shelf import views
from garant.registers.shelf.queries import may_write, reads_all
from garant.words import count


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    waiting = queries.charter_waiting(actor.organisation) if reads_all(actor, COMMITMENTS) else ()
    more = {"charter_waiting": waiting, "may_follow": may_write(actor, COMMITMENTS)}
    return views.records(request, COMMITMENTS, more)


@require_POST
def follow_charter(request: HttpRequest) -> HttpResponse:
    number = actions.follow_charter(actor_of(request))
    messages.success(request, f"{count(number, 'engagement')} de la charte au registre.")
    return redirect("registers:commitments")
