"""Pages of the treatments: what is declared, the mention and the texts that follow from it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from garant.catalogue.compliance import today_of
from garant.decisions import actions, queries
from garant.decisions.conditions import conditions_of
from garant.decisions.forms import AmendTreatmentForm, TreatmentForm, typed_facts
from garant.decisions.law import rule
from garant.decisions.mention import mention_of
from garant.decisions.models import Treatment, TreatmentVersion
from garant.decisions.notices import notices_of
from garant.decisions.pages import form_page, paper_file, paper_of
from garant.decisions.scope import duties_of, is_public
from garant.directory.access import actor_of, for_roles
from garant.directory.filling import sent
from garant.directory.subject import page_of, subject_of

asked = require_http_methods(["GET", "HEAD", "POST"])
declarers = for_roles(*queries.DECLARERS)

_ALL = ("Traitements", "/decisions/traitements/")


@require_safe
def treatments(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = {"treatments": queries.treatments_visible_to(actor), "declares": queries.may_declare(actor)}
    return render(request, "decisions/treatments.html", page)


@asked
@declarers
def new_treatment(request: HttpRequest) -> HttpResponse:
    """`?usage=<uuid>` names the use that it belongs to."""
    actor = actor_of(request)
    use = request.GET.get("usage", "")
    form = TreatmentForm(sent(request), initial={"subject": subject_of(use)})
    made: list[Treatment] = []
    return form_page(
        request,
        form,
        lambda: made.append(
            actions.declare_treatment(actor, form.facts(), subject=form.cleaned_data["subject"])
        ),
        title="Déclarer un traitement",
        button="Déclarer",
        back=_ALL,
        done="Le traitement est déclaré. Vérifiez la mention qui en découle.",
        then=lambda: made[0].get_absolute_url(),
        template="decisions/treatment_form.html",
    )


@require_safe
def treatment(request: HttpRequest, treatment: uuid.UUID, number: int | None = None) -> HttpResponse:
    """The last version, or the one of this number."""
    actor = actor_of(request)
    version = queries.version_of(actor, treatment, number)
    organisation = version.treatment.organisation
    versions = queries.versions_of(actor, treatment)
    page = {
        "treatment": version.treatment,
        "version": version,
        "facts": version.facts,
        "versions": versions,
        "is_last": version.number == versions[0].number,
        "use_page": page_of(version.treatment.subject),
        "mention": mention_of(version.facts, organisation),
        "duties": duties_of(organisation, today_of(organisation)),
        "conditions": conditions_of(version.facts),
        "nullity": rule("automated_mention" if is_public(organisation) else "automated_private"),
        "lawful": all(each.met is not False for each in conditions_of(version.facts)),
        "declares": queries.may_declare(actor),
        "taken": queries.decisions_visible_to(actor, treatment=treatment).count(),
        "formats": _FORMATS,
    }
    return render(request, "decisions/treatment.html", page)


@asked
@declarers
def amend_treatment(request: HttpRequest, treatment: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    last = queries.version_of(actor, treatment)
    form = AmendTreatmentForm(sent(request), initial=typed_facts(last.facts) | {"after": last.number})
    back = last.treatment.get_absolute_url()
    return form_page(
        request,
        form,
        lambda: actions.amend_treatment(
            actor,
            treatment,
            form.facts(),
            after=form.cleaned_data["after"],
            reason=form.cleaned_data["reason"],
        ),
        title=f"Modifier « {last.facts.title} »",
        button="Enregistrer",
        back=("Le traitement", back),
        done="Les changements valent pour les décisions à venir ; celles qui sont prises gardent l’ancien texte.",
        then=lambda: back,
        template="decisions/treatment_form.html",
    )


@require_POST
@declarers
def close_treatment(request: HttpRequest, treatment: uuid.UUID) -> HttpResponse:
    found = actions.close_treatment(actor_of(request), treatment)
    messages.success(request, "Le traitement est clos : plus aucune décision ne repose sur lui.")
    return redirect(found)


@require_safe
def mention_file(request: HttpRequest, treatment: uuid.UUID, number: int, form: str) -> HttpResponse:
    version = queries.version_of(actor_of(request), treatment, number)
    organisation = version.treatment.organisation
    mention = mention_of(version.facts, organisation)
    paper = paper_of(
        "Mention d’un traitement algorithmique",
        [mention],
        organisation=organisation.name,
        subtitle=version.facts.title,
    )
    return paper_file(paper, _name("mention", version), form)


@require_safe
def notices(request: HttpRequest, treatment: uuid.UUID) -> HttpResponse:
    """The texts of the AI Act and of the RGPD, by the last version."""
    version = queries.version_of(actor_of(request), treatment)
    organisation = version.treatment.organisation
    page = {
        "treatment": version.treatment,
        "facts": version.facts,
        "notices": notices_of(version.facts, organisation, today_of(organisation)),
        "declares": queries.may_declare(actor_of(request)),
        "formats": _FORMATS,
    }
    return render(request, "decisions/notices.html", page)


@require_safe
def notices_file(request: HttpRequest, treatment: uuid.UUID, form: str) -> HttpResponse:
    version = queries.version_of(actor_of(request), treatment)
    organisation = version.treatment.organisation
    found = notices_of(version.facts, organisation, today_of(organisation))
    paper = paper_of(
        "Textes d’information",
        [each.passage for each in found],
        organisation=organisation.name,
        subtitle=version.facts.title,
    )
    return paper_file(paper, _name("textes", version), form)


def _name(what: str, version: TreatmentVersion) -> str:
    return f"{what}-traitement-{version.treatment.number}-version-{version.number}"


_FORMATS = (("odt", "ODT"), ("docx", "DOCX"), ("pdf", "PDF"))
