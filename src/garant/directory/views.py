"""Pages that everyone has: signing in and out, the account, the acknowledgement of the charter."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory import actions, queries, throttle
from garant.directory.access import actor_of, signed_in
from garant.directory.comparison import difference
from garant.directory.errors import SignInThrottled
from garant.directory.filling import refuse
from garant.directory.forms import KeyForm, PasswordForm, SignInForm
from garant.directory.journal import record
from garant.directory.links.mailing import mail_is_configured
from garant.directory.models import Person
from garant.directory.oidc.views import LEAVING, leaving_address
from garant.directory.targets import safe_target
from garant.journal import SignedIn


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The same answer for a wrong password and an unknown address: nobody learns who works here."""
    if signed_in(request) is not None:
        return redirect("web:home")
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                person = _authenticated(request, form.cleaned_data["email"], form.cleaned_data["password"])
            except SignInThrottled as error:
                refuse(form, error)
                status = 429
            else:
                if person is not None:
                    login(request, person)
                    return redirect(safe_target(request, request.POST.get("next")))
                form.add_error(
                    None,
                    "Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les ; si vous avez perdu "
                    "votre mot de passe, demandez-en un nouveau à la personne qui administre Garant.",
                )
    page = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "open_signup": settings.GARANT_OPEN_SIGNUP,
        "mail": mail_is_configured(),
        "provider": settings.GARANT_OIDC,
        "leaving": LEAVING in request.session,
    }
    return render(request, "directory/sign_in.html", page, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    address = leaving_address(request)
    logout(request)
    if address is not None:
        request.session[LEAVING] = address
    messages.success(request, "Vous êtes déconnecté. À bientôt.")
    return redirect("directory:sign-in")


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    return _account(request, KeyForm())


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Creating a key answers with the page itself: its text exists nowhere else, and a redirect would lose it."""
    if request.method != "POST":
        return redirect("directory:account")
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _account(request, form, status=400)
    key, text = actions.create_key(actor_of(request), label=form.cleaned_data["label"])
    return _account(request, KeyForm(), created=key.label, text=text)


@require_POST
def revoke(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    actions.revoke_key(actor_of(request), key)
    messages.success(request, "La clé est révoquée : elle n’ouvre plus rien.")
    return redirect("directory:account")


@sensitive_post_parameters("current", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = PasswordForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_password(actor, password=form.cleaned_data["new"])
        update_session_auth_hash(request, actor)
        messages.success(request, "Votre mot de passe est changé. Vos autres sessions sont fermées.")
        return redirect("directory:account")
    status = 400 if request.method == "POST" else 200
    return render(request, "directory/password.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def acknowledgement(request: HttpRequest) -> HttpResponse:
    """The statement and one button, below the charter: whole the first time, then what changed since the version
    that this person acknowledged last."""
    actor = actor_of(request)
    charter = queries.charter_in_force(actor.organisation)
    if request.method == "POST":
        seen = request.POST.get("version", "")
        if seen != charter.policy.version:
            messages.warning(
                request, "La charte a changé pendant votre lecture. Voici la version en vigueur : relisez-la."
            )
            return redirect("directory:acknowledgement")
        actions.acknowledge_charter(actor)
        messages.success(request, "Merci : votre prise de connaissance de la charte est enregistrée.")
        return redirect(request.session.pop("after_acknowledgement", "web:home"))
    at = queries.acknowledged_at(actor, charter.policy)
    last = None if at else queries.charter_last_acknowledged(actor, before=charter.number)
    page = {
        "charter": charter,
        "at": at,
        "last": last,
        "found": difference(last.charter, charter.charter) if last else None,
    }
    return render(request, "directory/acknowledgement.html", page)


def _authenticated(request: HttpRequest, email: str, password: str) -> Person | None:
    origin = request.META.get("REMOTE_ADDR", "")
    now = timezone.now()
    throttle.check(email, origin, now=now)
    person = authenticate(request, username=email, password=password)
    if not isinstance(person, Person):
        throttle.failed(email, origin, now=now)
        known = queries.person_by_email(email)
        if known is not None:
            record(SignedIn(organisation=known.organisation.slug, person=str(known.id), success=False))
        return None
    throttle.succeeded(email)
    record(SignedIn(organisation=person.organisation.slug, person=str(person.id)))
    return person


def _account(
    request: HttpRequest, form: KeyForm, *, created: str = "", text: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    charter = queries.charter_in_force(actor.organisation)
    page = {
        "form": form,
        "keys": queries.keys_of(actor),
        "created": created,
        "text": text,
        "charter": charter,
        "acknowledged_at": queries.acknowledged_at(actor, charter.policy),
    }
    return render(request, "directory/account.html", page, status=status)
