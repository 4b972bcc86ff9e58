"""Costs: what the registers know of them, and what nobody told."""

from garant.catalogue import figures as catalogue
from garant.lifecycle import figures as lifecycle
from garant.procurement import figures as procurement
from garant.reports.content import Section
from garant.reports.frame import Frame
from garant.reports.numbers import NOT_TOLD


def section(frame: Frame) -> Section:
    organisation, period = frame.organisation, frame.period
    held = catalogue.catalogue_between(organisation, period.since, period.until, period.start, period.end)
    asked = procurement.consultations_between(organisation, period.start, period.end)
    expected = lifecycle.costs_of_live_uses(organisation)
    sheets = frame.as_found("les fiches des usages en pilote, généralisés ou en maintenance (axe Coût)")
    running = frame.in_period("les contrats dont les dates touchent la période")
    return Section(
        key="couts",
        title="Coûts, contrats et marchés",
        figures=(
            frame.count(
                "couts.contrats",
                "Contrats en cours dans la période",
                held.contracts,
                catalogue.catalogue_between,
                running,
            ),
            frame.unknown(
                "couts.montants",
                "Montant de ces contrats",
                catalogue.catalogue_between,
                f"{running} Les fiches des contrats ne portent pas de montant : il est à prendre dans les comptes.",
                said=NOT_TOLD,
            ),
            frame.count(
                "couts.consultations",
                "Consultations publiées",
                asked.published,
                procurement.consultations_between,
                frame.in_period("les marchés (date de publication)"),
            ),
            frame.count(
                "couts.attributions",
                "Consultations décidées où une offre a été retenue",
                asked.retained,
                procurement.consultations_between,
                frame.in_period("les marchés (date de la décision)"),
                of=asked.decided,
            ),
            frame.count(
                "couts.fiches",
                "Usages en service dont la fiche dit un coût annuel",
                expected.told_year,
                lifecycle.costs_of_live_uses,
                sheets,
                of=expected.live,
            ),
            frame.span(
                "couts.annuel",
                "Fonctionnement attendu, par an",
                expected.year_keur,
                "k€",
                lifecycle.costs_of_live_uses,
                f"{sheets} Somme des bornes ; les fiches muettes n’y sont pas.",
            )
            if expected.told_year
            else frame.unknown(
                "couts.annuel",
                "Fonctionnement attendu, par an",
                lifecycle.costs_of_live_uses,
                sheets,
                said=NOT_TOLD,
            ),
            frame.span(
                "couts.unique",
                "Achat, intégration et formation attendus, une fois",
                expected.once_keur,
                "k€",
                lifecycle.costs_of_live_uses,
                f"{sheets} Somme des bornes ; les fiches muettes n’y sont pas.",
            )
            if expected.told_once
            else frame.unknown(
                "couts.unique",
                "Achat, intégration et formation attendus, une fois",
                lifecycle.costs_of_live_uses,
                sheets,
                said=NOT_TOLD,
            ),
        ),
        notes=(
            "Les montants attendus viennent des fiches de qualification : ce sont des prévisions par intervalles, hors taxes, et non des dépenses constatées.",
        )
        if expected.told_year or expected.told_once
        else (),
        silent=""
        if held.contracts or asked.published or asked.decided or expected.live
        else "Aucun contrat, aucun marché et aucun usage en service ne sont connus pour cette période : aucun coût n’est renseigné.",
    )
