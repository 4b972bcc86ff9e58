"""The pages that every register shares: its list, a record, its form, its steps."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of
from garant.directory.actions import require
from garant.directory.errors import NotFound
from garant.directory.models import Person
from garant.directory.sending import attached
from garant.directory.subject import page_of
from garant.history.queries import Past, versions_of
from garant.registers.shelf import actions, exporting, queries
from garant.registers.shelf.errors import RecordChangedMeanwhile
from garant.registers.shelf.forms import NoteForm, RecordForm
from garant.registers.shelf.models import Record
from garant.registers.shelf.queries import Wanted
from garant.registers.shelf.shelf import Move, Shelf

PER_PAGE = 50
_TYPES = {"csv": "text/csv; charset=utf-8", "ods": "application/vnd.oasis.opendocument.spreadsheet"}


@require_safe
def records(request: HttpRequest, shelf: Shelf, more: Mapping[str, Any] | None = None) -> HttpResponse:
    actor = actor_of(request)
    wanted = wanted_of(request, shelf)
    today = timezone.localdate()
    found = queries.records_visible_to(actor, shelf, wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "shelf": shelf,
        "rows": [
            {
                "record": record,
                "state": shelf.state(record.state),
                "cells": queries.cells(shelf, record),
                "late": queries.is_late(shelf, record, today),
            }
            for record in page
        ],
        "page": page,
        "wanted": wanted,
        "filters": [
            {"column": shelf.by_key[key], "chosen": wanted.choices.get(key, "")} for key in shelf.filters
        ],
        "headings": [shelf.by_key[key].title for key in shelf.shown],
        "sought": urlencode(sought(wanted)),
        "may_add": queries.may_add(actor, shelf),
        "may_import": queries.may_write(actor, shelf),
        "reads_all": queries.reads_all(actor, shelf),
    }
    return render(request, "registers/shelf/records.html", context | dict(more or {}))


@require_safe
def printed(request: HttpRequest, shelf: Shelf) -> HttpResponse:
    """Every wanted record in full, on a plain page."""
    actor = actor_of(request)
    wanted = wanted_of(request, shelf)
    found = queries.records_visible_to(actor, shelf, wanted).select_related("owner").order_by("number")
    context = {
        "shelf": shelf,
        "entries": [queries.entry_of(shelf, record) for record in found],
        "now": timezone.now(),
        "wanted": wanted,
    }
    return render(request, "registers/shelf/printed.html", context)


@require_safe
def file(request: HttpRequest, shelf: Shelf, form: exporting.Format) -> HttpResponse:
    data = exporting.export(actor_of(request), shelf, form, wanted_of(request, shelf))
    name = f"{shelf.slug}-{timezone.localdate():%Y-%m-%d}.{form}"
    return attached(data, _TYPES[form], name)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, shelf: Shelf) -> HttpResponse:
    actor = actor_of(request)
    if not queries.may_add(actor, shelf):
        require(actor, *shelf.writers)
    form = RecordForm(shelf, request.POST or None)
    if request.method == "POST" and form.is_valid():
        record = actions.add(actor, shelf, title=form.cleaned_data["title"], values=form.values())
        messages.success(request, f"C’est enregistré sous le n° {record.number}.")
        return redirect(record)
    return edit_page(request, shelf, form)


@require_safe
def record(request: HttpRequest, shelf: Shelf, record: uuid.UUID) -> HttpResponse:
    return record_page(request, shelf, record)


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, shelf: Shelf, record: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.record_visible_to(actor, shelf, record)
    entry = queries.entry_of(shelf, found)
    form = RecordForm(
        shelf, request.POST or None, title=entry.title, values=entry.values, revision=entry.revision
    )
    if request.method != "POST":
        if not queries.may_amend(actor, shelf, found):
            require(actor, *shelf.writers)
            return redirect(found)
        return edit_page(request, shelf, form, found)
    if not form.is_valid():
        return edit_page(request, shelf, form, found)
    said = form.cleaned_data
    try:
        actions.amend(
            actor,
            shelf,
            record,
            title=said["title"],
            values=form.values(),
            revision=said["revision"],
            reason=said["reason"],
        )
    except RecordChangedMeanwhile:
        return _conflict(request, shelf, form, found)
    messages.success(request, "C’est enregistré. Le texte précédent reste dans l’historique.")
    return redirect(found)


@require_POST
def move(request: HttpRequest, shelf: Shelf, record: uuid.UUID, name: str) -> HttpResponse:
    step = shelf.move(name)
    if step is None:
        raise NotFound(what="step")
    form = NoteForm(step, request.POST)
    if not form.is_valid():
        return record_page(request, shelf, record, {name: form}, status=400)
    said = form.cleaned_data
    found = actions.move(
        actor_of(request), shelf, record, name, revision=said["revision"], note=said.get("note", "")
    )
    messages.success(request, step.done)
    return redirect(found)


def record_page(
    request: HttpRequest,
    shelf: Shelf,
    record: uuid.UUID,
    forms: Mapping[str, NoteForm] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """One record with its steps; `forms` are those that came back with an error, or that a register makes itself."""
    actor = actor_of(request)
    found = queries.record_visible_to(actor, shelf, record)
    entry = queries.entry_of(shelf, found, today=timezone.localdate())
    given = forms or {}
    context = {
        "shelf": shelf,
        "entry": entry,
        "groups": _groups(shelf, entry),
        "steps": [
            {"move": step, "form": given.get(step.name) or NoteForm(step, revision=entry.revision)}
            for step in queries.moves_open_to(actor, shelf, found)
        ],
        "may_amend": queries.may_amend(actor, shelf, found),
        "mine": entry.author == actor.id,
        "use": page_of(entry.subject),
        "versions": _versions(actor, shelf, found),
    }
    return render(request, "registers/shelf/record.html", context, status=status)


def edit_page(
    request: HttpRequest,
    shelf: Shelf,
    form: RecordForm,
    record: Record | None = None,
    *,
    conflict: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form of a record; what was typed is never lost."""
    status = 409 if conflict else 400 if form.errors else 200
    context = {"shelf": shelf, "form": form, "record": record, "conflict": conflict}
    return render(request, "registers/shelf/edit.html", context, status=status)


def wanted_of(request: HttpRequest, shelf: Shelf) -> Wanted:
    """What the address asks for; what is none of the register's choices asks for nothing."""
    given = request.GET
    state = given.get("etat", "")
    choices = {
        key: value for key in shelf.filters if (value := given.get(key, "")) in shelf.by_key[key].titles
    }
    return Wanted(
        words=given.get("q", "").strip()[:200],
        state=state if state in {each.value for each in shelf.states} else "",
        choices=choices,
    )


def sought(wanted: Wanted) -> dict[str, str]:
    """The same, for an address."""
    said = {"q": wanted.words, "etat": wanted.state, **wanted.choices}
    return {key: value for key, value in said.items() if value}


def step_named(shelf: Shelf, name: str) -> Move:
    """A step that the register has, for the pages of one register."""
    step = shelf.move(name)
    assert step is not None
    return step


def _conflict(request: HttpRequest, shelf: Shelf, form: RecordForm, former: Record) -> HttpResponse:
    """The second of two editors: their text is still in the form, and what the first one wrote stands above it."""
    actor: Person = actor_of(request)
    now = queries.entry_of(shelf, queries.record_visible_to(actor, shelf, former.id))
    data = request.POST.copy()
    data["revision"] = str(now.revision)
    again = RecordForm(shelf, data, revision=now.revision)
    again.is_valid()
    typed = {"title": again.cleaned_data.get("title"), **again.values()}
    differs = [
        (column.title, now.shown.get(column.title, ""))
        for column in (shelf.name_column, *shelf.columns)
        if typed.get(column.key) != (now.title if column.key == "title" else now.values.get(column.key))
    ]
    return edit_page(request, shelf, again, former, conflict={"differs": differs})


def _groups(shelf: Shelf, entry: queries.Entry) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """(heading, (title, text, several lines)) of what was answered, group by group; then what the steps wrote."""
    found: list[tuple[str, list[tuple[str, str, bool]]]] = []
    named = {column.key for column in shelf.columns}
    later = tuple(column for column in shelf.all_columns if column.key not in named)
    for title, columns in [(group.title, group.columns) for group in shelf.groups] + [
        ("Suites données", later)
    ]:
        said = [
            (column.title, entry.shown.get(column.title, ""), column.kind == "list") for column in columns
        ]
        if any(text for _, text, _ in said):
            found.append((title, [each for each in said if each[1]]))
    return found


def _versions(actor: Person, shelf: Shelf, record: Record) -> list[Past]:
    versions = versions_of(actor, actions.named(shelf, record))
    if not shelf.discreet or record.author_id == actor.id:
        return versions
    return [replace(version, by="") for version in versions]
