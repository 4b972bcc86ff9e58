"""Mots de passe, clés d’API, jetons, clés privées: known shapes, and what follows a word that announces one.

Shapes of issuers are those that secret scanners share (GitHub, GitLab, AWS, Slack, Google, Stripe, OpenAI,
Hugging Face, JSON Web Token, PEM).
"""

import math
import re
from collections import Counter

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label
from garant.privacy.vocabulary import as_words

_PEM = Shape(
    r"(?s)-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|\z)",
    1.0,
)
_ISSUED = Shape(
    r"\b(?:sk-(?:proj-|ant-|or-)?[A-Za-z0-9_-]{16,200}|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[A-Za-z0-9_-]{16,64}"
    r"|AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|xox[abposr]-[A-Za-z0-9-]{10,200}|AIza[0-9A-Za-z_-]{30,45}|[rs]k_(?:live|test)_[0-9A-Za-z]{16,99}"
    r"|hf_[A-Za-z0-9]{20,60}|npm_[A-Za-z0-9]{30,50}|pypi-[A-Za-z0-9_-]{30,255}|dop_v1_[a-f0-9]{64}|SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}"
    r"|gsk_[A-Za-z0-9]{20,80}|ya29\.[A-Za-z0-9_-]{20,200}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?)",
    1.0,
    cased=True,
)
_IN_URL = Shape(r"\b[a-z][a-z0-9+.-]{1,15}://[^\s:/@]{0,64}:(?P<value>[^\s/@]{3,80})@", 0.95)
_BEARER = Shape(r"\b(?:bearer|basic)[ ]+(?P<value>[A-Za-z0-9+/_.=~-]{16,500})", 0.9)
_WORDS = (
    r"(?:mots? de passe|motdepasse|mdp|password|passwd|passwort|pwd|passphrase|phrase secrete|code secret|code pin|pin|code d'acces|code confidentiel|code wifi|cle wifi|cle wpa|"
    r"(?:cle|api|access|secret|auth|private)[ _-]?(?:api|key|token|secret|cle)(?:[ _-](?:key|secrete|privee|id))?|api[ _-]?key|token|jeton|secret|client[ _-]?secret)"
)
_ANNOUNCED = Shape(
    rf"\b{_WORDS}(?:[ ](?:est|provisoire|temporaire|actuel|wifi|de session|de connexion|initial|par defaut|du compte|de la messagerie|d'acces|[a-z]{{2,12}}(?:[ ][a-z]{{2,12}})?))*?[ ]{{0,2}}(?:est|sera|=>|->|[:=])"
    r"[ ]{0,2}(?:est[ ])?[\"'`(]{0,2}(?P<value>[^\s\"'`<>,;()]{4,200})",
    0.8,
)
_ANNOUNCED_BARE = Shape(rf"\b{_WORDS}[ ]+[\"'`]?(?P<value>[^\s\"'`<>,;()]{{6,64}})", 0.6)
_ORDINARY = re.compile(r"[a-z-]+")


def entropy(value: str) -> float:
    """Bits per character."""
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())


def _check(candidate: Candidate) -> float:
    value = candidate.value.rstrip(".!?:")
    if candidate.shape in (_PEM, _ISSUED):
        return 1.0
    if value.startswith("[") or set(value) <= set("*•.xX_-?"):
        return 0.0  # a placeholder, or hidden already
    mixed = any(map(str.isdigit, value)) or any(not c.isalnum() and c not in "-'" for c in value)
    if candidate.shape is _ANNOUNCED:
        word = _ORDINARY.fullmatch(value) is not None
        return 0.0 if word and value in _NOT_A_PASSWORD else (0.65 if word else 0.85)
    if candidate.shape is _ANNOUNCED_BARE:
        return 0.6 if mixed and any(map(str.isalpha, value)) and entropy(value) > 2.2 else 0.0
    return candidate.shape.score


_NOT_A_PASSWORD = as_words(
    """
    oublie perdu obligatoire requis valide invalide incorrect faux bon errone expire provisoire minimum
    robuste fort faible different unique personnel confidentiel votre notre celui cette dans avec pour
    voir changez changer choisir saisir none null true false vide aucun absent strictement toujours
    jamais desormais inchange
    """
)

DETECTOR = Detector(
    label=Label.SECRET,
    shapes=(_PEM, _ISSUED, _IN_URL, _BEARER, _ANNOUNCED, _ANNOUNCED_BARE),
    check=_check,
)
