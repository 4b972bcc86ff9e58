"""The requests of those who exercise a right."""

from garant.registers import figures as registers
from garant.reports.content import Section
from garant.reports.frame import Frame


def section(frame: Frame) -> Section:
    period = frame.period
    found = registers.rights_between(frame.organisation, period.start, period.end, now=frame.now)
    query = registers.rights_between
    method = frame.in_period("le registre des demandes de droits (date de réception)")
    answered = found.answered
    return Section(
        key="droits",
        title="Demandes de droits",
        figures=(
            frame.count("droits.recues", "Demandes de droits reçues", answered.opened, query, method),
            frame.count("droits.en-delai", "Répondues dans le délai", answered.in_time, query, method),
            frame.count("droits.en-retard", "Répondues hors délai, ou en retard", answered.late, query, method),
            frame.count("droits.ouvertes", "Encore ouvertes le jour du calcul", answered.open, query, method),
            frame.count("droits.prolongees", "Demandes dont le délai a été prolongé", found.extended, query, method),
        ),
        breakdowns=(
            frame.breakdown(
                "droits.nature",
                "Demandes reçues, selon le droit exercé",
                "Droit",
                [(kind.value, kind.label, n) for kind, n in found.kinds.items()],
                query,
                method,
                of="Demandes",
            ),
        )
        if answered.opened
        else (),
        silent="" if answered.opened else "Aucune demande de droits n’a été reçue dans cette période.",
    )  # fmt: skip
