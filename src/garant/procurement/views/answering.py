"""The vendor's page, without account: no search engine keeps it, no other site learns its address."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from garant.directory.filling import refuse
from garant.directory.sending import attached
from garant.procurement import actions
from garant.procurement.actions import Desk
from garant.procurement.answer_form import AnswerForm
from garant.procurement.errors import AnswerChanged, AnswerSubmitted
from garant.procurement.queries import handed_in_bytes
from garant.procurement.views.preparing import questionnaire_response

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def discreet(view: View[P]) -> View[P]:
    """The address is the secret. "same-origin", not "no-referrer": without any origin Django refuses the form."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return guarded


@login_not_required
@discreet
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questionnaire, or its receipt once the answer was handed in."""
    origin = _origin(request)
    desk = actions.open_link(token, origin=origin)
    if request.method == "POST":
        return _write(request, token, desk, origin)
    if desk.submitted_at is not None:
        return render(request, "procurement/receipt.html", {"desk": desk, "token": token})
    initial = AnswerForm.initial_of(desk.questions, desk.replies, desk.revision)
    return _page(request, token, desk, AnswerForm(desk.questions, initial=initial))


@login_not_required
@discreet
@sensitive_variables("token")
@require_safe
def questionnaire(request: HttpRequest, token: str, suffix: str) -> HttpResponse:
    desk = actions.open_link(token, origin=_origin(request))
    return questionnaire_response(desk.consultation, suffix)


@login_not_required
@discreet
@sensitive_variables("token")
@require_safe
def handed_in(request: HttpRequest, token: str) -> HttpResponse:
    """The file whose digest the receipt bears; before it was handed in there is none, and the page says where one is."""
    desk = actions.open_link(token, origin=_origin(request))
    if desk.submitted_at is None:
        return redirect("procurement:answer", token)
    body = handed_in_bytes(desk.consultation, desk.invitation, desk.replies)
    return attached(body, "application/json", "reponse-ia.json")


def _write(request: HttpRequest, token: str, desk: Desk, origin: str) -> HttpResponse:
    if desk.submitted_at is not None:
        raise AnswerSubmitted
    whole = request.POST.get("action") == "submit"
    form = AnswerForm(desk.questions, request.POST)
    if not form.fits(whole=whole):
        return _page(request, token, desk, form, status=400)
    write = actions.submit_answer if whole else actions.save_answer
    try:
        write(token, form.given(), revision=form.cleaned_data["revision"], origin=origin)
    except AnswerChanged as error:
        refuse(form, error)  # what was typed stays on the page
        return _page(request, token, desk, form, status=409)
    if not whole:
        messages.success(request, "Votre brouillon est enregistré. Il n’est pas encore remis.")
    return redirect("procurement:answer", token)


def _page(
    request: HttpRequest, token: str, desk: Desk, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    page = {"desk": desk, "form": form, "token": token, "answered": len(desk.replies)}
    return render(request, "procurement/answer.html", page, status=status)


def _origin(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
