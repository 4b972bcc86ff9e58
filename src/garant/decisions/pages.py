"""One page for one form, and the files of this room: what its views share."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from garant.decisions.passage import Passage
from garant.directory.filling import DONE, attempt
from garant.directory.sending import attached
from garant.paper import Heading, Paper, Paragraph, literal, written


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    button: str,
    back: tuple[str, str],
    done: str,
    then: Callable[[], str],
    template: str = "decisions/form.html",
    shown: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Ask, act, then go to `then()`. What a rule refuses is told on the form: what was typed is not lost."""
    status = attempt(form, act) if request.method == "POST" else 200
    if status == DONE:
        messages.success(request, done)
        return redirect(then())
    page = {"form": form, "title": title, "button": button, "back": back, **(shown or {})}
    return render(request, template, page, status=status)


def paper_of(title: str, passages: list[Passage], *, organisation: str, subtitle: str = "") -> Paper:
    """Texts to be copied, as a document."""
    blocks = [
        block
        for each in passages
        for block in (Heading(1, each.title), *(Paragraph(literal(text)) for text in each.paragraphs))
    ]
    return Paper(title=title, subtitle=subtitle, organisation=organisation, blocks=tuple(blocks))


def paper_file(paper: Paper, name: str, form: str) -> HttpResponse:
    """Always as a download."""
    content_type, content = written(paper, form)
    return attached(content, content_type, f"{name}.{form}")
