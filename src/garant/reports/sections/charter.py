"""How the charter is known: acknowledgements, trainings, lessons shared."""

from garant.catalogue import figures as catalogue
from garant.directory import figures as directory
from garant.lifecycle import figures as lifecycle
from garant.registers import figures as registers
from garant.reports.content import Section
from garant.reports.frame import Frame


def section(frame: Frame) -> Section:
    organisation, period = frame.organisation, frame.period
    known = directory.acknowledgements_between(organisation, period.start, period.end)
    trained = lifecycle.trained_between(organisation, period.since, period.until)
    written, published = registers.lessons_between(organisation, period.start, period.end)
    asked = registers.questions_between(organisation, period.start, period.end)
    held = catalogue.catalogue_between(organisation, period.since, period.until, period.start, period.end)
    people = frame.as_found("l’annuaire (comptes actifs)")
    return Section(
        key="charte",
        title="Connaissance de la charte et formation",
        figures=(
            frame.count(
                "charte.versions",
                "Versions de la charte mises en vigueur",
                known.versions,
                directory.acknowledgements_between,
                frame.in_period("les versions de la charte (date d’entrée en vigueur)"),
            ),
            frame.count(
                "charte.prises-de-connaissance",
                "Prises de connaissance de la charte",
                known.given,
                directory.acknowledgements_between,
                frame.in_period("les prises de connaissance, toutes versions confondues"),
            ),
            frame.count(
                "charte.a-jour",
                "Personnes qui ont pris connaissance de la version en vigueur",
                known.current,
                directory.acknowledgements_between,
                people,
                of=known.people,
            ),
            frame.people_count(
                "charte.formes-pilotes",
                "Personnes formées pour participer à un pilote",
                trained.people,
                lifecycle.trained_between,
                frame.in_period("les attestations de formation des pilotes (jour de la formation)"),
            ),
            frame.unknown(
                "charte.formations",
                "Autres formations à l’IA",
                None,
                "Aucun registre de Garant ne suit les autres formations : le chiffre est à demander au service de la formation.",
            ),
            frame.count(
                "charte.fournisseurs-formes",
                "Contrats dont le fournisseur atteste la formation de son personnel",
                held.attested,
                catalogue.catalogue_between,
                frame.in_period("les contrats dont les dates touchent la période"),
                of=held.contracts,
            ),
            frame.count(
                "charte.retours",
                "Retours d’expérience écrits",
                written,
                registers.lessons_between,
                frame.in_period("le registre des retours d’expérience"),
            ),
            frame.count(
                "charte.retours-publies",
                "Retours d’expérience publiés parmi eux",
                published,
                registers.lessons_between,
                frame.in_period("le registre des retours d’expérience"),
            ),
            frame.count(
                "charte.questions",
                "Questions posées au guichet juridique",
                asked,
                registers.questions_between,
                frame.in_period("le guichet juridique"),
            ),
        ),
        silent=""
        if known.given or trained.people or written or asked or known.versions
        else "Dans cette période, aucune prise de connaissance, aucune formation de pilote, aucun retour d’expérience et aucune question n’ont été enregistrés.",
    )
