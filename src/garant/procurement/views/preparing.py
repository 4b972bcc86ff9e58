"""The list, a consultation, its questions, the bank and the model clauses."""

import json
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.directory.access import actor_of, for_roles
from garant.directory.errors import NotFound
from garant.directory.sending import attached
from garant.history.queries import versions_of
from garant.procurement import actions, queries
from garant.procurement.answer_file import json_schema, questionnaire_bytes
from garant.procurement.clauses import Tier, clauses_for, model_clauses
from garant.procurement.errors import DeadlinePast, ReferenceTaken
from garant.procurement.forms import AmendForm, ExtendForm, InviteForm, OutlineForm, QuestionsForm, ReasonForm
from garant.procurement.models import Consultation
from garant.procurement.papers import clauses_paper, questionnaire_paper
from garant.procurement.questions import bank, by_theme
from garant.procurement.terms import EDITORS, READERS, RiskChoice
from garant.procurement.views.sending import paper_response
from garant.words import GarantError, say

_JSON = "application/json"


@for_roles(*READERS)
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = {
        "consultations": queries.consultations_of(actor),
        "edits": queries.may_edit(actor),
        "now": timezone.now(),
    }
    return render(request, "procurement/consultations.html", page)


@for_roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = OutlineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.prepare_consultation(actor_of(request), form.outline())
        except (ReferenceTaken, DeadlinePast) as error:
            _beside(form, error)
        else:
            messages.success(request, "La consultation est en préparation. Choisissez ses questions.")
            return redirect("procurement:questions", found.id)
    status = 400 if request.method == "POST" else 200
    return render(request, "procurement/outline.html", {"form": form}, status=status)


@for_roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.consultation_of(actor, consultation)
    form = AmendForm(request.POST or None, initial=AmendForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_consultation(
                actor, consultation, form.outline(), revision=form.cleaned_data["revision"]
            )
        except (ReferenceTaken, DeadlinePast) as error:
            _beside(form, error)
        else:
            messages.success(request, "La consultation est modifiée.")
            return redirect(found)
    status = 400 if request.method == "POST" else 200
    page = {"form": form, "consultation": found}
    return render(request, "procurement/outline.html", page, status=status)


@for_roles(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.consultation_of(actor, consultation)
    form = QuestionsForm(bank(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.choose_questions(
            actor,
            consultation,
            weights=form.weights(),
            eliminating=form.eliminating(),
            revision=form.cleaned_data["revision"],
        )
        messages.success(request, "Les questions sont enregistrées.")
        return redirect(found)
    page = {"form": form, "consultation": found, "themes": _lines(found, form)}
    status = 400 if request.method == "POST" else 200
    return render(request, "procurement/questions.html", page, status=status)


@for_roles(*READERS)
@require_safe
def consultation(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    return consultation_page(request, queries.consultation_of(actor, consultation))


def consultation_page(
    request: HttpRequest,
    found: Consultation,
    *,
    invite: InviteForm | None = None,
    extend: ExtendForm | None = None,
    abandon: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a consultation, with the form that was refused where there is one."""
    actor = actor_of(request)
    now = timezone.now()
    page = {
        "consultation": found,
        "invitations": queries.invitations_of(actor, found.id),
        "themes": by_theme(found.asked),
        "edits": queries.may_edit(actor),
        "past": found.deadline <= now,
        "invite": invite or InviteForm(auto_id="invite-%s"),
        "extend": extend or ExtendForm(auto_id="extend-%s"),
        "abandon": abandon or ReasonForm(initial={"revision": found.revision}, auto_id="abandon-%s"),
        "tier": tier_of(found).value,
        "versions": versions_of(actor, found.record),
        "undecided": found.decided_at is None,
    }
    return render(request, "procurement/consultation.html", page, status=status)


@for_roles(*EDITORS)
@require_POST
def publish(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    revision = request.POST.get("revision", "")
    actions.publish_consultation(
        actor_of(request), consultation, revision=int(revision) if revision.isdecimal() else 0
    )
    messages.success(request, "La consultation est publiée. Invitez les candidats.")
    return redirect("procurement:consultation", consultation)


@for_roles(*EDITORS)
@require_POST
def extend(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    form = ExtendForm(request.POST, auto_id="extend-%s")
    if form.is_valid():
        try:
            actions.extend_deadline(actor, consultation, deadline=form.cleaned_data["deadline"])
        except DeadlinePast as error:
            form.add_error("deadline", say(error))
        else:
            messages.success(request, "La date limite est reportée pour tous les candidats.")
            return redirect("procurement:consultation", consultation)
    return consultation_page(request, queries.consultation_of(actor, consultation), extend=form, status=400)


@for_roles(*EDITORS)
@require_POST
def abandon(request: HttpRequest, consultation: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    form = ReasonForm(request.POST, auto_id="abandon-%s")
    if not form.is_valid():
        return consultation_page(
            request, queries.consultation_of(actor, consultation), abandon=form, status=400
        )
    actions.abandon_consultation(actor, consultation, **form.cleaned_data)
    messages.success(request, "La consultation est déclarée sans suite.")
    return redirect("procurement:consultation", consultation)


@for_roles(*READERS)
@require_safe
def questionnaire(request: HttpRequest, consultation: uuid.UUID, suffix: str) -> HttpResponse:
    found = queries.consultation_of(actor_of(request), consultation)
    return questionnaire_response(found, suffix)


def questionnaire_response(found: Consultation, suffix: str) -> HttpResponse:
    """The questionnaire as a document, or as the file to hand back."""
    if suffix == "json":
        return attached(
            questionnaire_bytes(queries.asked_by(found), found.asked), _JSON, "questionnaire-ia.json"
        )
    return paper_response(questionnaire_paper(found), "questionnaire-ia", suffix)


@for_roles(*READERS)
@require_safe
def question_bank(request: HttpRequest) -> HttpResponse:
    return render(request, "procurement/bank.html", {"bank": bank()})


@for_roles(*READERS)
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the file, for a vendor's own tools."""
    body = json.dumps(json_schema(), ensure_ascii=False, indent=2)
    return attached(body, "application/schema+json", "questionnaire-ia.schema.json")


@for_roles(*READERS)
@require_safe
def clauses(request: HttpRequest, tier: str = Tier.LIGHT.value) -> HttpResponse:
    chosen = _tier(tier)
    page = {"set": model_clauses(), "parts": clauses_for(chosen), "tier": chosen, "tiers": list(Tier)}
    return render(request, "procurement/clauses.html", page)


@for_roles(*READERS)
@require_safe
def clauses_file(request: HttpRequest, tier: str, suffix: str) -> HttpResponse:
    chosen = _tier(tier)
    name = actor_of(request).organisation.name
    return paper_response(clauses_paper(name, chosen), f"clauses-ia-{chosen.value}", suffix)


def tier_of(found: Consultation) -> Tier:
    """An unknown risk takes the longer set: what is not examined is not low."""
    return Tier.LIGHT if found.risk == RiskChoice.LIGHT else Tier.HIGH


def _tier(name: str) -> Tier:
    if name not in list(Tier):
        raise NotFound(what="clauses")
    return Tier(name)


def _beside(form: OutlineForm, error: GarantError) -> None:
    form.add_error("deadline" if isinstance(error, DeadlinePast) else "reference", say(error))


def _lines(found: Consultation, form: QuestionsForm) -> list[tuple[str, list[dict[str, object]]]]:
    """What the page of questions shows: what was chosen, or what was just sent and refused."""
    kept = {question.id: question for question in found.asked}
    lines = []
    for theme in bank().themes:
        rows: list[dict[str, object]] = []
        for question in theme.questions:
            mine = kept.get(question.id)
            sent = form.is_bound
            keep, weight, out = (f"{name}-{question.id}" for name in ("keep", "weight", "out"))
            rows.append(
                {
                    "question": question,
                    "keep": bool(form.data.get(keep)) if sent else mine is not None,
                    "weight": form.data.get(weight, "") if sent else (mine or question).weight,
                    "out": bool(form.data.get(out)) if sent else (mine or question).eliminates,
                    "errors": form.errors.get(weight, []) if sent else [],
                }
            )
        lines.append((theme.title, rows))
    return lines
