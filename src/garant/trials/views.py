"""What people read: trials, certificates, attachments."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from garant.directory.access import actor_of
from garant.directory.kinds import Role
from garant.directory.sending import attached
from garant.directory.subject import page_of
from garant.history.queries import versions_of
from garant.paper import written
from garant.trials import queries
from garant.trials.attachments import TYPES
from garant.trials.certificate import facts_of, filename, paper_of, still_true
from garant.trials.models import Case, Trial
from garant.trials.terms import State
from garant.trials.usage import usage_of


@require_safe
def trials(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    now = timezone.now()
    page = {
        "trials": [(trial, trial.state_at(now)) for trial in queries.trials_visible_to(actor)],
        "manages": queries.may_manage(actor),
        "asked": any(each.given_on is None for _, _, each in queries.own_consents(actor)),
    }
    return render(request, "trials/trials.html", page)


@require_safe
def trial(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    return trial_page(request, trial)


@require_safe
def certificate(request: HttpRequest, trial: uuid.UUID) -> HttpResponse:
    found = queries.certificate_visible_to(actor_of(request), trial)
    page = {"certificate": found, "content": facts_of(found), "true": still_true(found), "trial": found.trial}
    return render(request, "trials/certificate.html", page)


@require_safe
def download_certificate(request: HttpRequest, trial: uuid.UUID, form: str) -> HttpResponse:
    """ODT or DOCX to sign; JSON is the content whose digest the certificate bears, byte for byte."""
    found = queries.certificate_visible_to(actor_of(request), trial)
    if form == "json":
        content_type, content = "application/json", found.content.encode()
    else:
        content_type, content = written(paper_of(found), form)
    return attached(content, content_type, filename(found, form))


@require_safe
def attachment(request: HttpRequest, attachment: uuid.UUID) -> HttpResponse:
    found, _, content = queries.attachment_visible_to(actor_of(request), attachment)
    return attached(content, TYPES[found.suffix], f"piece-{found.id}.{found.suffix}")


@sensitive_variables("key")
def trial_page(request: HttpRequest, trial: uuid.UUID, *, key: str = "", status: int = 200) -> HttpResponse:
    """The page of a trial; `key` is the text of a key at the only moment where it is known."""
    actor = actor_of(request)
    found = queries.trial_visible_to(actor, trial)
    now = timezone.now()
    state = found.state_at(now)
    manages = queries.may_manage(actor)
    page = {
        "trial": found,
        "state": state,
        "use_page": page_of(found.subject),
        "key": key,
        "manages": manages,
        "agrees": actor.has_role(Role.REFERENT),
        "place": queries.participant(actor, found),
        "people": found.participants.filter(removed_at=None).select_related("person"),
        "criteria": [(each, queries.attachments_of(actor, each)) for each in found.criteria.all()],
        "cases": [(each, [run for run, _ in queries.runs_of(actor, each)]) for each in _cases(found)],
        "data": found.data_sets.all(),
        "consent_text": found.consent_texts.first(),
        "reads_names": queries.reads_names(actor),
        "consents": queries.consents_of(actor, found),
        "missing": _missing(request, found, state),
        "lessons": found.lessons.all(),
        "usage": usage_of(found),
        "versions": versions_of(actor, f"trial:{found.id}") if manages else [],
    }
    return render(request, "trials/trial.html", page, status=status)


def _cases(trial: Trial) -> list[Case]:
    return list(trial.cases.select_related("criterion"))


def _missing(request: HttpRequest, trial: Trial, state: State) -> list[queries.Missing]:
    if state is not State.PREPARED or not queries.may_manage(actor_of(request)):
        return []
    return queries.missing_to_start(trial, today=timezone.localdate())
