"""What each requirement of a gate looks at: met or not, what is missing in French, and who can provide it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from garant.charter import Gate, Requirement, Stage
from garant.committees.terms import CommitteeKind, Verdict
from garant.lifecycle.dossier import Dossier
from garant.lifecycle.reading import NEED
from garant.lifecycle.terms import Ambition
from garant.qualification import UNKNOWN
from garant.words import count

FAVOURABLE = frozenset({Verdict.FAVOURABLE.value, Verdict.WITH_CONDITIONS.value})


@dataclass(frozen=True, slots=True)
class Found:
    """One requirement before one gate. `said` tells what stands, or what is missing; `who` can provide it."""

    met: bool
    said: str
    who: str = ""
    page: str = ""  # where it is provided, below the use's own address; absolute where it begins with "/"


def check(requirement: Requirement, dossier: Dossier, gates: tuple[Gate, ...] = ()) -> Found:
    """Look at one requirement. `gates` are the clauses that ask for it: a committee may be named there."""
    if requirement is Requirement.COMMITTEE_OPINION:
        return _committee_opinion(dossier, gates)
    return _CHECKS[requirement](dossier)


def _described(dossier: Dossier) -> Found:
    use = dossier.use
    asked = ("what", "for_whom", "today_way", "why_ai", "data_used")
    missing = [NEED[name] for name in asked if not getattr(use, name).strip()]
    if not use.ambition:
        missing.append("Ambition servie")
    if missing:
        return Found(
            False, f"Il manque : {', '.join(missing)}.", "la personne qui a déposé le besoin", "besoin/"
        )
    return Found(True, f"Le besoin est décrit ; il sert cette ambition : {Ambition(use.ambition).label}.")


def _value_expected(dossier: Dossier) -> Found:
    use = dossier.use
    if use.value_users.strip() or use.value_agents.strip():
        return Found(True, "La valeur attendue est écrite.")
    return Found(
        False,
        "Ce que les usagers ou les agents y gagnent n’est pas écrit.",
        "la personne qui a déposé le besoin",
        "besoin/",
    )


def _qualified(dossier: Dossier) -> Found:
    assessment = dossier.assessment
    open_count = len(assessment.missing) + len(dossier.own_missing)
    if open_count or not assessment.complete:
        said = f"La fiche attend encore {count(max(open_count, 1), 'réponse')}."
        return Found(False, said, "les rôles que chaque question nomme", "fiche/")
    if dossier.visas_missing:
        return Found(
            False, f"Il manque ce visa : {', '.join(dossier.visas_missing)}.", "la DSI et le DPO", "fiche/"
        )
    examined = len(assessment.to_examine)
    rest = f", {count(examined, 'réponse est à examiner', 'réponses sont à examiner')}" if examined else ""
    return Found(True, f"La fiche est complète et visée{rest}.")


def _not_prohibited(dossier: Dossier) -> Found:
    outcome = dossier.assessment.ai_act
    if outcome.prohibited:
        articles = ", ".join(outcome.prohibited)
        return Found(
            False,
            f"Pratique interdite par le règlement européen ({articles}) : ce projet ne peut qu’être refusé.",
            "la DGS",
        )
    if dossier.assessment.prohibited is None or dossier.assessment.high_risk is None:
        return Found(
            False,
            "La classe de risque reste à examiner : des réponses manquent ou sont « je ne sais pas ».",
            "le DPO et la DSI",
            "fiche/ai_act/",
        )
    return Found(True, f"Aucune pratique interdite ; classe : {outcome.risk.french}.")


def _legal_basis(dossier: Dossier) -> Found:
    assessment = dossier.assessment
    if assessment.personal_data is False:
        return Found(True, "Aucune donnée personnelle n’est traitée.")
    if assessment.personal_data is None:
        return Found(
            False, "On ne sait pas si des données personnelles sont traitées.", "le DPO", "fiche/rgpd/"
        )
    if not assessment.legal_basis:
        return Found(False, "La base légale du traitement manque.", "le DPO", "fiche/rgpd/")
    return Found(True, "La base légale est indiquée.")


def _non_ai_path(dossier: Dossier) -> Found:
    assessment = dossier.assessment
    if assessment.public_facing is False:
        return Found(True, "Le public n’est pas concerné.")
    if assessment.public_facing is None:
        return Found(False, "On ne sait pas si le public est concerné.", "le référent métier", "fiche/")
    if assessment.non_ai_path:
        return Found(True, "Une voie sans IA reste ouverte au public.")
    return Found(
        False,
        "Le public n’a pas de voie sans IA : aucun usager ne doit rester à la porte.",
        "le référent métier",
        "fiche/",
    )


def _footprint_estimated(dossier: Dossier) -> Found:
    if dossier.assessment.footprint_year is not None:
        return Found(True, "L’empreinte d’une année est estimée.")
    made = dossier.answers.get("sobriety.kind")
    if made not in (None, UNKNOWN, "text"):
        # No kept method reckons images, sound or predictions: it is said, and the measure will tell.
        return Found(
            True,
            f"L’empreinte n’est pas estimée, et la fiche dit pourquoi. {dossier.assessment.footprint_reason}",
        )
    return Found(
        False, "L’empreinte n’est pas estimée : le volume et le modèle manquent.", "la DSI", "fiche/sobriety/"
    )


def _decided(dossier: Dossier) -> Found:
    decision = dossier.decision
    if decision is None:
        return Found(False, "Aucune décision d’arbitrage.", "la DGS, en séance d’arbitrage", "/arbitrages/")
    return Found(
        True,
        f"{decision.decision_french} en arbitrage n° {decision.session.number}, avec sa justification.",
    )


def _processing_record(dossier: Dossier) -> Found:
    if dossier.assessment.personal_data is False:
        return Found(True, "Aucune donnée personnelle : pas de fiche au registre.")
    if dossier.processing_record is None:
        return Found(
            False, "La fiche du registre des traitements n’existe pas.", "la DSI ou le DPO", "dossier/"
        )
    if "processing" not in dossier.validated:
        return Found(
            False,
            "La fiche du registre des traitements attend sa validation.",
            "le DPO",
            dossier.processing_record.address,
        )
    return Found(True, "La fiche du registre des traitements est validée.")


def _dpia(dossier: Dossier) -> Found:
    if dossier.assessment.dpia_due is False:
        return Found(True, "L’analyse d’impact sur les données n’est pas due.")
    if dossier.dpia is None or "dpia" not in dossier.validated:
        why = "due" if dossier.assessment.dpia_due else "peut-être due : des réponses sont à examiner"
        page = "dossier/" if dossier.dpia is None else dossier.dpia.address
        return Found(
            False, f"L’analyse d’impact sur les données est {why} ; elle n’est pas validée.", "le DPO", page
        )
    return Found(True, "L’analyse d’impact sur les données est validée.")


def _fria(dossier: Dossier) -> Found:
    if not dossier.assessment.fria_due:
        return Found(True, "L’analyse d’impact sur les droits fondamentaux n’est pas due.")
    if dossier.fria is None or "fria" not in dossier.validated:
        page = "dossier/" if dossier.fria is None else dossier.fria.address
        return Found(
            False,
            "L’analyse d’impact sur les droits fondamentaux est due ; elle n’est pas validée.",
            "le DPO",
            page,
        )
    return Found(True, "L’analyse d’impact sur les droits fondamentaux est validée.")


def _system_card(dossier: Dossier) -> Found:
    systems = dossier.systems
    if not systems:
        return Found(False, "Aucun système du catalogue n’est choisi.", "la DSI", "dossier/")
    bare = [system.name for system in systems if not system.card.strip()]
    if bare:
        return Found(False, f"La fiche de ce système est vide : {', '.join(bare)}.", "la DSI", "/systemes/")
    return Found(True, f"Système choisi : {', '.join(system.name for system in systems)}.")


def _documented(dossier: Dossier) -> Found:
    use = dossier.use
    asked = {"objectifs": use.objectives, "données": use.data_used, "explication": use.explanation}
    missing = [name for name, text in asked.items() if not text.strip()]
    if missing:
        return Found(False, f"Il manque : {', '.join(missing)}.", "le référent métier ou la DSI", "dossier/")
    return Found(True, "Objectifs, données et explication sont écrits.")


def _trial_erased(dossier: Dossier) -> Found:
    since = dossier.evaluated_since
    done = [
        trial
        for trial in dossier.trials
        if trial.certificate_at is not None and (since is None or trial.certificate_at > since)
    ]
    if done:
        return Found(True, "Le certificat d’effacement de l’essai est établi.")
    return Found(
        False,
        "Aucun essai n’est terminé avec son certificat d’effacement.",
        "la DSI ou le référent métier",
        "dossier/",
    )


def _conclusive(dossier: Dossier) -> Found:
    since = dossier.evaluated_since
    judged = [
        trial
        for trial in dossier.trials
        if trial.verdict
        and trial.certificate_at is not None
        and (since is None or trial.certificate_at > since)
    ]
    if judged and judged[0].conclusive:
        return Found(True, f"L’essai n° {judged[0].number} est concluant.")
    if judged:
        return Found(False, "La dernière évaluation n’est pas concluante.", "le référent métier", "dossier/")
    said = (
        "Aucune évaluation n’a de verdict"
        if since is None
        else "Aucune évaluation depuis le changement du système"
    )
    return Found(False, f"{said}.", "le référent métier", "dossier/")


def _committee_opinion(dossier: Dossier, gates: tuple[Gate, ...]) -> Found:
    """An opinion holds for its part of the life: before the decision, then again on what the evaluation showed."""
    tried = any(gate.stage.is_live for gate in gates) or dossier.use.stage_word.is_live
    since = dossier.entered(Stage.EVALUATION if tried else Stage.QUALIFICATION)
    for kind in [gate.committee for gate in gates if gate.committee] or [""]:
        given = [
            opinion
            for opinion in dossier.opinions
            if (not kind or opinion.kind == kind) and (since is None or opinion.at >= since)
        ]
        if not given:
            named = f"Le comité « {_named(kind)} » n’a" if kind else "Aucun comité n’a"
            when = " depuis l’évaluation" if tried else ""
            return Found(False, f"{named} pas rendu d’avis{when}.", "les membres du comité", "dossier/")
        if max(given, key=lambda opinion: opinion.at).verdict not in FAVOURABLE:
            return Found(
                False, "Le dernier avis du comité n’est pas favorable.", "les membres du comité", "dossier/"
            )
    return Found(True, "L’avis du comité est favorable.")


def _named(kind: str) -> str:
    return CommitteeKind(kind).label if kind in CommitteeKind.values else kind


def _perimeter(dossier: Dossier) -> Found:
    people = dossier.use.participants.count()
    if people:
        return Found(True, f"{count(people, 'personne est nommée', 'personnes sont nommées')}.")
    return Found(False, "Personne n’est nommé pour le pilote.", "le référent métier ou la DSI", "personnes/")


def _trained(dossier: Dossier) -> Found:
    people = dossier.use.participants.count()
    untrained = dossier.use.participants.filter(trained_on=None).count()
    if people and not untrained:
        return Found(True, "Chaque personne du pilote est formée.")
    if not people:
        return Found(
            False, "Personne n’est nommé pour le pilote.", "le référent métier ou la DSI", "personnes/"
        )
    return Found(
        False,
        f"{count(untrained, 'personne n’a', 'personnes n’ont')} pas d’attestation de formation.",
        "le référent métier ou la DSI",
        "personnes/",
    )


def _eu_database(dossier: Dossier) -> Found:
    assessment, use = dossier.assessment, dossier.use
    if not assessment.high_risk:
        return Found(True, "Le système n’est pas à haut risque.")
    missing = []
    if not use.provider_entry_url.strip():
        missing.append("l’adresse du système dans la base européenne")
    if assessment.fria_due and not use.fria_summary.strip():
        missing.append("le résumé de l’analyse d’impact sur les droits fondamentaux")
    if assessment.dpia_due is not False and not use.dpia_summary.strip():
        missing.append("le résumé de l’analyse d’impact sur les données")
    if missing:
        return Found(
            False,
            f"Système à haut risque. Il manque : {', '.join(missing)}. Sans inscription du fournisseur, "
            "l’article 26(8) interdit l’emploi.",
            "la DSI et le DPO",
            "dossier/",
        )
    return Found(True, "L’inscription européenne et les résumés sont indiqués.")


def _help_text(dossier: Dossier) -> Found:
    if dossier.assessment.public_facing is False:
        return Found(True, "Le public n’est pas concerné.")
    if dossier.use.help_text.strip():
        return Found(True, "Le texte d’aide pour les usagers est écrit.")
    return Found(
        False, "Le public rencontrera cette IA : il manque un texte d’aide.", "le référent métier", "dossier/"
    )


def _review_date(dossier: Dossier) -> Found:
    review = dossier.use.review_on
    if review is None:
        return Found(False, "Aucune date de revue n’est fixée.", "la DSI", "dossier/")
    if review <= dossier.today:
        return Found(False, "La date de la prochaine revue est passée.", "la DSI", "dossier/")
    return Found(True, f"Prochaine revue le {review:%d/%m/%Y}.")


def _data_returned(dossier: Dossier) -> Found:
    if dossier.use.data_return.strip():
        return Found(True, "La restitution et l’effacement des données sont décrits.")
    return Found(False, "Rien ne dit ce que sont devenues les données.", "la DSI", "dossier/")


_CHECKS: Mapping[Requirement, Callable[[Dossier], Found]] = MappingProxyType(
    {
        Requirement.DESCRIBED: _described,
        Requirement.VALUE_EXPECTED: _value_expected,
        Requirement.QUALIFIED: _qualified,
        Requirement.NOT_PROHIBITED: _not_prohibited,
        Requirement.LEGAL_BASIS: _legal_basis,
        Requirement.NON_AI_PATH: _non_ai_path,
        Requirement.FOOTPRINT_ESTIMATED: _footprint_estimated,
        Requirement.DECIDED: _decided,
        Requirement.PROCESSING_RECORD: _processing_record,
        Requirement.DPIA: _dpia,
        Requirement.FRIA: _fria,
        Requirement.SYSTEM_CARD: _system_card,
        Requirement.DOCUMENTED: _documented,
        Requirement.TRIAL_ERASED: _trial_erased,
        Requirement.CONCLUSIVE_EVALUATION: _conclusive,
        Requirement.PERIMETER: _perimeter,
        Requirement.TRAINED_PEOPLE: _trained,
        Requirement.EU_DATABASE: _eu_database,
        Requirement.HELP_TEXT: _help_text,
        Requirement.REVIEW_DATE: _review_date,
        Requirement.DATA_RETURNED: _data_returned,
    }
)
