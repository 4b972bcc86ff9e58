"""A form whose action may refuse: what was typed stays, and the refusal stands above it."""

from collections.abc import Callable

from django import forms

from garant.directory.filling import refuse
from garant.words import GarantError, message

DONE = 302
_IN_THE_FORM = frozenset({400, 409, 429})


def attempt(form: forms.Form, act: Callable[[], object]) -> int:
    """Act on a valid form. DONE, or the status of the page that shows the form again with what to correct.

    What the person can't correct there (not found, not allowed) is raised.
    """
    if not form.is_valid():
        return 400
    try:
        act()
    except GarantError as error:
        status = message(error.code).status or 400
        if status not in _IN_THE_FORM:
            raise
        refuse(form, error)
        return status
    return DONE
