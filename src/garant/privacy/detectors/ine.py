"""INE, identifiant national d’élève ou d’étudiant: 9 digits and 2 letters since 2018, 10 digits and 1 before, BEA."""

import re

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_GAP = r"[ ._\-]?"
_SHAPE = Shape(rf"\b\d(?:{_GAP}\d){{8}}{_GAP}(?:\d{_GAP}[A-Z]|[A-Z]{{2}})\b", 0.6)
_WORDS = (
    "ine", "1ne", "lne", "ina", "ine-rnie", "rnie", "bea", "identifiant national eleve", "identifiant national", "identifiant eleve", "identifiant national unique", "numero etudiant", "numero d'etudiant", "no etudiant",
    "no d'etudiant", "num etudiant", "carte etudiant", "carte d'etudiant", "carte etudiante", "numero d'eleve", "no eleve", "numero eleve", "id eleve", "etudiant no", "etudiante no",
)  # fmt: skip


def _check(candidate: Candidate) -> float:
    letters = [c for c in candidate.value if c.isalpha()]
    if (
        any(map(str.islower, letters))
        and not candidate.near
        and candidate.value[-1].islower()
        and " " in candidate.value
    ):
        return 0.0  # "… 678 le": a number and a word
    return 0.6 + 0.35 * candidate.near - 0.2 * candidate.against


_ANY = re.compile(
    r"(?=[0-9A-Za-z]*\d)[0-9A-Za-z]+(?:[ .\-](?=[0-9A-Za-z]*\d)[0-9A-Za-z]+){0,5}(?:[ .\-]{1,3}[A-Z]{1,2}(?![0-9A-Za-z])|[ .\-]{1,3}[A-Z][ ][A-Z](?![0-9A-Za-z]))?"
)


def _judge(value: Value) -> float:
    long_enough = 7 <= len(value.compact) <= 13 and len(value.digits) >= 5
    return 0.85 if long_enough else 0.0


ANNOUNCED = Announced(Label.INE, _WORDS, _judge, shape=_ANY)
DETECTOR = Detector(
    label=Label.INE,
    shapes=(_SHAPE,),
    context=(*_WORDS, "eleve", "etudiant*", "scolarite", "parcoursup", "lycee", "college"),
    against=("facture*", "devis", "commande*", "pole emploi", "france travail", "marche"),
    check=_check,
)
