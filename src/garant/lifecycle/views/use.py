"""One use: where it is, what its gates ask, who does what next."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.catalogue.queries import systems_visible_to
from garant.charter import Stage
from garant.committees.actions import put_on_agenda
from garant.committees.queries import awaiting, committees_of
from garant.decisions.queries import may_declare
from garant.directory.access import actor_of
from garant.directory.filling import refuse
from garant.directory.kinds import Role
from garant.directory.queries import colleagues_of, policy_in_force
from garant.history.queries import versions_of
from garant.lifecycle import queries
from garant.lifecycle.actions import building, people
from garant.lifecycle.actions.moving import move_use
from garant.lifecycle.actions.needs import amend_need
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.errors import MoveNotDrawn, UseChangedMeanwhile
from garant.lifecycle.forms import (
    AmendNeedForm,
    CommitteeForm,
    DocumentForm,
    MoveForm,
    PersonForm,
    SystemsForm,
    TrainedForm,
)
from garant.lifecycle.gates import ways_of
from garant.lifecycle.models import Use
from garant.lifecycle.queries.measures import measured
from garant.lifecycle.queries.uses import summary_of
from garant.lifecycle.reading import NEED, SERVICE
from garant.lifecycle.spans import said
from garant.lifecycle.terms import READERS, WRITERS
from garant.registers.commitments.queries import commitments_about
from garant.words import GarantError, say, todo


@require_safe
def use(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    """Whole for those who govern, asked or test; its summary for everybody else."""
    actor = actor_of(request)
    if not queries.sees_whole(actor, use):
        return _summary(request, use)
    return _use(request, queries.use_visible_to(actor, use), None)


@require_POST
def move(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    """One passage. What stops it is told above the gates, with what was written kept."""
    actor = actor_of(request)
    found = queries.use_visible_to(actor, use)
    form = MoveForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if said["to"] not in set(Stage):
                raise MoveNotDrawn(number=found.number, before=found.stage_word.french, after="?")
            moved = move_use(actor, use, Stage(said["to"]), reason=said["reason"], revision=said["revision"])
        except UseChangedMeanwhile as error:
            messages.error(request, f"{say(error)} {todo(error)}")
            return redirect(found)
        titles = {each.stage: each.title for each in policy_in_force(actor.organisation).lifecycle.stages}
        messages.success(request, f"L’usage est passé à l’étape « {titles.get(moved.stage_word, '')} ».")
        return redirect(moved)
    return _use(request, found, form, status=400)


@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    """Make a need clearer."""
    actor = actor_of(request)
    found = queries.use_visible_to(actor, use)
    initial = {name: getattr(found, name) for name in [*NEED, "ambition", "revision"]}
    form = AmendNeedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            amend_need(actor, use, said, revision=said["revision"], reason=said["reason"])
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(
                request, "Le besoin est enregistré ; l’ancien texte reste lisible dans l’historique."
            )
            return redirect(found)
    status = 400 if request.method == "POST" else 200
    return render(request, "lifecycle/need.html", {"form": form, "use": found}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def folder(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    """Systems, texts, records, trials: what is built between the acceptance and the users."""
    actor = actor_of(request)
    found = queries.use_visible_to(actor, use)
    initial = {name: getattr(found, name) for name in [*SERVICE, "revision"]}
    form = DocumentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            building.document_use(
                actor, use, {**said, "review_on": ""}, review_on=said["review_on"], revision=said["revision"]
            )
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "Le dossier est enregistré.")
            return redirect("lifecycle:folder", use)
    status = 400 if request.method == "POST" else 200
    page = _dossier(request, Dossier(found, timezone.localdate())) | {
        "form": form,
        "systems_form": _systems_form(request, found),
    }
    return render(request, "lifecycle/folder.html", page, status=status)


@require_POST
def systems(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.use_visible_to(actor, use)
    form = _systems_form(request, found)
    if form.is_valid():
        building.choose_systems(
            actor, use, form.cleaned_data["systems"], revision=form.cleaned_data["revision"]
        )
        messages.success(request, "Les systèmes de l’usage sont enregistrés, à leur version d’aujourd’hui.")
    else:
        messages.error(request, "Le choix n’est pas lisible : rouvrez la page et recommencez.")
    return redirect("lifecycle:folder", use)


@require_POST
def draft(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    drafted = building.draft_records(actor_of(request), use)
    if drafted:
        messages.success(request, f"Rédigé d’après la fiche : {', '.join(drafted)}. À relire et à compléter.")
    else:
        messages.info(request, "Tout ce qui est dû existe déjà.")
    return redirect("lifecycle:folder", use)


@require_POST
def ask_committee(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.use_visible_to(actor, use)
    form = _committee_form(request, found)
    if form.is_valid():
        put_on_agenda(
            actor,
            committee=uuid.UUID(form.cleaned_data["committee"]),
            subject=found.subject,
            title=f"n° {found.number} {found.title}",
            question=form.cleaned_data["question"],
            stage=found.stage,
        )
        messages.success(request, "Le comité est saisi ; l’usage attend sa prochaine séance.")
    else:
        messages.error(request, "Choisissez un comité et écrivez la question qui lui est posée.")
    return redirect("lifecycle:folder", use)


@require_http_methods(["GET", "HEAD", "POST"])
def participants(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    """The people of the pilot."""
    actor = actor_of(request)
    found = queries.use_visible_to(actor, use)
    named = {each.person_id for each in found.participants.all()}
    others = [person for person in colleagues_of(actor) if person.id not in named]
    form = PersonForm(request.POST or None, people=others)
    if request.method == "POST" and form.is_valid():
        people.name_participant(actor, use, uuid.UUID(form.cleaned_data["person"]))
        messages.success(
            request, "La personne est nommée ; l’accès s’ouvrira quand sa formation sera attestée."
        )
        return redirect("lifecycle:participants", use)
    status = 400 if request.method == "POST" else 200
    page = {
        "use": found,
        "form": form,
        "trained": TrainedForm(initial={"on": timezone.localdate()}),
        "participants": found.participants.select_related("person", "attested_by"),
        "names": actor.has_role(Role.DSI, Role.REFERENT),
    }
    return render(request, "lifecycle/participants.html", page, status=status)


@require_POST
def trained(request: HttpRequest, use: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    queries.use_visible_to(actor, use)
    form = TrainedForm(request.POST)
    if form.is_valid():
        people.attest_training(actor, use, person, on=form.cleaned_data["on"])
        messages.success(request, "La formation est attestée.")
    else:
        messages.error(request, "Indiquez la date de la formation.")
    return redirect("lifecycle:participants", use)


@require_POST
def remove(request: HttpRequest, use: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    people.remove_participant(actor_of(request), use, person)
    messages.success(
        request, "La personne ne fait plus partie du pilote ; ses clés pour cet usage sont fermées."
    )
    return redirect("lifecycle:participants", use)


@require_POST
def new_key(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    """The key is on the page that answers, once."""
    actor = actor_of(request)
    _, text = people.create_use_key(actor, use)
    found = queries.use_visible_to(actor, use) if queries.sees_whole(actor, use) else summary_of(actor, use)
    return render(request, "lifecycle/new_key.html", {"use": found, "key": text})


@require_POST
def revoke_key(request: HttpRequest, use: uuid.UUID, key: uuid.UUID) -> HttpResponse:
    people.revoke_use_key(actor_of(request), use, key)
    messages.success(request, "La clé est fermée.")
    return redirect("lifecycle:use", use)


def _use(request: HttpRequest, found: Use, form: MoveForm | None, *, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    dossier = Dossier(found, timezone.localdate())
    lifecycle = dossier.policy.lifecycle
    page = _dossier(request, dossier)
    page |= {
        "form": form or MoveForm(initial={"revision": found.revision}),
        "asked_to": form.data.get("to", "") if form is not None else "",
        "ways": ways_of(dossier, actor),
        "stages": [each for each in lifecycle.stages if not each.stage.is_final],
        "drawn": lifecycle.stage(found.stage_word),
        "passages": found.passages.select_related("by"),
        "need": [
            (french, getattr(found, name))
            for name, french in NEED.items()
            if name not in ("title", "department")
        ],
        "service": [(french, value) for name, french in SERVICE.items() if (value := getattr(found, name))],
        "versions": versions_of(actor, found.subject),
        "commitments": commitments_about(found.organisation, found.subject),
        "measured": (served := measured(found)),
        "kwh_measured": said(served.kwh_year, "kWh") if served is not None else "",
        "kwh_expected": said(year.kwh, "kWh") if (year := dossier.assessment.footprint_year) else "",
        "access": queries.has_access(actor, found),
        "keys": found.keys.filter(person=actor, revoked_at=None),
        "participant_count": found.participants.count(),
    }
    return render(request, "lifecycle/use.html", page, status=status)


def _summary(request: HttpRequest, use: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = summary_of(actor, use)
    lifecycle = policy_in_force(actor.organisation).lifecycle
    page = {
        "use": found,
        "drawn": lifecycle.stage(found.stage_word),
        "used": found.used.all(),
        "access": queries.has_access(actor, found),
        "keys": found.keys.filter(person=actor, revoked_at=None),
    }
    return render(request, "lifecycle/summary.html", page)


def _dossier(request: HttpRequest, dossier: Dossier) -> dict[str, object]:
    actor, found = actor_of(request), dossier.use
    return {
        "use": found,
        "dossier": dossier,
        "awaiting": awaiting(found.organisation, found.subject),
        "committee_form": _committee_form(request, found) if actor.has_role(*READERS) else None,
        "builds": actor.has_role(Role.DSI, Role.DPO),
        "writes": actor.has_role(*WRITERS) or found.requester_id == actor.id,
        "governs": actor.has_role(*READERS),
        "declares": may_declare(actor),
        "today": dossier.today,
    }


def _systems_form(request: HttpRequest, found: Use) -> SystemsForm:
    offered = [(each.slug, each.name) for each in systems_visible_to(actor_of(request))]
    asked = request.method == "POST" and request.path.endswith("/systemes/")
    chosen = [used.system for used in found.used.all()]
    return SystemsForm(
        request.POST if asked else None,
        systems=offered,
        initial={"systems": chosen, "revision": found.revision},
    )


def _committee_form(request: HttpRequest, found: Use) -> CommitteeForm:
    offered = [(str(each.id), each.name) for each in committees_of(found.organisation)]
    asked = request.method == "POST" and "committee" in request.POST
    return CommitteeForm(request.POST if asked else None, committees=offered)
