"""The charter as it is read, and its evidence."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from garant.charter import Status, render_html, render_markdown
from garant.directory import queries as directory
from garant.directory.access import actor_of
from garant.directory.charters import CharterInForce
from garant.directory.errors import NotFound
from garant.directory.models import Organisation
from garant.publication import actions, queries
from garant.publication.chart import bars
from garant.words import Zone

_FORMS = {"yaml": "application/yaml", "md": "text/markdown", "html": "text/html"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the parts of a charter page stand: the same page serves the public and the people of the house."""

    organisation: Organisation
    public: bool

    def version(self, number: int) -> str:
        if self.public:
            return reverse("publication:public-version", args=[self.organisation.slug, number])
        return reverse("publication:version", args=[number])

    @property
    def in_force(self) -> str:
        if self.public:
            return reverse("publication:public-charter", args=[self.organisation.slug])
        return reverse("publication:charter")

    @property
    def downloads(self) -> list[tuple[str, str]]:
        named = (("yaml", "YAML, le fichier que le logiciel applique"), ("md", "Markdown"), ("html", "HTML"))
        return [(self._download(form), label) for form, label in named]

    def _download(self, form: str) -> str:
        if self.public:
            return reverse("publication:public-download", args=[self.organisation.slug, form])
        return reverse("publication:download", args=[form])


@require_safe
def charter(request: HttpRequest) -> HttpResponse:
    organisation = actor_of(request).organisation
    return _charter(request, directory.charter_in_force(organisation), Addresses(organisation, public=False))


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    organisation = actor_of(request).organisation
    found = directory.charter_version(organisation, number)
    return _charter(request, found, Addresses(organisation, public=False))


@require_safe
def download(request: HttpRequest, form: str) -> HttpResponse:
    return _file(actor_of(request).organisation, form)


@login_not_required
@require_safe
def public_charter(request: HttpRequest, organisation: str) -> HttpResponse:
    """The charter is a public text: anyone reads it, signed in or not."""
    found = directory.organisation_named(organisation)
    return _charter(request, directory.charter_in_force(found), Addresses(found, public=True))


@login_not_required
@require_safe
def public_version(request: HttpRequest, organisation: str, number: int) -> HttpResponse:
    found = directory.organisation_named(organisation)
    return _charter(request, directory.charter_version(found, number), Addresses(found, public=True))


@login_not_required
@require_safe
def public_download(request: HttpRequest, organisation: str, form: str) -> HttpResponse:
    return _file(directory.organisation_named(organisation), form)


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    actions.collect()
    found = queries.evidence_for_reader(actor)
    actions.note_reading(actor)
    statuses = [(status, found.by_status[status]) for status in Status]
    page = {
        "charter": directory.charter_in_force(actor.organisation),
        "found": found,
        "statuses": statuses,
        "bars": bars(statuses),
        "days": queries.DAYS,
        "answers": [(zone, found.tally.answers[zone]) for zone in Zone if zone in found.tally.answers],
    }
    return render(request, "publication/evidence.html", page)


def _charter(request: HttpRequest, found: CharterInForce, addresses: Addresses) -> HttpResponse:
    rows = directory.charter_versions(addresses.organisation)
    numbers = {clause.id: number for number, _, clause in found.charter.numbered()}
    page = {
        "organisation": addresses.organisation,
        "shown": found,
        "charter": found.charter,
        "values": [
            (value, [(name, numbers[name]) for name in value.clauses]) for value in found.charter.values
        ],
        "in_force": rows[0].number == found.number,
        "versions": [(row, addresses.version(row.number)) for row in rows],
        "addresses": addresses,
    }
    return render(request, "publication/charter.html", page)


def _file(organisation: Organisation, form: str) -> HttpResponse:
    if form not in _FORMS:
        raise NotFound(what="download")
    found = directory.charter_in_force(organisation)
    match form:
        case "yaml":
            text = found.text
        case "md":
            text = render_markdown(found.charter)
        case _:
            text = render_html(found.charter)
    response = HttpResponse(text, content_type=f"{_FORMS[form]}; charset=utf-8")
    name = f"{found.charter.id}-{found.charter.version}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
