"""One page for one form: what every verb of this room is asked through."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from garant.directory.errors import NotAllowed, NotFound
from garant.directory.filling import refuse
from garant.words import GarantError


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[..., object],
    *,
    title: str,
    button: str,
    back: str,
    done: str,
    shown: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Ask, act, then go `back`. What a rule refuses is told on the form: what was typed is not lost."""
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except (NotAllowed, NotFound):
            raise
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, done)
            return redirect(back)
    page = {"form": form, "title": title, "button": button, "back": back, **(shown or {})}
    status = 400 if request.method == "POST" else 200
    return render(request, "trials/form.html", page, status=status)


def sent(request: HttpRequest) -> Any:
    """What was posted, None for a page that is only read."""
    return request.POST if request.method == "POST" else None
