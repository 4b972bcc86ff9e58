"""Projects: what came in, how far each is, what came out of it."""

from garant.charter import Stage
from garant.lifecycle import figures as lifecycle
from garant.reports.content import Section
from garant.reports.frame import Frame
from garant.trials import figures as trials


def section(frame: Frame) -> Section:
    organisation, period = frame.organisation, frame.period
    submitted = lifecycle.submitted_between(organisation, period.start, period.end)
    stages = lifecycle.stages_at(organisation, period.end)
    passages = lifecycle.passages_between(organisation, period.start, period.end)
    measured, live = lifecycle.values_measured(organisation)
    tried = trials.trials_between(organisation, period.start, period.end)
    dated = frame.in_period("le registre des usages (date du dépôt)")
    passed = frame.in_period("les passages d’étape des usages")
    ended = frame.in_period("les essais (date de leur clôture)")
    return Section(
        key="usages",
        title="Projets et usages de l’IA",
        figures=(
            frame.count("usages.deposes", "Besoins déposés", submitted, lifecycle.submitted_between, dated),
            frame.count(
                "usages.generalises",
                "Usages passés en généralisation",
                passages.get(Stage.GENERALISED, 0),
                lifecycle.passages_between,
                passed,
            ),
            frame.count(
                "usages.retires",
                "Usages retirés du service",
                passages.get(Stage.RETIRED, 0),
                lifecycle.passages_between,
                passed,
            ),
            frame.count(
                "usages.valeur-mesuree",
                "Usages en service dont la valeur a été mesurée",
                measured,
                lifecycle.values_measured,
                frame.as_found("les fiches des usages en pilote, généralisés ou en maintenance"),
                of=live,
            ),
            frame.count(
                "usages.essais-commences",
                "Essais commencés",
                tried.started,
                trials.trials_between,
                frame.in_period("les essais (date de leur début)"),
            ),
            frame.count(
                "usages.certificats",
                "Certificats d’effacement établis après un essai",
                tried.certificates,
                trials.trials_between,
                frame.in_period("les certificats d’effacement"),
            ),
            frame.count(
                "usages.criteres",
                "Critères de succès atteints, parmi ceux que les essais clos ont mesurés",
                tried.met,
                trials.trials_between,
                ended,
                of=tried.measured,
            ),
        ),
        breakdowns=(
            frame.breakdown(
                "usages.etape",
                "Usages selon l’étape où ils étaient à la fin de la période",
                "Étape",
                [(stage.value, stage.french, stages.get(stage, 0)) for stage in Stage],
                lifecycle.stages_at,
                f"{frame.in_period('les passages d’étape des usages')} Pour chaque usage, le dernier passage avant la fin de la période.",
                of="Usages",
            ),
            frame.breakdown(
                "usages.essai",
                "Essais clos dans la période, selon leur verdict",
                "Verdict",
                [(verdict.value, verdict.label, n) for verdict, n in tried.verdicts.items()],
                trials.trials_between,
                ended,
                of="Essais",
            ),
        )
        if stages or tried.closed
        else (),
        silent=""
        if stages or submitted or tried.started or tried.closed
        else "Aucun usage de l’IA n’était connu de Garant à la fin de cette période.",
    )
