"""One page for one form: what every verb of this room is asked through."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from garant.directory.filling import DONE, attempt


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
    status = attempt(form, lambda: act(**form.cleaned_data)) if request.method == "POST" else 200
    if status == DONE:
        messages.success(request, done)
        return redirect(back)
    page = {"form": form, "title": title, "button": button, "back": back, **(shown or {})}
    return render(request, "trials/form.html", page, status=status)
