"""Dates de naissance, in digits or words: after a word of birth. A date beside a name is seen with the names."""

import re

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.labels import Label

_MONTH = r"(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\.?"
_YEAR_WORDS = r"(?:mil(?:le)?[ -]neuf[ -]cents?|deux[ -]mil(?:le)?|dix[ -]neuf[ -]cents?)(?:[ -](?:et|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante)){0,5}"
_DAY_WORDS = r"(?:premier|(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente)(?:[ -](?:et[ -])?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf))?))"
DIGITS = r"(?:[0-3]?\d[ ]?[/.\-][ ]?(?:[01]?\d)[ ]?[/.\-][ ]?(?:(?:19|20)\d{2}|\d{2})|[0-3]\d[ ][01]\d[ ](?:19|20)\d{2}|(?:19|20)\d{2}-[01]\d-[0-3]\d)"
_WRITTEN = rf"(?:1er|premier|[0-3]?\d)[ ]{{1,2}}{_MONTH}(?:[ ]{{1,2}}(?:(?:19|20)\d{{2}}|\d{{2}}))?"
_SPELLED = rf"{_DAY_WORDS}[ ]{_MONTH}[ ]{_YEAR_WORDS}"
ANY_DATE = rf"(?:{_SPELLED}|{_WRITTEN}|{DIGITS})"
_BORN = r"\b(?:nee?(?:\(e\)|\.e|-e)?s?|naissance|naiss|d\.?d\.?n|ddn|dob|date de nais(?:sance)?|nais\.?|anniversaire|ne\(e\)s?)"
_LINK = (
    r"(?:[ .:;=|,()\t\n\-]{0,6}(?:le|la|du|de|date|est|l'enfant|lieu|en|ce|et)?){0,3}[ .:;=|,(\t\n\-]{0,4}"
)
_AFTER_BIRTH = Shape(rf"{_BORN}{_LINK}(?P<value>{ANY_DATE})\b", 0.95)
# "née à Manosque (04) le 3 avril 1984"
_WITH_PLACE = Shape(
    rf"\bnee?(?:\(e\)|\.e)?s?[ ](?:a|au|aux|en)[ ][^\n.;:0-9]{{2,40}}(?:\(\d{{2,5}}[AB]?\))?[ ,]{{0,2}}(?:le[ ])?(?P<value>{ANY_DATE})\b",
    0.95,
)
_YEAR_ONLY = Shape(
    rf"{_BORN}[ ]{{1,2}}(?:en|vers)[ ]{{1,2}}(?:{_MONTH}[ ]{{1,2}})?(?P<value>(?:{_MONTH}[ ]{{1,2}})?(?:19|20)\d{{2}})\b",
    0.7,
)
_SPELLED_ALONE = Shape(rf"\b{_SPELLED}\b", 0.45)
_MEETING = re.compile(r"(?:delibera|seance|conseil|reunion|arrete|decret|loi|courrier|lettre)\b[^\n]{0,30}$")


def _check(candidate: Candidate) -> float:
    if candidate.shape is _SPELLED_ALONE:
        return 0.0 if _MEETING.search(candidate.before(60)) else 0.45 + 0.3 * candidate.near
    return candidate.shape.score


DETECTOR = Detector(
    label=Label.DATE_BIRTH,
    shapes=(_AFTER_BIRTH, _WITH_PLACE, _YEAR_ONLY, _SPELLED_ALONE),
    context=("ne", "nee", "naissance"),
    check=_check,
)
