"""The drafts of an organisation: their list, a new one, the page of one, its revisions."""

import uuid
from functools import cache
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.catalogue.compliance import today_of
from garant.charter import CharterInvalid, editing, load_shipped, shipped_charters
from garant.consultation.terms import MANAGERS as CONSULTERS
from garant.directory import queries as directory
from garant.directory.access import actor_of, for_roles
from garant.directory.errors import NotFound
from garant.directory.filling import offer, refuse
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.directory.templatetags.french import day
from garant.studio import actions, queries, starting
from garant.studio.diff import hunks
from garant.studio.forms import NewDraftForm, StepForm
from garant.studio.terms import EDITORS, Origin, Step
from garant.studio.views.saving import attempt, hidden, reading_of
from garant.words import GarantError

editors = for_roles(*EDITORS)


@require_safe
@editors
def drafts(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = {
        "drafts": queries.drafts_visible_to(actor),
        "charter": directory.charter_in_force(actor.organisation),
        "scheduled": directory.charter_scheduled(actor.organisation),
    }
    return render(request, "studio/drafts.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new(request: HttpRequest) -> HttpResponse:
    """From a shipped charter, a version of ours, a parent, a file, or a blank page."""
    actor = actor_of(request)
    in_force = directory.charter_in_force(actor.organisation).number
    form = NewDraftForm(request.POST or None, request.FILES or None, initial={"version": in_force})
    _offer(form, actor)
    if request.method == "POST" and form.is_valid():
        origin = Origin(form.cleaned_data["origin"])
        try:
            text, name = _first_text(actor, origin, form)
            draft = actions.start_draft(
                actor, title=form.cleaned_data["title"], origin=origin, origin_name=name, text=text
            )
        except CharterInvalid as invalid:
            for problem in invalid.problems:
                form.add_error("file", f"Ligne {problem.line} : {problem.sentence} {problem.advice}")
        except NotFound:
            form.add_error("parent", "Aucune organisation de ce nom n’a de charte en vigueur ici.")
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(
                request, "Le brouillon est commencé. Rien ne change tant qu’il n’est pas en vigueur."
            )
            return redirect(draft)
    status = 400 if request.method == "POST" else 200
    return render(request, "studio/new.html", {"form": form}, status=status)


@require_safe
@editors
def draft(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """The text and the rules, side by side."""
    actor = actor_of(request)
    found = queries.draft_visible_to(actor, draft)
    reading = reading_of(found)
    sections = []
    for section in reading.charter.sections if reading.charter else ():
        clauses = [
            (clause, reading.path_of(clause.id) is not None, reading.writes_rules(clause.id))
            for clause in section.clauses
        ]
        sections.append((section, clauses))
    page = {
        "draft": found,
        "reading": reading,
        "sections": sections,
        "step": StepForm(initial=hidden(found), auto_id=False),
        "administers": actor.has_role(Role.ADMINISTRATOR),
        "consults": actor.has_role(*CONSULTERS),
    }
    return render(request, "studio/draft.html", page)


@require_POST
@editors
def set_aside(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    actions.set_aside(actor_of(request), draft)
    messages.success(request, "Le brouillon est écarté. Il reste lisible, avec ses révisions.")
    return redirect("studio:drafts")


@require_safe
@editors
def revisions(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    found = queries.draft_visible_to(actor_of(request), draft)
    return render(
        request, "studio/revisions.html", {"draft": found, "revisions": queries.revisions_of(found)}
    )


@require_safe
@editors
def revision(request: HttpRequest, draft: uuid.UUID, number: int) -> HttpResponse:
    """One saved text, what it changed, and how it differs from the last one."""
    found = queries.draft_visible_to(actor_of(request), draft)
    kept = queries.revision_of(found, number)
    before = queries.revision_of(found, number - 1).text if number > 1 else ""
    page = {
        "draft": found,
        "kept": kept,
        "hunks": hunks(before, kept.text) if number > 1 else (),
        "since": hunks(kept.text, found.text) if number != found.revision else (),
        "step": StepForm(initial=hidden(found), auto_id=False),
    }
    return render(request, "studio/revision.html", page)


@require_POST
@editors
def restore(request: HttpRequest, draft: uuid.UUID, number: int) -> HttpResponse:
    """An earlier text again, as a new revision: nothing in between is lost."""
    found = queries.draft_visible_to(actor_of(request), draft)
    kept = queries.revision_of(found, number)
    done = attempt(request, found, StepForm(request.POST), lambda _: kept.text, Step.RESTORED, whole=True)
    if done.saved:
        messages.success(request, f"Le texte de la révision {number} est repris.")
    else:
        messages.error(
            request,
            "Le brouillon a changé entre-temps, ou il est clos : rien n’a été repris. Relisez-le d’abord.",
        )
    return redirect(found)


def _offer(form: NewDraftForm, actor: Person) -> None:
    """Give the form its choices."""
    organisation = actor.organisation
    scheduled = directory.charter_scheduled(organisation)
    rows = [*([scheduled] if scheduled else []), *directory.charter_versions(organisation)]
    offer(form, "reference", [("", "—"), *_shipped()])
    offer(
        form,
        "version",
        [("", "—"), *((str(row.number), f"n° {row.number}, version du {day(row.version)}") for row in rows)],
    )


def _first_text(actor: Person, origin: Origin, form: NewDraftForm) -> tuple[str, str]:
    """The text of a new draft, and the name of what it comes from."""
    said, today = form.cleaned_data, today_of(actor.organisation)
    match origin:
        case Origin.REFERENCE:
            return starting.from_reference(actor, said["reference"], today=today), said["reference"]
        case Origin.VERSION:
            return directory.charter_version(actor.organisation, int(said["version"])).text, said["version"]
        case Origin.PARENT:
            name = directory.name_to_inherit(said["parent"])
            return starting.from_parent(actor, name, today=today), name
        case Origin.FILE:
            text = starting.tidy(said["file"])
            editing.data_of(text)  # a text that can't be read is no draft: its error is shown, with its line
            return text, Path(str(form.files["file"])).name
    return starting.from_blank(actor, today=today), ""


@cache
def _shipped() -> tuple[tuple[str, str], ...]:
    """The charters that come with Garant, by their titles."""
    return tuple((name, load_shipped(name).title) for name in shipped_charters())
