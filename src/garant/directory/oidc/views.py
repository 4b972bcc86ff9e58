"""The way to the provider and back. Whatever fails is one page that says what to do; the log has its type alone."""

import base64
import hmac
import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from garant.directory.access import actor_of, for_roles, signed_in
from garant.directory.kinds import Role
from garant.directory.links.mailing import here
from garant.directory.models import Person
from garant.directory.oidc import actions, provider, transport
from garant.directory.oidc.configuration import Provider
from garant.directory.oidc.errors import ExchangeExpired, SignInDeclined, SignInFailed
from garant.directory.sealing import SealBroken, seal, unseal
from garant.directory.targets import safe_target
from garant.words import message, say, todo

log = logging.getLogger(__name__)

WAITS = timedelta(minutes=10)  # for the person to identify themselves
_QUESTION = "oidc_question"
_WAY_OUT = "oidc_way_out"
LEAVING = "oidc_leaving"
_PURPOSE = "oidc-way-out"


@login_not_required
@require_safe
def depart(request: HttpRequest) -> HttpResponse:
    """To the provider. A link, not a form: a form that another site answers is refused by the page's policy."""
    known = _provider()
    if signed_in(request) is not None:
        return redirect("web:home")
    question = provider.Question.new()
    try:
        where = provider.endpoints(known, transport.ask)
    except SignInFailed as error:
        return _failed(request, error)
    request.session[_QUESTION] = {
        "state": question.state,
        "nonce": question.nonce,
        "verifier": question.verifier,
        "at": timezone.now().timestamp(),
        "next": request.GET.get("next", ""),
    }
    return redirect(provider.departure(known, where, question, back=_back(request)))


@login_not_required
@require_safe
def arrive(request: HttpRequest) -> HttpResponse:
    """Back from the provider. The question is taken out of the session first: it serves once, whatever comes."""
    known, asked = _provider(), request.session.pop(_QUESTION, None)
    now = timezone.now()
    try:
        question = _asked(request, known, asked, now)
        where = provider.endpoints(known, transport.ask)
        identified = provider.arrival(
            known,
            where,
            question,
            code=request.GET.get("code", ""),
            back=_back(request),
            ask=transport.ask,
            now=now,
        )
        person = actions.sign_in_as(known, identified)
    except SignInFailed as error:
        return _failed(request, error)
    login(request, person)
    _remember_the_way_out(request, known, where, identified.id_token, person)
    return redirect(safe_target(request, asked["next"]))


@login_not_required
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """To the provider's own sign-out, for who has just left Garant; once."""
    address = request.session.pop(LEAVING, None)
    return redirect(address) if isinstance(address, str) else redirect("directory:sign-in")


@require_POST
@for_roles(Role.ADMINISTRATOR)
def untie(request: HttpRequest, person: Any) -> HttpResponse:
    actions.untie_identity(actor_of(request), person)
    messages.success(
        request, "L’identité est déliée : la prochaine connexion par cette adresse en liera une autre."
    )
    return redirect("directory:person", person)


def leaving_address(request: HttpRequest) -> str | None:
    """Read before the session is closed: where this person would end the provider's session as well."""
    carried, actor = request.session.get(_WAY_OUT), signed_in(request)
    if not isinstance(carried, str) or actor is None:
        return None
    try:
        return unseal(base64.b64decode(carried), purpose=_PURPOSE, organisation="", bound_to=str(actor.id))
    except SealBroken:
        return None


def _remember_the_way_out(
    request: HttpRequest, known: Provider, where: provider.Endpoints, id_token: str, person: Person
) -> None:
    """Sealed: the address holds the person's identity, and sessions stand in the database."""
    back = here(request, reverse("directory:sign-in"))
    address = provider.logout_address(where, known, id_token=id_token, back=back)
    if address is not None:
        closed = seal(address, purpose=_PURPOSE, organisation="", bound_to=str(person.id))
        request.session[_WAY_OUT] = base64.b64encode(closed).decode()


def _asked(request: HttpRequest, known: Provider, asked: object, now: datetime) -> provider.Question:
    """The question that this answer belongs to. ExchangeExpired, SignInDeclined."""
    given = request.GET.get("state", "")
    if not isinstance(asked, dict) or not hmac.compare_digest(given.encode(), str(asked["state"]).encode()):
        raise ExchangeExpired
    if now - datetime.fromtimestamp(asked["at"], tz=now.tzinfo) > WAITS:
        raise ExchangeExpired
    if request.GET.get("iss", known.issuer) != known.issuer:
        raise ExchangeExpired  # RFC 9207: another provider's answer, mixed up with ours
    if "error" in request.GET or not request.GET.get("code"):
        raise SignInDeclined
    return provider.Question(asked["state"], asked["nonce"], asked["verifier"])


def _failed(request: HttpRequest, error: SignInFailed) -> HttpResponse:
    log.warning("sign-in by OpenID Connect failed: %s", type(error).__name__)
    request.META["QUERY_STRING"] = (
        ""  # the page's own forms name its address: the code and the state stay out of it
    )
    page = {"say": say(error), "do": todo(error)}
    return render(request, "directory/oidc/failed.html", page, status=message(error.code).status or 400)


def _provider() -> Provider:
    known: Provider | None = settings.GARANT_OIDC
    if known is None:
        raise Http404
    return known


def _back(request: HttpRequest) -> str:
    return here(request, reverse("directory:oidc-arrival"))
