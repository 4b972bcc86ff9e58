"""Professionnels de santé: RPPS (11 digits, Luhn), ADELI (9), FINESS (9)."""

import re

from stdnum import luhn

from garant.privacy.announced import Announced, Value
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_RPPS = Shape(r"\b1[ .]?\d{4}[ .]?\d{3}[ .]?\d{3}\b", 0.3)
# As a scanner reads one.
_RPPS_SCANNED = Shape(r"\b[1lI][0OQ](?:[ .]?[0-9OlISB]){9}\b", 0.3, needs_context=True, cased=True)
_WORDS = (
    "ordinal", "numero ordinal", "no ordinal", "rpp5", "ade1i", "amo", "no am", "numero professionnel", "carte cps",
    "rpps", "adeli", "finess", "am", "numero am", "ordre des medecins", "ordre des infirmiers", "ordre des avocats", "numero d'ordre", "no d'ordre", "prescripteur", "numero d'inscription a l'ordre",
    "identifiant praticien", "praticien", "numero de praticien", "no praticien", "cps", "carte cps", "toque", "cnbf", "agrement", "numero d'agrement", "no d'agrement",
)  # fmt: skip
_ESTABLISHMENT = re.compile(
    r"\b(?:ehpad|hopital|etablissement|centre|clinique|residence|foyer|ssiad|saad|structure|maison|chu|chr|ch)\b"
)


_BODIES = re.compile(r"\b(?:association|asso|federation|club|sarl|sas|societe|entreprise|organisme|creche)\b")


def _check(candidate: Candidate) -> float:
    if candidate.shape is _RPPS_SCANNED:
        return 0.3 + 0.5 * candidate.near if len(candidate.digits) >= 5 else 0.0
    if not candidate.digits.startswith("10") or candidate.against > candidate.near:
        return 0.0
    return 0.15 + 0.2 * luhn.is_valid(candidate.digits) + 0.5 * candidate.near


_ACTS = re.compile(r"\b(?:arretes?|municipal|municipaux|permanents?|temporaires?)\b[^.;]{0,12}$")
_CARER = re.compile(
    r"\b(?:assistante? (?:maternelle?|familiale?)|ass ?mat|nourrice|accueillante? familiale?)\b"
)


def _judge(value: Value) -> float:
    digits = len(value.digits)
    if value.word == "am" and _ACTS.search(value.before(24)) is not None:
        return 0.0  # "arrêté municipal n° AM-2024-0331"
    if "agrement" in value.word:
        before = value.before(80)
        told = value.marked or (value.adjoins and _CARER.search(before) is not None)
        return 0.6 if told and digits >= 5 and not _BODIES.search(before) else 0.0
    whole = (7 if value.marked else 9) <= len(value.compact) <= 12 and digits >= 5
    short = (
        value.word == "toque"
        or (value.marked and 3 <= digits <= 12 and "ord" in value.word)
        or ("ordinal" in value.word and 4 <= digits <= 12 and value.adjoins)
    )
    if not whole and not short:
        return 0.0
    if value.word == "finess" and (
        _ESTABLISHMENT.search(value.before(60)) or _ESTABLISHMENT.search(value.link)
    ):
        return 0.0
    return 0.85 if value.adjoins else 0.7


ANNOUNCED = Announced(
    Label.PRO_ID,
    _WORDS,
    _judge,
    shape=re.compile(
        r"(?:[A-Z] ?|[A-Z]{2,3}-)?[0-9lIO][0-9ABlIO]*(?:[ .\-/](?:[A-Z]{1,3}[ .\-/])?[0-9lIOSB]+){0,5}(?![0-9A-Za-z])"
    ),
)
DETECTOR = Detector(
    label=Label.PRO_ID,
    shapes=(_RPPS, _RPPS_SCANNED),
    context=("rpps", "adeli", "finess", "docteur", "dr", "medecin*", "infirmier*", "sage-femme", "kine*", "praticien*", "ordre des medecins", "numero d'ordre", "prescripteur", "pharmacien*", "psychologue*", "orthophoniste*", "dentiste*"),
    against=("siret", "siren", "ehpad", "hopital", "etablissement", "centre hospitalier", "clinique", "france travail", "pole emploi"),
    check=_check,
)  # fmt: skip
