"""The DPIA as a file of the CNIL's tool, out and in."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from garant.directory.access import actor_of
from garant.directory.actions import require
from garant.directory.sending import attached
from garant.registers.assessments.exchanging import export_pia, import_pia
from garant.registers.assessments.shelf import DPIA


class PiaForm(forms.Form):
    file = forms.FileField(
        label="Fichier de l’outil PIA",
        help_text="Le fichier .json que l’outil de la CNIL exporte, de 8 Mo au plus. Il ajoute un brouillon : rien d’autre ne change.",
        error_messages={
            "required": "Choisissez un fichier de 8 Mo au plus.",
            "empty": "Ce fichier est vide.",
        },
    )


@require_safe
def pia_file(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    data = export_pia(actor_of(request), record)
    return attached(data, "application/json", f"aipd-{record}.json")


@require_http_methods(["GET", "HEAD", "POST"])
def new_pia(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, *DPIA.writers)
    form = PiaForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        record = import_pia(actor, form.cleaned_data["file"].read())
        messages.success(
            request, f"L’analyse est reprise en brouillon, sous le n° {record.number}. Relisez-la."
        )
        return redirect(record)
    status = 400 if request.method == "POST" else 200
    return render(request, "registers/shelf/new_pia.html", {"shelf": DPIA, "form": form}, status=status)
