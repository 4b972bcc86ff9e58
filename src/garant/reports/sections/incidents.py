"""The incidents: how many, of which kind, answered in time or not."""

from garant.registers import figures as registers
from garant.registers.terms import Step
from garant.reports.content import Section
from garant.reports.frame import Frame


def section(frame: Frame) -> Section:
    period = frame.period
    found = registers.incidents_between(frame.organisation, period.start, period.end, now=frame.now)
    query = registers.incidents_between
    method = frame.in_period("le registre des incidents (date du signalement)")
    answered = found.answered
    return Section(
        key="incidents",
        title="Incidents",
        figures=(
            frame.count("incidents.signales", "Incidents signalés", answered.opened, query, method),
            frame.count("incidents.en-delai", "Clos dans le délai", answered.in_time, query, method),
            frame.count("incidents.en-retard", "Clos hors délai, ou en retard", answered.late, query, method),
            frame.count(
                "incidents.ouverts", "Encore ouverts le jour du calcul", answered.open, query, method
            ),
            frame.count(
                "incidents.cnil",
                "Violations de données notifiées à la CNIL",
                found.steps[Step.CNIL_TOLD],
                query,
                frame.in_period("les étapes enregistrées des incidents"),
            ),
        ),
        breakdowns=(
            frame.breakdown(
                "incidents.nature",
                "Incidents signalés, selon leur nature",
                "Nature",
                [(each.value, each.label, n) for each, n in found.categories.items()],
                query,
                method,
                of="Incidents",
            ),
            frame.breakdown(
                "incidents.gravite",
                "Incidents signalés, selon leur gravité",
                "Gravité",
                [
                    (each.value if each else "inconnue", each.label if each else "Non encore évaluée", n)
                    for each, n in found.severities.items()
                ],
                query,
                method,
                of="Incidents",
            ),
        )
        if answered.opened
        else (),
        silent="" if answered.opened else "Aucun incident n’a été signalé dans cette période.",
    )
