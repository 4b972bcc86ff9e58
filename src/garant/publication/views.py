"""The charter as it is read, and its evidence."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from garant.catalogue.compliance import today_of
from garant.charter import Status
from garant.directory import queries as directory
from garant.directory.access import actor_of
from garant.directory.charters import CharterInForce
from garant.directory.comparison import difference
from garant.directory.errors import NotFound
from garant.directory.kinds import CHARTER_WRITERS
from garant.directory.models import Organisation
from garant.directory.sending import attached
from garant.press import ACCENT, SIZES, ColourUnreadable, golden_rules, readable
from garant.publication import actions, queries
from garant.publication.chart import bars
from garant.publication.files import FORMS, CharterFile, file_of, label_of, poster_file
from garant.publication.period import PeriodForm, last_days
from garant.words import Zone, say, todo


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the parts of a charter page stand: the same page serves the public and the people of the house."""

    organisation: Organisation
    public: bool

    @property
    def layout(self) -> str:
        """The template around the page: the public stays in the organisation's portal."""
        return "portal/around.html" if self.public else "web/base.html"

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
    def compare(self) -> str:
        if self.public:
            return reverse("publication:public-compare", args=[self.organisation.slug])
        return reverse("publication:compare")

    def download(self, form: str, number: int | None) -> str:
        """The file of one version; of the one in force where no number is given."""
        name = "download" if number is None else "version-download"
        arguments: list[str | int] = [form] if number is None else [number, form]
        if self.public:
            return reverse(f"publication:public-{name}", args=[self.organisation.slug, *arguments])
        return reverse(f"publication:{name}", args=arguments)


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
def compare(request: HttpRequest) -> HttpResponse:
    """Any two versions, in plain French."""
    return _compare(request, Addresses(actor_of(request).organisation, public=False))


@require_safe
def download(request: HttpRequest, form: str) -> HttpResponse:
    organisation = actor_of(request).organisation
    return _download(request, organisation, directory.charter_in_force(organisation), form)


@require_safe
def version_download(request: HttpRequest, number: int, form: str) -> HttpResponse:
    organisation = actor_of(request).organisation
    return _download(request, organisation, directory.charter_version(organisation, number), form)


@require_safe
def poster_page(request: HttpRequest) -> HttpResponse:
    """The poster in the organisation's colour: what was asked, what can be read, and the two sheets."""
    organisation = actor_of(request).organisation
    found = directory.charter_in_force(organisation)
    asked = request.GET.get("couleur", ACCENT)
    problem = None
    try:
        shade = readable(asked)
    except ColourUnreadable as error:
        shade, problem = readable(ACCENT), error
    page = {
        "rules": golden_rules(found.charter),
        "version": found.charter.version,
        "shade": shade,
        "asked": asked,
        "problem": f"{say(problem)} {todo(problem)}" if problem else "",
        "sizes": SIZES,
    }
    return render(request, "publication/poster.html", page, status=400 if problem else 200)


@require_safe
def poster_download(request: HttpRequest, size: str) -> HttpResponse:
    organisation = actor_of(request).organisation
    found = directory.charter_in_force(organisation)
    colour = readable(request.GET.get("couleur", ACCENT)).used
    return _attached(
        poster_file(found, size=size.upper(), colour=colour, address=_public_address(request, organisation))
    )


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
def public_compare(request: HttpRequest, organisation: str) -> HttpResponse:
    return _compare(request, Addresses(directory.organisation_named(organisation), public=True))


@login_not_required
@require_safe
def public_download(request: HttpRequest, organisation: str, form: str) -> HttpResponse:
    found = directory.organisation_named(organisation)
    return _download(request, found, directory.charter_in_force(found), form)


@login_not_required
@require_safe
def public_version_download(request: HttpRequest, organisation: str, number: int, form: str) -> HttpResponse:
    found = directory.organisation_named(organisation)
    return _download(request, found, directory.charter_version(found, number), form)


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    actions.collect()
    form = PeriodForm(request.GET, usual=last_days(today_of(actor.organisation), queries.DAYS))
    found, beside = queries.evidence_for_reader(actor, form.period)
    actions.note_reading(actor)
    statuses = [(status, found.by_status[status]) for status in Status]
    page = {
        "charter": directory.charter_in_force(actor.organisation),
        "found": found,
        "form": form,
        "sections": [
            (section, [(each, beside[each.clause.id]) for each in section.clauses])
            for section in found.sections
        ],
        "statuses": statuses,
        "bars": bars(statuses),
        "days": form.period.days,
        "answers": [(zone, found.tally.answers[zone]) for zone in Zone if zone in found.tally.answers],
    }
    return render(request, "publication/evidence.html", page, status=200 if form.is_valid() else 400)


def _charter(request: HttpRequest, found: CharterInForce, addresses: Addresses) -> HttpResponse:
    rows = directory.charter_versions(addresses.organisation)
    scheduled = directory.charter_scheduled(addresses.organisation)
    numbers = {clause.id: number for number, _, clause in found.charter.numbered()}
    in_force = bool(rows) and rows[0].number == found.number
    page = {
        "organisation": addresses.organisation,
        "shown": found,
        "row": next((row for row in [scheduled, *rows] if row and row.number == found.number), None),
        "charter": found.charter,
        "values": [
            (value, [(name, numbers[name]) for name in value.clauses]) for value in found.charter.values
        ],
        "in_force": in_force,
        "scheduled": (scheduled, addresses.version(scheduled.number)) if scheduled else None,
        "to_come": scheduled is not None and scheduled.number == found.number,
        "versions": [(row, addresses.version(row.number)) for row in rows],
        "addresses": addresses,
        "writes": not addresses.public and actor_of(request).has_role(*CHARTER_WRITERS),
        "files": _files(request, found, addresses, in_force=in_force),
    }
    return render(request, "publication/charter.html", page)


def _compare(request: HttpRequest, addresses: Addresses) -> HttpResponse:
    """Two versions by their numbers in `de` and `a`; the last two where none is asked for."""
    organisation = addresses.organisation
    rows = directory.charter_versions(organisation)
    scheduled = directory.charter_scheduled(organisation)
    offered = [*([scheduled] if scheduled else []), *rows]
    numbers = [row.number for row in offered]
    after = _asked(request, "a", numbers, numbers[0] if numbers else 0)
    older = [number for number in numbers if number < after]
    before = _asked(request, "de", numbers, older[0] if older else after)
    first, second = (directory.charter_version(organisation, number) for number in (before, after))
    page = {
        "organisation": organisation,
        "addresses": addresses,
        "versions": offered,
        "scheduled": scheduled,
        "chosen": (before, after),
        "rows": [next(row for row in offered if row.number == number) for number in (before, after)],
        "found": difference(first.charter, second.charter) if before != after else None,
    }
    return render(request, "publication/compare.html", page)


def _asked(request: HttpRequest, name: str, numbers: list[int], usual: int) -> int:
    """The number of a version that the address names; NotFound for one that there is not."""
    said = request.GET.get(name, "").strip()
    if not said:
        return usual
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1
    if number not in numbers:
        raise NotFound(what="charter")
    return number


def _files(
    request: HttpRequest, found: CharterInForce, addresses: Addresses, *, in_force: bool
) -> list[tuple[str, str]]:
    """Address and text of each link; the version in force has addresses that stay when another follows it."""
    public = _public_address(request, addresses.organisation)
    number = None if in_force else found.number
    return [(addresses.download(form, number), label_of(found, form, address=public)) for form in FORMS]


def _public_address(request: HttpRequest, organisation: Organisation) -> str:
    return request.build_absolute_uri(reverse("publication:public-charter", args=[organisation.slug]))


def _download(
    request: HttpRequest, organisation: Organisation, found: CharterInForce, form: str
) -> HttpResponse:
    return _attached(file_of(found, form, address=_public_address(request, organisation)))


def _attached(file: CharterFile) -> HttpResponse:
    return attached(file.body, file.content_type, file.name)
