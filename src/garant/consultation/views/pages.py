"""The pages that both doors share: the text, a clause with what was said of it, the synthesis."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from garant.consultation import actions, figures, papers, queries, robots
from garant.consultation.chart import bars
from garant.consultation.forms import AmendmentForm, CommentForm, signature
from garant.consultation.parts import Part
from garant.consultation.queries import Item
from garant.consultation.terms import Kind, Opinion
from garant.consultation.views.doors import Door
from garant.directory.errors import NotFound
from garant.directory.filling import DONE, attempt
from garant.directory.sending import attached
from garant.directory.visitors import kept
from garant.paper import FORMATS, written

TABLES = ("csv", "ods")


def consultation_page(request: HttpRequest, door: Door) -> HttpResponse:
    """The whole text, and how much was said of each clause."""
    numbers = queries.contributions_by_clause(door.found)
    page = {
        "sections": [
            (title, [(part, door.clause(part.id), numbers.get(part.id, 0)) for part in parts])
            for title, parts in queries.sections_of(door.found)
        ],
        "on_whole": numbers.get("", 0),
        "workshops": queries.workshops_of(door.voice.person, door.found) if door.voice.person else [],
        "left": queries.answers_left(door.found)
        if door.manages and not (door.is_open or door.is_published)
        else 0,
        **_common(door),
    }
    return render(request, "consultation/consultation.html", page)


def clause_page(
    request: HttpRequest, door: Door, clause: str, *, refused: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    """What was said of one clause, and the two forms; `refused` is the one that was just sent."""
    part = _part(door, clause)
    comment, amendment = _forms(door, part)
    if isinstance(refused, AmendmentForm):
        amendment = refused
    elif refused is not None:
        comment = refused
    order = ["", *(each.id for each in door.found.clauses)]
    place = order.index(clause)
    page = {
        "part": part,
        "choices": queries.clause_choices(door.voice, door.found, clause) if part else (),
        "items": [(item, door.withdraw(item.contribution)) for item in _items(door, clause)],
        "comment": comment,
        "amendment": amendment,
        "amending": refused is amendment,
        "before": door.clause(order[place - 1]) if place else "",
        "after": door.clause(order[place + 1]) if place + 1 < len(order) else "",
        "mark": _mark(request, door),
        **_common(door),
    }
    return render(request, "consultation/clause.html", page, status=status)


def take(request: HttpRequest, door: Door, clause: str) -> HttpResponse:
    """What was sent on one clause: kept, or shown again with what to correct."""
    part = _part(door, clause)
    amends = request.POST.get("kind") == Kind.AMENDMENT
    form: forms.Form = (
        AmendmentForm(request.POST, auto_id="amendement-%s")
        if amends
        else CommentForm(request.POST, auto_id="commentaire-%s")
    )
    _sign(door, form)

    def act() -> None:
        guard(request, door)
        actions.contribute(
            door.voice,
            door.found.id,
            kind=Kind.AMENDMENT if amends else Kind.COMMENT,
            clause=clause,
            **form.cleaned_data,
        )

    status = attempt(form, act)
    if status != DONE:
        return clause_page(request, door, clause, refused=form, status=status)
    messages.success(request, "Votre contribution est enregistrée. Merci.")
    return redirect(door.clause(part.id if part else "") + "#contributions")


def take_reaction(request: HttpRequest, door: Door) -> HttpResponse:
    """A word on a contribution or on a clause."""
    opinion, clause = request.POST.get("opinion", ""), request.POST.get("clause", "")
    if opinion not in Opinion.values:
        raise NotFound(what="opinion")
    named = request.POST.get("contribution", "")
    guard(request, door)
    if not named:
        actions.react(door.voice, door.found.id, opinion=Opinion(opinion), clause=clause)
        return redirect(door.clause(clause) + "#texte")
    try:
        item = queries.contribution_in(door.found, uuid.UUID(named))
    except ValueError as error:
        raise NotFound(what="contribution") from error
    actions.react(door.voice, door.found.id, opinion=Opinion(opinion), contribution=item.id)
    return redirect(f"{door.clause(item.clause)}#contribution-{item.number}")


def withdrawal_page(request: HttpRequest, door: Door, contribution: uuid.UUID) -> HttpResponse:
    """Asked once more, then done."""
    item = queries.contribution_in(door.found, contribution)
    item.consultation = door.found
    if not queries.may_withdraw(door.voice, item) and door.is_open:
        raise NotFound(what="contribution")
    if request.method == "POST":
        actions.withdraw(door.voice, contribution)
        messages.success(request, "Votre contribution est retirée : ses mots sont effacés.")
        return redirect(door.clause(item.clause))
    page = {"item": item, "back": door.clause(item.clause), **_common(door)}
    return render(request, "consultation/withdraw.html", page)


def synthesis_page(request: HttpRequest, door: Door) -> HttpResponse:
    """Numbers, then each clause: what was said, what becomes of it and why."""
    queries.synthesis_for(door.voice, door.found.id)
    told = figures.participation_of(door.found)
    items, kept = _items(door, None), queries.syntheses_of(door.found)
    parts: list[Part | None] = [None, *door.found.clauses]
    sections = []
    for part in parts:
        name = part.id if part else ""
        mine = [item for item in items if item.contribution.clause == name]
        if mine or kept.get(name):
            sections.append((part, kept.get(name, ""), mine))
    page = {
        "told": told,
        "bars": bars(told.parts),
        "sections": sections,
        "fewest": told.fewest,
        "files": [(door.file(suffix), label) for suffix, label in _FILES],
        **_common(door),
    }
    return render(request, "consultation/synthesis.html", page)


def synthesis_file(door: Door, suffix: str) -> HttpResponse:
    """The synthesis as a document, or the contributions as a table."""
    found = queries.synthesis_for(door.voice, door.found.id)
    if suffix in TABLES:
        content_type, body = papers.table_of(found, suffix)
        name = f"consultation-{found.number}-contributions.{suffix}"
    else:
        content_type, body = written(papers.synthesis_paper(found), suffix)
        name = f"consultation-{found.number}-synthese.{suffix}"
    return attached(body, content_type, name)


def text_file(door: Door) -> HttpResponse:
    """The YAML file that is discussed."""
    name = f"consultation-{door.found.number}-texte.yaml"
    return attached(door.found.text.encode(), "application/yaml; charset=utf-8", name)


def guard(request: HttpRequest, door: Door) -> None:
    """Nothing for a person of the house; of a visitor, what tells them from a robot. What is missing is too fast."""
    if not door.public:
        return
    now = timezone.now()
    robots.slow_down(str(request.META.get("REMOTE_ADDR", "")), now=now)
    robots.check(door.found.id, request.POST.get("mark", ""), request.POST.get("suite", ""), now=now)


def _mark(request: HttpRequest, door: Door) -> str:
    """When a visitor's form was shown; a person of the house needs none."""
    if not door.public:
        return ""
    return kept(request.POST.get("mark", ""), robots.name_of(door.found.id), now=timezone.now())


_FILES = tuple(
    (suffix, label)
    for suffix, label in (
        ("pdf", "Synthèse, PDF accessible (PDF/UA-1)"),
        ("odt", "Synthèse, ODT, pour LibreOffice"),
        ("docx", "Synthèse, DOCX, pour Word"),
        ("csv", "Contributions, CSV, pour un tableur"),
        ("ods", "Contributions, ODS, pour LibreOffice"),
    )
    if suffix in (*FORMATS, *TABLES)
)


def _common(door: Door) -> dict[str, object]:
    return {"door": door, "consultation": door.found, "organisation": door.voice.organisation}


def _part(door: Door, clause: str) -> Part | None:
    if clause and clause not in door.found.clauses_by_id:
        raise NotFound(what="clause")
    return door.found.clauses_by_id.get(clause)


def _items(door: Door, clause: str | None) -> list[Item]:
    return queries.items_of(door.voice, door.found, clause)


def _forms(door: Door, part: Part | None) -> tuple[forms.Form | None, forms.Form | None]:
    if not door.is_open:
        return None, None
    comment = CommentForm(auto_id="commentaire-%s")
    _sign(door, comment)
    if part is None:
        return comment, None
    amendment = AmendmentForm(initial={"text": part.text}, auto_id="amendement-%s")
    _sign(door, amendment)
    return comment, amendment


def _sign(door: Door, form: forms.Form) -> None:
    """A visitor may sign what they write, but where nobody is named."""
    if door.public and not door.found.anonymous:
        form.fields["signature"] = signature()
