"""What was asked of the systems through the gateway, and what the charter did with it."""

from garant.publication import figures as publication
from garant.reports.content import Section
from garant.reports.frame import Frame
from garant.reports.numbers import TOO_FEW
from garant.words import Action, Zone

_WHERE = "les comptes du journal de la passerelle"


def section(frame: Frame) -> Section:
    found = publication.traffic_between(frame.organisation, frame.period.since, frame.period.until)
    method, query = frame.in_period(_WHERE), publication.traffic_between
    if frame.too_few:
        return Section(
            key="demandes",
            title="Demandes aux systèmes d’IA",
            figures=(frame.unknown("demandes.examinees", "Demandes examinées", query, method, said=TOO_FEW),),
        )
    served = sum(found.answers.values())
    return Section(
        key="demandes",
        title="Demandes aux systèmes d’IA",
        figures=(
            frame.count(
                "demandes.examinees", "Demandes examinées par la charte", found.requests, query, method
            ),
            frame.count(
                "demandes.servies", "Demandes auxquelles un système a répondu", served, query, method
            ),
        ),
        breakdowns=(
            frame.breakdown(
                "demandes.zone",
                "Réponses, selon la zone du système",
                "Zone",
                [(zone.value, zone.french.capitalize(), found.answers.get(zone, 0)) for zone in Zone],
                query,
                f"{method} La zone est celle du système au catalogue quand le journal a été lu.",
                of="Réponses",
            ),
            frame.breakdown(
                "demandes.decision",
                "Décisions des clauses sur les demandes",
                "Décision",
                [(each.value, each.french.capitalize(), found.decisions.get(each, 0)) for each in Action],
                query,
                f"{method} Une demande compte une fois pour chaque clause qui s’est prononcée.",
                of="Décisions",
            ),
        )
        if found.requests
        else (),
        silent="" if found.requests else "Aucune demande n’est passée par la passerelle dans cette période.",
    )
