"""Pages of consent: one's own, and those that the trial's managers keep."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory import queries as directory
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import sent
from garant.trials import actions, queries
from garant.trials.forms import ConcernedForm, ConsentTextForm, FollowedForm, GivenForm, WithdrawnForm
from garant.trials.models import Consent
from garant.trials.pages import form_page

managers = for_roles(*queries.MANAGERS)
asked = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    page = {"consents": queries.own_consents(actor_of(request)), "now": timezone.now()}
    return render(request, "trials/own_consents.html", page)


@asked
@managers
def text(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    newest = found.consent_texts.first()
    return form_page(
        request,
        ConsentTextForm(sent(request), initial={"text": newest.text if newest is not None else ""}),
        lambda **data: actions.write_consent_text(actor, trial, **data),
        title="Texte du consentement",
        button="Enregistrer",
        back=found.get_absolute_url(),
        done="Le texte est enregistré.",
    )


@asked
@managers
def name_concerned(request: HttpRequest, data: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.data_visible_to(actor, data)
    return form_page(
        request,
        ConcernedForm(directory.colleagues_of(actor), sent(request)),
        lambda **values: actions.name_concerned(actor, data, **values),
        title=f"Personne concernée par « {found.name} »",
        button="Ajouter",
        back=found.trial.get_absolute_url(),
        done="La personne est inscrite ; son consentement est attendu.",
    )


@require_POST
@managers
def forget(request: HttpRequest, consent: uuid.UUID) -> HttpResponse:
    trial = queries.consent_visible_to(actor_of(request), consent).trial_id
    actions.forget_concerned(actor_of(request), consent)
    messages.success(request, "La personne est ôtée de la liste.")
    return redirect("trials:trial", trial)


@asked
def give(request: HttpRequest, consent: uuid.UUID) -> HttpResponse:
    """One's own at a click, today; that of someone from outside with its date."""
    actor = actor_of(request)
    found = queries.consent_visible_to(actor, consent)
    if found.person_id == actor.id:
        return _answer(request, found, actions.give_consent, "Votre consentement est enregistré.")
    return form_page(
        request,
        GivenForm(sent(request), initial={"given_on": timezone.localdate()}),
        lambda **data: actions.give_consent(actor, consent, **data),
        title="Enregistrer un consentement",
        button="Enregistrer",
        back=found.trial.get_absolute_url(),
        done="Le consentement est enregistré.",
    )


@asked
def withdraw(request: HttpRequest, consent: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.consent_visible_to(actor, consent)
    if found.person_id == actor.id:
        return _answer(
            request,
            found,
            actions.withdraw_consent,
            "Votre retrait est enregistré : vos données sortent de l’essai.",
        )
    return form_page(
        request,
        WithdrawnForm(sent(request), initial={"withdrawn_on": timezone.localdate()}),
        lambda **data: actions.withdraw_consent(actor, consent, **data),
        title="Enregistrer un retrait",
        button="Enregistrer",
        back=found.trial.get_absolute_url(),
        done="Le retrait est enregistré : dites ensuite ce qui a été fait de ses données.",
    )


@asked
@managers
def follow(request: HttpRequest, consent: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.consent_visible_to(actor, consent)
    return form_page(
        request,
        FollowedForm(sent(request)),
        lambda **data: actions.follow_withdrawal(actor, consent, **data),
        title="Suite d’un retrait",
        button="Enregistrer",
        back=found.trial.get_absolute_url(),
        done="La suite est enregistrée.",
    )


def _answer(request: HttpRequest, consent: Consent, act: object, done: str) -> HttpResponse:
    """The buttons of « Mes consentements »."""
    if request.method == "POST":
        assert callable(act)
        act(actor_of(request), consent.id)
        messages.success(request, done)
    return redirect(reverse("trials:own-consents"))
