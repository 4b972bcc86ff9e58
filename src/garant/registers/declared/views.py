"""Declaring a use, and answering it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.catalogue.queries import offered_to
from garant.directory.access import actor_of
from garant.directory.models import Person
from garant.registers.declared import actions, queries
from garant.registers.declared.shelf import DECLARED_USES
from garant.registers.shelf import views
from garant.registers.shelf.forms import AnswerForm, DeclareForm
from garant.registers.shelf.queries import reads_all, record_visible_to


@require_safe
def declared_uses(request: HttpRequest) -> HttpResponse:
    """The register, and for who reads all of it the counts by service and by tool."""
    actor = actor_of(request)
    counts = {}
    if reads_all(actor, DECLARED_USES):
        counts = {
            "by_service": queries.declared_by_service(actor),
            "by_tool": queries.declared_by_tool(actor),
            "fewest": queries.fewest_told(actor),
        }
    return views.records(request, DECLARED_USES, counts)


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    form = DeclareForm(DECLARED_USES, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        found = actions.declare_use(
            actor_of(request), tool=said["title"], values=form.values(), anonymous=said["anonymous"]
        )
        messages.success(
            request, "Merci de l’avoir dit. La direction des systèmes d’information va répondre."
        )
        return redirect("registers:declared-uses") if said["anonymous"] else redirect(found)
    return views.edit_page(request, DECLARED_USES, form)


@require_safe
def declared_use(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = record_visible_to(actor, DECLARED_USES, record)
    return views.record_page(request, DECLARED_USES, record, {"repondre": _form(actor, found.revision)})


@require_POST
def answer(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    step = views.step_named(DECLARED_USES, "repondre")
    form = AnswerForm(step, request.POST, systems=_systems(actor))
    if not form.is_valid():
        return views.record_page(request, DECLARED_USES, record, {"repondre": form}, status=400)
    said = form.cleaned_data
    found = actions.answer_use(
        actor, record, answer=said["note"], system=said["system"], revision=said["revision"]
    )
    messages.success(request, step.done)
    return redirect(found)


def _form(actor: Person, revision: int) -> AnswerForm:
    step = views.step_named(DECLARED_USES, "repondre")
    return AnswerForm(step, revision=revision, systems=_systems(actor))


def _systems(actor: Person) -> list[tuple[str, str]]:
    return [(system.slug, system.name) for system in offered_to(actor)]
