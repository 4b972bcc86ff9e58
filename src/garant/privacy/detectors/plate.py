"""Plaques: SIV (AB-123-CD, without I, O, U, never SS) and FNI before 2009 (1234 AB 04)."""

import re

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_LETTERS = "[A-HJ-NP-TV-Z]{2}"
_SIV = Shape(rf"\b{_LETTERS}[ .-]?\d{{3}}[ .-]?{_LETTERS}\b", 0.7, cased=True)
_SIV_ANY_CASE = Shape(rf"\b{_LETTERS}[ .-]?\d{{3}}[ .-]?{_LETTERS}\b", 0.4)
_FNI = Shape(r"\b\d{1,4}[ .-]?[A-Z]{2,3}[ .-]?(?:\d{2}|2[AB]|97[1-6])\b", 0.35, needs_context=True)
_WORDS_BETWEEN = re.compile(r"[a-z]{2} \d{3} [a-z]{2}")  # "de 123 la": words, not a plate


def _check(candidate: Candidate) -> float:
    compact = candidate.compact
    if candidate.shape is not _FNI:
        if compact[:2] == "SS" or compact[5:] == "SS" or compact[2:5] == "000" or compact[:2] == "WW":
            return 0.0 if compact[:2] != "WW" else 0.55
        if candidate.shape is _SIV_ANY_CASE:
            if _WORDS_BETWEEN.fullmatch(candidate.value) and candidate.near < 0.6:
                return 0.0
            tight = "-" in candidate.value or " " not in candidate.value
            return 0.4 + 0.2 * tight + 0.35 * candidate.near
    return candidate.shape.score + 0.35 * candidate.near - 0.5 * candidate.against


DETECTOR = Detector(
    label=Label.PLATE,
    shapes=(_SIV, _SIV_ANY_CASE, _FNI),
    context=("immatricul*", "plaque*", "vehicule*", "voiture*", "carte grise", "camion*", "scooter*", "moto*", "fourriere", "stationn*", "conducteur*", "auto", "peugeot", "renault", "citroen", "clio", "fourgon*", "utilitaire"),
    against=("facture*", "reference", "lot", "article"),
    check=_check,
)  # fmt: skip
