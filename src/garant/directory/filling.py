"""What a form learns from the request: the choices of a field, and the refusal of the action behind it."""

from collections.abc import Iterable

from django import forms

from garant.words import GarantError, say, todo


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give one of the form's choice fields the choices that this request has."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def refuse(form: forms.Form, error: GarantError) -> None:
    """Put what an action refuses above the form, with what to do: what was typed stays on the page."""
    form.add_error(None, f"{say(error)} {todo(error)}")
