"""Vendors, their links, and the file that one of them sent instead."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from garant.directory.access import actor_of, for_roles
from garant.procurement import actions, queries
from garant.procurement.answer_file import LARGEST_BYTES
from garant.procurement.errors import FileNotJson, FileOfAnother, FileTooLarge, TooManyVendors, VendorTaken
from garant.procurement.forms import ConfirmImportForm, ImportForm, InviteForm
from garant.procurement.models import Invitation
from garant.procurement.terms import EDITORS
from garant.procurement.views.preparing import consultation_page
from garant.words import say, todo


@for_roles(*EDITORS)
@require_POST
def invite(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    """Answers with the link itself: it exists nowhere else, and a redirect would lose it."""
    actor = actor_of(request)
    form = InviteForm(request.POST, auto_id="invite-%s")
    if form.is_valid():
        given = form.cleaned_data
        try:
            invitation, token = actions.invite_vendor(
                actor, consultation, vendor=given["vendor"], email=given["email"]
            )
        except (VendorTaken, TooManyVendors) as error:
            form.add_error("vendor", say(error))
        else:
            return _link_page(request, invitation, token, send=given["send"])
    return consultation_page(request, queries.consultation_of(actor, consultation), invite=form, status=400)


@for_roles(*EDITORS)
@require_POST
def renew(request: HttpRequest, consultation: uuid.UUID, invitation: uuid.UUID) -> HttpResponse:
    found, token = actions.renew_link(actor_of(request), consultation, invitation)
    return _link_page(request, found, token, send=False)


@for_roles(*EDITORS)
@require_POST
def revoke(request: HttpRequest, consultation: uuid.UUID, invitation: uuid.UUID) -> HttpResponse:
    found = actions.revoke_link(actor_of(request), consultation, invitation)
    messages.success(request, f"Le lien de {found.vendor} est révoqué : il n’ouvre plus rien.")
    return redirect("procurement:consultation", consultation)


@for_roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    """The dry run: what the file holds, and what would be recorded. Nothing is written."""
    actor = actor_of(request)
    found = queries.consultation_of(actor, consultation)
    waiting = [each for each in queries.invitations_of(actor, consultation) if each.submitted_at is None]
    form = ImportForm(waiting, request.POST or None, request.FILES or None)
    page: dict[str, object] = {"consultation": found, "form": form, "waiting": waiting}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        raw = given["file"].read(LARGEST_BYTES + 1)
        try:
            preview = queries.preview_import(actor, consultation, uuid.UUID(given["invitation"]), raw)
        except (FileTooLarge, FileNotJson, FileOfAnother) as error:
            form.add_error("file", f"{say(error)} {todo(error)}")
        else:
            vendor = next(each for each in waiting if str(each.id) == given["invitation"])
            confirm = ConfirmImportForm(
                initial={
                    "invitation": vendor.id,
                    "received_at": given["received_at"].isoformat(),
                    "content": raw.decode("utf-8-sig"),
                }
            )
            page |= {
                "preview": preview,
                "vendor": vendor,
                "received_at": given["received_at"],
                "confirm": confirm,
            }
            return render(request, "procurement/import_preview.html", page)
    status = 400 if request.method == "POST" else 200
    return render(request, "procurement/import.html", page, status=status)


@for_roles(*EDITORS)
@require_POST
def confirm_import(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    queries.consultation_of(actor_of(request), consultation)
    form = ConfirmImportForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Rien n’a été importé : reprenez l’import depuis le fichier.")
        return redirect("procurement:import", consultation)
    given = form.cleaned_data
    actions.import_answer(
        actor_of(request),
        consultation,
        given["invitation"],
        given["content"].encode(),
        received_at=given["received_at"],
    )
    messages.success(request, "La réponse est importée. Elle s’ouvrira avec les autres.")
    return redirect("procurement:consultation", consultation)


def _link_page(request: HttpRequest, invitation: Invitation, token: str, *, send: bool) -> HttpResponse:
    path = reverse("procurement:answer", args=[token])
    base = settings.GARANT_PUBLIC_URL
    link = f"{base.rstrip('/')}{path}" if base else request.build_absolute_uri(path)
    sent = send and actions.send_link(actor_of(request), invitation, link)
    page = {
        "consultation": invitation.consultation,
        "invitation": invitation,
        "link": link,
        "sent": sent,
        "unsent": send and not sent,
    }
    return render(request, "procurement/link.html", page)
