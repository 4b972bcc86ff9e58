"""Pages where committees are composed and sessions prepared."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from garant.committees import actions, queries
from garant.committees.actions.guards import worker
from garant.committees.forms import (
    AmendCommitteeForm,
    AmendSessionForm,
    CaseForm,
    CommitteeForm,
    EndMandateForm,
    MemberForm,
    SessionForm,
    TakeForm,
    WithdrawForm,
)
from garant.committees.models import Committee
from garant.directory import queries as directory
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import done, refuse
from garant.words import GarantError

form_page = require_http_methods(["GET", "HEAD", "POST"])
managers = for_roles(*queries.MANAGERS)


@form_page
@managers
def new_committee(request: HttpRequest) -> HttpResponse:
    form = CommitteeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.create_committee(actor_of(request), **form.cleaned_data)
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "Le comité est créé. Ajoutez maintenant ses membres.")
            return redirect(found)
    return _form(request, form, "Nouveau comité", "Créer le comité", "/comites/")


@form_page
@managers
def amend(request: HttpRequest, committee: uuid.UUID) -> HttpResponse:
    found = queries.committee_visible_to(actor_of(request), committee)
    names = ("name", "kind", "purpose", "quorum_kind", "quorum_value", "casting_vote", "revision")
    form = AmendCommitteeForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if done(request, form, lambda said: actions.amend_committee(actor_of(request), committee, **said)):
        messages.success(
            request, "Les changements sont enregistrés ; ce qui était écrit reste dans l’historique."
        )
        return redirect(found)
    return _form(request, form, f"Modifier : {found.name}", "Enregistrer", found.get_absolute_url(), found)


@require_POST
@managers
def end(request: HttpRequest, committee: uuid.UUID) -> HttpResponse:
    found = actions.end_committee(actor_of(request), committee)
    messages.success(request, "Le comité a pris fin. Ses avis restent lisibles.")
    return redirect(found)


@form_page
@managers
def new_member(request: HttpRequest, committee: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.committee_visible_to(actor, committee)
    initial = {"starts": timezone.localdate()}
    form = MemberForm(directory.colleagues_of(actor), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_member(actor, committee, **form.cleaned_data)
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "Le membre est ajouté.")
            return redirect(found)
    return _form(request, form, "Ajouter un membre", "Ajouter", found.get_absolute_url(), found)


@form_page
@managers
def end_mandate(request: HttpRequest, member: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.member_visible_to(actor, member)
    form = EndMandateForm(request.POST or None, initial={"ends": found.ends or timezone.localdate()})
    if done(request, form, lambda said: actions.end_mandate(actor, member, ends=said["ends"])):
        messages.success(request, "La fin du mandat est enregistrée.")
        return redirect(found.committee)
    title = f"Fin du mandat : {found.full_name}"
    return _form(request, form, title, "Enregistrer", found.committee.get_absolute_url(), found.committee)


@form_page
def new_case(request: HttpRequest, committee: uuid.UUID) -> HttpResponse:
    """A question that someone of the committee puts; a use's case comes from the use's own page."""
    actor = actor_of(request)
    found = queries.committee_visible_to(actor, committee)
    worker(actor, found)
    form = CaseForm(request.POST or None)
    if done(request, form, lambda said: actions.put_on_agenda(actor, committee=committee, **said)):
        messages.success(request, "L’affaire attend la prochaine séance.")
        return redirect(found)
    return _form(request, form, "Inscrire une affaire", "Inscrire", found.get_absolute_url(), found)


@form_page
def withdraw(request: HttpRequest, item: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.item_visible_to(actor, item)
    worker(actor, found.committee)
    form = WithdrawForm(request.POST or None)
    if done(request, form, lambda said: actions.withdraw_case(actor, item, reason=said["reason"])):
        messages.success(request, "L’affaire est retirée.")
        return redirect(found.committee)
    title = f"Retirer : {found.title}"
    return _form(request, form, title, "Retirer", found.committee.get_absolute_url(), found.committee)


@form_page
def new_session(request: HttpRequest, committee: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.committee_visible_to(actor, committee)
    worker(actor, found)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            session = actions.plan_session(actor, committee, **form.cleaned_data)
        except GarantError as error:
            refuse(form, error)
        else:
            messages.success(request, "La séance est prévue. Composez son ordre du jour, puis convoquez.")
            return redirect(session)
    return _form(request, form, "Prévoir une séance", "Prévoir", found.get_absolute_url(), found)


@form_page
def amend_session(request: HttpRequest, sitting: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.session_visible_to(actor, sitting)
    worker(actor, found.committee)
    initial = {"at": timezone.localtime(found.at), "place": found.place, "visio": found.visio}
    form = AmendSessionForm(request.POST or None, initial={**initial, "revision": found.revision})
    if done(request, form, lambda said: actions.amend_session(actor, sitting, **said)):
        messages.success(request, "La séance est modifiée : convoquez à nouveau.")
        return redirect(found)
    return _form(
        request, form, "Modifier la séance", "Enregistrer", found.get_absolute_url(), found.committee
    )


@require_POST
def take_up(request: HttpRequest, sitting: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.session_visible_to(actor, sitting)
    form = TakeForm(queries.waiting_cases(found.committee), request.POST)
    if form.is_valid():
        actions.take_up(actor, sitting, form.cleaned_data["case"])
        messages.success(request, "L’affaire est à l’ordre du jour.")
    else:
        messages.warning(request, "Cette affaire n’est plus en attente.")
    return redirect(found)


@require_POST
def leave_out(request: HttpRequest, item: uuid.UUID) -> HttpResponse:
    session = queries.item_visible_to(actor_of(request), item).session
    actions.leave_out(actor_of(request), item)
    messages.success(request, "L’affaire est remise en attente.")
    return redirect(session) if session is not None else redirect("committees:committees")


@require_POST
def move_up(request: HttpRequest, item: uuid.UUID) -> HttpResponse:
    moved = actions.move_up(actor_of(request), item)
    return redirect("committees:session", moved.session_id)


@require_POST
def convene(request: HttpRequest, sitting: uuid.UUID) -> HttpResponse:
    found = actions.convene(actor_of(request), sitting)
    messages.success(
        request, "La convocation est partie aux membres qui ont un compte ; la liste est ci-dessous."
    )
    return redirect(found)


def _form(
    request: HttpRequest,
    form: object,
    title: str,
    button: str,
    back: str,
    committee: Committee | None = None,
) -> HttpResponse:
    page = {"form": form, "title": title, "button": button, "back": back, "committee": committee}
    status = 400 if request.method == "POST" else 200
    return render(request, "committees/form.html", page, status=status)
