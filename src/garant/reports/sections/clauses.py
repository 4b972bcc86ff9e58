"""What shows that the charter is respected, clause by clause: the evidence page, over the period."""

from garant.charter import ClauseEvidence, Status
from garant.directory.errors import CharterNotInForce
from garant.directory.queries import charter_in_force
from garant.publication.queries import evidence_of, tally_of
from garant.reports.content import Section
from garant.reports.frame import Frame
from garant.reports.numbers import TOO_FEW

_TOO_FEW = f"Chiffre {TOO_FEW}."


def section(frame: Frame) -> Section:
    title = "Respect de la charte, clause par clause"
    try:
        charter = charter_in_force(frame.organisation)
    except CharterNotInForce:
        return Section(
            key="clauses",
            title=title,
            silent="Aucune charte n’est en vigueur : il n’y a pas de clause à examiner.",
        )
    tally = tally_of(frame.organisation, today=frame.period.until, days=frame.period.days)
    found = evidence_of(charter.charter, tally)
    statuses = found.by_status
    method = (
        f"{frame.in_period('le journal et les registres')} Les clauses sont celles de la charte en vigueur ce jour-là ;"
        " ce qui est un état (personnes, systèmes, fiches des registres) est relevé le jour du calcul."
    )
    rows = [
        (
            f"{each.number} {each.clause.title}",
            each.status.french.capitalize(),
            _shown(each, few=frame.too_few),
        )
        for part in found.sections
        for each in part.clauses
    ]
    return Section(
        key="clauses",
        title=title,
        figures=(
            frame.count("clauses.total", "Clauses de la charte", found.clauses_count, evidence_of, method),
        ),
        breakdowns=(
            frame.breakdown(
                "clauses.statut",
                "Clauses, selon ce qui les porte",
                "La clause est",
                [(status.value, status.french.capitalize(), statuses[status]) for status in Status],
                evidence_of,
                method,
                of="Clauses",
            ),
        ),
        listings=(
            frame.listing(
                "clauses.preuves",
                "Ce qui atteste le respect de chaque clause",
                ("Clause", "Portée par", "Ce qui l’atteste"),
                rows,
                tally_of,
                method,
                widths=(2.4, 1.6, 5),
            ),
        ),
        notes=(
            "Une clause « appliquée par le logiciel » l’est à chaque demande ; « suivie par des personnes », elle laisse une trace dans un registre ; « déclarée seulement », rien ne montre encore qu’elle est tenue.",
        ),
    )


def _shown(each: ClauseEvidence, *, few: bool) -> str:
    """The answers of its controls. Of a group that is too small, none that counts what was done."""
    if not each.controls:
        return "Déclarée seulement : aucun contrôle ne la porte."
    answers = [control.evidence for control in each.controls]
    said = [_TOO_FEW if few and told.count is not None else told.sentence_fr for told in answers]
    return " ".join(dict.fromkeys(said))
