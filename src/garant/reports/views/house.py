"""The reports, for the people of the organisation."""

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of, for_roles
from garant.directory.filling import sent, tell
from garant.directory.models import Person
from garant.directory.sending import attached
from garant.history.queries import versions_of
from garant.reports import actions, queries
from garant.reports.files import LABELS, file_of
from garant.reports.forms import PeriodForm, RecomputeForm, ValidateForm, WordsForm
from garant.reports.models import Report
from garant.reports.page import context_of
from garant.reports.terms import DECIDERS, WRITERS
from garant.words import GarantError

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = {"reports": queries.reports_visible_to(actor), "writes": queries.may_write(actor)}
    return render(request, "reports/reports.html", page)


@form_page
@for_roles(*WRITERS)
def new_report(request: HttpRequest) -> HttpResponse:
    """A period in, a draft with its figures out."""
    form = PeriodForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.open_draft(actor_of(request), since=form.since_day, until=form.until_day)
        except GarantError as error:
            return _refused(request, form, error, "reports/new_report.html", {})
        messages.success(
            request, "Le brouillon est prêt : ses chiffres sont calculés. Écrivez maintenant ses textes."
        )
        return redirect(found)  # fmt: skip
    status = 400 if request.method == "POST" else 200
    return render(request, "reports/new_report.html", {"form": form}, status=status)


@require_safe
def report(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.report_visible_to(actor, report)
    writes = queries.may_write(actor) and found.is_draft
    page = {
        **context_of(found),
        "files": [(reverse("reports:download", args=[found.id, each]), text) for each, text in LABELS.items()],
        "writes": writes,
        "decides": queries.may_decide(actor),
        "versions": versions_of(actor, found.record) if queries.may_write(actor) else [],
    }  # fmt: skip
    return render(request, "reports/report.html", page)


@form_page
@for_roles(*WRITERS)
def words(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    """Every text of a draft on one page."""
    found = queries.report_visible_to(actor_of(request), report)
    titles = queries.titles_of(found)
    initial = {f"words_{key}": text for key, text in found.words.items()} | {"revision": found.revision}
    form = WordsForm(titles, sent(request), initial=initial)

    def act(actor: Person) -> Report:
        return actions.write(actor, report, form.words, revision=form.cleaned_data["revision"])

    return _acted(request, found, form, act, "reports/words.html", "Les textes sont enregistrés.")


@form_page
@for_roles(*WRITERS)
def recompute(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    found = queries.report_visible_to(actor_of(request), report)
    initial = {"since": found.since, "until": found.until, "revision": found.revision}
    form = RecomputeForm(sent(request), initial=initial)

    def act(actor: Person) -> Report:
        return actions.recompute(actor, report, **form.cleaned_data)

    return _acted(
        request, found, form, act, "reports/recompute.html", "Les chiffres sont recalculés ; les textes n’ont pas changé."
    )  # fmt: skip


@form_page
@for_roles(*DECIDERS)
def validate(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    found = queries.report_visible_to(actor_of(request), report)
    form = ValidateForm(sent(request), initial={"revision": found.revision})

    def act(actor: Person) -> Report:
        return actions.validate(actor, report, revision=form.cleaned_data["revision"])

    return _acted(
        request, found, form, act, "reports/validate.html", "Le bilan est validé : ses chiffres et ses textes ne changent plus."
    )  # fmt: skip


@require_POST
def publish(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    found = actions.publish(actor_of(request), report)
    messages.success(request, "Le bilan est publié : chacun peut le lire sans compte.")
    return redirect(found)


@require_POST
def withdraw(request: HttpRequest, report: uuid.UUID) -> HttpResponse:
    found = actions.withdraw(actor_of(request), report)
    messages.success(request, "Le bilan n’est plus public ; l’organisation le lit toujours.")
    return redirect(found)


@require_safe
def download(request: HttpRequest, report: uuid.UUID, suffix: str) -> HttpResponse:
    return report_file(queries.report_visible_to(actor_of(request), report), suffix)


def report_file(report: Report, suffix: str) -> HttpResponse:
    """A report as a file to save."""
    file = file_of(report, suffix)
    return attached(file.body, file.content_type, file.name)


def _acted(
    request: HttpRequest,
    found: Report,
    form: forms.Form,
    act: Callable[[Person], Report],
    template: str,
    done: str,
) -> HttpResponse:
    """Form → action → the page of the report. What the action refuses is told above the form: nothing is lost."""
    page: dict[str, object] = {"report": found}
    if request.method == "POST" and form.is_valid():
        try:
            changed = act(actor_of(request))
        except GarantError as error:
            return _refused(request, form, error, template, page)
        messages.success(request, done)
        return redirect(changed)
    status = 400 if request.method == "POST" else 200
    return render(request, template, {**page, "form": form}, status=status)


def _refused(
    request: HttpRequest, form: forms.Form, error: GarantError, template: str, page: dict[str, object]
) -> HttpResponse:
    return render(request, template, {**page, "form": form}, status=tell(form, error))
