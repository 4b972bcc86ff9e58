"""What a citizen asks and follows, without an account and without a cookie.

No session speaks for a visitor, so another site gains nothing by sending these forms in their name: the token that
each form bears says when it was shown, and stands in for the one that a cookie would need.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from garant.directory import throttle
from garant.directory.errors import NotFound
from garant.directory.filling import refuse
from garant.directory.visitors import issue, kept
from garant.portal import guarding
from garant.portal.actions import send_ask
from garant.portal.errors import ReceiptUnknown, SentTooLarge
from garant.portal.following import Followed, followed
from garant.portal.forms import TRAP, AskForm, FollowForm
from garant.portal.queries import OpenPortal, uses_shown
from garant.portal.terms import ASKS, Ask, Part, ask_of
from garant.portal.views.opening import open_to_all, page, public_page
from garant.registers.rights.forgetting import kept_for
from garant.registers.rights.terms import facts_of
from garant.words import GarantError, message

LARGEST_BYTES = 200_000  # ten thousand characters and the rest, however they are written


@public_page(Part.REQUESTS)
def asks(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    """Everything that one may ask."""
    return page(request, portal, "asks.html", {"asks": ASKS})


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all(Part.REQUESTS)
def ask(request: HttpRequest, portal: OpenPortal, asked: str) -> HttpResponse:
    found = ask_of(asked)
    if found is None:
        raise NotFound(what="page")
    if _size(request) > LARGEST_BYTES:
        raise SentTooLarge
    now, uses = timezone.now(), uses_shown(portal) if Part.ALGORITHMS in portal.parts else []
    if request.method != "POST":
        named = next((str(use.id) for use in uses if str(use.number) == request.GET.get("usage", "")), "")
        form = AskForm(ask=found, uses=uses, initial={"use": named})
        return _form(request, portal, found, form, issue(_bound(portal, found), now=now))
    form = AskForm(request.POST, ask=found, uses=uses)
    token = request.POST.get("jeton", "")
    if not form.is_valid():
        return _form(request, portal, found, form, kept(token, _bound(portal, found), now=now), status=400)
    try:
        guarding.check(request.POST.get(TRAP, ""), token, _bound(portal, found), now=now)
        receipt = send_ask(portal.organisation, found, **form.given(), origin=_origin(request), now=now)
    except GarantError as error:
        refuse(form, error)
        status = message(error.code).status or 400
        return _form(request, portal, found, form, kept(token, _bound(portal, found), now=now), status=status)
    return redirect("portal:followed", portal.organisation.slug, receipt)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all(Part.REQUESTS)
def follow(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    """A receipt number leads to where the request stands."""
    if request.method != "POST":
        return page(request, portal, "follow.html", {"form": FollowForm()})
    form = FollowForm(request.POST)
    status = 400
    if form.is_valid():
        try:
            found = _looked_up(request, portal, form.cleaned_data["receipt"])
        except GarantError as error:
            refuse(form, error)
            status = message(error.code).status or 400
        else:
            return redirect("portal:followed", portal.organisation.slug, found.receipt)
    return page(request, portal, "follow.html", {"form": form}, status=status)


@require_safe
@open_to_all(Part.REQUESTS)
def receipt(request: HttpRequest, portal: OpenPortal, number: str) -> HttpResponse:
    """The receipt, to be printed, and where the request stands. Its address is known to who has the number."""
    try:
        found = _looked_up(request, portal, number)
    except ReceiptUnknown as error:
        raise NotFound(what="page") from error
    response = page(request, portal, "receipt.html", {"followed": found, "now": timezone.now()})
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _looked_up(request: HttpRequest, portal: OpenPortal, number: str) -> Followed:
    """The request of this number. Who tries too many that do not exist waits."""
    now, origin = timezone.now(), _origin(request)
    throttle.check_spent("portal-follow", origin, limit=guarding.LOOK_UPS, now=now, window=guarding.WINDOW)
    try:
        return followed(portal.organisation, number)
    except NotFound as error:
        throttle.count("portal-follow", origin, now=now)
        raise ReceiptUnknown from error


def _form(
    request: HttpRequest, portal: OpenPortal, asked: Ask, form: AskForm, token: str, *, status: int = 200
) -> HttpResponse:
    facts = facts_of(asked.kind) if asked.kind is not None else None
    context = {
        "ask": asked,
        "form": form,
        "token": token,
        "facts": facts,
        "trap": TRAP,
        "kept_years": kept_for().days // 365,
    }
    return page(request, portal, "ask.html", context, status=status)


def _bound(portal: OpenPortal, asked: Ask) -> str:
    return f"{portal.organisation.slug}:{asked.slug}"


def _size(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else LARGEST_BYTES + 1


def _origin(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
