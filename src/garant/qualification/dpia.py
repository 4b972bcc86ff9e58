"""Is a data-protection impact assessment due, and why: nine criteria, CNIL's two lists (RGPD art. 35)."""

from dataclasses import dataclass

from garant.qualification.condition import UNKNOWN, Answers
from garant.qualification.law import impact
from garant.words import count


@dataclass(frozen=True, slots=True)
class ImpactDue:
    """`due` is None while it turns on what nobody knows yet, or on the DPO's judgement."""

    due: bool | None
    reasons: tuple[str, ...]
    criteria: tuple[str, ...]  # met for certain, by Madis' names
    doubtful: tuple[str, ...]


def impact_due(answers: Answers) -> ImpactDue:
    """From the counted answers. Without personal data none is due; without an answer nothing is said."""
    rules = impact()
    personal = answers.get("rgpd.personal_data")
    if personal == "no":
        return ImpactDue(False, ("Aucune donnée personnelle n’est traitée.",), (), ())
    if personal is None:
        return ImpactDue(None, ("On ne sait pas encore si des données personnelles sont traitées.",), (), ())
    held = {criterion: criterion.met_if.holds(answers) for criterion in rules.criteria}
    met = tuple(criterion.id for criterion, holds in held.items() if holds is True)
    doubtful = tuple(criterion.id for criterion, holds in held.items() if holds is None)
    reasons = [_required(item) for item in _listed("rgpd.cnil_required", answers)]
    presumed = len(met) >= rules.presumed_from
    if met:
        names = ", ".join(criterion.french for criterion in held if criterion.id in met)
        reasons.append(f"{count(len(met), 'critère')} sur neuf : {names}.")
    exempt = _listed("rgpd.cnil_exempt", answers)
    if _listed("rgpd.cnil_required", answers) or (presumed and not exempt):
        return ImpactDue(personal == "yes" or None, tuple(reasons), met, doubtful)
    if presumed:
        reasons.append(
            "Le traitement figure dans la liste des dispenses, mais l’IA y ajoute des critères : au DPO de trancher."
        )
        return ImpactDue(None, tuple(reasons), met, doubtful)
    may = len(met) + len(doubtful) >= rules.presumed_from and not exempt
    if personal == UNKNOWN or may or answers.get("rgpd.cnil_required") == UNKNOWN:
        reasons.append("Des réponses manquent pour trancher : à examiner avec le DPO.")
        return ImpactDue(None, tuple(reasons), met, doubtful)
    if answers.get("rgpd.cnil_required") is None and not exempt:
        reasons.append("La liste de la CNIL n’a pas encore été consultée.")
        return ImpactDue(None, tuple(reasons), met, doubtful)
    if exempt:
        reasons.append("Le traitement figure dans la liste de la CNIL qui dispense d’analyse d’impact.")
    else:
        reasons.append("Moins de deux critères sont réunis, et la liste de la CNIL ne l’impose pas.")
    return ImpactDue(False, tuple(reasons), met, doubtful)


def _listed(question: str, answers: Answers) -> tuple[str, ...]:
    chosen = answers.get(question)
    return tuple(item for item in chosen if item != "none") if isinstance(chosen, tuple) else ()


def _required(item: str) -> str:
    french = next((listed.french for listed in impact().required.items if listed.id == item), item)
    return f"La CNIL impose une analyse d’impact pour ce traitement : {french[:1].lower()}{french[1:]}."
