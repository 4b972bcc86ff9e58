"""Matricule d’un agent: each employer has its own, so the words decide."""

from garant.privacy.announced import PHONE, Announced, Value, is_ordinary
from garant.privacy.detector import Detector
from garant.privacy.labels import Label

_WORDS = (
    "matricule", "matricules", "mat", "matr", "mle", "numero d'agent", "numero agent", "no agent", "no d'agent", "n agent", "agent no", "id agent", "identifiant agent", "code agent", "numen", "no de paie", "numero de paie",
    "badge", "carte professionnelle", "rio", "immat agent", "nigend", "numero rh", "no rh", "identifiant rh", "identifiant siham", "dossier agent", "numero de salarie", "no salarie", "numero salarie", "code salarie",
    "carte pro", "matricule agent", "no de matricule",
)  # fmt: skip


def _judge(value: Value) -> float:
    text = value.text
    if not 3 <= len(value.compact) <= 16 or len(value.digits) < 2 or PHONE.fullmatch(text):
        return 0.0
    if is_ordinary(text, value.after(16)) and not (value.adjoins and len(text) == 4 and text.isdigit()):
        return 0.0
    if value.word in ("badge", "mat", "mle", "rio") and not (value.adjoins and len(value.digits) >= 3):
        return 0.0
    return 0.9 if value.adjoins else 0.7


ANNOUNCED = Announced(Label.EMPLOYEE_ID, _WORDS, _judge)
DETECTOR = Detector(label=Label.EMPLOYEE_ID, shapes=())
