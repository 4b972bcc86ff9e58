"""Mots de passe, clés d’API, jetons, clés privées: known shapes, what follows a word that announces one, noise.

The shapes are those of detect-secrets 1.5.0 (Yelp, Apache-2.0) and of issuers' own documentation, compiled into our
single pass; why the library itself doesn't run here, and how a test keeps us in step with it, is in
docs/decisions/0013-secrets.md.
"""

import math
import re
from collections import Counter

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label
from garant.privacy.vocabulary import as_words

_PEM = Shape(
    r"(?s)-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|\z)",
    1.0,
)
_ISSUED = Shape(
    r"\b(?:sk-(?:proj-|ant-|or-|svcacct-)?[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9_]{20,}|github_pat_[A-Za-z0-9_]{20,}"
    r"|(?:glpat|gldt|glft|glsoat|glrt|glimt|glptt|glagent|gloas|glcbt)-[A-Za-z0-9_-]{16,}|GR1348941[A-Za-z0-9_-]{20,}"
    r"|(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{16}|xox[abposre]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{30,}|[rsp]k_(?:live|test)_[0-9A-Za-z]{16,}"
    r"|whsec_[A-Za-z0-9]{20,}|hf_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}|dop_v1_[a-f0-9]{64}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}"
    r"|gsk_[A-Za-z0-9]{20,}|ya29\.[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_=-]{8,}\.[A-Za-z0-9_=-]{8,}(?:\.[A-Za-z0-9_=-]*)?|AccountKey=[A-Za-z0-9+/=]{60,}"
    r"|sq0(?:csp|atp|idp)-[0-9A-Za-z_-]{20,}|[0-9a-f]{32}-us\d{1,2}|\d{8,}:AA[0-9A-Za-z_-]{33}|[MNO][A-Za-z\d_-]{23,}\.[A-Za-z\d_-]{6}\.[A-Za-z\d_-]{27}"
    r"|(?:AC|SK)[a-z0-9]{32}|AKC[a-zA-Z0-9]{10,}|hvs\.[A-Za-z0-9_-]{20,}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}|glsa_[A-Za-z0-9_]{30,}|pat-[a-z0-9]{2,4}-[0-9a-f-]{36}"
    r"|https://hooks\.slack\.com/services/[A-Za-z0-9_/]{20,}|https://[a-z0-9.-]{3,}\.webhook\.office\.com/[^\s\"'<>]{20,}|mistral-[A-Za-z0-9]{20,})",
    1.0,
    cased=True,
)
_IN_URL = Shape(r"\b[a-z][a-z0-9+.-]{1,15}://[^\s:/@]{0,64}:(?P<value>[^\s/@]{3,80})@", 0.95)
_BEARER = Shape(r"\b(?:bearer|basic)[ ]+(?P<value>[A-Za-z0-9+/_.=~-]{16,})", 0.9)
# Long and without sense: base64 or hexadecimal. The limits of entropy are those of detect-secrets.
_NOISE = Shape(r"[A-Za-z0-9+/_=-]{24}[A-Za-z0-9+/_=-]*", 0.4, cased=True)
_BASE64_FROM, _HEX_FROM = 4.3, 3.0  # bits per character
# What rules for passwords ask for: capitals, small letters, digits and a sign within.
_STRONG = Shape(r"[A-Za-z0-9]+[!#$%*+?&^][A-Za-z0-9!#$%*+?&^_-]+", 0.4, cased=True)
_HEX = re.compile(r"[0-9a-f]{24,}|[0-9A-F]{24,}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def entropy(value: str) -> float:
    """Bits per character."""
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())


def _check(candidate: Candidate) -> float:
    if candidate.shape is _NOISE:
        return _noise(candidate.value.strip("=-_/+"), candidate.before(12))
    if candidate.shape is _STRONG:
        value = candidate.value
        kinds = any(map(str.isdigit, value)) + any(map(str.isupper, value)) + any(map(str.islower, value))
        around = (
            candidate.folded.text[max(0, candidate.start - 1) : candidate.start]
            + candidate.folded.text[candidate.end : candidate.end + 1]
        )
        if kinds < 3 or not 8 <= len(value) <= 64 or any(c in "/=?&@.-_%" for c in around):
            return 0.0
        return 0.4 + 0.3 * candidate.near
    if candidate.shape is _IN_URL and _is_hidden(candidate.value):
        return 0.0
    return candidate.shape.score


def _noise(value: str, before: str) -> float:
    if len(value) < 24 or len(value) > 4096 or _UUID.fullmatch(value) is not None or "://" in before:
        return 0.0
    if _HEX.fullmatch(value):
        mixed = not value.isdigit() and any(map(str.isdigit, value))
        return 0.45 if mixed and entropy(value) > _HEX_FROM else 0.0
    kinds = any(map(str.isdigit, value)) + any(map(str.isupper, value)) + any(map(str.islower, value))
    return (
        0.45
        if kinds == 3 and value.count("-") + value.count("_") < 4 and entropy(value) > _BASE64_FROM
        else 0.0
    )


def _is_hidden(value: str) -> bool:
    """A placeholder, or hidden already."""
    return value.startswith(("[", "${", "{{", "%(")) or set(value) <= set("*.xX_-?#")


_PASSWORD_WORDS = (
    "mot de passe", "mots de passe", "motdepasse", "mot de pass", "mdp", "m.d.p", "password", "passwd", "passwort", "pwd", "pass", "passphrase", "phrase secrete", "code secret", "code pin", "pin", "code d'acces",
    "code acces", "code confidentiel", "code wifi", "code wi-fi", "codes wifi", "codes wi-fi", "codes d'acces", "crypto", "cle wifi", "cle wi-fi", "cle wpa", "wpa", "wpa2", "digicode", "code porte", "code de la porte", "code portail", "code du portail", "code alarme",
    "code de l'alarme", "code d'entree", "code entree", "code immeuble", "code de securite", "code puk", "cryptogramme", "cvv", "cvc", "code sms", "code de verification", "code de connexion", "code provisoire",
    "code du coffre", "code cles", "boite a cles",
)  # fmt: skip
_KEY_WORDS = (
    "cle api", "cle d'api", "cle de l'api", "cle secrete", "cle privee", "cle d'acces", "api key", "api_key", "apikey", "api-key", "token", "jeton", "secret", "secret_key", "secret key", "client_secret", "client secret",
    "access key", "access_key", "access token", "access_token", "auth_token", "private_key", "db_password", "db_pass", "service_key", "account_key", "aws_secret_access_key", "secretkey", "jeton d'acces", "cle de licence",
    "x-api-key", "refresh_token", "session_id", "sessionid", "cookie de session", "phpsessid",
)  # fmt: skip
# A sign, or "est", then the value; a label may stand on the line before it.
_STATED = re.compile(
    r"(?:\b(?:est|sera|etait|c'est|cest|devient)\b|=>|->|[:=])[ \t]*(?:\n[ \t]*)?(?:est[ ]|le[ ])?(?:[:=][ ]?)?[\"'`(\[<]{0,2}(?P<value>[^\s\"'`<>|]{2,199}[^\s\"'`<>|,;:.?)\]])",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:[ ](?:provisoire|temporaire|initial|actuel|wifi|wi-fi|invite|admin|session|par defaut|du compte|de session|de connexion|windows|perso|pro|no|du wifi)){0,3}[ ]{1,2}(?:[\"'`(]{0,2})(?P<value>[^\s\"'`<>|]{2,63}[^\s\"'`<>|,;:.?)])"
)
_LINK_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 '/.@_()-:=>\t")
_ORDINARY = re.compile(r"[a-z'-]+|[A-Z][a-z'-]+")
_RULES = re.compile(
    r"\b(?:doit|doivent|oubli|minimum|caracteres|changer|changez|renouvel|politique|regle|expire|demande|perdu|reinitialis|ne jamais|jamais|choisi|au moins|robuste|saisi)"
)
_THREE = frozenset(("cvv", "cvc", "crypto", "cryptogramme"))  # on the back of a card
_DIGITS_DO = frozenset(_PASSWORD_WORDS[12:])


def _reach(value: Value) -> float:
    link = value.link.rstrip(" \t\n\"'`([<")
    if len(link) > 70 or ". " in link or not _LINK_SIGNS.issuperset(link) or len(link.split()) > 8:
        return 0.0
    return 1.0 if _RULES.search(link) is None else 0.0


def _judge(value: Value) -> float:
    text = value.text
    if _is_hidden(text) or len(text) < (3 if value.word in _THREE else 4) or text.startswith("http"):
        return 0.0
    if _ORDINARY.fullmatch(text) is not None:
        # A word: said outright it may be the password all the same.
        ordinary = text.lower() in _NOT_A_PASSWORD or _RULES.match(text.lower()) is not None
        goes_on = re.match(r"[ ,]+[a-z]{2,}", value.after(12)) is not None
        return 0.0 if ordinary or (goes_on and not value.link.rstrip(" \"'").endswith((":", "="))) else 0.65
    return 0.85


def _reach_bare(value: Value) -> float:
    """Only what follows at once."""
    return (
        1.0
        if "\n" not in value.link and _BARE.match(value.folded.text, value.start - len(value.link))
        else 0.0
    )


def _judge_bare(value: Value) -> float:
    text = value.text
    if _is_hidden(text) or len(text) < (3 if value.word in _THREE else 4):
        return 0.0
    if text.isdigit():
        return 0.7 if value.word in _DIGITS_DO and len(text) <= 8 else 0.0
    digits = any(map(str.isdigit, text))
    signs = any(not c.isalnum() and c not in "-'." for c in text)
    letters = any(map(str.isalpha, text))
    return 0.65 if letters and (digits or signs) and len(text) >= 5 and entropy(text) > 2.2 else 0.0


# "Codes du local : 7731#A", not the code of a law or of a town.
_PLACE_CODE = re.compile(
    r"[ ](?:du|de la|de l'|d'|des|pour le|pour la)[ ]?[a-z']{3,20}(?:[ ][a-z']{3,20})?[ ]?[:=][ ]?(?P<value>[0-9A-Z#*]{4,10})(?![0-9A-Za-z])"
)
_NO_PLACE = re.compile(
    r"travail|route|postal|insee|naf|ape\b|commande|sante|famille|electoral|civil|penal|environnement|urbanisme|sport|douane|commerce|client|produit|service|agent|action|analytique|banque|guichet"
)


def _reach_place(value: Value) -> float:
    return (
        1.0
        if value.link.startswith(" ") and "\n" not in value.link and not _NO_PLACE.search(value.link)
        else 0.0
    )


def _judge_place(value: Value) -> float:
    return 0.65 if sum(map(str.isdigit, value.text)) >= 3 else 0.0


# "code 7KF-22Q": what somebody types to come in.
_TYPED = re.compile(
    r"[ ]?[:=]?[ ](?P<value>(?=[A-Z-]*\d)(?=[0-9-]*[A-Z])[0-9A-Z]{2,8}(?:-[0-9A-Z]{2,8}){0,4})(?![0-9A-Za-z/])"
)


def _reach_typed(value: Value) -> float:
    return 1.0 if not value.link.strip(" :=") and "\n" not in value.link else 0.0


def _judge_typed(value: Value) -> float:
    return 0.55 if len(value.compact) >= 6 else 0.0


_NOT_A_PASSWORD = as_words(
    """
    oublie oubliee perdu perdue obligatoire requis valide invalide incorrect incorrecte faux bon errone expire expiree provisoire minimum robuste fort faible different
    unique personnel confidentiel votre notre celui celle cette dans avec pour voir changez changer choisir saisir none null true false vide aucun aucune absent
    strictement toujours jamais desormais inchange inchangee envoye envoyee transmis transmise communique communiquee affiche affichee note notee bloque bloquee trop
    ainsi pas plus bien tres encore tout toute tous donne donnee defini definie modifie modifiee demande demandee compose composee identique joint jointe sous dessous
    suivant suivante the your string secret password required optional
    """
)

ANNOUNCED = (
    Announced(Label.SECRET, (*_PASSWORD_WORDS, *_KEY_WORDS), _judge, shape=_STATED, reach=_reach),
    Announced(Label.SECRET, _PASSWORD_WORDS, _judge_bare, shape=_BARE, reach=_reach_bare),
    Announced(Label.SECRET, ("code",), _judge_typed, shape=_TYPED, reach=_reach_typed),
    Announced(Label.SECRET, ("code", "codes"), _judge_place, shape=_PLACE_CODE, reach=_reach_place),
)
DETECTOR = Detector(
    label=Label.SECRET,
    shapes=(_PEM, _ISSUED, _IN_URL, _BEARER, _NOISE, _STRONG),
    check=_check,
    context=(
        "mdp",
        "mot de passe",
        "mots de passe",
        "password",
        "compte",
        "comptes",
        "login",
        "acces",
        "identifiant*",
        "session",
        "connexion",
    ),
    reach=160,
)
