"""The sheet: its axes and their scores, the questions of one axis, the visas."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of
from garant.directory.errors import NotFound
from garant.directory.filling import refuse
from garant.directory.kinds import Role
from garant.history.queries import versions_of
from garant.lifecycle import queries
from garant.lifecycle.actions.qualifying import answer_sheet, sign_sheet
from garant.lifecycle.chart import score_bars
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.errors import UseChangedMeanwhile
from garant.lifecycle.forms import SheetForm
from garant.lifecycle.terms import SIGNERS, WRITERS
from garant.qualification import visible
from garant.words import GarantError

OWN = "organisation"  # the axis of the organisation's own questions, and of the five-question path


@require_safe
def sheet(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    """Every axis with its score and its reasons, what is missing, the duties, the visas."""
    actor = actor_of(request)
    found = queries.use_visible_to(actor, use)
    dossier = Dossier(found, timezone.localdate())
    shown = visible(dossier.sheet, dossier.answers, path=dossier.path)
    axes = []
    for axis in dossier.sheet.axes:
        asked = [question for question in shown if question.axis == axis.id]
        result = dossier.assessment.axes.get(axis.id)
        if asked:
            answered = sum(question.id in dossier.answers for question in asked)
            axes.append((axis, result, answered, len(asked)))
    page = {
        "use": found,
        "dossier": dossier,
        "assessment": dossier.assessment,
        "axes": axes,
        "bars": score_bars([(axis.title, result.score) for axis, result, _, _ in axes if result is not None]),
        "short": dossier.path == "short",
        "signs": [role for role in SIGNERS if actor.has_role(role)],
        "signers": [(role, dossier.visas.get(role.value)) for role in SIGNERS],
        "writes": actor.has_role(*WRITERS) or found.requester_id == actor.id,
        "versions": versions_of(actor, f"sheet:{found.id}"),
        "own": OWN,
    }
    return render(request, "lifecycle/sheet.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def axis(request: HttpRequest, use: uuid.UUID, axis: str) -> HttpResponse:
    """The questions of one axis that are asked, given the answers so far. Saving shows those that it opened."""
    actor = actor_of(request)
    found = queries.use_visible_to(actor, use)
    dossier = Dossier(found, timezone.localdate())
    titles = {each.id: each for each in dossier.sheet.axes}
    if axis not in titles and axis != OWN:
        raise NotFound(what="axis")
    shown = visible(dossier.sheet, dossier.answers, path=dossier.path)
    questions = [question for question in shown if _on(question.axis, axis, dossier)]
    own = dossier.policy.lifecycle.questions if axis == OWN else ()
    form = SheetForm(
        request.POST or None,
        questions=questions,
        answers=dossier.answers,
        own=own,
        own_answers=found.own_answers,
        initial={"revision": found.revision},
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            status, answer = _kept(request, found.id, axis, form)
            if answer is not None:
                return answer
    page = {"use": found, "axis": titles.get(axis), "form": form, "questions": questions, "dossier": dossier}
    return render(request, "lifecycle/axis.html", page, status=status)


@require_POST
def sign(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    role, revision = request.POST.get("role", ""), request.POST.get("revision", "")
    if role not in set(Role) or not revision.isdecimal():
        raise NotFound(what="visa")
    sign_sheet(actor, use, Role(role), revision=int(revision))
    messages.success(request, "Votre visa est enregistré. Il tombe si une réponse change.")
    return redirect("lifecycle:sheet", use)


def _on(of: str, asked: str, dossier: Dossier) -> bool:
    return dossier.path == "short" if asked == OWN else of == asked


def _kept(
    request: HttpRequest, use: uuid.UUID, axis: str, form: SheetForm
) -> tuple[int, HttpResponse | None]:
    try:
        found, problems = answer_sheet(
            actor_of(request),
            use,
            form.raw(),
            asked=tuple(question.id for question in form.questions),
            own=form.own_words(),
            revision=form.cleaned_data["revision"],
        )
    except UseChangedMeanwhile as error:
        refuse(form, error)
        return 409, None
    except GarantError as error:
        refuse(form, error)
        return 400, None
    if problems:
        form.tell(problems)
        form.build_on(found.revision)
        return 400, None
    messages.success(request, "Les réponses sont enregistrées.")
    now = Dossier(found, timezone.localdate())
    further = visible(now.sheet, now.answers, path=now.path)
    opened = [each for each in further if each.axis == axis and each.id not in now.answers]
    if opened and axis != OWN:
        messages.info(request, "Vos réponses ouvrent d’autres questions, ci-dessous.")
        return 302, redirect("lifecycle:axis", use, axis)
    return 302, redirect("lifecycle:sheet", use)
