"""Refusals, abandonments, retirements: how many, and the reason that was archived with each."""

from garant.charter import Stage
from garant.directory.templatetags.french import day
from garant.lifecycle import figures as lifecycle
from garant.reports.content import Section
from garant.reports.frame import Frame

PRINTED = 50


def section(frame: Frame) -> Section:
    organisation, period = frame.organisation, frame.period
    passages = lifecycle.passages_between(organisation, period.start, period.end)
    arbitrated = lifecycle.arbitrated_between(organisation, period.since, period.until)
    ended = lifecycle.ended_between(organisation, period.start, period.end, at_most=PRINTED)
    refused, abandoned, retired = (
        passages.get(stage, 0) for stage in (Stage.REFUSED, Stage.ABANDONED, Stage.RETIRED)
    )
    passed = frame.in_period("les passages d’étape des usages")
    held = frame.in_period("les séances d’arbitrage closes (date de la séance)")
    rows = [
        (f"n° {each.number} {each.title}", each.stage.french, day(each.at), each.reason) for each in ended
    ]
    return Section(
        key="refus",
        title="Arbitrages, refus et abandons",
        figures=(
            frame.count("refus.refuses", "Usages refusés", refused, lifecycle.passages_between, passed),
            frame.count(
                "refus.abandonnes", "Usages abandonnés", abandoned, lifecycle.passages_between, passed
            ),
            frame.count(
                "refus.seances",
                "Séances d’arbitrage tenues",
                arbitrated.sessions,
                lifecycle.arbitrated_between,
                held,
            ),
        ),
        breakdowns=(
            frame.breakdown(
                "refus.decisions",
                "Décisions d’arbitrage",
                "Décision",
                [(each.value, each.label, n) for each, n in arbitrated.decisions.items()],
                lifecycle.arbitrated_between,
                held,
                of="Usages",
            ),
        )
        if arbitrated.sessions
        else (),
        listings=(
            frame.listing(
                "refus.motifs",
                "Usages refusés, abandonnés ou retirés, avec le motif archivé",
                ("Usage", "Issue", "Date", "Motif"),
                rows,
                lifecycle.ended_between,
                passed,
                widths=(3, 1.2, 1.5, 4),
                left_out=max(0, refused + abandoned + retired - len(rows)),
            ),
        )
        if rows
        else (),
        silent=""
        if refused or abandoned or retired or arbitrated.sessions
        else "Dans cette période, aucun usage n’a été refusé, abandonné ni retiré, et aucune séance d’arbitrage n’a été tenue.",
    )
