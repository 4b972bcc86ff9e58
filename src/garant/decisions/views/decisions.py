"""Pages of the decisions: recorded, complete, notified, explained."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.catalogue.compliance import today_of
from garant.decisions import actions, queries, sheet
from garant.decisions.conditions import conditions_of
from garant.decisions.exporting import export_decisions
from garant.decisions.forms import (
    CompleteForm,
    DecisionForm,
    NotifyForm,
    OpenForm,
    RevisionForm,
    SearchForm,
    typed_content,
)
from garant.decisions.law import rule
from garant.decisions.mention import mention_of
from garant.decisions.models import Decision
from garant.decisions.pages import form_page, paper_file
from garant.decisions.scope import is_public
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import sent
from garant.directory.sending import attached

asked = require_http_methods(["GET", "HEAD", "POST"])
openers = for_roles(*queries.OPENERS)

_LEAD = (
    "Vous pouvez enregistrer sans tout remplir ; tout sera demandé pour rendre la décision complète. Vous relisez ce que "
    "vous écrivez ; le DPO et le guichet juridique ne l’ouvrent que pour un motif inscrit au journal."
)
_PER_PAGE = 50
_FORMATS = (("odt", "ODT"), ("docx", "DOCX"), ("pdf", "PDF"))


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """One's own; the whole register for who answers for it. A reference finds its decision."""
    actor = actor_of(request)
    form = SearchForm(request.GET)
    reference = form.cleaned_data["reference"] if form.is_valid() else ""
    found = queries.decisions_visible_to(actor, reference=reference)
    page = {
        "decisions": Paginator(found, _PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "searching": bool(reference),
        "sees_register": queries.sees_register(actor),
        "opens": queries.may_open(actor),
        "drafts": queries.drafts_count(actor),
    }
    return render(request, "decisions/decisions.html", page)


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The register as a file, without what it says of people."""
    actor = actor_of(request)
    ods = request.POST.get("format") == "ods"
    data = export_decisions(actor, format="ods" if ods else "csv")
    kind = "application/vnd.oasis.opendocument.spreadsheet" if ods else "text/csv; charset=utf-8"
    return attached(
        data, kind, f"decisions-{today_of(actor.organisation):%Y-%m-%d}.{'ods' if ods else 'csv'}"
    )


@asked
def new_decision(request: HttpRequest, treatment: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    version = queries.version_of(actor, treatment)
    facts = version.facts
    form = DecisionForm(facts, sent(request), initial={"decided_on": today_of(actor.organisation)})
    made: list[Decision] = []
    return form_page(
        request,
        form,
        lambda: made.append(
            actions.record_decision(
                actor,
                treatment,
                form.content(),
                decided_on=form.cleaned_data["decided_on"],
                appeal=form.cleaned_data["appeal"],
            )
        ),
        title="Consigner une décision",
        button="Enregistrer",
        back=(facts.title, version.treatment.get_absolute_url()),
        done="La décision est enregistrée, en préparation.",
        then=lambda: made[0].get_absolute_url(),
        shown={
            "facts": facts,
            "lead": _LEAD,
            "forbidden": [each for each in conditions_of(facts) if each.met is False],
        },
    )


@require_safe
def decision(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.decision_visible_to(actor, decision)
    reads = queries.reads_content(actor, found)
    content = queries.content_of(actor, decision) if reads else None
    own = found.decided_by_id == actor.id
    facts = found.version.facts
    page = {
        "decision": found,
        "facts": facts,
        "own": own,
        "sheet": sheet.sheet_of(found, content) if content is not None else None,
        "lacking": queries.lacking(found, content) if content is not None and found.is_draft else [],
        "mention": mention_of(facts, found.organisation),
        "conditions": conditions_of(facts, appeal=found.appeal),
        "nullity": rule("automated_mention" if is_public(found.organisation) else "automated_private"),
        "complete_form": CompleteForm(initial={"revision": found.revision}),
        "notify_form": NotifyForm(
            initial={
                "revision": found.revision,
                "notified_on": found.notified_on or today_of(found.organisation),
            }
        ),
        "open_form": OpenForm(),
        "opens": queries.may_open(actor) and not own and content is None and found.purged_at is None,
        "openings": queries.openings_of(actor, found),
        "formats": _FORMATS,
    }
    return render(request, "decisions/decision.html", page)


@asked
def amend(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.own_draft(actor, decision)
    initial = typed_content(queries.content_of(actor, decision)) | {
        "decided_on": found.decided_on,
        "appeal": found.appeal,
        "revision": found.revision,
    }
    form = DecisionForm(found.version.facts, sent(request), initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.amend_decision(
            actor,
            decision,
            form.content(),
            decided_on=form.cleaned_data["decided_on"],
            appeal=form.cleaned_data["appeal"],
            revision=form.cleaned_data["revision"] or -1,  # no row has it: told as changed meanwhile
        ),
        title=f"Modifier la décision {found.reference}",
        button="Enregistrer",
        back=(found.reference, found.get_absolute_url()),
        done="La décision est enregistrée.",
        then=found.get_absolute_url,
        shown={"facts": found.version.facts, "lead": _LEAD},
    )


@asked
def complete(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.own_draft(actor, decision)
    form = CompleteForm(sent(request), initial={"revision": found.revision})
    return form_page(
        request,
        form,
        lambda: actions.complete_decision(actor, decision, **form.cleaned_data),
        title=f"Rendre complète la décision {found.reference}",
        button="Rendre complète",
        back=(found.reference, found.get_absolute_url()),
        done="La décision est complète : elle dit ce qu’elle disait. La fiche d’explication est prête.",
        then=found.get_absolute_url,
        shown={"facts": found.version.facts},
    )


@asked
def notify(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.own_decision(actor, decision)
    initial = {"revision": found.revision, "notified_on": found.notified_on or today_of(found.organisation)}
    form = NotifyForm(sent(request), initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.notify_person(actor, decision, **form.cleaned_data),
        title=f"Notification de la décision {found.reference}",
        button="Enregistrer la date",
        back=(found.reference, found.get_absolute_url()),
        done="La date de notification est enregistrée.",
        then=found.get_absolute_url,
    )


@require_POST
def drop(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    form = RevisionForm(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else -1
    actions.drop_draft(actor_of(request), decision, revision=revision)
    messages.success(request, "Le brouillon est supprimé ; il n’en reste rien.")
    return redirect("decisions:decisions")


@asked
@openers
def open_content(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    """What a colleague decided, for a need that is written down."""
    actor = actor_of(request)
    found = queries.decision_visible_to(actor, decision)
    form = OpenForm(sent(request))
    return form_page(
        request,
        form,
        lambda: actions.open_content(actor, decision, **form.cleaned_data),
        title=f"Ouvrir la décision {found.reference}",
        button="Ouvrir pour une heure",
        back=(found.reference, found.get_absolute_url()),
        done="La décision vous est ouverte pour une heure. C’est inscrit au journal.",
        then=found.get_absolute_url,
    )


@require_safe
def explanation(request: HttpRequest, decision: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    content = queries.content_of(actor, decision)
    found = queries.decision_visible_to(actor, decision)
    page = {
        "decision": found,
        "sheet": sheet.sheet_of(found, content),
        "rule": rule("sheet"),
        "formats": _FORMATS,
    }
    return render(request, "decisions/sheet.html", page)


@require_safe
def explanation_file(request: HttpRequest, decision: uuid.UUID, form: str) -> HttpResponse:
    actor = actor_of(request)
    content = queries.content_of(actor, decision)
    found = queries.decision_visible_to(actor, decision)
    paper = sheet.paper_of(found, sheet.sheet_of(found, content))
    return paper_file(paper, f"explication-{found.reference}", form)
