"""Adresses IP v4 et v6. Loopback, masks, networks, version numbers are nobody's."""

import ipaddress
import re

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_V4 = Shape(
    r"\b\d{1,3}(?:\.|\[\.\]|\(\.\))\d{1,3}(?:\.|\[\.\]|\(\.\))\d{1,3}(?:\.|\[\.\]|\(\.\))\d{1,3}\b", 0.7
)
_V6 = Shape(r"(?:\b[0-9a-f]{1,4}:|::)(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{0,4}", 0.75)
# What OCR or a hurried hand makes of it: "82. 64.113.27", "82,64,113,27", only after the word.
_DAMAGED = Shape(r"\bip\b[ :=a-z]{0,14}(?P<value>\d{1,3}(?:[ ]?[.,][ ]?\d{1,3}){3})\b", 0.6)
# Written with blanks or hyphens; its end left out: "91.171.44.xxx".
_SPACED = Shape(r"\b\d{1,3}(?:[ ]\.[ ]?\d{1,3}|\.[ ]\d{1,3}){3}\b", 0.6)
_HYPHENED = Shape(r"\b\d{2,3}-\d{1,3}-\d{1,3}-\d{1,3}\b", 0.6)
_CUT_SHORT = Shape(r"\b\d{1,3}\.\d{1,3}(?:\.\d{1,3})?(?:\.(?:x{1,3}|\*{1,3})){1,2}", 0.7)
_TOLD = re.compile(r"\bip(?:v[46])?\b|\badresse (?:d'ou|de connexion|du poste)|\bvpn\b|\bconnexion depuis")
_VERSION = re.compile(
    r"(?:version(?:[ ](?:du|de|d'|de la|des|l')?[ ]?[a-z]{2,14}){0,2}|\bv|release|firmware|build|mise a jour|maj|correctif|patch|logiciel|update|python|php|java|chrome|firefox|windows|android|ios|noyau|kernel|[a-z]/)"
    r"[\"']?\s*[.:=]?\s*[\"']?(?:no\s?)?$"
)
_SECTION = re.compile(
    r"(?:articles?|art\.|chapitre|section|paragraphe|annexe|point|alinea|rubrique|titre|partie|fiche|code naf|naf)\s*$"
)
_HEADING = re.compile(r"(?:^|\n)[ \t#*-]*$")
_ASKED = re.compile(
    r"\bip(?:v[46])?\b|adresse|connexion|depuis|\bfrom\b|poste|serveur|hote|host|client|\bsrc\b|\bdst\b|session|login|user|remote|log|forwarded"
)


def _score(candidate: Candidate) -> float:
    if candidate.shape is _CUT_SHORT:
        return _CUT_SHORT.score if _VERSION.search(candidate.before(28)) is None else 0.0
    value = re.sub(r"[\[\]() ]", "", candidate.value).replace(",", ".")
    if candidate.shape is _HYPHENED or candidate.shape is _SPACED:
        if _TOLD.search(candidate.before(70)) is None or candidate.after(2)[:1] in {"-", "/"}:
            return 0.0
        value = value.replace("-", ".")
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return 0.0
    if (
        address.is_loopback
        or address.is_unspecified
        or address.is_multicast
        or value.startswith(("255.", "0."))
    ):
        return 0.0
    before = candidate.before(28)
    if candidate.shape in (_DAMAGED, _SPACED, _HYPHENED):
        return candidate.shape.score
    near = _ASKED.search(candidate.before(60)) is not None
    if candidate.shape is _V6:
        return (
            0.0
            if len(value) < 5 or ":" not in value[1:-1] or _clock(value)
            else candidate.shape.score + 0.2 * near
        )
    if (
        _VERSION.search(before)
        or _SECTION.search(before)
        or re.match(r"\.\d|[ ]?/(?:[0-9]|[12]\d|3[01])\b|-(?:rc|beta|\d)", candidate.after(5))
        or before.endswith((".", "-", "_"))
    ):
        return 0.0
    if value.endswith((".0", ".255")) and address.is_private:
        return 0.3  # a network, not a machine
    parts = [int(part) for part in value.split(".")]
    # "1.2.1.4" is the number of a section sooner than an address.
    small = all(part < 20 for part in parts)
    if small and (_HEADING.search(before) or not near):
        return 0.2
    return 0.85 if near else 0.7


def _clock(value: str) -> bool:
    """ "10:30:15:20": an hour, a duration."""
    return "::" not in value and all(part.isdigit() and len(part) <= 2 for part in value.split(":"))


DETECTOR = Detector(label=Label.IP, shapes=(_V4, _V6, _DAMAGED, _SPACED, _HYPHENED, _CUT_SHORT), check=_score)
