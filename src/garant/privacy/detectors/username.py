"""Identifiants de compte: after "identifiant", "login", "pseudo"; or an @handle."""

import re

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_AFTER_WORD = Shape(
    r"\b(?:identifiant|login|username|user|utilisateur|pseudo(?:nyme)?|nom d'utilisateur|nom d'usager|compte (?:windows|ad|twitter|instagram|insta|snap|tiktok|facebook|x)|insta|snap|discord|skype)"
    r"(?: de connexion| ameli| impots?| franceconnect| personnel| ent| pronote| reseau)?[ ]{0,2}(?:est|sera|:|=|>)[ ]{0,2}[\"'(]?(?P<value>@?[a-z0-9][\w.-]{2,40}(?:#\d{4})?)",
    0.75,
)
_HANDLE = Shape(r"(?:^|[\s(:,;\"'])(?P<value>@[a-z0-9_][a-z0-9_.]{2,30})\b", 0.6)
_ORDINARY = re.compile(
    r"(?:le|la|les|un|une|votre|mon|ton|son|unique|perdu|oublie|bloque|invalide|incorrect|inconnu|obligatoire|de|du|non|oui|celui|que|en|pas|bien|toujours|l)\b"
)
_NOBODY = re.compile(
    r"@(?:mairie|ville|commune|departement|region|conseil|metropole|prefecture|gouv|media|import|param|return|types?|override)"
)


def _check(candidate: Candidate) -> float:
    value = candidate.value.lower()
    if candidate.shape is _HANDLE:
        return 0.0 if _NOBODY.match(value) else candidate.shape.score
    return (
        0.0 if _ORDINARY.fullmatch(value) or (value.isdigit() and len(value) < 4) else candidate.shape.score
    )


DETECTOR = Detector(label=Label.USERNAME, shapes=(_AFTER_WORD, _HANDLE), check=_check)
