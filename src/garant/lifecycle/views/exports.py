"""Files for other tools: what may be taken, from which record, and the PIA file that comes back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from garant.directory.access import actor_of, for_roles
from garant.directory.errors import NotFound
from garant.directory.sending import attached
from garant.exchange import FORMATS, CharterRecord
from garant.lifecycle import queries
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.exporting import EXPORTS, Exported, export_for, import_dpia
from garant.lifecycle.forms import PiaForm
from garant.lifecycle.models import Use
from garant.lifecycle.terms import READERS


@require_safe
@for_roles(*READERS)
def exports(request: HttpRequest) -> HttpResponse:
    """The files that hold every record of the organisation."""
    actor = actor_of(request)
    formats = [
        each
        for id_, each in FORMATS.items()
        if actor.has_role(*EXPORTS[id_]) and (each.many is not None or each.record_kind is CharterRecord)
    ]
    return render(request, "lifecycle/exports.html", {"formats": formats})


@require_safe
@for_roles(*READERS)
def export(request: HttpRequest, form: str) -> HttpResponse:
    return _file(export_for(actor_of(request), _known(form), today=timezone.localdate()))


@require_safe
@for_roles(*READERS)
def export_use(request: HttpRequest, use: uuid.UUID, form: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.use_visible_to(actor, use)
    return _file(export_for(actor, _known(form), use=found, today=timezone.localdate()))


@require_POST
def import_pia(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    """The DPIA that was worked on in the CNIL's tool comes back."""
    actor = actor_of(request)
    found = queries.use_visible_to(actor, use)
    form = PiaForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Choisissez un fichier « .json » exporté de l’outil PIA, de moins de 5 Mo.")
        return redirect("lifecycle:folder", use)
    entry = import_dpia(actor, Dossier(found, timezone.localdate()), form.cleaned_data["file"].read())
    messages.success(
        request, "L’analyse d’impact est reprise du fichier ; l’ancienne reste dans l’historique."
    )
    return redirect(entry.address)


def formats_of(use: Use, request: HttpRequest) -> list[tuple[str, str]]:
    """What can be taken of one use by this reader: (format, French name)."""
    actor = actor_of(request)
    return [
        (id_, each.french)
        for id_, each in FORMATS.items()
        if each.record_kind is not CharterRecord and actor.has_role(*EXPORTS[id_])
    ]


def _known(form: str) -> str:
    if form not in FORMATS:
        raise NotFound(what="format")
    return form


def _file(found: Exported) -> HttpResponse:
    return attached(found.data, found.content_type, found.name)
