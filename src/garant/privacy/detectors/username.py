"""Identifiants de compte: after "identifiant", "login", "pseudo", in a path or a line of a log; or an @handle."""

import re

from garant.privacy.desks import DEFAULT, Desks
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.gazetteer import gazetteer
from garant.privacy.labels import Label
from garant.privacy.vocabulary import as_words

_VALUE = r"(?P<value>@?[a-z0-9_][\w.@+-]{1,40}(?:#\d{4})?)"
_NETWORKS = "twitter|instagram|insta|snap|snapchat|tiktok|facebook|fb|x|discord|skype|twitch|telegram|steam|messenger|linkedin|threads|mastodon|youtube|vinted|leboncoin|xbox|psn"
_AFTER_WORD = Shape(
    rf"(?:\b|_)(?:identifiant|id|login|username|user_?name|user_?id|user|usr|uid|utilisateur|utilisatrice|pseudo(?:nyme)?|nom d'utilisateur|nom d'usager|nom de compte|compte|session|account|sub|matricule ad|{_NETWORKS})"
    r"(?: (?:de connexion|de session|ameli|impots?|franceconnect|personnel|ent|pronote|reseau|windows|ad|active directory|utilisateur|provisoire|caf|educonnect|parents?|agent|messagerie|wifi|vpn|internet|informatique|"
    rf"{_NETWORKS}))?[\"']?[ ]{{0,3}}(?:est|sera|etait|c'est|:|=|=>|->)[ ]{{0,2}}[\"'(]{{0,2}}{_VALUE}",
    0.92,
)
# Without any mark: "sous le pseudo rom_tss", "for user jdupont", "session gtanguy", "sur insta lulu_04".
_BARE = Shape(
    rf"\b(?:pseudo(?:nyme)?|login|username|for user|for invalid user|password for|publickey for|by user|user|utilisateur|session de|session|opened for user|closed for user|compte (?:ad|windows|{_NETWORKS})|snap|insta|discord|tiktok|logname|sudo)[ ]"
    r"[\"']{0,1}(?P<value>@?[a-z0-9_][\w.-]{2,40}(?:#\d{4})?)",
    0.9,
)
# Fields that hold an account where their value looks like one: '"agent": "mdupuis3"', "compte c.prudhomme", "pour jdupont2".
_ODD = Shape(
    r"\b(?:agent|auteur|author|operateur|owner|created_by|modified_by|updated_by|cree_par|modifie_par|traite_par|saisi_par|valide_par|cree par|modifie par|saisi par|compte|comptes|ouvert par|connexion (?:de|pour|par)"
    r"|authentification (?:de|pour)|acces de|identifiant|utilisateurs?)[\"']?[ ]{0,2}[:=]?[ ]{0,2}[\"'(]{0,2}(?P<value>[a-z][a-z0-9]*[\w.-]{1,40})",
    0.9,
)
_LOGON = Shape(
    r"\b(?:connexion|authentification|session|acces|login|logon|authentication)[ ](?:de|pour|par|for|from user|by)[ ](?P<value>[a-z][\w.-]{2,40})[ ](?:depuis|from|sur|a|le|ok|ko)\b",
    0.9,
)
# Who speaks, in a thread: "Toto83 : c'est le livreur".
_SPEAKER = Shape(
    r"(?:^|\n)[ \t>*-]{0,4}(?P<value>[A-Za-z][a-z_.-]{2,20}\d{1,4})[ ]?(?::[ ]|a ecrit\b)", 0.6, cased=True
)
# "Clotilde Mercier -> cmercier": an arrow, and a name of account made of the name before it.
_ARROW = Shape(r"(?:->|=>)[ ]{0,2}(?P<value>[a-z][a-z0-9._-]{3,30})\b", 0.9)
_WEB_LOG = Shape(r"[0-9a-f][ ]-[ ](?P<value>[a-z][\w.-]{1,40})[ ]\[\d", 0.9)
_HANDLE = Shape(r"(?:^|[\s(:,;\"'>|])(?P<value>@[a-z0-9_][a-z0-9_.-]{2,30})\b", 0.9)
_DOMAIN = Shape(r"\b[A-Z][A-Z0-9_-]{1,20}\\{1,2}(?P<value>[A-Za-z][\w.-]{1,40})", 0.92, cased=True)
_PATH = Shape(r"(?:\b[a-z]:\\{1,2}users\\{1,2}|/home/|/users/)(?P<value>[a-z][\w.-]{1,40})", 0.91)
_AT_HOST = Shape(
    r"\b(?:ssh|scp|sftp|rsync|su)[ ](?:-[a-z]+[ ](?:\d+[ ])?)*(?P<value>[a-z_][\w.-]{1,30})@[a-z0-9]", 0.92
)

_ORDINARY = as_words(
    """
    le la les un une votre mon ton son sa unique perdu oublie oubliee bloque bloquee invalide incorrect incorrecte inconnu inconnue
    obligatoire de du non oui celui celle que en pas bien toujours actif active inactif compte comptes connecte connectee
    password passe mot est sont dans sur sous pour par avec sans ne se nouveau ancien agent agents usager usagers public
    valide invalides name nom id uid email mail adresse null none true false undefined anonymous anonyme nobody dev
    et ou qui ce cette ces nos vos leur leurs aux des mes temporaire generique partage principal existant supprime suivi suivante
    cree creee desactive desactivee desactives verrouille expire ouverte ouvert fermee pleniere extraordinaire ordinaire
    formation travail conseil rattrapage juin mai septembre agricole bancaire rendu courant epargne twitter instagram
    facebook officiel officielle tiktok insta snap final finale interne externe inscrit lambda averti numero national
    titulaire administration administrateur interface experience agent: story stories
    """
)
_SYSTEM = as_words(
    """
    root admin administrator administrateur system systeme guest invite test user users utilisateur postgres mysql www-data nginx
    apache daemon nobody oracle backup service svc public default all-users ubuntu debian git jenkins docker support
    information_schema sa dbo sshd sudo
    """
)
_NUMBERED = as_words(
    "art lot page pages zone item cas note axe jour var col test total piece t f s sem vol fig tab ref rue bat apt appt cm ce gs ps ms cp niv ex"
)
_CODE = as_words(
    """
    media import param params return returns type types override property dataclass staticmethod classmethod pytest app
    component input output injectable todo deprecated author since see link example charset font-face keyframes supports
    """
)


def _score(candidate: Candidate, desks: Desks) -> float:
    value = candidate.value.lower().rstrip(".-")
    name = value.lstrip("@")
    if name in _SYSTEM or name in _ORDINARY or (name.isdigit() and len(name) < 4):
        return 0.0
    shape = candidate.shape
    if shape is _HANDLE:
        first = re.split(r"[^a-z]+", name, maxsplit=1)[0]
        body = (
            name in _CODE
            or first in desks.handles
            or any(name.startswith(word) for word in desks.handles if len(word) > 4)
        )
        return 0.0 if body or candidate.after(1) == "@" else shape.score
    if "@" in name and "." in name.rsplit("@", 1)[-1]:
        return 0.0  # an e-mail address, which another detector judges
    odd = any(not character.isalpha() for character in name)
    if shape is _AFTER_WORD:
        if _SHORT.search(candidate.before(14)) and (not odd or name.isdigit()):
            return 0.0  # "x : …", '"id": 88213'
        if odd or len(name) < 3:
            return shape.score if len(name) > 1 else 0.0
        return 0.0 if _is_word(name) and not _strong(candidate) else shape.score
    if shape is _ODD:
        if not odd or name.isdigit() or not _looks_like_account(name):
            return 0.0
        return shape.score
    if shape is _ARROW:
        return shape.score if _made_of(name, candidate.before(60)) else 0.0
    if shape is _SPEAKER:
        word = name.rstrip("0123456789_.-")
        return 0.0 if word in _NUMBERED or (len(word) > 4 and _is_word(word)) else shape.score
    if shape is _BARE or shape is _LOGON:
        if name.isdigit() or _is_word(name):
            return 0.0
        return shape.score
    return shape.score


def _made_of(name: str, before: str) -> bool:
    """Whether a word of the line before, shortened by nothing, stands within the name of account beside initials."""
    words = re.findall("[a-z]{3,}", before.rsplit("\n", 1)[-1])
    return any(word in name and 0 < len(name) - len(word) <= 12 for word in words)


_ACCOUNT = re.compile(
    r"[a-z][a-z0-9]*[._][a-z][a-z0-9]*|(?:adm|admin|svc|ext|prest|stg|presta)[-_.][a-z0-9]+|[a-z]{3,}\d{1,4}|[a-z]\d?_[a-z0-9_]+"
)


def _looks_like_account(name: str) -> bool:
    """ "c.prudhomme", "mdupuis3", "adm-lpasquier"; not "12/2024", "sous-total"."""
    return _ACCOUNT.fullmatch(name) is not None


def _is_word(name: str) -> bool:
    return gazetteer().is_common(name.replace("-", ""))


_SHORT = re.compile(
    r"(?:\b|_)(?:x|id|sub|fb|uid|usr)[\"']?[ ]{0,3}(?:est|c'est|:|=|=>|->)[ ]{0,2}[\"'(]{0,2}$"
)
_STRONG = re.compile(
    r"(?:login|username|user_?name|pseudo(?:nyme)?|nom d'utilisateur)[\"']?[ ]{0,3}(?:est|c'est|:|=)[ ]{0,2}[\"'(<]{0,2}$"
)


def _strong(candidate: Candidate) -> bool:
    """Whether the word before announces a name of account and nothing else, so that even a word of the language is one."""
    return _STRONG.search(candidate.before(32)) is not None


def _bounds(candidate: Candidate) -> tuple[int, int]:
    """Without the point or hyphen that ends the sentence."""
    return candidate.start, candidate.start + max(1, len(candidate.value.rstrip(".-")))


def detector(desks: Desks) -> Detector:
    """The detector for an organisation's own handles."""

    def check(candidate: Candidate) -> float:
        return _score(candidate, desks)

    return Detector(
        label=Label.USERNAME,
        shapes=(
            _AFTER_WORD,
            _BARE,
            _ODD,
            _LOGON,
            _WEB_LOG,
            _ARROW,
            _SPEAKER,
            _HANDLE,
            _DOMAIN,
            _PATH,
            _AT_HOST,
        ),
        check=check,
        bounds=_bounds,
    )


DETECTOR = detector(DEFAULT)
