"""The committees: what they held, what they said."""

from garant.committees import figures as committees
from garant.directory.templatetags.french import day
from garant.reports.content import Section
from garant.reports.frame import Frame

PRINTED = 100


def section(frame: Frame) -> Section:
    organisation, period = frame.organisation, frame.period
    found = committees.committees_between(organisation, period.start, period.end)
    lines = committees.opinions_between(organisation, period.start, period.end, at_most=PRINTED)
    sessions, opinions = sum(found.sessions.values()), sum(found.verdicts.values())
    closed = frame.in_period("les séances de comité (date de leur clôture)")
    published = frame.in_period(
        "les avis publiés, à l’exclusion de ceux qu’un autre remplace (clôture de leur séance)"
    )
    return Section(
        key="comites",
        title="Comités et avis",
        figures=(
            frame.count(
                "comites.en-activite",
                "Comités en activité",
                found.committees,
                committees.committees_between,
                frame.as_found("la liste des comités"),
            ),
            frame.count("comites.seances", "Séances tenues", sessions, committees.committees_between, closed),
            frame.count("comites.avis", "Avis rendus", opinions, committees.committees_between, published),
        ),
        breakdowns=(
            frame.breakdown(
                "comites.sens",
                "Avis rendus, selon leur sens",
                "Sens de l’avis",
                [(verdict.value, verdict.label, n) for verdict, n in found.verdicts.items()],
                committees.committees_between,
                published,
                of="Avis",
            ),
        )
        if opinions
        else (),
        listings=(
            frame.listing(
                "comites.liste",
                "Avis publiés",
                ("Date", "Comité", "Affaire", "Avis"),
                [(day(each.at), each.committee, each.title, each.verdict) for each in lines],
                committees.opinions_between,
                published,
                widths=(1.5, 2, 3.5, 2),
                left_out=max(0, opinions - len(lines)),
            ),
        )
        if lines
        else (),
        silent="" if sessions else "Aucun comité ne s’est réuni dans cette période.",
    )
