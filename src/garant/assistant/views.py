"""The pages of the assistant, each for its owner alone."""

import uuid
from bisect import bisect_left
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from garant.assistant import actions, pages, queries
from garant.assistant.errors import MessageTooLong
from garant.assistant.forms import ReportForm
from garant.assistant.mentions import Level
from garant.assistant.offered import system_offered
from garant.directory.access import actor_of, after_acknowledgement
from garant.directory.templatetags.french import moment
from garant.registers.actions import report_incident
from garant.words import count


@require_GET
@after_acknowledgement
def home(request: HttpRequest) -> HttpResponse:
    """A new conversation: choose a system, write. What has outlived its retention goes on the way."""
    actions.sweep_conversations(owner=actor_of(request))
    context = pages.home_context(actor_of(request), chosen=request.GET.get("systeme", ""))
    return render(request, "assistant/conversation.html", context)


@require_GET
@after_acknowledgement
def conversation(request: HttpRequest, conversation: uuid.UUID) -> HttpResponse:
    return render(
        request, "assistant/conversation.html", pages.conversation_context(actor_of(request), conversation)
    )


@require_POST
@sensitive_post_parameters("text")
def preview(request: HttpRequest) -> HttpResponse:
    """Where personal data stand in a text that is being written, and what would happen to them."""
    actor = actor_of(request)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if len(text) > actions.LONGEST_MESSAGE:
        raise MessageTooLong(characters=len(text), limit=actions.LONGEST_MESSAGE)
    system = system_offered(actor, request.POST.get("system", ""))
    told = request.POST.get("conversation", "")
    context = pages.preview_context(
        actor, text=text, system=system, conversation=uuid.UUID(told) if _is_uuid(told) else None
    )
    foresight = context["foresight"]
    beside = [group for group in foresight.groups if group not in foresight.deciding]
    also = {(label, group.action) for group in beside for label, _ in group.labels}
    offset = _utf16_offsets(text)
    return JsonResponse(
        {
            "action": foresight.action.value,
            "headline": context["headline"],
            "html": render_to_string("assistant/_foresight.html", context),
            "marks": [
                {
                    "start": offset(mark.start),
                    "end": offset(mark.end),
                    "action": "also" if (mark.label, mark.action) in also else mark.action.value,
                }
                for mark in foresight.marks
            ],
        }
    )


@require_POST
def rename(request: HttpRequest, conversation: uuid.UUID) -> HttpResponse:
    actions.rename_conversation(actor_of(request), conversation, title=request.POST.get("title", ""))
    return redirect("assistant:conversation", conversation)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, conversation: uuid.UUID) -> HttpResponse:
    """Asked once more, then at once and for good."""
    actor = actor_of(request)
    if request.method == "POST":
        actions.delete_conversation(actor, conversation)
        messages.success(request, "La conversation est supprimée.")
        return redirect("assistant:home")
    context = {"conversation": queries.conversation_of(actor, conversation)}
    return render(request, "assistant/delete.html", context)


@require_http_methods(["GET", "POST"])
def delete_all(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if request.method == "POST":
        deleted = actions.delete_every_conversation(actor)
        told = count(deleted, "conversation supprimée", "conversations supprimées")
        messages.success(request, f"{told}." if deleted else "Vous n’aviez aucune conversation.")
        return redirect("assistant:home")
    return render(request, "assistant/delete_all.html", {"conversations": queries.conversations_of(actor)})


@require_POST
def see_questions(request: HttpRequest, conversation: uuid.UUID) -> HttpResponse:
    actions.see_questions(actor_of(request), conversation)
    return redirect("assistant:conversation", conversation)


@require_POST
def copy(request: HttpRequest, message: uuid.UUID) -> HttpResponse:
    """The answer with its mention: JSON for the clipboard, or a page from which to copy by hand."""
    actor = actor_of(request)
    level = request.POST.get("level", "")
    text = actions.copy_answer(
        actor,
        message,
        level=Level(level) if level in list(Level) else None,
        reviewer=request.POST.get("reviewer", ""),
    )
    if "application/json" in request.headers.get("accept", ""):
        return JsonResponse({"text": text})
    row = queries.answer_row_of(actor, message)
    return render(request, "assistant/copy.html", {"text": text, "conversation": row.conversation_id})


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, message: uuid.UUID) -> HttpResponse:
    """Tell the DPO and the RSSI that an answer is wrong or unfair. They read these words, never the conversation."""
    actor = actor_of(request)
    row = queries.answer_row_of(actor, message)
    answer = queries.message_of(actor, message)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        incident = report_incident(
            actor,
            category=form.cleaned_data["category"],
            description=form.cleaned_data["description"],
            conversation=str(row.conversation_id),
            answer_system=answer.answer.served.id if isinstance(answer, queries.AnswerView) else None,
        )
        due = ""
        if incident.due_at is not None:
            due = f" Réponse attendue avant le {moment(incident.due_at)}."
        messages.success(request, f"Signalement n° {incident.number} transmis.{due}")
        return redirect("assistant:conversation", row.conversation_id)
    context = {
        "form": form,
        "answer": answer,
        "conversation": row.conversation_id,
        **pages.report_context(actor),
    }
    return render(request, "assistant/report.html", context, status=400 if form.is_bound else 200)


def _is_uuid(told: str) -> bool:
    try:
        uuid.UUID(told)
    except ValueError:
        return False
    return True


def _utf16_offsets(text: str) -> Callable[[int], int]:
    """Offsets as JavaScript counts them: a character beyond U+FFFF is two."""
    wide = [at for at, character in enumerate(text) if ord(character) > 0xFFFF]
    return lambda at: at + bisect_left(wide, at)
