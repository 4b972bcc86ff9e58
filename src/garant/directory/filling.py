"""What a form learns from the request: the choices of a field, and the refusal of the action behind it."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from garant.words import GarantError, message, say, todo

DONE = 302
_IN_THE_FORM = frozenset({400, 409, 429})


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give one of the form's choice fields the choices that this request has."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def refuse(form: forms.Form, error: GarantError) -> None:
    """Put what an action refuses above the form, with what to do: what was typed stays on the page."""
    form.add_error(None, f"{say(error)} {todo(error)}")


def tell(form: forms.Form, error: GarantError) -> int:
    """Refuse what the person can correct, with the status of the page. The rest (not found, not allowed) is raised."""
    status = message(error.code).status or 400
    if status not in _IN_THE_FORM:
        raise error
    refuse(form, error)
    return status


def attempt(form: forms.Form, act: Callable[[], object]) -> int:
    """Act on a valid form. DONE, or the status of the page that shows the form again with what to correct.

    What the person can't correct there (not found, not allowed) is raised.
    """
    if not form.is_valid():
        return 400
    try:
        act()
    except GarantError as error:
        return tell(form, error)
    return DONE


def done(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the form was sent and its action, given what was typed, took it. Else the form says why."""
    return request.method == "POST" and attempt(form, lambda: act(form.cleaned_data)) == DONE


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, None for a page that is only read: an empty form that was sent is a form to correct."""
    return request.POST if request.method == "POST" else None
