"""Matricule d’un agent: each employer has its own, so the words decide."""

from garant.privacy.codes import CAPITALS_CODE, CODE, follows, is_ordinary, linked
from garant.privacy.detector import Candidate, Detector
from garant.privacy.labels import Label

_WORDS = ("matricule", "mat", "numero d'agent", "numero agent", "no agent", "n agent", "id agent", "identifiant agent", "numen", "no de paie", "numero de paie", "badge", "carte professionnelle", "rio", "immat agent")  # fmt: skip
_CONTEXT = linked("|".join(_WORDS))


def _check(candidate: Candidate) -> float:
    if is_ordinary(candidate) or candidate.against > candidate.near or not follows(candidate, _CONTEXT):
        return 0.0
    return 0.6 + 0.3 * candidate.near


DETECTOR = Detector(
    label=Label.EMPLOYEE_ID,
    shapes=(CODE, CAPITALS_CODE),
    context=_WORDS,
    against=("siret", "siren", "caf", "allocataire", "msa", "vehicule", "parcelle", "cadastr*"),
    check=_check,
)
