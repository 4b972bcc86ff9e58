"""The two pages: take the data out, put them back. What is sent is read in memory and forgotten."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from garant.directory.access import actor_of
from garant.directory.models import Person
from garant.directory.sending import attached
from garant.protection.actions import learn_correction
from garant.protection.errors import OwnEntryRefused, OwnEntryTwice, OwnListFull
from garant.redaction import actions, pages
from garant.redaction.asking import (
    asked_of,
    key_file_of,
    options_of,
    take_in_memory,
)
from garant.redaction.corrections import datum_of
from garant.redaction.restoring import key_in
from garant.words import GarantError, message, say, todo

View = Callable[[HttpRequest], HttpResponse]


def _in_memory(view: View) -> View:
    """The view, its files taken in memory first. The token of the form is checked after, since it is in the body."""
    protected = csrf_protect(view)

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_post_parameters()
    def taking(request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            take_in_memory(request)
        answer: HttpResponse = protected(request)
        return answer

    return taking


@_in_memory
def pseudonymise(request: HttpRequest) -> HttpResponse:
    """A text or a file, what is found in it, its corrections, what may leave."""
    actor = actor_of(request)
    if request.method != "POST":
        return render(request, "redaction/pseudonymise.html", pages.form_context(actor))
    asked = asked_of(request)
    page = pages.form_context(actor, asked)
    live = _is_script(request)
    try:
        page["options"] = options = options_of(request)
        if "rule" in request.POST:
            page["said"] = _made_a_rule(actor, request.POST["rule"])
        corrections = asked.corrections
        seen = actions.look(actor, asked.given, corrections)
        page |= pages.seen_context(actor, seen, corrections, options, live=live)
        if asked.want in {"result", "file", "key"}:
            redacted = actions.pseudonymise(actor, seen, corrections, options, seed=asked.seed)
            if asked.want == "key":
                return _attached(redacted.key, _KEY.format(suffix=redacted.suffix))
            if asked.want == "file":
                return _attached(redacted.data, _FILE.format(suffix=redacted.suffix))
            page |= pages.result_context(redacted, seen, asked, options)
    except GarantError as error:
        if live:
            raise
        page |= pages.refused_context(asked, error)
        return render(request, "redaction/pseudonymise.html", page, status=message(error.code).status or 400)
    if live:
        return JsonResponse(
            {
                "headline": page["headline"],
                "said": page.get("said", ""),
                "seen": render_to_string("redaction/_seen.html", page, request),
                "result": render_to_string("redaction/_result.html", page, request)
                if "redacted" in page
                else "",
            }
        )
    return render(request, "redaction/pseudonymise.html", page)


@_in_memory
def restore(request: HttpRequest) -> HttpResponse:
    """An AI's answer and the key of its text: the answer with its originals."""
    if request.method != "POST":
        return render(request, "redaction/restore.html", pages.restore_context())
    asked = asked_of(request)
    key = None
    try:
        key = key_file_of(request)
        restored = actions.restore(actor_of(request), asked.given, key_in(key), seed=asked.seed)
    except GarantError as error:
        page = pages.restore_context(asked, key) | {"refused": pages.refused(error)}
        return render(request, "redaction/restore.html", page, status=message(error.code).status or 400)
    if asked.want == "file":
        return _attached(restored.data, f"document-restaure{restored.suffix}")
    return render(request, "redaction/restore.html", pages.restore_context(asked, key, restored))


# The name of a file tells of whom it is as well as its text does: what leaves bears none.
_FILE = "document-pseudonymise{suffix}"
_KEY = _FILE + ".cle.json"


def _made_a_rule(actor: Person, told: str) -> str:
    """What became of a correction that its author wants for every text."""
    value, label = datum_of(told)
    try:
        learn_correction(actor, value=value, label=label)
    except (OwnEntryRefused, OwnEntryTwice, OwnListFull) as error:
        # It still holds for this text.
        return f"Ce n’est pas devenu une règle. {say(error)} {todo(error)}"
    return (
        "La correction est devenue une règle de votre organisation. "
        "Sa valeur est gardée dans vos listes jusqu’à ce que vous la retiriez."
    )


def _attached(data: bytes, name: str) -> HttpResponse:
    return attached(data, "application/octet-stream", name)


def _is_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("accept", "")
