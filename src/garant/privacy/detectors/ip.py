"""Adresses IP v4 et v6. Loopback, masks, version numbers are nobody's."""

import ipaddress
import re

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_V4 = Shape(r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b", 0.7)
_V6 = Shape(r"(?:\b[0-9a-f]{1,4}:|::)(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{0,4}", 0.75)
_VERSION = re.compile(r"(?:version|v|release|firmware|build)\s*\.?\s*$")
_SECTION = re.compile(r"(?:article|chapitre|section|paragraphe|annexe|point|\u00a7)\s*$")


def _check(candidate: Candidate) -> float:
    try:
        address = ipaddress.ip_address(candidate.value)
    except ValueError:
        return 0.0
    if (
        address.is_loopback
        or address.is_unspecified
        or address.is_multicast
        or candidate.value.startswith("255.")
    ):
        return 0.0
    if candidate.shape is _V4 and (
        _VERSION.search(candidate.before(12))
        or _SECTION.search(candidate.before(14))
        or candidate.after(2)[:2] in {".0", ".1"}
    ):
        return 0.0
    if candidate.shape is _V6 and (len(candidate.value) < 8 or ":" not in candidate.value[1:-1]):
        return 0.0
    # A private range says less about a person, a parenthesised numbering such as 1.2.1.4 nothing at all.
    small = candidate.shape is _V4 and all(int(part) < 20 for part in candidate.value.split("."))
    score = candidate.shape.score - 0.3 * small - (0.05 if address.is_private else 0.0)
    return score + 0.3 * candidate.near


DETECTOR = Detector(
    label=Label.IP,
    shapes=(_V4, _V6),
    context=("ip", "adresse ip", "ipv4", "ipv6", "connexion*", "journal", "poste", "serveur", "hote"),
    check=_check,
)
