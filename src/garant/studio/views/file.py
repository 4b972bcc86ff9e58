"""The file itself: written by hand, taken out, brought back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.charter import editing
from garant.directory.access import actor_of
from garant.directory.sending import attached
from garant.studio import queries, starting
from garant.studio.forms import FileTextForm, ImportForm
from garant.studio.models import Draft
from garant.studio.reading import Reading
from garant.studio.terms import Step
from garant.studio.views.drafts import editors
from garant.studio.views.saving import Attempt, attempt, hidden, read_for, reading_of


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def file(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """The whole text. It may be saved with errors: they are shown, and keep it from coming into force."""
    found = queries.draft_visible_to(actor_of(request), draft)
    form = FileTextForm(request.POST or None, initial={**hidden(found), "text": found.text})
    if request.method != "POST":
        return _page(request, found, form, reading_of(found), None)
    text = starting.tidy(str(request.POST.get("text", "")))
    if request.POST.get("act") == "check":
        form.is_valid()
        return _page(request, found, form, read_for(found.organisation, text), None, checked=True)
    done = attempt(request, found, form, lambda _: text, Step.FILE, whole=True)
    if done.saved:
        errors = read_for(found.organisation, text).errors
        if not errors:
            messages.success(request, "Le fichier est enregistré.")
            return redirect(found)
        messages.warning(
            request, "Le fichier est enregistré, avec des erreurs à corriger avant l’entrée en vigueur."
        )
        return redirect("studio:file", found.id)
    return _page(request, done.draft, form, read_for(found.organisation, text), done)


@require_safe
@editors
def download(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """The file as it is: to be put under git, or read by other software."""
    found = queries.draft_visible_to(actor_of(request), draft)
    return attached(
        found.text.encode(), "application/yaml; charset=utf-8", f"charte-brouillon-{found.revision}.yaml"
    )


@require_POST
@editors
def bring_back(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """A file in the place of the text. One that can't be read is refused, with its line: the draft stays as it was."""
    found = queries.draft_visible_to(actor_of(request), draft)
    form = ImportForm(request.POST, request.FILES)
    done = attempt(request, found, form, lambda _: _brought(form), Step.IMPORTED, whole=True)
    if done.saved:
        messages.success(request, "Le fichier est importé. L’ancien texte reste dans les révisions.")
        return redirect("studio:changes", found.id)
    shown = FileTextForm(initial={**hidden(done.draft), "text": done.draft.text})
    return _page(request, done.draft, shown, reading_of(done.draft), done, bring=form)


def _brought(form: ImportForm) -> str:
    text = starting.tidy(form.cleaned_data["file"])
    editing.data_of(text)
    return text


def _page(
    request: HttpRequest,
    draft: Draft,
    form: FileTextForm,
    reading: Reading,
    done: Attempt | None,
    *,
    bring: ImportForm | None = None,
    checked: bool = False,
) -> HttpResponse:
    page = {
        "draft": draft,
        "form": form,
        "bring": bring or ImportForm(initial=hidden(draft), auto_id="bring_%s"),
        "reading": reading,
        "checked": checked,
        "theirs": done.theirs if done else (),
    }
    return render(request, "studio/file.html", page, status=done.status if done else 200)
