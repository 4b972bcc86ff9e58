"""Pages where a trial is prepared."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from garant.catalogue import queries as catalogue
from garant.directory import queries as directory
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import sent
from garant.directory.kinds import Role
from garant.directory.subject import subject_of
from garant.trials import actions, queries
from garant.trials.forms import (
    AmendTrialForm,
    CaseForm,
    CriterionForm,
    DataForm,
    NewTrialForm,
    ParticipantForm,
)
from garant.trials.models import Trial
from garant.trials.pages import form_page

managers = for_roles(*queries.MANAGERS)
asked = require_http_methods(["GET", "HEAD", "POST"])


@asked
@managers
def new_trial(request: HttpRequest) -> HttpResponse:
    """`?usage=<uuid>` names the use; `?prolonge=<uuid>` the trial that this one goes on from."""
    actor = actor_of(request)
    initial: dict[str, object] = {
        "subject": subject_of(request.GET.get("usage", "")),
        "starts_on": timezone.localdate(),
    }
    if request.GET.get("prolonge"):
        initial |= _after(queries.trial_visible_to(actor, _uuid(request.GET["prolonge"])))
    form = NewTrialForm(catalogue.systems_visible_to(actor), sent(request), initial=initial)
    made: list[Trial] = []

    def act(subject: str, title: str, **values: object) -> None:
        made.append(actions.open_trial(actor, subject, title, **values))  # type: ignore[arg-type]

    answer = form_page(
        request,
        form,
        act,
        title="Préparer un essai",
        button="Préparer l’essai",
        back=reverse("trials:trials"),
        done="L’essai est en préparation. Complétez-le, puis commencez.",
    )
    return redirect(made[0]) if made else answer


@asked
@managers
def amend(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    names = ("title", "purpose", "direction", "partners", "starts_on", "ends_on", "systems", "revision")
    initial = {name: getattr(found, name) for name in names}
    form = AmendTrialForm(catalogue.systems_visible_to(actor), sent(request), initial=initial)
    return form_page(
        request,
        form,
        lambda **data: actions.amend_trial(actor, trial, **data),
        title=f"Modifier l’essai n° {found.number}",
        button="Enregistrer",
        back=found.get_absolute_url(),
        done="Les changements sont enregistrés ; ce qui était écrit reste dans l’historique.",
    )


@asked
@managers
def new_participant(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    taking_part = set(found.participants.filter(removed_at=None).values_list("person_id", flat=True))
    people = [person for person in directory.colleagues_of(actor) if person.id not in taking_part]
    return form_page(
        request,
        ParticipantForm(people, sent(request)),
        lambda **data: actions.add_participant(actor, trial, **data),
        title="Ajouter une personne à l’essai",
        button="Ajouter",
        back=found.get_absolute_url(),
        done="La personne participe à l’essai. Sa clé l’attend sur la page de l’essai dès qu’il commence.",
    )


@require_POST
@managers
def remove_participant(request: HttpRequest, trial: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    actions.remove_participant(actor_of(request), trial, person=person)
    messages.success(request, "La personne ne participe plus ; sa clé est fermée.")
    return redirect("trials:trial", trial)


@asked
@managers
def new_criterion(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    return form_page(
        request,
        CriterionForm(sent(request)),
        lambda **data: actions.add_criterion(actor, trial, **data),
        title="Ajouter un critère de réussite",
        button="Ajouter",
        back=found.get_absolute_url(),
        done="Le critère est ajouté. Il ne changera plus une fois l’essai commencé.",
    )


@require_POST
@managers
def drop_criterion(request: HttpRequest, criterion: uuid.UUID) -> HttpResponse:
    trial = queries.criterion_visible_to(actor_of(request), criterion).trial_id
    actions.drop_criterion(actor_of(request), criterion)
    messages.success(request, "Le critère est retiré.")
    return redirect("trials:trial", trial)


@asked
@managers
def new_case(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    return form_page(
        request,
        CaseForm(found.criteria.all(), sent(request)),
        lambda **data: actions.add_case(actor, trial, **data),
        title="Ajouter un cas d’essai",
        button="Ajouter",
        back=found.get_absolute_url(),
        done="Le cas est ajouté au plan.",
    )


@require_POST
@managers
def drop_case(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    trial = queries.case_visible_to(actor_of(request), case).trial_id
    actions.drop_case(actor_of(request), case)
    messages.success(request, "Le cas est retiré du plan.")
    return redirect("trials:trial", trial)


@require_POST
@for_roles(Role.REFERENT)
def agree_plan(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    seen = request.POST.get("revision", "")
    actions.agree_plan(actor_of(request), trial, revision=int(seen) if seen.isdecimal() else None)
    messages.success(request, "Le plan d’essai est accepté.")
    return redirect("trials:trial", trial)


@asked
@managers
def new_data(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    return form_page(
        request,
        DataForm(sent(request)),
        lambda **data: actions.add_data(actor, trial, **data),
        title="Ajouter des données d’essai",
        button="Ajouter",
        back=found.get_absolute_url(),
        done="Le jeu de données est inscrit.",
    )


@require_POST
@managers
def drop_data(request: HttpRequest, data: uuid.UUID) -> HttpResponse:
    trial = queries.data_visible_to(actor_of(request), data).trial_id
    actions.drop_data(actor_of(request), data)
    messages.success(request, "Ce jeu de données n’entre plus dans l’essai.")
    return redirect("trials:trial", trial)


def _after(before: Trial) -> dict[str, object]:
    return {
        "subject": before.subject,
        "title": before.title,
        "purpose": before.purpose,
        "direction": before.direction,
        "partners": before.partners,
        "systems": before.systems,
        "prolongs": before.id,
    }


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)  # nobody's: not found
