"""The two views that send: one message, or one message again. A stream of events for the page's script; without
JavaScript, a plain form whose page comes back with the answer."""

import uuid
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Final

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from garant.assistant import actions
from garant.assistant.actions import Pending
from garant.assistant.errors import ConversationUnknown
from garant.assistant.exchange import AnswerGrows, AnswerSettled, QuestionSettled, Step, exchange
from garant.assistant.heartbeat import with_heartbeat
from garant.assistant.pages import message_context
from garant.assistant.sse import event
from garant.directory.models import Person

_STREAM: Final = "text/event-stream"
_SILENCE_SECONDS: Final = 15.0


@require_POST
async def send(request: HttpRequest) -> HttpResponseBase:
    """A message, in a new conversation or an old one."""
    actor = await _actor(request)
    pending = await sync_to_async(actions.write_message)(
        actor,
        text=request.POST.get("text", ""),
        system=request.POST.get("system", ""),
        conversation=_conversation(request.POST.get("conversation", "")),
        questions_seen=request.POST.get("questions") == "seen",
    )
    return await _answer(request, pending)


@require_POST
async def send_again(request: HttpRequest, message: uuid.UUID) -> HttpResponseBase:
    """A message that did not leave or got no answer, to its system or to another."""
    actor = await _actor(request)
    pending = await sync_to_async(actions.write_again)(
        actor, message, system=request.POST.get("system") or None
    )
    return await _answer(request, pending)


async def _actor(request: HttpRequest) -> Person:
    actor = await request.auser()
    assert isinstance(actor, Person)  # the login middleware stands before
    return actor


def _conversation(told: str) -> uuid.UUID | None:
    if not told:
        return None
    try:
        return uuid.UUID(told)
    except ValueError as error:
        raise ConversationUnknown from error


async def _answer(request: HttpRequest, pending: Pending) -> HttpResponseBase:
    page = reverse("assistant:conversation", args=[pending.conversation])
    if _STREAM in request.headers.get("accept", ""):
        token = await sync_to_async(get_token)(request)
        response = StreamingHttpResponse(_events(pending, page, token), content_type=_STREAM)
        response["X-Accel-Buffering"] = "no"  # nginx would hold the stream back
        return response
    async with aclosing(exchange(pending)) as steps:
        async for _ in steps:
            pass
    return HttpResponseRedirect(f"{page}#message-{pending.message}")


async def _events(pending: Pending, page: str, token: str) -> AsyncIterator[bytes]:
    yield event(
        "opened", {"page": page, "conversation": str(pending.conversation), "message": str(pending.message)}
    )
    async with aclosing(with_heartbeat(exchange(pending), seconds=_SILENCE_SECONDS)) as steps:
        async for step in steps:
            yield b": en attente\n\n" if step is None else await _told(step, pending, token)
    yield event("end", {})


async def _told(step: Step, pending: Pending, token: str) -> bytes:
    match step:
        case AnswerGrows():
            return event("words", {"text": step.text})
        case QuestionSettled():
            return event("question", {"html": await _drawn(pending, step.message, token), "code": step.code})
        case AnswerSettled():
            return event("answer", {"html": await _drawn(pending, step.message, token)})


@sync_to_async
def _drawn(pending: Pending, message: uuid.UUID, token: str) -> str:
    try:
        context = message_context(pending.owner, message)
    except ConversationUnknown:
        return ""  # deleted meanwhile, from another tab
    return render_to_string("assistant/_message.html", {**context, "csrf_token": token})
