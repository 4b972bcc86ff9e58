"""Pages of a trial that runs, ends, is erased and judged."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from garant.directory.access import actor_of, for_roles
from garant.directory.filling import sent
from garant.directory.kinds import Role
from garant.trials import actions, queries
from garant.trials.forms import (
    AttachmentForm,
    DestructionForm,
    EndForm,
    IncidentForm,
    LessonForm,
    ResultForm,
    RunForm,
    VerdictForm,
)
from garant.trials.models import Trial
from garant.trials.pages import form_page
from garant.trials.views import trial_page

managers = for_roles(*queries.MANAGERS)
asked = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@managers
def start(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actions.start_trial(actor_of(request), trial, revision=_revision(request))
    messages.success(request, "L’essai a commencé : chaque participant trouve sa clé sur cette page.")
    return redirect("trials:trial", trial)


@require_POST
def key(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    """The answer is the page itself: the key's text exists nowhere else, and a redirect would lose it."""
    _, text = actions.issue_key(actor_of(request), trial)
    return trial_page(request, trial, key=text)


@require_POST
def close_key(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actions.close_key(actor_of(request), trial)
    messages.success(request, "Votre clé est fermée.")
    return redirect("trials:trial", trial)


@asked
def case(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Run one case of the plan and say what was found."""
    actor = actor_of(request)
    found = queries.case_visible_to(actor, case)
    return form_page(
        request,
        RunForm(sent(request)),
        lambda **data: actions.run_case(actor, case, **data),
        title=f"Cas d’essai n° {found.number}",
        button="Enregistrer le constat",
        back=found.trial.get_absolute_url(),
        done="Le constat est enregistré.",
        shown={
            "case": found,
            "runs": queries.runs_of(actor, found),
            "closed": queries.participant(actor, found.trial) is None
            or found.trial.state_at(timezone.now()) != "running",
        },
    )


@asked
@managers
def result(request: HttpRequest, criterion: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.criterion_visible_to(actor, criterion)
    initial = {"measured": found.measured, "note": found.note, "revision": found.trial.revision}
    if found.met is not None:
        initial["met"] = "yes" if found.met else "no"
    return form_page(
        request,
        ResultForm(sent(request), initial=initial),
        lambda **data: actions.record_result(actor, criterion, **data),
        title=f"Résultat du critère {found.key}",
        button="Enregistrer le résultat",
        back=found.trial.get_absolute_url(),
        done="Le résultat est enregistré.",
        shown={"criterion": found},
    )


@asked
@managers
def attach(request: HttpRequest, criterion: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.criterion_visible_to(actor, criterion)
    form = AttachmentForm(sent(request), request.FILES or None)
    return form_page(
        request,
        form,
        lambda file: actions.attach(actor, criterion, name=file.name, content=file.read()),
        title=f"Pièce jointe au critère {found.key}",
        button="Joindre",
        back=found.trial.get_absolute_url(),
        done="La pièce est jointe.",
        shown={"multipart": True},
    )


@require_POST
@managers
def detach(request: HttpRequest, attachment: uuid.UUID) -> HttpResponse:
    found, _, _ = queries.attachment_visible_to(actor_of(request), attachment)
    actions.detach(actor_of(request), attachment)
    messages.success(request, "La pièce est retirée.")
    return redirect(found.criterion.trial)


@asked
@managers
def incident(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    return form_page(
        request,
        IncidentForm(sent(request)),
        lambda **data: actions.refer_incident(actor, trial, **data),
        title="Rattacher un incident",
        button="Rattacher",
        back=found.get_absolute_url(),
        done="L’incident est rattaché à l’essai.",
    )


@asked
def lesson(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    return form_page(
        request,
        LessonForm(sent(request)),
        lambda **data: actions.add_lesson(actor, trial, **data),
        title="Ajouter un enseignement",
        button="Ajouter",
        back=found.get_absolute_url(),
        done="L’enseignement est gardé.",
    )


@asked
@managers
def end(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    return form_page(
        request,
        EndForm(sent(request), initial={"revision": found.revision}),
        lambda **data: actions.end_trial(actor, trial, **data),
        title=f"Terminer l’essai n° {found.number} avant sa date",
        button="Terminer l’essai",
        back=found.get_absolute_url(),
        done="L’essai est terminé ; ses clés sont fermées.",
    )


@asked
@managers
def abandon(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    return form_page(
        request,
        EndForm(sent(request), initial={"revision": found.revision}),
        lambda **data: actions.abandon_trial(actor, trial, **data),
        title=f"Abandonner l’essai n° {found.number} avant qu’il commence",
        button="Abandonner et effacer",
        back=found.get_absolute_url(),
        done="L’essai est abandonné ; ce qui était conservé est supprimé.",
    )


@asked
@managers
def destruction(request: HttpRequest, data: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.data_visible_to(actor, data)
    return form_page(
        request,
        DestructionForm(sent(request), initial={"on": timezone.localdate()}),
        lambda **values: actions.record_destruction(actor, data, **values),
        title=f"Destruction de « {found.name} »",
        button="Enregistrer",
        back=found.trial.get_absolute_url(),
        done="La destruction est enregistrée.",
    )


@require_POST
@managers
def erase(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actions.erase(actor_of(request), trial, revision=_revision(request))
    messages.success(request, "Tout est supprimé et vérifié : voici le certificat.")
    return redirect("trials:certificate", trial)


@asked
@for_roles(Role.REFERENT)
def verdict(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    return form_page(
        request,
        VerdictForm(sent(request), initial={"revision": found.revision}),
        lambda **data: actions.decide(actor, trial, **data),
        title=f"Verdict de l’essai n° {found.number}",
        button="Rendre le verdict",
        back=found.get_absolute_url(),
        done="Le verdict est rendu ; l’essai est clos.",
        shown={"criteria": found.criteria.all(), "unmet": _unmet(found)},
    )


def _unmet(trial: Trial) -> int:
    return trial.criteria.filter(met=False).count()


def _revision(request: HttpRequest) -> int | None:
    seen = request.POST.get("revision", "")
    return int(seen) if seen.isdecimal() else None
