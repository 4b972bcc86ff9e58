"""What was promised: what was kept, and what the coming year must bring."""

from garant.directory.templatetags.french import day
from garant.registers import figures as registers
from garant.reports.content import Section
from garant.reports.frame import Frame

PRINTED = 100


def section(frame: Frame) -> Section:
    period = frame.period
    found = registers.commitments_between(frame.organisation, period.start, period.end, today=frame.today)
    promises = registers.promises_open(frame.organisation, at_most=PRINTED)
    state = frame.as_found("le registre des engagements")
    query = registers.commitments_between
    rows = [
        (each.title, each.owner or "—", day(each.due) if each.due else "sans échéance", each.source or "—")
        for each in promises
    ]
    return Section(
        key="engagements",
        title="Engagements pour l’année qui vient",
        figures=(
            frame.count(
                "engagements.tenus",
                "Engagements déclarés tenus",
                found.kept,
                query,
                frame.in_period("le registre des engagements (dernière modification de ceux qui sont tenus)"),
            ),
            frame.count("engagements.en-cours", "Engagements en cours", found.open, query, state),
            frame.count(
                "engagements.echus", "Engagements en cours dont l’échéance est passée", found.late, query, state
            ),
            frame.count("engagements.sans-echeance", "Engagements en cours sans échéance", found.undated, query, state),
        ),
        listings=(
            frame.listing(
                "engagements.liste",
                "Engagements en cours",
                ("Engagement", "Qui en répond", "Échéance", "Origine"),
                rows,
                registers.promises_open,
                state,
                widths=(4, 2.2, 1.6, 2.2),
                left_out=max(0, found.open - len(rows)),
            ),
        )
        if rows
        else (),
        silent="" if found.open or found.kept else "Aucun engagement n’est inscrit au registre.",
    )  # fmt: skip
