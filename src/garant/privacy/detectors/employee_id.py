"""Matricule d’un agent: each employer has its own, so the words decide."""

import re

from garant.privacy.announced import Announced, Value, is_ordinary, is_phone
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label
from garant.privacy.subject import names_someone

_WORDS = (
    "code badgeage", "badgeage", "id rh", "apj", "opj", "no d'ordre agent", "nomatricule", "noagent", "matricule", "matricules", "mat", "matr", "mle", "numero d'agent", "numero agent", "no agent", "no d'agent", "n agent", "agent no", "id agent", "identifiant agent", "code agent", "numen", "no de paie", "numero de paie", "no de paye", "numero de paye", "no paie", "no paye",
    "badge", "carte professionnelle", "rio", "immat agent", "nigend", "numero rh", "no rh", "identifiant rh", "identifiant siham", "dossier agent", "numero de salarie", "no salarie", "numero salarie", "code salarie",
    "carte pro", "matricule agent", "no de matricule", "identifiant defense", "nia", "nid", "rnatricule", "rnatricu1e", "matricu1e", "no mle", "numero de badge", "no de badge", "numero ppr", "ppr", "identifiant siagip", "login rh",
)  # fmt: skip


# These name a person first: only a code just after them is a number of theirs.
_PEOPLE = (
    "agent", "agente", "salarie", "salariee", "vacataire", "contractuel", "contractuelle", "verbalisateur", "verbalisatrice", "policier", "policiere", "brigadier", "brigadiere", "gardien-brigadier", "apja", "asvp",
    "policier municipal", "policiere municipale", "saisonnier", "saisonniere", "apprenti", "apprentie", "badgeuse", "pointage", "pointeuse", "fiche agent", "dossier administratif", "siham", "sirh", "cnracl", "ircantec",
    "affiliation cnracl", "adjoint technique", "adjointe technique", "adjoint administratif", "adjointe administrative", "redacteur", "redactrice", "atsem", "sapeur-pompier", "sapeur", "reference agent", "ref agent",
)  # fmt: skip
_THINGS = re.compile(
    r"\b(?:compteur|engin|vehicule|drapeau|eclairage|materiel|machine|serie|recenseur|mat d)\b|[ ]d'eclairage|[ ](?:heures|euros|postes?|jours|ans)\b"
)


_OFFERED = re.compile(
    r"\b(?:postes?|emplois?|offres?|recrut\w*|candidature|annonce|tableau|delib\w*|arrete)\b"
)


def _judge(value: Value) -> float:
    text = value.text
    longest = (
        24 if value.compact.startswith("CAR") else 16
    )  # of private guards: "CAR-075-2027-03-11-20220731"
    if not 3 <= len(value.compact) <= longest or len(value.digits) < 2 or is_phone(text):
        return 0.0
    year = len(text) == 4 and text.isdigit()
    if is_ordinary(text, value.after(16)) and not (value.adjoins and year and value.marked):
        return 0.0
    if value.word in ("badge", "mat", "mle", "rio") and not (
        (value.adjoins or value.marked or len(value.digits) >= 5) and len(value.digits) >= 3
    ):
        return 0.0
    if _THINGS.search(value.link) is not None or _THINGS.match(value.after(20)) is not None:
        return 0.0
    return 0.9 if value.adjoins else 0.7


def _judge_beside(value: Value) -> float:
    """ "agent M-3306", "Agent : REY Anne – 4412-T": four digits, or letters and digits."""
    text = value.text
    if value.word.endswith("s") or not 4 <= len(value.compact) <= 14 or len(value.digits) < 3:
        return 0.0
    if is_ordinary(text, value.after(16)) or is_phone(text) or text.startswith(("RD", "RN", "IB", "IM")):
        return 0.0
    if (
        len(value.compact) == 5
        and text.isdigit()
        and value.after(3)[1:2].isalpha()
        and not value.marked
        and "," in value.link
    ):
        return 0.0  # a postcode
    if _THINGS.search(value.link) is not None or _THINGS.match(value.after(20)) is not None:
        return 0.0
    if _OFFERED.search(value.before(40)) is not None or _OFFERED.search(value.link) is not None:
        return 0.0
    if text.isdigit() and not value.marked and not value.adjoins:
        return 0.35
    return 0.7 if value.marked and value.adjoins else 0.6


# Just after a name: "Mme Rey, M4412, adjointe technique", "Anne Rey MAT44120".
_CODE = Shape(r"\b(?:MAT|MLE|AG|[A-Z]{1,2})[ ]?-?\d{4,7}[A-Z]?\b", 0.3, cased=True)
_ROAD = re.compile(r"(?:RD|RN|RM|CD|VC|CR|CS|BP|PK|[ADN])[ ]?\d{1,5}$")
_NAMED = re.compile(
    r"(?:\b(?:M\.|Mme|Mlle|Mr|MME)[ ](?:[A-Z][A-Za-z'-]+[ ]?){1,3}|[a-z][ ][A-Z]{3,}|[A-Z]{3,}[ ][A-Z][a-z]+|[A-Z][a-z]+[ ][A-Z][a-z]+)[ ]?[,(\-/]?[ ]{0,2}$"
)
_AT_WORK = re.compile(
    r"\b(?:agents?|adjointe?|attachee?|redact|brigad|gardien|apja|asvp|polici|atsem|drh|rh|paie|paye|pointage|vacat|contractu|titulaire|grade|echelon|conge|absen|salari|matricul|mat|badge|cat(?:egorie)?)"
)


def _check(candidate: Candidate) -> float:
    text, value = candidate.folded.text, candidate.value
    if _ROAD.match(value) is not None or text[candidate.end : candidate.end + 1] in {"-", "/"}:
        return 0.0
    if text[max(0, candidate.start - 1) : candidate.start] in {"-", "/", ".", "_"}:
        return 0.0
    line = text[max(0, candidate.start - 60) : candidate.start].rsplit("\n", 1)[-1]
    if _NAMED.search(line) is None or (not names_someone(line) and "M" not in line):
        return 0.0
    if value.startswith(("MAT", "MLE")):
        return 0.7
    around = line.lower() + candidate.after(50).split("\n", 1)[0]
    return 0.6 if _AT_WORK.search(around) is not None else 0.4


# What a badge holds: bytes, as its reader shows them.
_BYTES = re.compile(r"[0-9A-F]{2}(?::[0-9A-F]{2}){3,9}(?![0-9A-Za-z:])", re.IGNORECASE)


_BYTES_NEAR = re.compile(r"[^\n]{0,20}?[0-9a-f]{2}:[0-9a-f]{2}:")


def _judge_bytes(value: Value) -> float:
    return 0.75 if value.adjoins else 0.0


ANNOUNCED = (
    Announced(
        Label.EMPLOYEE_ID,
        ("badge", "uid badge", "carte", "puce"),
        _judge_bytes,
        shape=_BYTES,
        opening=_BYTES_NEAR,
    ),
    Announced(Label.EMPLOYEE_ID, _WORDS, _judge),
    Announced(Label.EMPLOYEE_ID, _PEOPLE, _judge_beside),
)
DETECTOR = Detector(label=Label.EMPLOYEE_ID, shapes=(_CODE,), check=_check)
