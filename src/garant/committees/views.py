"""What people read: committees, sessions, opinions, minutes."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from garant.committees import queries
from garant.committees.errors import MinutesNotReady
from garant.committees.forms import ApproveForm, AttendanceForm, TakeForm
from garant.committees.minutes import filename, minutes_of
from garant.committees.models import Item, Session
from garant.directory.access import actor_of
from garant.directory.models import Person
from garant.directory.sending import attached
from garant.directory.subject import page_of
from garant.history.queries import versions_of
from garant.paper import written


@require_safe
def committees(request: HttpRequest) -> HttpResponse:
    """An agent without a seat finds the published opinions."""
    actor = actor_of(request)
    page = {
        "committees": queries.committees_visible_to(actor),
        "manages": queries.may_manage(actor),
        "opinions": queries.published_opinions(actor)[:10],
    }
    return render(request, "committees/committees.html", page)


@require_safe
def committee(request: HttpRequest, committee: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.committee_visible_to(actor, committee)
    page = {
        "committee": found,
        "members": queries.members_of(found),
        "waiting": [(item, page_of(item.subject)) for item in queries.waiting_cases(found)],
        "sessions": queries.sessions_of(found),
        "manages": queries.may_manage(actor) and found.ended_at is None,
        "works": queries.may_work(actor, found) and found.ended_at is None,
        "versions": versions_of(actor, f"committee:{found.id}"),
    }
    return render(request, "committees/committee.html", page)


@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    page = {"opinions": queries.published_opinions(actor_of(request))}
    return render(request, "committees/opinions.html", page)


@require_safe
def opinion(request: HttpRequest, opinion: uuid.UUID) -> HttpResponse:
    found = queries.opinion_visible_to(actor_of(request), opinion)
    page = {"opinion": found, "item": found.item, "use_page": page_of(found.item.subject)}
    return render(request, "committees/opinion.html", page)


@require_safe
def session(request: HttpRequest, sitting: uuid.UUID) -> HttpResponse:
    return session_page(request, sitting)


@require_safe
def minutes(request: HttpRequest, sitting: uuid.UUID) -> HttpResponse:
    found = queries.session_visible_to(actor_of(request), sitting)
    if not found.is_closed:
        raise MinutesNotReady
    page = {
        "session": found,
        "committee": found.committee,
        "attendances": queries.attendance_of(found),
        "cases": [_read(actor_of(request), item, found) for item in queries.agenda_of(found)],
        "approved_here": list(found.approves.all()),
    }
    return render(request, "committees/minutes.html", page)


@require_safe
def download_minutes(request: HttpRequest, sitting: uuid.UUID, form: str) -> HttpResponse:
    found = queries.session_visible_to(actor_of(request), sitting)
    content_type, content = written(minutes_of(found), form)
    return attached(content, content_type, filename(found, form))


def session_page(
    request: HttpRequest,
    session: uuid.UUID,
    *,
    attendance: AttendanceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a session, with a form that was sent and does not hold."""
    actor = actor_of(request)
    found = queries.session_visible_to(actor, session)
    body = found.committee
    works = queries.may_work(actor, body)
    page = {
        "session": found,
        "committee": body,
        "works": works,
        "cases": [_read(actor, item, found) for item in queries.agenda_of(found)],
        "attendances": queries.attendance_of(found),
        "seated": queries.seated(body, found.day),
    }
    if works and found.is_planned:
        waiting = queries.waiting_cases(body)
        page["take"] = TakeForm(waiting) if waiting else None
    if works and found.is_open:
        page["quorum"] = queries.quorum_of(found)
        page["attendance"] = attendance or AttendanceForm(
            queries.seated(body, found.day), initial=_attendance(found)
        )
        to_approve = [
            each
            for each in queries.sessions_of(body)
            if each.is_closed and each.approved_at is None and each.at < found.at
        ]
        page["approve"] = ApproveForm(to_approve, auto_id="approve_%s") if to_approve else None
    return render(request, "committees/session.html", page, status=status)


def _attendance(session: Session) -> dict[str, object]:
    said = {f"member-{each.member_id}": each.presence for each in queries.attendance_of(session)}
    return {"revision": session.revision, **said}


def _read(actor: Person, item: Item, session: Session) -> dict[str, object]:
    """One case of a session, for its reader."""
    return {
        "item": item,
        "use_page": page_of(item.subject),
        "opinions": list(item.opinions.select_related("superseded_by", "supersedes")),
        "conflicts": [
            (conflict, queries.nature_of(actor, conflict)) for conflict in queries.conflicts_on(item)
        ],
        "quorum": queries.quorum_on(item) if session.is_open and session.attendance_at else None,
        "late": bool(session.convened_at and item.taken_at and item.taken_at > session.convened_at),
    }
