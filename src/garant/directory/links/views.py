"""The pages of a link: asking for one, and the button that opens it."""

from datetime import datetime

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from garant.directory import throttle
from garant.directory.access import signed_in
from garant.directory.errors import AsksThrottled
from garant.directory.filling import refuse
from garant.directory.forms import LinkForm
from garant.directory.links import mailing
from garant.directory.links.actions import link_opens, open_link, send_link
from garant.directory.links.errors import LinkOpensNothing
from garant.directory.links.limits import limits
from garant.words import message


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The same answer, in the same time, whether somebody has this address or not."""
    if not mailing.mail_is_configured():
        raise Http404
    if signed_in(request) is not None:
        return redirect("web:home")
    form, now = LinkForm(request.POST or None), timezone.now()
    held = limits(now.date())
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                throttle.spend("link-origin", _origin(request), limit=held.per_origin, now=now)
            except AsksThrottled as error:
                refuse(form, error)
                status = 429
            else:
                email, base = form.cleaned_data["email"], mailing.here(request, reverse("directory:ask-link"))
                mailing.beside(lambda: _send(email, base))
                return redirect("directory:link-sent")
    page = {"form": form, "minutes": int(held.opens_for.total_seconds() // 60)}
    return render(request, "directory/links/ask.html", page, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest) -> HttpResponse:
    if not mailing.mail_is_configured():
        raise Http404
    held = limits(timezone.now().date())
    return render(
        request, "directory/links/sent.html", {"minutes": int(held.opens_for.total_seconds() // 60)}
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button. Only the button signs in: what scans mails follows addresses, and presses nothing."""
    if not mailing.mail_is_configured():
        raise Http404
    now = timezone.now()
    if request.method == "POST":
        try:
            person = open_link(token, now=now)
        except LinkOpensNothing:
            return _closed(request, now)
        login(request, person)
        return redirect("web:home")
    if not link_opens(token, now=now):
        return _closed(request, now)
    return render(request, "directory/links/follow.html")


def _closed(request: HttpRequest, now: datetime) -> HttpResponse:
    held = limits(now.date())
    throttle.spend("link-wrong", _origin(request), limit=held.wrong_per_origin, now=now)
    status = message(LinkOpensNothing.code).status or 400
    return render(request, "directory/links/closed.html", status=status)


def _send(email: str, base: str) -> None:
    send_link(email, base=base, now=timezone.now())


def _origin(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
