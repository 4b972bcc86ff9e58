"""INE, identifiant national d’élève ou d’étudiant: 9 digits and 2 letters since 2018, 10 digits and 1 before."""

from garant.privacy.codes import CODE, follows, linked
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_SHAPE = Shape(r"\b(?:\d{9}[ ]?[A-Z]{2}|\d{10}[ ]?[A-Z])\b", 0.6)
_GROUPED = Shape(
    r"\b(?:\d{3}[ .-]\d{3}[ .-]\d{3}[ .-]?[A-Z]{2}|\d{4}[ .-]\d{3}[ .-]\d{3}[ .-]?[A-Z])\b", 0.55
)
_WORDS = (
    "ine",
    "bea",
    "identifiant national eleve",
    "identifiant national",
    "identifiant eleve",
    "numero etudiant",
    "numero d'etudiant",
    "no etudiant",
)
_CONTEXT = linked("|".join(_WORDS))


def _check(candidate: Candidate) -> float:
    if candidate.shape is CODE:
        long_enough = len(candidate.compact) >= 8 and len(candidate.digits) >= 5
        return 0.75 if long_enough and follows(candidate, _CONTEXT) else 0.0
    return candidate.shape.score + 0.35 * candidate.near - 0.2 * candidate.against


DETECTOR = Detector(
    label=Label.INE,
    shapes=(_SHAPE, _GROUPED, CODE),
    context=(*_WORDS, "eleve", "etudiant*", "scolarite", "parcoursup", "lycee", "college"),
    against=("facture*", "devis", "commande*", "pole emploi", "france travail", "marche"),
    check=_check,
)
