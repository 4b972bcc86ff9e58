"""What anybody reads."""

from django.http import HttpRequest, HttpResponse

from garant.consultation.queries import public_consultations
from garant.directory.queries import charter_in_force, charter_versions
from garant.portal import algorithms as inventory
from garant.portal import points as journal
from garant.portal.evidence import public_evidence
from garant.portal.news import news
from garant.portal.queries import OpenPortal
from garant.portal.systems import ANSWER_TOKENS, system_cards
from garant.portal.terms import ASKS, Part
from garant.portal.views.opening import page, public_page, whole_address
from garant.press import golden_rules
from garant.publication.chart import bars
from garant.reports.queries import published_reports

_LATEST = 5
_LATEST_POINTS = 10


@public_page()
def home(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    """Who the organisation is, and the way to everything that it shows."""
    charter = charter_in_force(portal.organisation)
    rules = golden_rules(charter.charter)
    context = {
        "charter": charter,
        "rules": rules,
        "rules_count": len(rules.clauses) + rules.others,
        "clauses_count": len(charter.policy.clauses),
        "in_force": charter_versions(portal.organisation)[0],
        "news": news(portal)[:_LATEST],
        "asks": ASKS,
        "reports": len(published_reports(portal.organisation)),
        "consultations": len(public_consultations(portal.organisation)),
        "uses_count": len(inventory.lines(portal)) if Part.ALGORITHMS in portal.parts else 0,
    }
    return page(request, portal, "home.html", context)


@public_page(Part.SYSTEMS)
def systems(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    context: dict[str, object] = {"cards": system_cards(portal), "tokens": ANSWER_TOKENS}
    return page(request, portal, "systems.html", context)


@public_page(Part.ALGORITHMS)
def algorithms(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    return page(request, portal, "algorithms.html", {"lines": inventory.lines(portal)})


@public_page(Part.ALGORITHMS)
def algorithm(request: HttpRequest, portal: OpenPortal, number: int) -> HttpResponse:
    found = inventory.algorithm(portal, number)
    address = whole_address(request, "algorithm", portal.organisation.slug, number)
    return page(request, portal, "algorithm.html", {"algorithm": found, "address": address})


@public_page(Part.EVIDENCE)
def evidence(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    found = public_evidence(portal)
    context = {"found": found, "bars": bars(list(found.statuses)), "source": portal.threshold.source}
    return page(request, portal, "evidence.html", context)


@public_page(Part.JOURNAL)
def checkpoints(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    """What the checkpoints prove, the last ones, and the verifier."""
    latest = journal.latest(_LATEST_POINTS)
    context = {
        "last": latest[0] if latest else None,
        "points": latest,
        "count": latest[0].number if latest else 0,
        "key": journal.checkpoint_key(),
        "logs_before": journal.logs_before(),
    }
    return page(request, portal, "journal.html", context)


@public_page()
def accessibility(request: HttpRequest, portal: OpenPortal) -> HttpResponse:
    return page(request, portal, "accessibility.html", {})
