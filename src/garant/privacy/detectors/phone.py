"""Téléphones: any human way of writing, overseas and abroad. A public desk, a short number, 08 … are nobody's."""

import re
from functools import lru_cache

import phonenumbers

from garant.privacy.desks import DEFAULT, Desks
from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.gazetteer import first_name, gazetteer
from garant.privacy.labels import Label
from garant.privacy.subject import names_someone
from garant.privacy.vocabulary import as_words
from garant.privacy.whose import Evidence, Whose, whose

_SEP = r"[ .,\-/_*]{0,3}"
# What stands before a number: no digit, no letter, or one of the words that people glue to it.
_HEAD = r"(?:^|[^0-9A-Za-z+]|tel|port|portable|num|numero|mobile|mob|gsm|fixe|au)"
# Ten digits, or one more or fewer (a typing error), grouped anyhow.
_FRENCH = Shape(rf"{_HEAD}(?P<value>0[ .\-]?[1-9](?:(?:{_SEP}\d){{8}}\d?|(?:{_SEP}\d){{7}}\b))", 0.8)
# Ten digits written in one way throughout: what `_FRENCH`, which takes any separator, would begin within the date, the
# postcode or the reference before it ("12/03/1985, 06 39 98 42 17").
_EVEN = Shape(
    r"(?:^|[^0-9A-Za-z+])(?P<value>0[1-9](?:\d{8}|\d\d(?:[ .]\d\d){3}"
    r"|(?:[ ]\d\d){4}|(?:\.\d\d){4}|(?:-\d\d){4}|(?:/\d\d){4}))\b",
    0.8,
)
_GOES_ON = re.compile(r"[ .\-/][1-9]\d")
_BRACKETS = Shape(rf"(?P<value>\(0[ ]?[1-9]?\){_SEP}\d(?:{_SEP}\d){{7,8}})", 0.8)
_ABROAD = Shape(
    rf"(?P<value>(?:\(?\+[ ]?|\b00[ .-]?|\(00)(?:33\)?{_SEP}(?:\([ ]?0[ ]?\))?{_SEP}0?[1-9](?:{_SEP}\d){{8}}"
    r"|[1-9]\d{0,2}\)?[ .\-/]{0,2}(?:\([ ]?0[ ]?\))?(?:[ .\-/]{0,2}\(?\d{1,4}\)?){2,6}))",
    0.7,
)
_BARE_PREFIX = Shape(rf"{_HEAD}(?P<value>33{_SEP}(?:\(0\))?{_SEP}[1-9](?:{_SEP}\d\d){{4}})", 0.7)
# Pairs with more between them than anybody needs: "06 .. 30 .. 96", "02.31 (62) 05-96", "06 41 x 22 x 90 x 17".
_LOOSE_SEP = r"(?:[ .,/()|*_-]{1,6}|[ ]x[ ])"
_LOOSE = Shape(rf"{_HEAD}(?P<value>0[1-9](?:{_LOOSE_SEP}\d\d){{4}})\b", 0.6)
_TWISTED = Shape(
    r"(?P<value>\b0?[ ]?\([ ]?(?:\+|00?)33[ ]?\)[ ./-]{0,3}0?[1-9](?:[ ./-]{0,3}\d\d){4})\b", 0.8
)
# Numbers that only a word for a telephone just before tells from any other number.
_SAID = r"(?:\bte[l1i]|telephone|portable|\bport|mobile|\bmob|gsm|\bnum|numero|joindre|joignable|appel\w{0,4}|contact|whatsapp|\bsms|\bfixe|\bligne|phone|\btph|\bvini|\bmobilis|noumea|papeete|caledonie|tahiti|prends le|au bout du)\w{0,2}[ .:'a-z/()=-]{0,16}"
_NINE = Shape(rf"(?:{_SAID}|\bau[ ])(?P<value>\b[67](?:{_SEP}\d\d){{4}})", 0.6)
_NINE_FIXED = Shape(r"\b(?:tel|telephone|fixe)[ ]?[.:]?[ ](?P<value>[1-5](?:[ .-]\d\d){4})\b", 0.6)
# New Caledonia, French Polynesia, Saint-Pierre: six or eight digits.
_PACIFIC = Shape(
    rf"{_SAID}(?P<value>\b(?:(?:687|689)[ .-]?)?(?:[48]\d[ .-]?[\dOIl]{{2}}[ .-]?[\dOIl]{{2}}[ .-]?[\dOIl]{{2}}|[5-7]\d[ .-]?\d{{2}}[ .-]?\d{{2}}[ .-]?\d{{2}}|[2-9][\dO][ .-]?[\dOIl]{{2}}[ .-]?[\dOIl]{{2}})\b)",
    0.35,
)
_PREFIXED = Shape(
    r"(?P<value>(?:\(\+?(?:687|689|508)\)[ ]?|\b(?:687|689|508)[ .-])\d\d(?:[ .-]{0,3}\d){4,6})\b", 0.5
)
_OCR = Shape(r"\b(?:[0O]|o)[ .]?[1-9Il](?:[ .,\-*/|]{0,3}[0-9OoIlSBGZ]){8}\b", 0.55, cased=True)
_EXTENSION = Shape(
    r"\b(?:poste|extension|ext\.?|interne)[ ]?(?:no?\.?[ ]?|numero[ ]|:[ ]?|interne[ ]|telephonique[ ])?(?P<value>\d{3,5}|\d\d[ .]\d\d)\b",
    0.5,
)

_PERSONS = as_words(
    """
    mon ma mes moi son sa ses leur portable mobile domicile perso personnel personnelle joins rappeler rappelez
    rappel monsieur madame mme mlle mr m mere pere fille fils voisin voisine locataire beneficiaire usager usagere
    allocataire directe direct whatsapp sms gsm epouse epoux conjoint conjointe parent parents eleve referent referente
    ne nee demandeur demandeuse patient patiente demeurant maman papa mamie papi frere soeur sour tante oncle ami amie
    copain copine victime temoin plaignant plaignante conducteur conductrice tuteur tutrice curateur curatrice
    heberge hebergee candidat candidate proprietaire titulaire marie femme mari compagnon compagne nounou assistante
    nir ddn naissance interlocuteur interlocutrice gardien gardienne benevole adherent adherente moi-meme lui elle
    """
)
_COUNTERS = as_words("standard accueil mairie secretariat guichet prefecture")
# These answer for a body whoever is named beside them.
_WIN = _COUNTERS | as_words(
    """
    vert hotline urgence urgences astreinte permanence renseignements mairies gratuit fax telecopie telecopieur samu pompiers
    ecoute reservations reservation inscriptions public national commissariat gendarmerie billetterie
    """
)

# Stdlib `re`, on at most 40 characters before a candidate.
_NUMBERED = as_words(
    """
    siret siren facture iban rib deliberation marche cerfa compteur pdl prm nir secu dossier ref reference allocataire
    contrat client commande matricule licence passeport cni permis fiscal carte compte naf ape tva ean isbn rcs convention
    mandat titre bordereau avis plainte pv nic finess rpps adeli ft ine
    """
)
_NOT_PHONE = re.compile(
    rf"\b(?:{'|'.join(sorted(_NUMBERED))})\W{{0,3}}(?:n?o?\W{{0,3}}|numero\W{{0,3}})(?:est\W{{0,2}}|:\W{{0,2}})?(?:le\W{{0,2}})?$"
)
# The last word that `_NOT_PHONE` matches ends with one of these; what stands after it is none of a word.
_NOT_PHONE_ENDS = (*sorted(_NUMBERED), "n", "o", "est", "le")
_SIGNS = "".join(sign for sign in map(chr, range(128)) if not (sign.isalnum() or sign == "_"))
_PHONE_WORD = re.compile(
    r"(?:\btel|telephone|telephones|portable|\bport|mobile|\bmob|gsm|\bnum|numero|joindre|joignable|appel\w{0,4}|rappel\w{0,4}|contact\w{0,5}"
    r"|whatsapp|\bsms|\bfixe|\bligne|phone|tph)\b[ .:'a-z/()=-]{0,16}$"
)
_DATE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[ ]?[/.\- ][ ]?(?:0?[1-9]|1[0-2])[ ]?[/.\- ][ ]?(?:19|20)\d\d(?!\d)"
)
# "12/", "le 4-" before "03/1985, 06 39": the rest of a date, or a month and its year, with the start of a telephone.
_SHORT_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])([/.\-])(?:0?[1-9]|1[0-2])\1\d\d(?:[ ]?,|[ ])[ ]?0[1-9]")
_MONTH_YEAR = re.compile(r"(?:0[1-9]|1[0-2])[ ]?[/.\-][ ]?(?:19|20)\d\d(?:[ ,]|$)")
_MONTH_SHORT_YEAR = re.compile(r"(?:0[1-9]|1[0-2])([/.\-])\d\d[ ,]")
_DAY_BEFORE = re.compile(r"(?:^|[^0-9])(?:0?[1-9]|[12]\d|3[01])([/.\-])$")
_ISO_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[ ,]")
_YEAR_BEFORE = re.compile(r"(?:^|[^0-9])(?:19|20)\d\d-$")
# A whole date just before: what follows is no part of its numbers.
_DATE_BEFORE = re.compile(
    r"(?:^|[^0-9/.\-])(?:(?:0?[1-9]|[12]\d|3[01])[/.\-](?:0?[1-9]|1[0-2])[/.\-](?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"|(?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z]{0,5}\.?[ ](?:19|20)\d\d)[ ]{1,2}$"
)
_LISTED = re.compile(r"0[1-9](?:[ .\-]?\d{2}){4}[ ]$")
_IN_A_DATE = re.compile(r"(?<![0-9/])[0-9]{1,2}/[0-9]{1,2}/$")
_CAPITAL = re.compile(r"[A-Z]{1,2}(?![0-9A-Za-z])")
_AMOUNT = re.compile(r"[ ]?(?:\$|euros?\b|eur\b|%|m2\b|kwh\b)")
_LENGTHS = {
    "33": 9,
    "262": 9,
    "590": 9,
    "594": 9,
    "596": 9,
    "508": 6,
    "687": 6,
    "689": 8,
}  # digits after the prefix


def _bounds(candidate: Candidate) -> tuple[int, int]:
    shape = candidate.shape
    if shape is _FRENCH and (poste := _POSTE_AFTER.match(candidate.folded.lower, candidate.end)) is not None:
        return candidate.start, poste.end()
    if shape is _ABROAD:
        digits = candidate.digits.removeprefix("00")
        for prefix, length in _LENGTHS.items():
            if digits.startswith(prefix):
                zero = digits[len(prefix) : len(prefix) + 1] == "0"
                whole = len(candidate.digits) - len(digits) + len(prefix) + zero + length
                return candidate.start, _after_digits(candidate, candidate.start, whole)
    return candidate.start, candidate.end


def _after_digits(candidate: Candidate, start: int, number: int) -> int:
    """Where that many digits end, if a digit does not follow at once; else where the candidate ends."""
    text = candidate.folded.text
    seen = 0
    for at in range(start, candidate.end):
        if text[at].isdigit():
            seen += 1
            if seen == number:
                return candidate.end if text[at + 1 : at + 2].isdigit() else at + 1
    return candidate.end


def _score(candidate: Candidate, evidence: Evidence) -> float:
    shape = candidate.shape
    if shape is _EXTENSION:
        return _extension(candidate, evidence)
    if shape is _OCR and not _half_digits(candidate.value):
        return 0.0
    if candidate.value.isdigit() and _CAPITAL.match(candidate.folded.text, candidate.end) is not None:
        return 0.0  # "0902117584A": a pupil's number
    if shape is _EVEN:
        if not any(map(str.isdigit, candidate.before(6))):
            return 0.0  # `_FRENCH` begins where it does
        if _GOES_ON.match(candidate.after(3)) is not None:
            return 0.0  # "04 92 30 10 11 12": a longer number
    before = candidate.before(44)
    if _IN_A_DATE.search(before) is not None:
        return 0.0  # "4/9/03, 1/1/07": days in a row
    if _is_another_number(before) or _AMOUNT.match(candidate.after(8)):
        return 0.0
    if shape is _PREFIXED:
        return _overseas(candidate, before, evidence)
    if shape is _PACIFIC:
        return _pacific(candidate, before, evidence)
    if shape is _TWISTED:
        return _judged(candidate, "0" + candidate.digits[-9:], evidence)
    if shape is _ABROAD:
        national = _national(candidate.digits)
        return _abroad(candidate) if national is None else _judged(candidate, national, evidence)
    if _is_part(candidate, before):
        return 0.0
    if shape is _LOOSE and not _is_said(candidate, before):
        return 0.0
    return _domestic(candidate, before, evidence)


def _is_another_number(before: str) -> bool:
    return before.rstrip(_SIGNS).endswith(_NOT_PHONE_ENDS) and _NOT_PHONE.search(before) is not None


def _is_said(candidate: Candidate, before: str) -> bool:
    """Whether pairs so loosely joined are a telephone: a mobile, or a word for one on the line."""
    value = candidate.value
    if value.count("|") > 2 or value.count(",") > 2:
        return False  # cells, a list
    line = candidate.before(90).rsplit("\n", 1)[-1]
    return (
        (value[1] in "67" and "/" not in value)
        or _CALLS.search(line) is not None
        or _PHONE_WORD.search(before) is not None
    )


_CALLS = re.compile(
    r"\b(?:tel|telephone|portable|port|mobile|fixe|numero|num|ligne|appel\w*|rappel\w*|joindre|joignable|mien|sonne\w*)\b"
)
_MISREAD = str.maketrans("OoIlSBGZ", "00115862")


def _half_digits(value: str) -> bool:
    """Letters that OCR put for digits, and five digits at least beside them."""
    digits = sum(map(str.isdigit, value))
    return digits >= 5 and any(map(str.isalpha, value))


def _is_part(candidate: Candidate, before: str) -> bool:
    """Whether it is the tail or the head of a longer number, a date, a decimal."""
    value = candidate.value
    return (
        candidate.after(1).isdigit()
        or _begins_in_a_date(value, before)
        or (
            before[-2:].strip(" .-")[-1:].isdigit()
            and not _LISTED.search(before)
            and not _DATE_BEFORE.search(before)
        )
        or (_DATE.match(value) is not None and not _PHONE_WORD.search(before))
        or (value.startswith("0.") and value[2:].isdigit())
    )


def _begins_in_a_date(value: str, before: str) -> bool:
    """Whether it takes the end of a date, or a month and a year, for its first digits."""
    if _MONTH_YEAR.match(value) is not None or _SHORT_DATE.match(value) is not None:
        return True
    if _ISO_DAY.match(value) is not None:
        return _YEAR_BEFORE.search(before) is not None
    short, day = _MONTH_SHORT_YEAR.match(value), _DAY_BEFORE.search(before)
    return short is not None and day is not None and short[1] == day[1]


def _domestic(candidate: Candidate, before: str, evidence: Evidence) -> float:
    """A number without its country's prefix; with a digit too few or too many, only after a word for a telephone."""
    shape = candidate.shape
    number = _POSTE.split(candidate.value.lower(), maxsplit=1)[0] if shape is _FRENCH else candidate.value
    digits = "".join(filter(str.isdigit, number.translate(_MISREAD)))
    if shape is _NINE or shape is _NINE_FIXED:
        return 0.0 if candidate.after(2).strip(" .")[:1].isdigit() else 0.7
    if shape is not _BARE_PREFIX and len(digits) == 10:
        return _judged(candidate, digits, evidence)
    if shape is _BARE_PREFIX:
        return 0.8 if digits[2] in "67" or _PHONE_WORD.search(before) else 0.3
    if candidate.after(2).strip(" .")[:1].isdigit():
        return 0.0
    return 0.6 if len(digits) in {9, 11} and _PHONE_WORD.search(before) else 0.0


def _judged(candidate: Candidate, digits: str, evidence: Evidence) -> float:
    """A French number of ten digits: whose it is decides, for a landline more than for a mobile."""
    if digits.startswith("08"):
        return 0.0  # services, never a person
    answers, place = candidate.folded.answers, (evidence, candidate.start, candidate.end, digits)
    score: float | None = answers.get(place)  # pairs with plain separators have the form of two shapes
    if score is None:
        score = answers[place] = _owned(candidate, digits, evidence)
    return score


def _owned(candidate: Candidate, digits: str, evidence: Evidence) -> float:
    mobile = digits[1] in "67"
    owner = whose(candidate.folded, candidate.start, candidate.end, evidence, above=not mobile)
    if mobile and owner is Whose.PERSON:
        return 0.95
    if _is_named(candidate) or _is_own(candidate):
        owner = Whose.PERSON
    elif not mobile and _is_desk(candidate, evidence):
        return 0.3
    if owner is Whose.BODY and not (mobile and not _counter_beside(candidate, evidence)):
        return 0.4 if mobile else 0.2
    if not mobile and digits.endswith("00") and _OWN.search(candidate.before(60)) is None:
        return 0.4  # round numbers are those of switchboards
    if owner is Whose.PERSON:
        return 0.95
    return 0.9 if mobile else 0.62


# Landlines that answer for a body: "Pour toute question : 03 …", "service des routes, 04 …", "- CeGIDD : 05 …".
_ASKED = re.compile(
    r"(?:pour tout(?:e|es)? (?:question|renseignement|information|precision|demande)s?|re[cs]oit sur rendez-vous|prendre rendez-vous|sur rendez-vous|nous contacter|contactez-nous|plus d'infos?)[^\n.;]{0,24}$"
)
_ACRONYM = re.compile(r"(?:^|\n|[-*] ?)([A-Za-z]{3,10})[ ]?[:,(][ ]?$")
_SOMEBODY = re.compile(r"\b(?:m\.|mr|mme|mlle|monsieur|madame|dr|docteur|chez)[ ]")


def _is_desk(candidate: Candidate, evidence: Evidence) -> bool:
    before = candidate.before(60).rsplit("\n", 1)[-1]
    if "@" in before or _OWN.search(before) is not None or _SOMEBODY.search(before) is not None:
        return False
    if _ASKED.search(before) is not None:
        return True
    if _OPEN_HOURS.search(candidate.before(110).rsplit("\n", 1)[-1]) is not None:
        return True
    acronym = _ACRONYM.search(candidate.folded.text[max(0, candidate.start - 16) : candidate.start])
    if acronym is not None and sum(map(str.isupper, acronym[1])) >= 3 and not acronym[1].isupper():
        return True
    words = _WORDS.findall(before)[-5:]
    return not evidence.bodies.isdisjoint(words) and evidence.persons.isdisjoint(words)


_OPEN_HOURS = re.compile(
    r"\b(?:nos bureaux|vous accueill\w+|du lundi au|pour reserver|reservez|inscrivez|local syndical|sur rendez-vous|centres? (?:medico|sociaux|social)|renseign\w+|ouverts?|ferme le|gratuit)\b"
)
# "HUYNH-MARTIN Jean – 05 …", "téléphoner à Abel : 04 …": a name and nothing else just before.
_NAME_BEFORE = re.compile(
    r"(?:^|[,;:|(\n-] ?|\b(?:a|chez|appeler|joindre|contacter|mamie|papi|maman|papa|et|ou) )([A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){0,2})[ ]?[:,(-]{0,2}[ ]{0,2}$"
)


def _is_named(candidate: Candidate) -> bool:
    folded = candidate.folded
    left = max(0, candidate.start - 44)
    left += folded.text[left : candidate.start].rfind("\n") + 1
    found = _NAME_BEFORE.search(folded.text[left : candidate.start])
    if found is None:
        return False
    words = found[1].split()
    if len(words) > 1:
        return names_someone(found[1])
    word = words[0].lower()
    return first_name(gazetteer().facts(word)) >= 5 and not gazetteer().is_common(word)


# "Tél. maison 05 …", "téléphone personnel communiqué pour l'astreinte", "on peut me joindre au bureau", "avisé par téléphone"
_OWN_NUMBER = re.compile(
    r"\b(?:tel|telephone|tph|fixe|portable|numero|num|ligne)s?\b[ .:]{0,2}(?:du |de la |de |a la )?(?:personnel|perso|prive|domicile|maison)\b[^.\n]{0,36}$"
    r"|\b(?:mon|notre) (?:numero|num|tel|telephone|fixe|portable|bureau)\b[^.\n]{0,24}$|\b(?:me|m'|nous la|etre) ?(?:joindre|joint|jointe|rappeler|appeler|appelle|appelles|contacter)\b[^.\n]{0,24}$"
    r"|\b(?:telephone|tel)s? (?:fixe|portable|mobile)[ .:]{1,3}$|\ble mien[ :]{1,3}$|\b(?:avise|avisee|prevenu|prevenue|contacte|contactee|joint|jointe|entendu|entendue) par (?:tel|telephone)[ :(]{1,3}$"
)


def _is_own(candidate: Candidate) -> bool:
    line = candidate.before(72).rsplit("\n", 1)[-1]
    # "téléphone personnel communiqué pour l'astreinte" stays somebody's
    return _OWN_NUMBER.search(line) is not None and _COUNTERS.isdisjoint(_WORDS.findall(line))


def _counter_beside(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether the words just before a mobile are those of a counter: an agent's own mobile is the agent's."""
    if _WIN.isdisjoint(_WORDS.findall(candidate.before(40))) and any(
        first_name(gazetteer().facts(word.lower())) >= 5 and not gazetteer().is_common(word.lower())
        for word in re.findall(
            "[A-Z][a-z]{2,}", candidate.folded.text[max(0, candidate.start - 40) : candidate.start]
        )
    ):
        return False  # "Farida comme contact presse (06 …)"
    return not evidence.bodies.isdisjoint(_WORDS.findall(candidate.before(36))[-5:])


_WORDS = re.compile("[a-z]+")
_OWN = re.compile(
    r"\b(?:mon|ma|mes|moi|perso\w*|domicile|chez|mere|pere|fils|fille|joindre|joignable|portable|voisine?)\b"
)


def _national(digits: str) -> str | None:
    """ "+33 6 12 34 56 78" as "0612345678"; None for another country."""
    digits = digits.removeprefix("00")
    for prefix in ("33", "262", "590", "594", "596"):
        rest = digits.removeprefix(prefix).removeprefix("0")
        if digits.startswith(prefix) and len(rest) == 9:
            return "0" + rest
    return None


def _abroad(candidate: Candidate) -> float:
    digits = candidate.digits.removeprefix("00")
    if candidate.after(1).isdigit() or not 8 <= len(digits) <= 15:
        return 0.0
    return (
        0.85
        if _is_valid(digits)
        else (
            0.6
            if candidate.value.startswith(("+", "(+")) or _PHONE_WORD.search(candidate.before(40))
            else 0.3
        )
    )


@lru_cache(maxsize=1024)
def _is_valid(digits: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse("+" + digits, None))
    except phonenumbers.NumberParseException:
        return False


_FILE_OR_SUM = re.compile(r"(?:dossier|no|ref|facture|compte|page|lot|article)[ .:o]{0,3}$")


def _overseas(candidate: Candidate, before: str, evidence: Evidence) -> float:
    """ "(687) 76 30 58", "687 84.15.62": the prefix of a Pacific territory or of Saint-Pierre, and six or eight digits."""
    digits = candidate.digits
    if len(digits) != 3 + _LENGTHS[digits[:3]] or candidate.after(2).strip(" .-")[:1].isdigit():
        return 0.0
    if before[-2:].strip(" .-")[-1:].isdigit() or _FILE_OR_SUM.search(before) is not None:
        return 0.0
    owner = whose(candidate.folded, candidate.start, candidate.end, evidence)
    return 0.2 if owner is Whose.BODY else 0.6


def _pacific(candidate: Candidate, before: str, evidence: Evidence) -> float:
    """New Caledonia, French Polynesia, Saint-Pierre: six or eight digits, only after a word for a telephone."""
    digits = "".join(filter(str.isdigit, candidate.value.translate(_MISREAD)))
    if digits[:3] in {"687", "689"} and len(digits) in {9, 11}:
        digits = digits[3:]
    elif before[-2:].strip(" .-")[-1:].isdigit():
        return 0.0
    if len(digits) not in {6, 8} or candidate.after(2).strip(" .-")[:1].isdigit():
        return 0.0
    owner = whose(candidate.folded, candidate.start, candidate.end, evidence)
    return 0.2 if owner is Whose.BODY else 0.65


def _extension(candidate: Candidate, evidence: Evidence) -> float:
    """ "poste 412" is the telephone of the agent named just before; "le poste 6512" is an employment."""
    before = candidate.folded.lower[max(0, candidate.start - 44) : candidate.start]
    if _EMPLOYMENT.search(before) or _AMOUNT.match(candidate.after(8)):
        return 0.0
    if _CALLED.search(before):
        return 0.55
    owner = whose(candidate.folded, candidate.start, candidate.end, evidence)
    return 0.6 if owner is Whose.PERSON else 0.3 if owner is Whose.UNKNOWN else 0.0


_EMPLOYMENT = re.compile(
    r"\b(?:son|le|ce|du|un|mon|votre|les|de|fiche de)[ ]postes?[ ]?(?:no?\.?[ ]?|numero[ ])?$"
)
_CALLED = re.compile(r"(?:\bau|\d|\()[ ,.(-]{1,3}(?:poste|extension|ext\.?|interne)[ :]{1,2}$")


_POSTE_AFTER = re.compile(r"[ ,(]{1,3}(?:poste|ext\.?|extension)[ ]?(?:no?\.?[ ]?)?\d{1,5}\b")
_POSTE = re.compile("poste|ext")


def detector(desks: Desks) -> Detector:
    """The detector for an organisation's own desks."""
    evidence = Evidence(
        persons=_PERSONS,
        dwelling=frozenset(),
        bodies=desks.counters,
        happenings=frozenset(),
        counters_win=_WIN,
        names_win=True,
    )

    def check(candidate: Candidate) -> float:
        return _score(candidate, evidence)

    return Detector(
        label=Label.PHONE,
        shapes=(
            _FRENCH,
            _EVEN,
            _BRACKETS,
            _LOOSE,
            _TWISTED,
            _ABROAD,
            _BARE_PREFIX,
            _NINE,
            _NINE_FIXED,
            _PACIFIC,
            _PREFIXED,
            _OCR,
            _EXTENSION,
        ),
        check=check,
        bounds=_bounds,
    )


DETECTOR = detector(DEFAULT)
