"""Téléphones: any human way of writing, overseas and abroad. A public desk, a short number, 08 … are nobody's."""

import re

import phonenumbers

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_SEP = r"[ .,\-/_]{0,3}"
_FRENCH = Shape(rf"(?:\+|\b00)[ ]?33{_SEP}(?:\([ ]?0[ ]?\))?{_SEP}0?[1-9](?:{_SEP}\d{{2}}){{4}}\b", 0.9)
_PAIRS = Shape(rf"\b0[ ]?[1-9](?:{_SEP}\d{{2}}){{4}}\b", 0.8)
_IN_BRACKETS = Shape(r"\(0[1-9]\)(?:[ .-]{0,2}\d{2}){4}\b", 0.8)
_THREES = Shape(
    r"\b0[1-9]\d{2}(?:[ .-]\d{2}){3}\b|\b0[1-9]\d{2}[ .-]\d{3}[ .-]\d{3}\b|\b0[1-9][ .-]\d{3}[ .-]\d{3}[ .-]?\d{2}\b|\b0[1-9][ .-]\d{4}[ .-]\d{4}\b",
    0.7,
)
_OVERSEAS = Shape(
    rf"(?:\+|\b00)[ ]?(?:262|269|508|590|594|596|681|687|689){_SEP}(?:\(0\))?{_SEP}(?:\d{{2,3}}{_SEP}){{3,4}}\d{{2}}\b",
    0.9,
)
_PACIFIC = Shape(
    r"\b(?:[2-9]\d[ .-]?\d{2}[ .-]?\d{2}|[4-8][0-9][ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2})\b",
    0.35,
)
_ABROAD = Shape(r"(?:\+|\b00)[ ]?[1-9]\d{0,2}(?:[ .\-/]?\(?\d{1,4}\)?){2,6}\b", 0.7)
_OCR = Shape(r"\b[0O][ .]?[67](?:[ .-]{0,2}[0-9OIl]{2}){4}\b", 0.55)
_WORDS_DIGIT = "zero|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante"
_SPELLED = Shape(
    rf"\bzero[ ,-]+(?:six|sept|un|deux|trois|quatre|cinq|neuf)(?:[ ,.-]+(?:et[ -])?(?:{_WORDS_DIGIT}|\d{{1,2}})){{4,14}}\b",
    0.85,
)

# Words that make a landline a public desk's, and words that make it somebody's: the nearest decides.
_DESK = (
    "standard", "accueil", "mairie", "mairies", "secretariat", "service", "services", "guichet", "permanence", "prefecture", "caf", "mdph", "ccas", "hotel de ville",
    "hotline", "urgence", "urgences", "numero vert", "commissariat", "gendarmerie", "tresorerie", "conseil departemental", "departement", "region", "metropole",
    "communaute", "syndicat", "office", "mediatheque", "bibliotheque", "piscine", "ecole", "college", "lycee", "creche", "ehpad", "hopital", "centre", "cabinet",
    "direction", "maison", "antenne", "mission locale", "pole", "allo", "numero gratuit", "numero national", "cnil", "ars", "cpam", "pmi", "mds", "point d'acces",
    "plateforme", "agence", "tribunal", "greffe", "rectorat", "dasen", "dpo", "assistance", "support", "association", "renseignements", "infos", "informations",
    "contactez-nous", "fax", "telecopie", "deontologue", "inscriptions", "reservations",
)  # fmt: skip
_OWN = (
    "mon", "ma", "mes", "moi", "son", "sa", "leur", "portable", "mobile", "domicile", "perso", "personnel", "personnelle", "joindre", "joignable", "joins", "rappeler",
    "appeler", "appelez", "rappel", "monsieur", "madame", "mme", "mlle", "mr", "m", "mere", "pere", "fille", "fils", "voisin", "voisine", "locataire", "beneficiaire",
    "usager", "usagere", "allocataire", "ligne directe", "whatsapp", "sms", "gsm", "epouse", "epoux", "conjoint", "conjointe", "parent", "parents",
    "assistante maternelle", "eleve", "agent", "referent", "referente", "ne", "nee",
)  # fmt: skip
# Stdlib `re`, on at most 40 characters before a candidate.
_NOT_PHONE = re.compile(
    r"(?:siret|siren|facture|iban|rib|deliberation|marche|cerfa|compteur|pdl|nir|secu|dossier|ref)\W{0,3}(?:n?o?\W{0,3})$"
)
_PHONE_WORD = re.compile(r"\b(?:tel|telephone|portable|mobile|gsm|joindre|appeler)\b[ .:a-z]{0,12}$")
_PUBLIC_PREFIX = re.compile(r"^(?:33|0033)?0?8")


def _check(candidate: Candidate) -> float:
    shape = candidate.shape
    if shape is _SPELLED:
        return shape.score
    digits = candidate.digits
    before = candidate.before(40)
    if before[-2:].strip(" .-")[-1:].isdigit() and shape in (_PACIFIC, _THREES, _PAIRS):
        return 0.0  # the tail of a longer number
    if _NOT_PHONE.search(before) or candidate.after(2).startswith(("$", " $")):
        return 0.0
    if shape is _PACIFIC:
        return 0.6 if len(digits) in (6, 8) and _PHONE_WORD.search(before) else 0.0
    if shape is _ABROAD or shape is _OVERSEAS:
        return _abroad(candidate)
    if shape in (_PAIRS, _FRENCH, _IN_BRACKETS, _THREES) and _PUBLIC_PREFIX.match(digits):
        return 0.0  # 08 …: services, never a person
    mobile = digits.lstrip("0").removeprefix("33").lstrip("0")[:1] in {"6", "7"}
    return shape.score + 0.15 * candidate.near if mobile or candidate.near >= candidate.against else 0.2


def _abroad(candidate: Candidate) -> float:
    try:
        number = phonenumbers.parse("+" + candidate.digits.removeprefix("00").replace("(0)", ""), None)
    except phonenumbers.NumberParseException:
        return 0.0
    valid = phonenumbers.is_valid_number(number)
    return 0.85 if valid else (0.6 if 9 <= len(candidate.digits) <= 15 else 0.0)


DETECTOR = Detector(
    label=Label.PHONE,
    shapes=(_FRENCH, _PAIRS, _IN_BRACKETS, _THREES, _OVERSEAS, _PACIFIC, _ABROAD, _OCR, _SPELLED),
    context=_OWN,
    against=_DESK,
    reach=70,
    check=_check,
)  # fmt: skip
